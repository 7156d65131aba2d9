"""The mistakes of chapter 3.4: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception

# backward_mlp


def _deltas(X, A1, A2, y, W2):
    delta2 = (A2 - y) / len(X)
    return delta2, (delta2 @ W2.T) * (A1 > 0)


def _gradients(X, A1, delta1, delta2):
    return {
        "W1": X.T @ delta1,
        "b1": delta1.sum(axis=0, keepdims=True),
        "W2": A1.T @ delta2,
        "b2": delta2.sum(axis=0, keepdims=True),
    }


def _backward(X, A1, A2, y, W1, W2):
    delta2, delta1 = _deltas(X, A1, A2, y, W2)
    return _gradients(X, A1, delta1, delta2)


@misconception("backward_mlp", "The 1 / n is missing: the loss is a mean over the samples. delta2 = (A2 - y) / n.")
def forgets_the_mean(X, A1, A2, y, W1, W2):
    delta2 = A2 - y
    return _gradients(X, A1, (delta2 @ W2.T) * (A1 > 0), delta2)


@misconception(
    "backward_mlp",
    "You divide by n twice: delta2 has its 1 / n already, and it is passed on from there to every gradient.",
)
def divides_by_n_twice(X, A1, A2, y, W1, W2):
    return {name: value / len(X) for name, value in _backward(X, A1, A2, y, W1, W2).items()}


@misconception(
    "backward_mlp",
    "You divide by n again on the way back to the hidden layer. delta2 has its 1 / n already, and delta1 inherits it.",
)
def divides_the_hidden_delta_again(X, A1, A2, y, W1, W2):
    delta2, delta1 = _deltas(X, A1, A2, y, W2)
    return _gradients(X, A1, delta1 / len(X), delta2)


@misconception(
    "backward_mlp",
    "The number of classes divides your gradients, as in a mean over all elements. The loss sums over the "
    "classes and averages over the samples: divide by n only.",
)
def divides_by_all_elements(X, A1, A2, y, W1, W2):
    return {name: value / y.shape[1] for name, value in _backward(X, A1, A2, y, W1, W2).items()}


@misconception("backward_mlp", "The sign is turned around: y - A2 leads uphill. The gradient begins with A2 - y.")
def turns_the_sign_around(X, A1, A2, y, W1, W2):
    return {name: -value for name, value in _backward(X, A1, A2, y, W1, W2).items()}


@misconception(
    "backward_mlp",
    "There is a factor 2, which belongs to squared errors. For the cross-entropy delta2 is (A2 - y) / n.",
)
def doubles_the_error(X, A1, A2, y, W1, W2):
    return {name: 2 * value for name, value in _backward(X, A1, A2, y, W1, W2).items()}


@misconception("backward_mlp", "You multiply A2 - y by A2 (1 - A2) as well. The slope of softmax is in A2 - y already.")
def multiplies_by_the_slope_of_the_output(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) * A2 * (1 - A2) / len(X)
    return _gradients(X, A1, (delta2 @ W2.T) * (A1 > 0), delta2)


@misconception(
    "backward_mlp",
    "-y / A2 is the gradient by the probabilities. Softmax is still to come: by the scores it is (A2 - y) / n.",
)
def stops_before_softmax(X, A1, A2, y, W1, W2):
    delta2 = -y / A2 / len(X)
    return _gradients(X, A1, (delta2 @ W2.T) * (A1 > 0), delta2)


@misconception(
    "backward_mlp",
    "Gradients pass through silent neurons as well. Where A1 is 0, delta1 is 0: multiply by (A1 > 0), and "
    "not by A1 >= 0, which is true everywhere.",
)
def forgets_the_mask(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) / len(X)
    return _gradients(X, A1, delta2 @ W2.T, delta2)


@misconception(
    "backward_mlp",
    "You apply ReLU to the gradient itself, which loses its negative values. Whether a gradient passes "
    "depends on A1: multiply by (A1 > 0).",
)
def applies_relu_to_the_gradient(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) / len(X)
    return _gradients(X, A1, np.maximum(delta2 @ W2.T, 0), delta2)


@misconception(
    "backward_mlp",
    "You multiply by A1 where its slope belongs. ReLU's slope is 1 where A1 > 0, and 0 elsewhere.",
)
def multiplies_by_the_activation(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) / len(X)
    return _gradients(X, A1, (delta2 @ W2.T) * A1, delta2)


@misconception(
    "backward_mlp",
    "A1 (1 - A1) is the slope of the sigmoid. The hidden layer has ReLU, with slope 1 where A1 > 0, and 0 elsewhere.",
)
def uses_the_slope_of_the_sigmoid(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) / len(X)
    return _gradients(X, A1, (delta2 @ W2.T) * A1 * (1 - A1), delta2)


@misconception(
    "backward_mlp",
    "1 - A1 ** 2 is the slope of tanh. The hidden layer has ReLU, with slope 1 where A1 > 0, and 0 elsewhere.",
)
def uses_the_slope_of_tanh(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) / len(X)
    return _gradients(X, A1, (delta2 @ W2.T) * (1 - A1**2), delta2)


@misconception(
    "backward_mlp",
    "No gradient reaches W1 and b1 where the hidden neuron was active. delta2 goes back through W2 where "
    "A1 > 0, and stops where A1 is 0.",
)
def turns_the_mask_around(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) / len(X)
    return _gradients(X, A1, (delta2 @ W2.T) * (A1 == 0), delta2)


@misconception(
    "backward_mlp",
    "You use W2 without its transpose on the way back. delta2 is (n, k) and W2 (h, k): delta2 @ W2.T.",
)
def forgets_to_transpose_the_weights(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) / len(X)
    return _gradients(X, A1, (delta2 @ W2) * (A1 > 0), delta2)


@misconception(
    "backward_mlp",
    "The gradients of the weights are transposed. W1's has the shape of W1: X.T @ delta1, and not delta1.T @ X.",
)
def transposes_the_gradients(X, A1, A2, y, W1, W2):
    got = _backward(X, A1, A2, y, W1, W2)
    return {name: value.T if name.startswith("W") else value for name, value in got.items()}


@misconception(
    "backward_mlp",
    "Each weight's gradient is averaged over the samples once more: delta2 has its 1 / n already.",
)
def averages_the_weights_again(X, A1, A2, y, W1, W2):
    got = _backward(X, A1, A2, y, W1, W2)
    return {name: value / len(X) if name.startswith("W") else value for name, value in got.items()}


@misconception(
    "backward_mlp",
    "The biases take the mean of delta, but delta2 has its 1 / n already. Take the sum over the samples.",
)
def averages_the_biases(X, A1, A2, y, W1, W2):
    got = _backward(X, A1, A2, y, W1, W2)
    return {name: value / len(X) if name.startswith("b") else value for name, value in got.items()}


@misconception(
    "backward_mlp",
    "The gradients of the biases have lost an axis. They are rows, as the biases are: keepdims=True.",
)
def flattens_the_biases(X, A1, A2, y, W1, W2):
    got = _backward(X, A1, A2, y, W1, W2)
    return {name: value[0] if name.startswith("b") else value for name, value in got.items()}


@misconception(
    "backward_mlp",
    "The biases' gradients sum over axis 1. One number for each neuron is left when the samples are added up: axis=0.",
)
def sums_the_biases_over_the_neurons(X, A1, A2, y, W1, W2):
    delta2, delta1 = _deltas(X, A1, A2, y, W2)
    biases = {"b1": delta1.sum(axis=1, keepdims=True), "b2": delta2.sum(axis=1, keepdims=True)}
    return _gradients(X, A1, delta1, delta2) | biases


@misconception(
    "backward_mlp",
    "The biases' gradients are delta itself, with a row for each sample. Add the samples up: sum(axis=0, "
    "keepdims=True).",
)
def leaves_the_samples_in_the_biases(X, A1, A2, y, W1, W2):
    delta2, delta1 = _deltas(X, A1, A2, y, W2)
    return _gradients(X, A1, delta1, delta2) | {"b1": delta1, "b2": delta2}


@misconception(
    "backward_mlp",
    "The biases' gradients are those of the first sample alone. Add up all samples: delta.sum(axis=0, keepdims=True).",
)
def takes_the_biases_of_one_sample(X, A1, A2, y, W1, W2):
    delta2, delta1 = _deltas(X, A1, A2, y, W2)
    return _gradients(X, A1, delta1, delta2) | {"b1": delta1[:1], "b2": delta2[:1]}


@misconception("backward_mlp", "The gradients of the biases are missing. Return four: W1, b1, W2 and b2.")
def returns_no_biases(X, A1, A2, y, W1, W2):
    got = _backward(X, A1, A2, y, W1, W2)
    return {"W1": got["W1"], "W2": got["W2"]}


@misconception(
    "backward_mlp",
    'The keys begin with a d. Name the gradients as the parameters are named: "W1", "b1", "W2", "b2".',
)
def names_the_gradients_with_a_d(X, A1, A2, y, W1, W2):
    return {f"d{name}": value for name, value in _backward(X, A1, A2, y, W1, W2).items()}


@misconception(
    "backward_mlp",
    'You return a tuple. Put the four gradients into a dictionary with the keys "W1", "b1", "W2", "b2".',
)
def returns_a_tuple(X, A1, A2, y, W1, W2):
    return tuple(_backward(X, A1, A2, y, W1, W2).values())


@misconception(
    "backward_mlp",
    "The error is sent back through W2 after a step was taken. Use W2 as it was in the forward pass.",
)
def sends_back_through_updated_weights(X, A1, A2, y, W1, W2):
    delta2 = (A2 - y) / len(X)
    updated = W2 - 0.1 * A1.T @ delta2
    return _gradients(X, A1, (delta2 @ updated.T) * (A1 > 0), delta2)


@misconception("backward_mlp", "You return new weights. Return the gradients: the step is taken by gradient_descent.")
def takes_the_step(X, A1, A2, y, W1, W2):
    got = _backward(X, A1, A2, y, W1, W2)
    return got | {"W1": W1 - got["W1"], "W2": W2 - got["W2"]}


@misconception(
    "backward_mlp",
    "You write into the caller's array, as A2 -= y does. Make a new one: delta2 = (A2 - y) / n.",
)
def subtracts_in_place(X, A1, A2, y, W1, W2):
    got = _backward(X, A1, A2, y, W1, W2)
    A2 -= y
    return got


@misconception(
    "backward_mlp",
    "W2's gradient is built from the mask, 1 where A1 > 0. It takes the activations themselves: A1.T @ delta2.",
)
def uses_the_mask_for_the_output_weights(X, A1, A2, y, W1, W2):
    delta2, delta1 = _deltas(X, A1, A2, y, W2)
    return _gradients(X, A1, delta1, delta2) | {"W2": (A1 > 0).T @ delta2}


# mlp_loss


def _forward(X, params):
    A1 = np.maximum(X @ params["W1"] + params["b1"], 0)
    Z2 = A1 @ params["W2"] + params["b2"]
    e = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    return A1, e / e.sum(axis=1, keepdims=True)


def _cross_entropy(A, y):
    return float(-(y * np.log(np.maximum(A, 1e-15))).sum(axis=1).mean())


def _loss(X, y, params):
    A1, A2 = _forward(X, params)
    return _cross_entropy(A2, y), _backward(X, A1, A2, y, params["W1"], params["W2"])


@misconception("mlp_loss", "The pair is in the wrong order. Return the loss first: return loss, grads.")
def swaps_the_pair(X, y, params):
    loss, grads = _loss(X, y, params)
    return grads, loss


@misconception("mlp_loss", "You return only the loss. gradient_descent needs the gradients too: return loss, grads.")
def returns_only_the_loss(X, y, params):
    return _loss(X, y, params)[0]


@misconception("mlp_loss", "You return only the gradients. The loss comes first: return loss, grads.")
def returns_only_the_gradients(X, y, params):
    return _loss(X, y, params)[1]


@misconception("mlp_loss", "You return the predictions as well. The result is the pair (loss, grads) and nothing more.")
def returns_the_predictions_too(X, y, params):
    return (*_loss(X, y, params), _forward(X, params)[1])


@misconception(
    "mlp_loss",
    "The parameters are taken in the order of the dictionary, which may be any. Take them by name: "
    'params["W1"], or **params.',
)
def takes_the_parameters_in_order(X, y, params):
    W1, b1, W2, b2 = params.values()
    return _loss(X, y, {"W1": W1, "b1": b1, "W2": W2, "b2": b2})


@misconception("mlp_loss", "The loss is summed over the samples. It is their mean, as cross_entropy gives it.")
def sums_the_loss(X, y, params):
    loss, grads = _loss(X, y, params)
    return loss * len(X), grads


@misconception(
    "mlp_loss",
    "Loss and gradients are summed over the samples. Both belong to the mean, as cross_entropy and "
    "backward_mlp give them.",
)
def sums_loss_and_gradients(X, y, params):
    loss, grads = _loss(X, y, params)
    return loss * len(X), {name: value * len(X) for name, value in grads.items()}


@misconception("mlp_loss", "The gradients are summed over the samples, but the loss is a mean: so are its gradients.")
def sums_the_gradients(X, y, params):
    loss, grads = _loss(X, y, params)
    return loss, {name: value * len(X) for name, value in grads.items()}


@misconception("mlp_loss", "You divide the gradients by n although backward_mlp has done so. Return them as they are.")
def divides_the_gradients_again(X, y, params):
    loss, grads = _loss(X, y, params)
    return loss, {name: value / len(X) for name, value in grads.items()}


@misconception(
    "mlp_loss",
    "You return the direction of the step, minus the gradient. Return the gradient: gradient_descent subtracts it.",
)
def returns_the_direction_of_the_step(X, y, params):
    loss, grads = _loss(X, y, params)
    return loss, {name: -value for name, value in grads.items()}


@misconception(
    "mlp_loss",
    "The gradients are multiplied by a learning rate. That is the business of gradient_descent: return "
    "them as they are.",
)
def multiplies_by_a_learning_rate(X, y, params):
    loss, grads = _loss(X, y, params)
    return loss, {name: 0.1 * value for name, value in grads.items()}


@misconception(
    "mlp_loss",
    "You return updated parameters in place of the gradients. Taking the step is the business of gradient_descent.",
)
def returns_updated_parameters(X, y, params):
    loss, grads = _loss(X, y, params)
    return loss, {name: params[name] - 0.1 * grads[name] for name in params}


@misconception(
    "mlp_loss",
    "You write into the caller's params. Return the gradients in a dictionary of their own, and leave the "
    "step to gradient_descent.",
)
def updates_the_parameters(X, y, params):
    loss, grads = _loss(X, y, params)
    for name in params:
        params[name] -= 0.1 * grads[name]
    return loss, grads


@misconception(
    "mlp_loss",
    "This is the binary cross-entropy. With softmax the loss is cross_entropy(A2, y) of chapter 3.3.",
)
def uses_the_binary_loss(X, y, params):
    _, grads = _loss(X, y, params)
    A2 = np.clip(_forward(X, params)[1], 1e-15, 1 - 1e-15)
    return float(-(y * np.log(A2) + (1 - y) * np.log(1 - A2)).sum(axis=1).mean()), grads


@misconception("mlp_loss", "The loss is a squared error. It is cross_entropy(A2, y).")
def uses_the_squared_error(X, y, params):
    _, grads = _loss(X, y, params)
    return float(((_forward(X, params)[1] - y) ** 2).mean()), grads


@misconception("mlp_loss", "cross_entropy was given y first. The predictions come first: cross_entropy(A2, y).")
def swaps_the_arguments_of_the_loss(X, y, params):
    _, grads = _loss(X, y, params)
    return _cross_entropy(y, _forward(X, params)[1]), grads


@misconception(
    "mlp_loss",
    "You return the fraction of mistakes as the loss. It is cross_entropy(A2, y), which has a slope to follow.",
)
def returns_the_error_rate(X, y, params):
    _, grads = _loss(X, y, params)
    return float(np.mean(_forward(X, params)[1].argmax(axis=1) != y.argmax(axis=1))), grads


@misconception("mlp_loss", "The loss is an array with a number for each sample. Return their mean, a single number.")
def returns_a_loss_for_each_sample(X, y, params):
    _, grads = _loss(X, y, params)
    return -(y * np.log(np.maximum(_forward(X, params)[1], 1e-15))).sum(axis=1), grads


@misconception("mlp_loss", "The biases are left out of the forward pass. Hand b1 and b2 from params to forward_mlp.")
def leaves_the_biases_out(X, y, params):
    return _loss(X, y, params | {"b1": 0 * params["b1"], "b2": 0 * params["b2"]})


@misconception(
    "mlp_loss",
    "backward_mlp was given its arguments in another order, and the shapes do not fit. The order is X, "
    "A1, A2, y, W1, W2.",
)
def swaps_the_weights_for_the_backward_pass(X, y, params):
    A1, A2 = _forward(X, params)
    return _cross_entropy(A2, y), _backward(X, A1, A2, y, params["W2"], params["W1"])


@misconception("mlp_loss", "The gradients of the biases are missing from grads. Return all four: W1, b1, W2 and b2.")
def returns_gradients_of_weights_only(X, y, params):
    loss, grads = _loss(X, y, params)
    return loss, {"W1": grads["W1"], "W2": grads["W2"]}


@misconception(
    "mlp_loss",
    "log(0) is -inf: extreme scores make probabilities of exactly 0. Use your cross_entropy, which limits "
    "them from below.",
)
def takes_the_logarithm_of_zero(X, y, params):
    A1, A2 = _forward(X, params)
    with np.errstate(all="ignore"):
        loss = float(-(y * np.log(A2)).sum(axis=1).mean())
    return loss, _backward(X, A1, A2, y, params["W1"], params["W2"])


# Practice


@misconception("tiny_gradients", "The factor 2 is missing: the slope of (o - y)^2 is 2 (o - y).")
def forgets_the_two(x, y, w1, w2):
    dw1, dw2 = _tiny(x, y, w1, w2)
    return dw1 / 2, dw2 / 2


@misconception("tiny_gradients", "The pair is in the wrong order: return dw1, dw2.")
def returns_the_output_weight_first(x, y, w1, w2):
    dw1, dw2 = _tiny(x, y, w1, w2)
    return dw2, dw1


@misconception(
    "tiny_gradients",
    "For w1 the path leads through w2, and its slope is missing: multiply by w2 on the way back.",
)
def forgets_the_weight_on_the_way_back(x, y, w1, w2):
    a = max(w1 * x, 0.0)
    delta = 2 * (w2 * a - y)
    return (delta * x if a > 0 else 0.0), delta * a


@misconception("tiny_gradients", "Where w1 x is negative, ReLU has slope 0, and w1 changes nothing: dw1 is 0 there.")
def forgets_the_slope_of_relu(x, y, w1, w2):
    a = max(w1 * x, 0.0)
    delta = 2 * (w2 * a - y)
    return delta * w2 * x, delta * a


@misconception("tiny_gradients", "The last slope of the path to w1 is missing: a = w1 x changes with w1 at the rate x.")
def forgets_the_input(x, y, w1, w2):
    a = max(w1 * x, 0.0)
    delta = 2 * (w2 * a - y)
    return (delta * w2 if a > 0 else 0.0), delta * a


@misconception("tiny_gradients", "The sign is turned around: the slope of (o - y)^2 is 2 (o - y), not 2 (y - o).")
def turns_the_tiny_sign_around(x, y, w1, w2):
    dw1, dw2 = _tiny(x, y, w1, w2)
    return -dw1, -dw2


@misconception("tiny_gradients", "ReLU is missing on the way forward: a = max(w1 x, 0).")
def leaves_relu_out(x, y, w1, w2):
    delta = 2 * (w2 * w1 * x - y)
    return delta * w2 * x, delta * w1 * x


@misconception("tiny_gradients", "For w2 you multiply by x. What reaches w2 is what ReLU let through: multiply by a.")
def multiplies_the_output_weight_by_the_input(x, y, w1, w2):
    dw1, _ = _tiny(x, y, w1, w2)
    return dw1, 2 * (w2 * max(w1 * x, 0.0) - y) * x


def _tiny(x, y, w1, w2):
    a = max(w1 * x, 0.0)
    delta = 2 * (w2 * a - y)
    return (delta * w2 * x if a > 0 else 0.0), delta * a


@misconception("output_delta", "The 1 / n is missing: the loss is a mean over the samples, so divide by len(y).")
def forgets_to_divide(A2, y):
    return A2 - y


@misconception("output_delta", "The sign is turned around: it is what was said minus what is true, A2 - y.")
def subtracts_the_other_way(A2, y):
    return (y - A2) / len(y)


@misconception("output_delta", "You divide by the number of classes. n is the number of samples: len(y).")
def divides_by_the_classes(A2, y):
    return (A2 - y) / y.shape[1]


@misconception(
    "output_delta",
    "You divide by n * k. The loss sums over the classes and averages over the n samples only.",
)
def divides_by_everything(A2, y):
    return (A2 - y) / y.size


@misconception("output_delta", "Brackets are missing: A2 - y / n divides only y.")
def divides_only_the_targets(A2, y):
    return A2 - y / len(y)


@misconception("output_delta", "You average over the samples. The delta keeps one row for each of them: (n, k).")
def averages_the_delta(A2, y):
    return (A2 - y).mean(axis=0, keepdims=True)


@misconception("output_delta", "-= and /= write into the caller's array. Make a new one: (A2 - y) / n.")
def changes_the_predictions(A2, y):
    A2 -= y
    A2 /= len(y)
    return A2


@misconception("layer_gradients", "dW is transposed: it has the shape of W, (d, h), which is A_in.T @ delta.")
def transposes_the_product(A_in, delta):
    return delta.T @ A_in, delta.sum(axis=0, keepdims=True)


@misconception("layer_gradients", "db has lost an axis. It is a row of shape (1, h): keepdims=True.")
def flattens_the_bias(A_in, delta):
    return A_in.T @ delta, delta.sum(axis=0)


@misconception("layer_gradients", "db is the mean of delta. Take the sum: delta has its 1 / n already.")
def averages_the_bias(A_in, delta):
    return A_in.T @ delta, delta.mean(axis=0, keepdims=True)


@misconception("layer_gradients", "Both are divided by n, but delta has its 1 / n already.")
def averages_both(A_in, delta):
    return A_in.T @ delta / len(delta), delta.mean(axis=0, keepdims=True)


@misconception("layer_gradients", "db adds up the neurons of each sample. Add up the samples of each neuron: axis=0.")
def sums_the_wrong_axis(A_in, delta):
    return A_in.T @ delta, delta.sum(axis=1, keepdims=True)


@misconception("layer_gradients", "The pair is in the wrong order: return dW, db.")
def returns_the_bias_first(A_in, delta):
    return delta.sum(axis=0, keepdims=True), A_in.T @ delta


@misconception(
    "layer_gradients",
    "db adds up the inputs. It adds up delta, the message that reached the layer's own scores.",
)
def sums_the_inputs(A_in, delta):
    return A_in.T @ delta, A_in.sum(axis=0, keepdims=True)


@misconception(
    "hidden_delta",
    "The mask is missing: where A1 is 0 the neuron was silent, and nothing passes. Multiply by (A1 > 0).",
)
def passes_everything(delta2, W2, A1):
    return delta2 @ W2.T


@misconception(
    "hidden_delta",
    "You apply ReLU to the message, which loses its negative values. Whether it passes depends on A1: "
    "multiply by (A1 > 0).",
)
def applies_relu_to_the_message(delta2, W2, A1):
    return np.maximum(delta2 @ W2.T, 0)


@misconception("hidden_delta", "You multiply by A1. The slope of ReLU is 1 where A1 > 0: multiply by (A1 > 0).")
def multiplies_by_the_signal(delta2, W2, A1):
    return (delta2 @ W2.T) * A1


@misconception("hidden_delta", "W2 is not transposed: delta2 is (n, k) and W2 (h, k), so the product is delta2 @ W2.T.")
def goes_through_the_weights_forward(delta2, W2, A1):
    return (delta2 @ W2) * (A1 > 0)


@misconception("hidden_delta", "You divide by n again. delta2 has its 1 / n already.")
def divides_again(delta2, W2, A1):
    return (delta2 @ W2.T) * (A1 > 0) / len(A1)


@misconception("hidden_delta", "A1 (1 - A1) is the slope of the sigmoid. ReLU's is 1 where A1 > 0, and 0 elsewhere.")
def multiplies_by_the_slope_of_the_sigmoid(delta2, W2, A1):
    return (delta2 @ W2.T) * A1 * (1 - A1)


@misconception(
    "most_confused",
    "The largest entry is on the diagonal, and those answers are right. Leave the diagonal out.",
)
def counts_right_answers(counts):
    return tuple(int(i) for i in np.unravel_index(counts.argmax(), counts.shape))


@misconception(
    "most_confused", "Truth and prediction have changed places: the row comes first, and rows are the truth."
)
def puts_the_prediction_first(counts):
    truth, predicted = _worst(counts)
    return predicted, truth


@misconception(
    "most_confused",
    "argmax counts through the flattened table. np.unravel_index turns that number into a row and a column.",
)
def returns_the_flat_place(counts):
    truth, predicted = _worst(counts)
    return truth * len(counts) + predicted


@misconception("most_confused", "You add both directions, t as p and p as t. Look for the largest single entry.")
def adds_both_directions(counts):
    both = np.triu(counts + counts.T, 1)
    return tuple(int(i) for i in np.unravel_index(both.argmax(), both.shape))


@misconception("most_confused", "np.fill_diagonal writes into the caller's table. Make a copy first: counts.copy().")
def overwrites_the_diagonal(counts):
    np.fill_diagonal(counts, -1)
    return tuple(int(i) for i in np.unravel_index(counts.argmax(), counts.shape))


@misconception("most_confused", "You return the number of mistakes. Return where it stands: its row and its column.")
def returns_the_count(counts):
    return int(counts[_worst(counts)])


@misconception(
    "most_confused",
    "You look for the class with the most mistakes in all. Look for the largest single entry.",
)
def finds_the_hardest_class(counts):
    mistakes = counts - np.diag(np.diag(counts))
    truth = int(mistakes.sum(axis=1).argmax())
    return truth, int(mistakes[truth].argmax())


def _worst(counts):
    mistakes = counts.astype(float)
    np.fill_diagonal(mistakes, -1)
    truth, predicted = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return int(truth), int(predicted)
