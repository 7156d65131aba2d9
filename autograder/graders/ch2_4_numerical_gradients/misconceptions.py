"""The mistakes of chapter 2.4: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception

# numerical_gradient


def _copies(params):
    return {name: np.array(value, dtype=float) for name, value in params.items()}


def _places(params):
    return [(name, index) for name, value in params.items() for index in np.ndindex(value.shape)]


def _at(X, y, params, loss_fn, name, index, amount):
    """The loss with one number nudged."""
    nudged = _copies(params)
    nudged[name][index] += amount
    return loss_fn(X, y, nudged)[0]


def _slopes(params, slope):
    """A dictionary of slope(name, index) for every number."""
    slopes = {name: np.zeros(value.shape) for name, value in params.items()}
    for name, index in _places(params):
        slopes[name][index] = slope(name, index)
    return slopes


def _central(X, y, params, loss_fn, h=1e-5):
    def slope(name, index):
        above = _at(X, y, params, loss_fn, name, index, h)
        return (above - _at(X, y, params, loss_fn, name, index, -h)) / (2 * h)

    return _slopes(params, slope)


@misconception(
    "numerical_gradient",
    "You look to one side only (a forward difference). Take the loss at p + h and at p - h: the error is far smaller.",
)
def looks_forward_only(X, y, params, loss_fn, h=1e-5):
    loss = loss_fn(X, y, params)[0]
    return _slopes(params, lambda name, index: (_at(X, y, params, loss_fn, name, index, h) - loss) / h)


@misconception(
    "numerical_gradient",
    "You look to the left side only (a backward difference). Take the loss at p + h and at p - h.",
)
def looks_backward_only(X, y, params, loss_fn, h=1e-5):
    loss = loss_fn(X, y, params)[0]
    return _slopes(params, lambda name, index: (loss - _at(X, y, params, loss_fn, name, index, -h)) / h)


@misconception(
    "numerical_gradient",
    "You divide by h, but p + h and p - h are 2 * h apart: divide by (2 * h).",
)
def divides_by_one_step(X, y, params, loss_fn, h=1e-5):
    return {name: 2 * slope for name, slope in _central(X, y, params, loss_fn, h).items()}


@misconception(
    "numerical_gradient",
    "/ 2 * h divides by 2 and multiplies by h. Put brackets around it: / (2 * h).",
)
def forgets_the_brackets_below(X, y, params, loss_fn, h=1e-5):
    return {name: slope * h * h for name, slope in _central(X, y, params, loss_fn, h).items()}


@misconception(
    "numerical_gradient",
    "Without brackets only the second loss is divided: write (above - below) / (2 * h).",
)
def forgets_the_brackets_above(X, y, params, loss_fn, h=1e-5):
    def slope(name, index):
        above = _at(X, y, params, loss_fn, name, index, h)
        return above - _at(X, y, params, loss_fn, name, index, -h) / (2 * h)

    return _slopes(params, slope)


@misconception("numerical_gradient", "The difference of the losses is not divided by the distance, 2 * h.")
def does_not_divide(X, y, params, loss_fn, h=1e-5):
    return {name: 2 * h * slope for name, slope in _central(X, y, params, loss_fn, h).items()}


@misconception("numerical_gradient", "The sign is wrong: subtract the loss at p - h from the loss at p + h.")
def subtracts_the_wrong_way_round(X, y, params, loss_fn, h=1e-5):
    return {name: -slope for name, slope in _central(X, y, params, loss_fn, h).items()}


@misconception(
    "numerical_gradient",
    "Your steps are h / 2 to either side. Go to p + h and p - h, and divide by 2 * h.",
)
def takes_half_the_step(X, y, params, loss_fn, h=1e-5):
    return _central(X, y, params, loss_fn, h / 2)


@misconception(
    "numerical_gradient",
    "The argument h is not used. Take your steps with it, whatever its value.",
)
def has_a_step_of_its_own(X, y, params, loss_fn, h=1e-5):
    return _central(X, y, params, loss_fn, 1e-5)


@misconception("numerical_gradient", "Where no h is given, the step is 1e-5. Keep the default of the stub.")
def has_another_default(X, y, params, loss_fn, h=1e-3):
    return _central(X, y, params, loss_fn, h)


@misconception(
    "numerical_gradient",
    "Your step grows with the parameter (h * p), and is nothing for p = 0. Add and subtract h itself.",
)
def scales_the_step(X, y, params, loss_fn, h=1e-5):
    def slope(name, index):
        step = h * abs(params[name][index]) or h
        above = _at(X, y, params, loss_fn, name, index, step)
        return (above - _at(X, y, params, loss_fn, name, index, -step)) / (2 * step)

    return _slopes(params, slope)


@misconception(
    "numerical_gradient",
    "You nudge a whole array at once: value + h moves all of its numbers. Move one at a time: value[index] + h.",
)
def nudges_whole_arrays(X, y, params, loss_fn, h=1e-5):
    slopes = {}
    for name, value in params.items():
        above = loss_fn(X, y, {**params, name: value + h})[0]
        below = loss_fn(X, y, {**params, name: value - h})[0]
        slopes[name] = np.full(value.shape, (above - below) / (2 * h))
    return slopes


@misconception(
    "numerical_gradient",
    "value[i] is a whole row of a matrix, and you move it at once. Go through single numbers: np.ndindex(value.shape).",
)
def nudges_whole_rows(X, y, params, loss_fn, h=1e-5):
    slopes = {name: np.zeros(value.shape) for name, value in params.items()}
    for name, value in params.items():
        for i in range(len(value)):
            above = _at(X, y, params, loss_fn, name, i, h)
            slopes[name][i] = (above - _at(X, y, params, loss_fn, name, i, -h)) / (2 * h)
    return slopes


@misconception(
    "numerical_gradient",
    "You assume two axes. Parameters have any shape: np.ndindex(value.shape) goes through all of them.",
)
def knows_only_matrices(X, y, params, loss_fn, h=1e-5):
    slopes = _central(X, y, params, loss_fn, h)
    if any(value.ndim != 2 for value in params.values() if value.size > 2):
        raise ValueError("not enough values to unpack (expected 2, got 1)")
    return slopes


@misconception(
    "numerical_gradient",
    "The nudged number is not put back before the next one is tried, so that all slopes but the first are "
    "taken at another place. Keep the old number, and assign it back.",
)
def never_puts_back(X, y, params, loss_fn, h=1e-5):
    work = _copies(params)

    def slope(name, index):
        work[name][index] += h
        above = loss_fn(X, y, work)[0]
        work[name][index] -= 2 * h
        return (above - loss_fn(X, y, work)[0]) / (2 * h)

    return _slopes(params, slope)


@misconception(
    "numerical_gradient",
    "You put the number back with += h. Rounding leaves it a hair off, and params is the caller's. Keep the "
    "old number in a variable, and assign it back: value[index] = kept.",
)
def puts_back_by_adding(X, y, params, loss_fn, h=1e-5):
    def slope(name, index):
        params[name][index] += h
        above = loss_fn(X, y, params)[0]
        params[name][index] -= 2 * h
        below = loss_fn(X, y, params)[0]
        params[name][index] += h
        return (above - below) / (2 * h)

    return _slopes(params, slope)


@misconception(
    "numerical_gradient",
    "You nudge the caller's params and leave the numbers where they are. Put each back before the next: "
    "keep the old number, and assign it.",
)
def leaves_the_params_nudged(X, y, params, loss_fn, h=1e-5):
    slopes = {name: np.zeros(value.shape) for name, value in params.items()}
    for name, index in _places(params):
        kept = params[name][index]
        params[name][index] = kept + h
        above = loss_fn(X, y, params)[0]
        params[name][index] = kept - h
        slopes[name][index] = (above - loss_fn(X, y, params)[0]) / (2 * h)
    return slopes


@misconception(
    "numerical_gradient",
    "You return the gradient that loss_fn computed. The point is to find it without: use only the loss.",
)
def returns_the_gradient_it_was_given(X, y, params, loss_fn, h=1e-5):
    return loss_fn(X, y, params)[1]


@misconception(
    "numerical_gradient",
    "loss_fn returns a pair. Take the loss out of it: loss, _ = loss_fn(X, y, params).",
)
def subtracts_the_pairs(X, y, params, loss_fn, h=1e-5):
    raise TypeError("unsupported operand type(s) for -: 'tuple' and 'tuple'")


@misconception(
    "numerical_gradient",
    "The result is one long row of slopes. Return a dictionary, with each array in the shape it has in params.",
)
def returns_one_long_row(X, y, params, loss_fn, h=1e-5):
    return np.concatenate([slope.ravel() for slope in _central(X, y, params, loss_fn, h).values()])


@misconception(
    "numerical_gradient",
    "The slopes have lost the shape of their parameter. Start from np.zeros(value.shape), and fill it place by place.",
)
def flattens_the_slopes(X, y, params, loss_fn, h=1e-5):
    return {name: slope.ravel() for name, slope in _central(X, y, params, loss_fn, h).items()}


@misconception(
    "numerical_gradient",
    "Only the first array of params is there: the return stands inside the loop. Move it to the left, behind the loop.",
)
def returns_after_the_first_array(X, y, params, loss_fn, h=1e-5):
    first = next(iter(params))
    return {first: _central(X, y, params, loss_fn, h)[first]}


@misconception(
    "numerical_gradient",
    "You divide by the number of samples. The loss is a mean already: divide by 2 * h alone.",
)
def divides_by_the_samples(X, y, params, loss_fn, h=1e-5):
    return {name: slope / len(X) for name, slope in _central(X, y, params, loss_fn, h).items()}


@misconception("numerical_gradient", "You give loss_fn one sample at a time. Hand it X and y as they are.")
def asks_sample_by_sample(X, y, params, loss_fn, h=1e-5):
    def one_by_one(X, y, params):
        return np.mean([loss_fn(X[i : i + 1], y[i : i + 1], params)[0] for i in range(len(X))]), {}

    return _central(X, y, params, one_by_one, h)


@misconception("numerical_gradient", "You nudge X. It is params whose slopes are asked for.")
def nudges_the_samples(X, y, params, loss_fn, h=1e-5):
    above, below = loss_fn(X + h, y, params)[0], loss_fn(X - h, y, params)[0]
    return {name: np.full(value.shape, (above - below) / (2 * h)) for name, value in params.items()}


# gradient_check


def _norm(values):
    return float(np.sqrt((values**2).sum()))


def _errors(X, y, params, loss_fn, h, error):
    """error(a, n) for each array of params."""
    grads, slopes = loss_fn(X, y, params)[1], _central(X, y, params, loss_fn, h)
    return [error(grads[name], slopes[name]) for name in params]


def _right(a, n):
    return _norm(a - n) / max(_norm(a) + _norm(n), 1e-12)


@misconception(
    "gradient_check",
    "You average over the parameters, so that right ones hide a wrong one. Return the largest.",
)
def averages_over_the_parameters(X, y, params, loss_fn, h=1e-5):
    return float(np.mean(_errors(X, y, params, loss_fn, h, _right)))


@misconception(
    "gradient_check",
    "You return the smallest of the errors. The worst parameter counts: use max.",
)
def returns_the_smallest(X, y, params, loss_fn, h=1e-5):
    return min(_errors(X, y, params, loss_fn, h, _right))


@misconception("gradient_check", "You add the errors of the parameters up. Return the largest of them.")
def adds_the_errors_up(X, y, params, loss_fn, h=1e-5):
    return sum(_errors(X, y, params, loss_fn, h, _right))


@misconception(
    "gradient_check",
    "Only the last parameter counts: each error replaces the one before. Keep them all, and return the largest.",
)
def keeps_the_last_error(X, y, params, loss_fn, h=1e-5):
    return _errors(X, y, params, loss_fn, h, _right)[-1]


@misconception(
    "gradient_check",
    "Only the first parameter counts: the return stands inside the loop. Look at all of them, and return the largest.",
)
def returns_the_first_error(X, y, params, loss_fn, h=1e-5):
    return _errors(X, y, params, loss_fn, h, _right)[0]


@misconception(
    "gradient_check",
    "You put all parameters into one long vector, where large ones hide small ones. Work out an error for "
    "each array, and return the largest.",
)
def measures_all_parameters_together(X, y, params, loss_fn, h=1e-5):
    grads, slopes = loss_fn(X, y, params)[1], _central(X, y, params, loss_fn, h)
    a = np.concatenate([np.ravel(grads[name]) for name in params])
    return _right(a, np.concatenate([slopes[name].ravel() for name in params]))


@misconception(
    "gradient_check",
    "You compare number by number. Take the norm over each whole array: one error for each array.",
)
def compares_number_by_number(X, y, params, loss_fn, h=1e-5):
    def error(a, n):
        return float((np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-12)).max())

    return max(_errors(X, y, params, loss_fn, h, error))


@misconception(
    "gradient_check",
    "That is the absolute error. Divide it by norm(a) + norm(n), to see it in proportion.",
)
def forgets_to_divide_by_the_norms(X, y, params, loss_fn, h=1e-5):
    return max(_errors(X, y, params, loss_fn, h, lambda a, n: _norm(a - n)))


@misconception("gradient_check", "You divide by one norm alone. Divide by the sum of both: norm(a) + norm(n).")
def divides_by_the_numerical_norm(X, y, params, loss_fn, h=1e-5):
    return max(_errors(X, y, params, loss_fn, h, lambda a, n: _norm(a - n) / max(_norm(n), 1e-12)))


@misconception("gradient_check", "You divide by norm(a) alone. Divide by norm(a) + norm(n).")
def divides_by_the_analytic_norm(X, y, params, loss_fn, h=1e-5):
    return max(_errors(X, y, params, loss_fn, h, lambda a, n: _norm(a - n) / max(_norm(a), 1e-12)))


@misconception(
    "gradient_check",
    "You divide by norm(a + n). Divide by the sum of the norms: norm(a) + norm(n).",
)
def divides_by_the_norm_of_the_sum(X, y, params, loss_fn, h=1e-5):
    return max(_errors(X, y, params, loss_fn, h, lambda a, n: _norm(a - n) / max(_norm(a + n), 1e-12)))


@misconception(
    "gradient_check",
    "You divide by the mean of the two norms, so the result is doubled. Divide by their sum.",
)
def divides_by_the_mean_norm(X, y, params, loss_fn, h=1e-5):
    return 2 * max(_errors(X, y, params, loss_fn, h, _right))


@misconception(
    "gradient_check",
    "Where both gradients are zero you divide 0 by 0, which is nan. Make the divisor at least 1e-12, with max.",
)
def divides_zero_by_zero(X, y, params, loss_fn, h=1e-5):
    with np.errstate(all="ignore"):
        errors = _errors(X, y, params, loss_fn, h, lambda a, n: np.float64(_norm(a - n)) / (_norm(a) + _norm(n)))
    return float(np.max(errors))


@misconception("gradient_check", "The smallest divisor is 1e-12, so that tiny gradients are compared too.")
def stops_at_a_larger_divisor(X, y, params, loss_fn, h=1e-5):
    return max(_errors(X, y, params, loss_fn, h, lambda a, n: _norm(a - n) / max(_norm(a) + _norm(n), 1e-7)))


@misconception(
    "gradient_check",
    "You use sums of squares. A norm is the square root of that: np.linalg.norm.",
)
def forgets_the_square_root(X, y, params, loss_fn, h=1e-5):
    def error(a, n):
        return _norm(a - n) ** 2 / max(_norm(a) ** 2 + _norm(n) ** 2, 1e-12)

    return max(_errors(X, y, params, loss_fn, h, error))


@misconception(
    "gradient_check",
    "You add absolute values. A norm is the root of the sum of squares: np.linalg.norm.",
)
def adds_absolute_values(X, y, params, loss_fn, h=1e-5):
    def error(a, n):
        return float(np.abs(a - n).sum() / max(np.abs(a).sum() + np.abs(n).sum(), 1e-12))

    return max(_errors(X, y, params, loss_fn, h, error))


@misconception(
    "gradient_check",
    "You take the largest difference of all. Use the norm, the root of the sum of squares: np.linalg.norm.",
)
def takes_the_largest_difference(X, y, params, loss_fn, h=1e-5):
    def error(a, n):
        return float(np.abs(a - n).max() / max(np.abs(a).max() + np.abs(n).max(), 1e-12))

    return max(_errors(X, y, params, loss_fn, h, error))


@misconception(
    "gradient_check",
    "np.linalg.norm(..., 2) of a matrix is another norm (its largest stretch). Leave the 2 out.",
)
def takes_the_spectral_norm(X, y, params, loss_fn, h=1e-5):
    def norm(values):
        return float(np.linalg.norm(values, 2)) if values.ndim == 2 else _norm(values)

    return max(_errors(X, y, params, loss_fn, h, lambda a, n: norm(a - n) / max(norm(a) + norm(n), 1e-12)))


@misconception(
    "gradient_check",
    "You compare the two norms. Two arrays can be equally long and point in opposite directions: norm(a - n).",
)
def compares_only_the_norms(X, y, params, loss_fn, h=1e-5):
    def error(a, n):
        return abs(_norm(a) - _norm(n)) / max(_norm(a) + _norm(n), 1e-12)

    return max(_errors(X, y, params, loss_fn, h, error))


@misconception("gradient_check", "The argument h is not handed on to numerical_gradient.")
def does_not_hand_on_the_step(X, y, params, loss_fn, h=1e-5):
    return max(_errors(X, y, params, loss_fn, 1e-5, _right))


@misconception(
    "gradient_check",
    "You compare the numerical gradient with itself. The other one is what loss_fn returns: _, grads = loss_fn(...).",
)
def compares_the_numerical_with_itself(X, y, params, loss_fn, h=1e-5):
    return max(_errors(X, y, params, loss_fn, h, lambda a, n: _right(n, n)))


@misconception(
    "gradient_check",
    "You answer yes or no. Return the error itself; the caller decides what is small enough.",
)
def answers_yes_or_no(X, y, params, loss_fn, h=1e-5):
    return max(_errors(X, y, params, loss_fn, h, _right)) < 1e-6


@misconception(
    "gradient_check",
    "You return an error for each parameter. Return one number, the largest of them.",
)
def returns_all_errors(X, y, params, loss_fn, h=1e-5):
    return dict(zip(params, _errors(X, y, params, loss_fn, h, _right), strict=True))


@misconception(
    "gradient_check",
    "params is not what it was before the call. Nudge a copy, or put every number back by assigning the old one.",
)
def leaves_params_changed(X, y, params, loss_fn, h=1e-5):
    error = max(_errors(X, y, params, loss_fn, h, _right))
    for value in params.values():
        value += h
        value -= 2 * h
        value += h
    return error


# Practice


@misconception("forward_difference", "That is a central difference. Here the points are x and x + h.")
def looks_on_both_sides(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


@misconception("forward_difference", "You look back, to x - h. A forward difference takes x + h and x.")
def looks_back(f, x, h):
    return (f(x) - f(x - h)) / h


@misconception("forward_difference", "The points x and x + h are h apart, not 2 * h: divide by h.")
def divides_by_two_steps(f, x, h):
    return (f(x + h) - f(x)) / (2 * h)


@misconception("forward_difference", "Without brackets only f(x) is divided: (f(x + h) - f(x)) / h.")
def divides_only_one_value(f, x, h):
    return f(x + h) - f(x) / h


@misconception("forward_difference", "That is the rise alone. Divide it by the run, h.")
def returns_the_rise(f, x, h):
    return f(x + h) - f(x)


@misconception(
    "central_errors",
    "Some errors are negative. How far off an estimate is, is its distance: abs(...).",
)
def keeps_the_sign(f, x, slope, steps):
    return np.array([(f(x + h) - f(x - h)) / (2 * h) - slope for h in steps])


@misconception("central_errors", "You use forward differences. Look to both sides: f(x + h) and f(x - h).")
def uses_forward_differences(f, x, slope, steps):
    return np.array([abs((f(x + h) - f(x)) / h - slope) for h in steps])


@misconception("central_errors", "/ 2 * h divides by 2 and multiplies by h. Put brackets: / (2 * h).")
def divides_by_two_and_multiplies(f, x, slope, steps):
    return np.array([abs((f(x + h) - f(x - h)) / 2 * h - slope) for h in steps])


@misconception("central_errors", "Those are the estimates. Subtract the true slope, and take abs.")
def returns_the_estimates(f, x, slope, steps):
    return np.array([(f(x + h) - f(x - h)) / (2 * h) for h in steps])


@misconception(
    "central_errors",
    "You divide by the true slope. The plain distance is asked for: abs(estimate - slope).",
)
def divides_by_the_slope(f, x, slope, steps):
    return np.array([abs(((f(x + h) - f(x - h)) / (2 * h) - slope) / slope) for h in steps])


@misconception("relative_error", "That is the absolute error. Divide it by norm(a) + norm(n).")
def stays_absolute(a, n):
    return _norm(a - n)


@misconception("relative_error", "Where both are zero you divide 0 by 0. Make the divisor at least 1e-12.")
def divides_nothing_by_nothing(a, n):
    with np.errstate(all="ignore"):
        return float(np.float64(_norm(a - n)) / (_norm(a) + _norm(n)))


@misconception("relative_error", "You use sums of squares. A norm is the square root of that.")
def forgets_the_root(a, n):
    return _norm(a - n) ** 2 / max(_norm(a) ** 2 + _norm(n) ** 2, 1e-12)


@misconception("relative_error", "You divide by the larger of the two norms. Divide by their sum.")
def divides_by_the_larger(a, n):
    return _norm(a - n) / max(_norm(a), _norm(n), 1e-12)


@misconception(
    "relative_error",
    "You compare number by number. There is one error for the whole array: use norms.",
)
def stays_elementwise(a, n):
    return np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-12)


@misconception("relative_error", "You compare the lengths alone. Opposite arrays have the same: norm(a - n).")
def compares_lengths(a, n):
    return abs(_norm(a) - _norm(n)) / max(_norm(a) + _norm(n), 1e-12)


@misconception(
    "nudge",
    "You change the caller's array. A new dictionary is not enough, its arrays must be copies: value.copy().",
)
def nudges_the_array_of_the_caller(params, name, index, amount):
    nudged = dict(params)
    if nudged[name].dtype.kind != "f":
        nudged[name] = nudged[name] * 1.0
    nudged[name][index] += amount
    return nudged


@misconception("nudge", "You set the number to amount. Add amount to what is there: +=.")
def sets_instead_of_adding(params, name, index, amount):
    nudged = _copies(params)
    nudged[name][index] = amount
    return nudged


@misconception("nudge", "You move every number of the array. Only the one at index moves: [name][index].")
def moves_the_whole_array(params, name, index, amount):
    return {**_copies(params), name: params[name] + amount}


@misconception("nudge", "You move a whole row. Use the whole tuple as the index: [name][index].")
def moves_a_row(params, name, index, amount):
    nudged = _copies(params)
    nudged[name][index[0]] += amount
    return nudged


@misconception("nudge", "You return one array. Return the whole dictionary, with all the other arrays.")
def returns_one_array(params, name, index, amount):
    nudged = _copies(params)
    nudged[name][index] += amount
    return nudged[name]


@misconception(
    "worst_gradient",
    "You compare absolute errors. A small gradient can be the most wrong: use the relative.",
)
def goes_by_absolute_errors(analytic, numerical):
    return max(analytic, key=lambda name: _norm(analytic[name] - numerical[name]))


@misconception("worst_gradient", "That is the best one. Look for the largest relative error: max.")
def names_the_best(analytic, numerical):
    return min(analytic, key=lambda name: _right(analytic[name], numerical[name]))


@misconception(
    "worst_gradient",
    "max compares the names, by the alphabet. Tell it what to compare, with key=.",
)
def goes_by_the_alphabet(analytic, numerical):
    return max(analytic)


@misconception("worst_gradient", "You return the error. Return the name that it belongs to.")
def returns_the_error(analytic, numerical):
    return max(_right(analytic[name], numerical[name]) for name in analytic)


@misconception(
    "worst_gradient",
    "Where both gradients are zero, 0 / 0 is nan and wins. Make the divisor at least 1e-12.",
)
def lets_nan_win(analytic, numerical):
    with np.errstate(all="ignore"):
        errors = {
            name: np.float64(_norm(analytic[name] - numerical[name])) / (_norm(analytic[name]) + _norm(numerical[name]))
            for name in analytic
        }
    return list(errors)[int(np.argmax(list(errors.values())))]
