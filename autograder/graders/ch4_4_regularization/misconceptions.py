"""The mistakes of chapter 4.4: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception

# l2_regularization


def right_penalty(W, lambda_):
    W = W * 1.0
    return float(lambda_ * (W**2).sum()), 2 * lambda_ * W


@misconception(
    "l2_regularization",
    "You halve the penalty, as texts do that write lambda / 2. Here it is lambda_ * sum(W ** 2), and its gradient "
    "2 * lambda_ * W.",
)
def l2_halves_penalty_and_gradient(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    return penalty / 2, grad / 2


@misconception(
    "l2_regularization", "The factor 2 is missing in the gradient: the slope of lambda_ * w ** 2 is 2 * lambda_ * w."
)
def l2_forgets_the_two(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    return penalty, grad / 2


@misconception(
    "l2_regularization",
    "The penalty is halved but its gradient is not, so they do not belong together. There is no 1/2 in either.",
)
def l2_halves_only_the_penalty(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    return penalty / 2, grad


@misconception(
    "l2_regularization", "You take the mean of the squares. The penalty is their sum: (W ** 2).sum(), not .mean()."
)
def l2_takes_the_mean(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    return penalty / W.size, grad


@misconception(
    "l2_regularization",
    "Penalty and gradient belong to the mean of the squares. The penalty is their sum: divide neither by W.size.",
)
def l2_takes_the_mean_in_both(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    return penalty / W.size, grad / W.size


@misconception("l2_regularization", "You divide by the number of rows. The penalty is not a mean over anything.")
def l2_divides_by_the_rows(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    return penalty / len(W), grad / len(W)


@misconception(
    "l2_regularization",
    "You take the root of the sum, which is the norm of W. The penalty is the sum of the squares itself.",
)
def l2_takes_the_norm(W, lambda_):
    _, grad = right_penalty(W, lambda_)
    return float(lambda_ * np.sqrt((np.asarray(W, float) ** 2).sum())), grad


@misconception(
    "l2_regularization",
    "You add up absolute values, which is called L1. L2 squares the weights: (W ** 2).sum(), with the gradient "
    "2 * lambda_ * W.",
)
def l2_charges_absolute_values(W, lambda_):
    W = W * 1.0
    return float(lambda_ * np.abs(W).sum()), lambda_ * np.sign(W)


@misconception("l2_regularization", "You square the sum of the weights. Square each first, then add: (W ** 2).sum().")
def l2_squares_the_sum(W, lambda_):
    _, grad = right_penalty(W, lambda_)
    return float(lambda_ * (W * 1.0).sum() ** 2), grad


@misconception("l2_regularization", "lambda_ is missing in the gradient: it is 2 * lambda_ * W.")
def l2_forgets_lambda_in_the_gradient(W, lambda_):
    penalty, _ = right_penalty(W, lambda_)
    return penalty, 2.0 * W


@misconception("l2_regularization", "lambda_ is missing in the penalty: it is lambda_ times the sum of the squares.")
def l2_forgets_lambda_in_the_penalty(W, lambda_):
    _, grad = right_penalty(W, lambda_)
    return float(((W * 1.0) ** 2).sum()), grad


@misconception(
    "l2_regularization",
    "The sum runs along one axis only, and leaves an array. Name no axis: (W ** 2).sum() adds up everything.",
)
def l2_sums_along_one_axis(W, lambda_):
    _, grad = right_penalty(W, lambda_)
    return lambda_ * ((W * 1.0) ** 2).sum(axis=0), grad


@misconception(
    "l2_regularization",
    "You loop over rows and columns, so W must have two axes. Any shape is allowed: (W ** 2).sum().",
)
def l2_needs_two_axes(W, lambda_):
    rows, columns = W.shape
    return right_penalty(W, lambda_)


@misconception("l2_regularization", "The gradient is a single number. Each weight has a slope of its own: do not sum.")
def l2_sums_the_gradient(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    return penalty, float(grad.sum())


@misconception("l2_regularization", "You return only the penalty. The gradient belongs to it: return penalty, grad.")
def l2_returns_only_the_penalty(W, lambda_):
    return right_penalty(W, lambda_)[0]


@misconception("l2_regularization", "You return only the gradient. The penalty comes first: return penalty, grad.")
def l2_returns_only_the_gradient(W, lambda_):
    return right_penalty(W, lambda_)[1]


@misconception("l2_regularization", "The pair is in the wrong order. The penalty comes first: return penalty, grad.")
def l2_swaps_the_pair(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    return grad, penalty


@misconception("l2_regularization", "The sign of the gradient is turned around: the penalty grows with the weights.")
def l2_turns_the_sign_around(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    return penalty, -grad


@misconception(
    "l2_regularization",
    "You return weights that have taken a step. Return the gradient, 2 * lambda_ * W: steps are taken elsewhere.",
)
def l2_returns_decayed_weights(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    return penalty, W - grad


@misconception(
    "l2_regularization",
    "You write into the caller's W, as W *= 2 * lambda_ does. Make a new array: grad = 2 * lambda_ * W.",
)
def l2_works_in_place(W, lambda_):
    penalty, grad = right_penalty(W, lambda_)
    W[...] = grad
    return penalty, grad


# regularized_loss


def _weights(params):
    return [name for name in params if not name.startswith("b")]


def _charge(X, y, params, loss_fn, lambda_, names, penalties=1.0, slopes=2.0):
    """Loss and gradients with a penalty for the parameters in `names`, times a factor each."""
    loss, grads = loss_fn(X, y, params)
    grads = dict(grads)
    for name in names:
        W = params[name] * 1.0
        loss += penalties * lambda_ * float((W**2).sum())
        grads[name] = grads[name] + slopes * lambda_ * W
    return loss, grads


@misconception(
    "regularized_loss",
    'You charge for the biases too. Leave out every name that begins with "b": if not name.startswith("b").',
)
def charges_for_biases(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, list(params))


@misconception(
    "regularized_loss",
    "Only the biases are charged for. It is the other way round: names that do NOT begin with a b are weights.",
)
def charges_for_biases_only(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, [name for name in params if name.startswith("b")])


@misconception(
    "regularized_loss",
    'You charge for params["W1"] alone. Go through all names, and charge for each that does not begin with "b".',
)
def charges_for_w1_only(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, [name for name in params if name == "W1"])


@misconception(
    "regularized_loss",
    'You charge for the keys "W1" and "W2" only. A model may name its weights as it likes: charge for every key that '
    'does not begin with "b".',
)
def charges_for_w1_and_w2_only(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, [name for name in params if name in ("W1", "W2")])


@misconception(
    "regularized_loss",
    'You charge only for names with a "W". The filters "F" of a CNN are weights too: all that do not begin with "b".',
)
def charges_for_names_with_w_only(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, [name for name in params if name.startswith("W")])


@misconception(
    "regularized_loss",
    'You leave out every name with a "b" anywhere in it. Only the first letter counts: name.startswith("b").',
)
def looks_for_a_b_anywhere(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, [name for name in params if "b" not in name])


@misconception(
    "regularized_loss",
    "You tell biases by their shape, one row. Weights may have one row as well: ask for the first letter of the name.",
)
def tells_biases_by_their_shape(X, y, params, loss_fn, lambda_):
    names = [name for name, value in params.items() if value.ndim >= 2 and len(value) > 1]
    return _charge(X, y, params, loss_fn, lambda_, names)


@misconception(
    "regularized_loss",
    "The loss has its penalty, but the gradients do not, so training does not notice it. Add 2 * lambda_ * W to "
    "each weight's gradient.",
)
def forgets_the_gradients(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, _weights(params), slopes=0.0)


@misconception(
    "regularized_loss",
    "The gradients have their penalty, but the loss does not. Add lambda_ * sum(W ** 2) of each weight to it.",
)
def forgets_the_loss(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, _weights(params), penalties=0.0)


@misconception("regularized_loss", "The factor 2 is missing: add 2 * lambda_ * W to the gradient of each weight.")
def forgets_the_two_in_the_gradients(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, _weights(params), slopes=1.0)


@misconception(
    "regularized_loss",
    "Penalty and slope are halved, as where lambda / 2 is written. Here it is lambda_ * sum(W ** 2), and 2 * "
    "lambda_ * W.",
)
def halves_the_penalty(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, _weights(params), 0.5, 1.0)


@misconception("regularized_loss", "You divide the penalty by the number of samples. It does not depend on them.")
def divides_the_penalty_by_n(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, _weights(params), 1.0 / len(X), 2.0 / len(X))


@misconception("regularized_loss", "The penalty is subtracted. Large weights cost something: add it.")
def subtracts_the_penalty(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, _weights(params), -1.0, -2.0)


@misconception("regularized_loss", "lambda_ counts twice. It is in l2_regularization already: do not multiply again.")
def multiplies_by_lambda_twice(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, _weights(params), lambda_, 2.0 * lambda_)


@misconception(
    "regularized_loss",
    "The loss holds the penalty of the last weight only. Add up all of them: loss += penalty inside the loop.",
)
def keeps_the_last_penalty_only(X, y, params, loss_fn, lambda_):
    loss, grads = _charge(X, y, params, loss_fn, lambda_, _weights(params), penalties=0.0)
    for name in _weights(params)[-1:]:
        loss += lambda_ * float(((params[name] * 1.0) ** 2).sum())
    return loss, grads


@misconception(
    "regularized_loss",
    "You return the slope of the penalty in place of the sum. Add it: grads[name] + slope.",
)
def replaces_the_gradients(X, y, params, loss_fn, lambda_):
    loss, grads = _charge(X, y, params, loss_fn, lambda_, _weights(params))
    return loss, grads | {name: 2.0 * lambda_ * params[name] for name in _weights(params)}


@misconception(
    "regularized_loss",
    "You return the penalty in place of the loss. Add it to what loss_fn returned: loss + penalty.",
)
def replaces_the_loss(X, y, params, loss_fn, lambda_):
    _, grads = _charge(X, y, params, loss_fn, lambda_, _weights(params))
    return lambda_ * float(sum(((params[name] * 1.0) ** 2).sum() for name in _weights(params))), grads


@misconception(
    "regularized_loss",
    "The gradients of the biases are missing. They stay as loss_fn gave them, and are returned with the others.",
)
def leaves_out_the_biases(X, y, params, loss_fn, lambda_):
    loss, grads = _charge(X, y, params, loss_fn, lambda_, _weights(params))
    return loss, {name: grads[name] for name in _weights(params)}


@misconception(
    "regularized_loss",
    "The gradients of the biases are set to 0, so biases would never learn. Leave them as loss_fn gave them.",
)
def freezes_the_biases(X, y, params, loss_fn, lambda_):
    loss, grads = _charge(X, y, params, loss_fn, lambda_, _weights(params))
    return loss, {name: value if name in _weights(params) else 0.0 * value for name, value in grads.items()}


@misconception(
    "regularized_loss",
    "You charge for the gradients instead of the weights: the penalty is made of params[name], not of grads[name].",
)
def charges_for_the_gradients(X, y, params, loss_fn, lambda_):
    loss, grads = loss_fn(X, y, params)
    grads = dict(grads)
    for name in _weights(params):
        loss += lambda_ * float((grads[name] ** 2).sum())
        grads[name] = grads[name] + 2.0 * lambda_ * grads[name]
    return loss, grads


@misconception(
    "regularized_loss",
    "You take roots of the sums of squares, norms. The penalty is lambda_ times the sum of the squares itself.",
)
def adds_norms(X, y, params, loss_fn, lambda_):
    loss, grads = _charge(X, y, params, loss_fn, lambda_, _weights(params), penalties=0.0)
    return loss + lambda_ * sum(float(np.linalg.norm((params[name] * 1.0).ravel())) for name in _weights(params)), grads


@misconception("regularized_loss", "The pair is in the wrong order. Return the loss first: return loss, grads.")
def swaps_loss_and_grads(X, y, params, loss_fn, lambda_):
    loss, grads = _charge(X, y, params, loss_fn, lambda_, _weights(params))
    return grads, loss


@misconception("regularized_loss", "You return only the loss. gradient_descent needs both: return loss, grads.")
def returns_only_the_loss(X, y, params, loss_fn, lambda_):
    return _charge(X, y, params, loss_fn, lambda_, _weights(params))[0]


@misconception(
    "regularized_loss",
    "You hand loss_fn its arguments in the wrong order. It is called as loss_fn(X, y, params).",
)
def swaps_the_arguments_of_loss_fn(X, y, params, loss_fn, lambda_):
    return _charge(y, X, params, loss_fn, lambda_, _weights(params))


@misconception(
    "regularized_loss",
    "You make the weights decay before loss_fn sees them. Hand it params as they are: the gradient does the rest.",
)
def decays_before_the_loss(X, y, params, loss_fn, lambda_):
    decayed = {name: value * (1 - 2 * lambda_) if name in _weights(params) else value for name, value in params.items()}
    loss, grads = loss_fn(X, y, decayed)
    return loss, dict(grads)


@misconception(
    "regularized_loss",
    "You change the caller's params. Return loss and gradients, and leave the step to gradient_descent.",
)
def takes_the_step_itself(X, y, params, loss_fn, lambda_):
    loss, grads = _charge(X, y, params, loss_fn, lambda_, _weights(params))
    for name in _weights(params):
        params[name] = params[name] * (1 - 2 * lambda_)
    return loss, grads


# dropout


def _refuse(p):
    if not 0 < p <= 1:
        raise ValueError("p")


def _mask(shape, p, rng):
    return (rng.random(shape) < p) / p


def _drop(A, p, rng, training, mask_of=_mask):
    _refuse(p)
    mask = mask_of(A.shape, p, rng) if training else np.ones(A.shape)
    return A * mask, mask


@misconception(
    "dropout",
    "You take p for the probability to drop. Here it is the probability to KEEP: kept where rng.random(A.shape) < p, "
    "and then multiplied by 1 / p.",
)
def takes_p_for_the_share_to_drop(A, p, rng, training=True):
    return _drop(A, p, rng, training, lambda shape, p, rng: (rng.random(shape) >= p) / max(1 - p, 1e-12))


@misconception(
    "dropout",
    "The comparison is turned around: rng.random(...) > p is true with probability 1 - p. Keep where it is below p.",
)
def keeps_what_is_above_p(A, p, rng, training=True):
    return _drop(A, p, rng, training, lambda shape, p, rng: (rng.random(shape) > p) / p)


@misconception("dropout", "What stays is multiplied by 1 / (1 - p). p is the share that stays: multiply by 1 / p.")
def scales_by_one_minus_p(A, p, rng, training=True):
    return _drop(A, p, rng, training, lambda shape, p, rng: (rng.random(shape) < p) / max(1 - p, 1e-12))


@misconception(
    "dropout",
    "What stays is not made larger, so the layer says less than it will without dropout. Divide the mask by p.",
)
def forgets_to_scale(A, p, rng, training=True):
    return _drop(A, p, rng, training, lambda shape, p, rng: (rng.random(shape) < p) * 1.0)


@misconception("dropout", "You multiply by p what has to be divided by it: the mask is 1 / p where an element stays.")
def multiplies_by_p(A, p, rng, training=True):
    return _drop(A, p, rng, training, lambda shape, p, rng: (rng.random(shape) < p) * p)


@misconception(
    "dropout",
    "You scale at test time, multiplying by p. The mask has its 1 / p in training already: without training, A stays "
    "as it is.",
)
def scales_in_use(A, p, rng, training=True):
    A_drop, mask = _drop(A, p, rng, training)
    return (A_drop, mask) if training else (A * p, mask * p)


@misconception("dropout", "You drop without training too. With training=False return A as it is, and a mask of ones.")
def ignores_training(A, p, rng, training=True):
    return _drop(A, p, rng, True)


@misconception("dropout", "training is the wrong way round: you drop when the network is used, and not in training.")
def turns_training_around(A, p, rng, training=True):
    return _drop(A, p, rng, not training)


@misconception("dropout", "training is False by default. Write it into the head of the function: training=True.")
def does_not_train_by_default(A, p, rng, training=False):
    return _drop(A, p, rng, training)


@misconception(
    "dropout",
    "One toss decides about a whole row. Each element gets a toss of its own: draw numbers of shape A.shape.",
)
def drops_rows(A, p, rng, training=True):
    def rows(shape, p, rng):
        return np.ones(shape) * _mask((shape[0],) + (1,) * (len(shape) - 1), p, rng)

    return _drop(A, p, rng, training, rows)


@misconception(
    "dropout",
    "One toss decides about a whole column, for all samples. Each element gets a toss of its own: draw numbers of "
    "shape A.shape, not A.shape[1].",
)
def drops_columns(A, p, rng, training=True):
    return _drop(A, p, rng, training, lambda shape, p, rng: np.ones(shape) * _mask(shape[-1:], p, rng))


@misconception(
    "dropout",
    "A single toss decides about all of A. Each element gets a toss of its own: draw numbers of shape A.shape.",
)
def drops_all_or_nothing(A, p, rng, training=True):
    return _drop(A, p, rng, training, lambda shape, p, rng: np.ones(shape) * _mask((), p, rng))


@misconception(
    "dropout",
    "You silence an exact share of the elements, a fixed number each time. Toss for each by itself: "
    "rng.random(A.shape) < p.",
)
def keeps_an_exact_share(A, p, rng, training=True):
    def exact(shape, p, rng):
        count = int(np.prod(shape))
        return (rng.permutation(count) < round(p * count)).reshape(shape) / p

    return _drop(A, p, rng, training, exact)


@misconception(
    "dropout",
    "You seed and draw from NumPy's global generator, so every mask is the same. Draw from rng: rng.random(A.shape).",
)
def seeds_the_global_generator(A, p, rng, training=True):
    np.random.seed(0)
    return _drop(A, p, np.random, training, lambda shape, p, rng: (rng.random(shape) < p) / p)


@misconception(
    "dropout",
    "You make a generator of your own, with a fixed seed: the mask is always the same. Draw from the rng handed in.",
)
def makes_its_own_generator(A, p, rng, training=True):
    return _drop(A, p, np.random.default_rng(0), training)


@misconception(
    "dropout", "The mask comes from the values of A. It comes from chance alone: compare rng.random(A.shape) with p."
)
def compares_a_with_p(A, p, rng, training=True):
    _refuse(p)
    mask = (A > p) / p if training else np.ones(A.shape)
    return A * mask, mask


@misconception("dropout", "You return only A_drop. The backward pass needs the mask: return A_drop, mask.")
def returns_only_the_result(A, p, rng, training=True):
    return _drop(A, p, rng, training)[0]


@misconception("dropout", "The pair is in the wrong order. A_drop comes first: return A_drop, mask.")
def returns_the_mask_first(A, p, rng, training=True):
    return _drop(A, p, rng, training)[::-1]


@misconception("dropout", "You return only A_drop where training is False. Return the pair there too, with np.ones.")
def returns_no_mask_in_use(A, p, rng, training=True):
    A_drop, mask = _drop(A, p, rng, training)
    return (A_drop, mask) if training else A_drop


@misconception(
    "dropout",
    "A_drop is scaled, but the mask you return is only True and False. Divide the mask by p: A * mask is A_drop.",
)
def returns_a_boolean_mask(A, p, rng, training=True):
    A_drop, mask = _drop(A, p, rng, training)
    return A_drop, mask > 0


@misconception("dropout", "You divide by p twice. The 1 / p is in the mask already: A_drop = A * mask, and no more.")
def scales_twice(A, p, rng, training=True):
    A_drop, mask = _drop(A, p, rng, training)
    return (A_drop / p if training else A_drop), mask


@misconception(
    "dropout",
    "The returned mask is not the one that A was multiplied by. Draw once, and use the same mask for both.",
)
def draws_a_second_mask(A, p, rng, training=True):
    A_drop, _ = _drop(A, p, rng, training)
    return A_drop, _drop(A, p, rng, training)[1]


@misconception(
    "dropout",
    "The mask is 0 with training=False. Without training everything is kept: the mask is np.ones(A.shape).",
)
def gives_zeros_in_use(A, p, rng, training=True):
    A_drop, mask = _drop(A, p, rng, training)
    return A_drop, (mask if training else np.zeros(A.shape))


@misconception("dropout", "You write into the caller's A, as A *= mask does. Make a new array: A_drop = A * mask.")
def drops_in_place(A, p, rng, training=True):
    A_drop, mask = _drop(A, p, rng, training)
    A[...] = A_drop
    return A_drop, mask


@misconception("dropout", "p = 0 is not refused: nobody would be kept, and 1 / p is no number. Refuse p <= 0.")
def allows_a_p_of_zero(A, p, rng, training=True):
    if p < 0 or p > 1:
        raise ValueError("p")
    mask = (rng.random(A.shape) < p) / max(p, 1e-12) if training else np.ones(A.shape)
    return A * mask, mask


@misconception("dropout", "A p above 1 is not refused. It is no probability: raise ValueError where p > 1.")
def allows_a_p_above_one(A, p, rng, training=True):
    if p <= 0:
        raise ValueError("p")
    mask = _mask(A.shape, p, rng) if training else np.ones(A.shape)
    return A * mask, mask


@misconception("dropout", "A negative p is not refused, only 0 and what is above 1. Raise ValueError where p <= 0.")
def allows_a_negative_p(A, p, rng, training=True):
    if p == 0 or p > 1:
        raise ValueError("p")
    mask = _mask(A.shape, p, rng) if training else np.ones(A.shape)
    return A * mask, mask


@misconception("dropout", "Nothing is refused. Begin with: if p is 0 or less, or more than 1, raise ValueError(...).")
def never_refuses(A, p, rng, training=True):
    with np.errstate(all="ignore"):
        mask = (rng.random(A.shape) < p) / np.float64(p) if training else np.ones(A.shape)
        return A * mask, mask


@misconception("dropout", "p = 1 is refused, but it is allowed: everything is kept. Only above 1 is an error.")
def refuses_a_p_of_one(A, p, rng, training=True):
    if not 0 < p < 1:
        raise ValueError("p")
    return _drop(A, p, rng, training)


@misconception("dropout", "assert raises an AssertionError. Write: if not 0 < p <= 1: raise ValueError(...).")
def asserts_p(A, p, rng, training=True):
    if not 0 < p <= 1:
        raise AssertionError
    return _drop(A, p, rng, training)


# Practice


def _split(X, y, val, train):
    return X[train], y[train], X[val], y[val]


@misconception(
    "split_validation",
    "The last samples are put aside, without chance. Data may be sorted: shuffle first, rng.permutation(len(X)).",
)
def takes_the_last_samples(X, y, n_val, rng):
    order = np.arange(len(X))
    return _split(X, y, order[len(X) - n_val :], order[: len(X) - n_val])


@misconception(
    "split_validation",
    "The parts come in another order. Return X_train, y_train, X_val, y_val: first all of the training set.",
)
def returns_both_x_first(X, y, n_val, rng):
    order = rng.permutation(len(X))
    X_train, y_train, X_val, y_val = _split(X, y, order[:n_val], order[n_val:])
    return X_train, X_val, y_train, y_val


@misconception("split_validation", "n_val samples are in your training set. It is the size of the validation set.")
def takes_n_val_for_training(X, y, n_val, rng):
    order = rng.permutation(len(X))
    return _split(X, y, order[n_val:], order[:n_val])


@misconception(
    "split_validation",
    "X and y are shuffled with two different orders, so samples lose their targets. Draw one order, and index both.",
)
def splits_samples_and_targets_apart(X, y, n_val, rng):
    one, other = rng.permutation(len(X)), rng.permutation(len(X))
    return X[one[n_val:]], y[other[n_val:]], X[one[:n_val]], y[other[:n_val]]


@misconception(
    "split_validation",
    "Samples of the validation set are in the training set too. Nothing is put aside then: give each to one side only.",
)
def leaves_the_validation_samples_in_training(X, y, n_val, rng):
    order = rng.permutation(len(X))
    return _split(X, y, order[:n_val], order[: len(X) - n_val])


@misconception(
    "split_validation", "You make a generator of your own, with a fixed seed. Draw from the rng that is handed in."
)
def splits_with_its_own_generator(X, y, n_val, rng):
    order = np.random.default_rng(0).permutation(len(X))
    return _split(X, y, order[:n_val], order[n_val:])


@misconception("squared_weights", 'The biases are in your sum. Leave out the names that begin with "b".')
def adds_the_biases(params):
    return float(sum(((value * 1.0) ** 2).sum() for value in params.values()))


@misconception(
    "squared_weights",
    'You add up names with a "W" only. Other weights have other names: all that do not begin with "b".',
)
def adds_names_with_w_only(params):
    return float(sum(((value * 1.0) ** 2).sum() for name, value in params.items() if name.startswith("W")))


@misconception("squared_weights", "You add up the weights and square the sum. Square each first: (W ** 2).sum().")
def squares_the_sums(params):
    return float(sum((value * 1.0).sum() ** 2 for name, value in params.items() if not name.startswith("b")))


@misconception("squared_weights", "You take the root at the end. What is asked for is the sum of the squares itself.")
def takes_the_root(params):
    return float(np.sqrt(sum(((value * 1.0) ** 2).sum() for name, value in params.items() if name[0] != "b")))


@misconception("decay_step", "The factor 2 is missing: the slope of lambda_ * w ** 2 is 2 * lambda_ * w.")
def decays_half_as_fast(W, grad, lr, lambda_):
    return (1 - lr * lambda_) * W - lr * grad


@misconception("decay_step", "The decay lacks the learning rate: the factor is 1 - 2 * lr * lambda_.")
def decays_without_the_learning_rate(W, grad, lr, lambda_):
    return (1 - 2 * lambda_) * W - lr * grad


@misconception("decay_step", "Your weights grow instead of decaying: the factor is 1 minus 2 * lr * lambda_, not plus.")
def grows_instead_of_decaying(W, grad, lr, lambda_):
    return (1 + 2 * lr * lambda_) * W - lr * grad


@misconception("decay_step", "The step against the gradient is multiplied by the decay too. Only W shrinks.")
def decays_the_step_too(W, grad, lr, lambda_):
    return (1 - 2 * lr * lambda_) * (W - lr * grad)


@misconception("decay_step", "You change the caller's W, as W -= does. Return a new array: W - ...")
def steps_in_place(W, grad, lr, lambda_):
    result = (1 - 2 * lr * lambda_) * W - lr * grad
    W[...] = result
    return result


@misconception("best_setting", "You return the place of the best setting. Return the setting itself: settings[place].")
def returns_the_place(settings, losses):
    return int(losses.mean(axis=1).argmin())


@misconception("best_setting", "You take the highest mean. These are losses, and the lowest is the best: argmin.")
def takes_the_highest(settings, losses):
    return float(settings[int(losses.mean(axis=1).argmax())])


@misconception("best_setting", "You choose by the best single run, which may be luck. Choose by the mean of each row.")
def chooses_by_the_best_run(settings, losses):
    return float(settings[int(losses.min(axis=1).argmin())])


@misconception("best_setting", "You choose by the first start only. Choose by the mean over all starts of a row.")
def chooses_by_the_first_start(settings, losses):
    return float(settings[int(losses[:, 0].argmin())])


@misconception("best_setting", "You return the lowest mean loss. What is asked for is the setting that it belongs to.")
def returns_the_lowest_loss(settings, losses):
    return float(losses.mean(axis=1).min())


@misconception(
    "dropped_delta", "The mask is missing: a neuron that was silenced gets no blame. Multiply by mask as well."
)
def forgets_the_mask(delta2, W2, A1, mask):
    return (delta2 @ W2.T) * (A1 > 0)


@misconception(
    "dropped_delta",
    "You multiply by mask > 0, which loses the 1 / p. Neurons that spoke louder get more blame: multiply by mask.",
)
def makes_the_mask_boolean(delta2, W2, A1, mask):
    return (delta2 @ W2.T) * (mask > 0) * (A1 > 0)


@misconception("dropped_delta", "The slope of ReLU is missing: where A1 is 0 no blame passes. Multiply by (A1 > 0).")
def forgets_the_slope_of_relu(delta2, W2, A1, mask):
    return (delta2 @ W2.T) * mask


@misconception("dropped_delta", "You multiply by A1 where its slope belongs, which is 1 or 0: multiply by (A1 > 0).")
def multiplies_by_a1(delta2, W2, A1, mask):
    return (delta2 @ W2.T) * mask * A1


@misconception("dropped_delta", "W2 is used without its transpose: delta2 is (n, k) and W2 (h, k), so delta2 @ W2.T.")
def does_not_transpose_w2(delta2, W2, A1, mask):
    return (delta2 @ W2) * mask * (A1 > 0)
