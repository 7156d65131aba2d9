"""The mistakes of chapter 1.3: each a wrong implementation that runs, with the sentence that explains it."""

import math

import numpy as np

from autograder.checks.misconception import misconception

# sigmoid


@misconception(
    "sigmoid",
    "The minus sign is missing: it is exp(-Z) in 1 / (1 + exp(-Z)). Yours falls where it should rise.",
)
def forgets_the_minus_sign(Z):
    return _right(-1.0 * Z)


@misconception("sigmoid", "You subtract in the denominator, which is 0 at Z = 0. It is 1 PLUS exp(-Z).")
def subtracts_in_the_denominator(Z):
    with np.errstate(all="ignore"):
        return 1 / (1 - np.exp(-1.0 * Z))


@misconception(
    "sigmoid",
    "1 / 1 + exp(-Z) divides only 1 by 1, since / comes before +. Put brackets: 1 / (1 + exp(-Z)).",
)
def forgets_the_brackets(Z):
    with np.errstate(all="ignore"):
        return 1 / 1 + np.exp(-1.0 * Z)


@misconception(
    "sigmoid",
    "For large Z, exp(Z) / (1 + exp(Z)) is inf / inf, which is nan. The form 1 / (1 + exp(-Z)) is equal, "
    "and right in both limits.",
)
def divides_infinity_by_infinity(Z):
    with np.errstate(all="ignore"):
        e = np.exp(1.0 * Z)
        return e / (1 + e)


@misconception(
    "sigmoid",
    "You replace nan by 0, but the nan stands where Z is large and the answer is 1. Use a form that makes "
    "no nan: 1 / (1 + exp(-Z)).",
)
def replaces_nan_by_zero(Z):
    with np.errstate(all="ignore"):
        e = np.exp(1.0 * Z)
        return np.nan_to_num(e / (1 + e))


@misconception(
    "sigmoid",
    "exp(-|Z|) avoids overflow, but for negative Z you must divide it by 1 + exp(-|Z|): there the answer is below 0.5.",
)
def forgets_negative_scores(Z):
    return _right(np.abs(1.0 * Z))


@misconception(
    "sigmoid",
    "You treat Z > 0 and Z < 0 but not Z = 0, which keeps the 0 it started with. One side needs the equal "
    "sign: Z >= 0.",
)
def leaves_out_zero(Z):
    return np.where(Z == 0, 0.0, _right(Z))


@misconception("sigmoid", "That is tanh, which runs from -1 to 1. The sigmoid runs from 0 to 1: 1 / (1 + exp(-Z)).")
def takes_tanh(Z):
    return np.tanh(1.0 * Z)


@misconception(
    "sigmoid",
    "The sigmoid is 0.5 * (1 + tanh(Z / 2)): halve Z first. Or use the formula, 1 / (1 + exp(-Z)).",
)
def forgets_to_halve_inside_tanh(Z):
    return 0.5 * (1 + np.tanh(1.0 * Z))


@misconception("sigmoid", "That is the sigmoid's derivative, s * (1 - s). Return s itself.")
def returns_the_derivative(Z):
    s = _right(Z)
    return s * (1 - s)


@misconception("sigmoid", "That is the logarithm of the sigmoid. Return the sigmoid itself: 1 / (1 + exp(-Z)).")
def returns_the_logarithm(Z):
    return -np.logaddexp(0.0, -1.0 * Z)


@misconception(
    "sigmoid",
    "You divide by a sum over the scores (that is softmax), so that each answer depends on all of them. The "
    "sigmoid takes every element on its own: 1 / (1 + exp(-Z)).",
)
def takes_softmax(Z):
    e = np.exp(1.0 * Z - np.max(Z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@misconception(
    "sigmoid",
    "You make the results add up to 1. Each element is a probability of its own: do not divide by the sum.",
)
def divides_by_the_sum(Z):
    s = _right(Z)
    return s / s.sum()


@misconception(
    "sigmoid",
    "You subtract the largest score first. That is right for softmax, but it changes a sigmoid: use Z as it is.",
)
def subtracts_the_maximum(Z):
    return _right(1.0 * Z - np.max(Z))


@misconception(
    "sigmoid",
    "You normalize Z first. The sigmoid takes each score as it is, whatever the others are: 1 / (1 + exp(-Z)).",
)
def normalizes_first(Z):
    return _right((Z - np.mean(Z)) / (np.std(Z) + 1e-12))


@misconception("sigmoid", "You return exp(-Z), which is only a part. The whole formula is 1 / (1 + exp(-Z)).")
def returns_the_exponential(Z):
    with np.errstate(over="ignore"):
        return np.exp(-1.0 * Z)


@misconception("sigmoid", "The base of the power is not e = 2.71828...: use np.exp, not 2 ** or 10 **.")
def takes_powers_of_two(Z):
    with np.errstate(over="ignore"):
        return 1 / (1 + 2.0 ** (-1.0 * Z))


@misconception("sigmoid", "2.718 is too coarse for e. Use np.exp, which knows all the digits.")
def rounds_e(Z):
    with np.errstate(over="ignore"):
        return 1 / (1 + 2.718 ** (-1.0 * Z))


@misconception(
    "sigmoid",
    "You cut Z off at -10 and 10, and the tails are lost: sigmoid(-10) is still 4.5e-5. No cut is needed, "
    "since 1 / (1 + exp(-Z)) has the right limits.",
)
def clips_scores(Z):
    return _right(np.clip(1.0 * Z, -10, 10))


@misconception(
    "sigmoid",
    "You cut Z off too early: sigmoid(-20) is still 2e-9, where 0 should be reached to 1e-12. No cut is "
    "needed, since 1 / (1 + exp(-Z)) has the right limits.",
)
def clips_scores_at_twenty(Z):
    return _right(np.clip(1.0 * Z, -20, 20))


@misconception(
    "sigmoid",
    "You keep the result away from 0 and 1. It may reach them: leave out np.clip here, the loss will take "
    "care of log(0).",
)
def clips_the_result(Z):
    return np.clip(_right(Z), 1e-7, 1 - 1e-7)


@misconception(
    "sigmoid",
    "A small number in the denominator keeps the result away from 1. 1 + exp(-Z) is never 0, so leave it out.",
)
def adds_an_epsilon(Z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-1.0 * Z) + 1e-8)


@misconception(
    "sigmoid",
    "You round to the nearest whole number, which turns probabilities into 0 or 1. Return them as they are.",
)
def rounds_to_zero_or_one(Z):
    return np.where(Z >= 0, 1.0, 0.0)


@misconception("sigmoid", "You round the result. Return it as it is, and round only where you print.")
def rounds_the_result(Z):
    return np.round(_right(Z), 4)


@misconception(
    "sigmoid",
    "That is a straight line with two kinks, only near to the sigmoid. Use the exponential: 1 / (1 + exp(-Z)).",
)
def takes_a_straight_line(Z):
    return np.clip(0.5 + 0.25 * Z, 0.0, 1.0)


@misconception(
    "sigmoid",
    "math.exp knows one number only. np.exp takes a whole array, and replaces it directly.",
)
def takes_math_exp(Z):
    return 1 / (1 + math.exp(-Z))


@misconception(
    "sigmoid",
    "math.exp raises OverflowError above 709, where np.exp gives inf and 1 / inf the right limit, 0. Use np.exp.",
)
def loops_with_math_exp(Z):
    return np.array([1 / (1 + math.exp(-z)) for z in Z.flat]).reshape(Z.shape)


@misconception(
    "sigmoid",
    "if Z >= 0 asks an array for one yes or no. np.where(Z >= 0, a, b) asks every element, or use 1 / (1 + exp(-Z)).",
)
def asks_if_an_array_is_positive(Z):
    if Z >= 0:
        return 1 / (1 + np.exp(-1.0 * Z))
    return np.exp(1.0 * Z) / (1 + np.exp(1.0 * Z))


@misconception(
    "sigmoid",
    "You turn Z into whole numbers first, and its fractions are lost. Use Z as it is.",
)
def cuts_off_the_scores(Z):
    return _right(Z.astype(int))


@misconception(
    "sigmoid",
    "You write into the caller's array. Z *= -1, Z[...] = and out=Z do that. Make a new one: np.exp(-Z).",
)
def writes_into_the_argument(Z):
    result = _right(Z)
    if Z.dtype.kind == "f":
        Z[...] = result
    return result


@misconception("sigmoid", "The result is flat: the shape is lost. np.exp needs no flattening; work on Z itself.")
def flattens_the_scores(Z):
    return _right(Z).ravel()


@misconception(
    "sigmoid",
    "A shape such as (n, 1) loses its axis of size 1. The result has the shape of Z: no squeeze.",
)
def squeezes_the_shape(Z):
    return np.squeeze(_right(Z))


@misconception("sigmoid", "You take the mean. Each element has a result of its own, in an array of the shape of Z.")
def takes_the_mean(Z):
    return float(_right(Z).mean())


@misconception("sigmoid", "You return a list. Turn it into an array: np.array(...).")
def returns_a_list(Z):
    return _right(Z).tolist()


@misconception("sigmoid", "You print the result and return nothing. Write: return ... instead of print(...).")
def prints_instead_of_returning(Z):
    print(_right(Z))


def _right(Z):
    Z = 1.0 * Z
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1.0, e) / (1.0 + e)


# Practice


@misconception("exponentials", "math.exp knows one number only. np.exp takes a whole array.")
def exponentials_with_math(x):
    return math.exp(x)


@misconception("exponentials", "The sign is wrong: it is e to the power of x, np.exp(x), not of -x.")
def takes_the_negative_power(x):
    return np.exp(-1.0 * x)


@misconception("exponentials", "That is x to the power of e. It is e to the power of x: np.exp(x).")
def swaps_base_and_power(x):
    with np.errstate(invalid="ignore"):
        return (1.0 * x) ** np.e


@misconception("exponentials", "You multiply by e. To raise e to a power is np.exp(x).")
def multiplies_by_e(x):
    return np.e * x


@misconception("exponentials", "Those are powers of 2. The base is e = 2.71828...: np.exp(x).")
def takes_base_two(x):
    return 2.0 ** (1.0 * x)


@misconception("exponentials", "Those are powers of 10. The base is e = 2.71828...: np.exp(x).")
def takes_base_ten(x):
    return 10.0 ** (1.0 * x)


@misconception("exponentials", "2.718 is too coarse for e. Use np.exp, which knows all the digits.")
def exponentials_with_rounded_e(x):
    return 2.718 ** (1.0 * x)


@misconception("exponentials", "np.expm1 takes 1 away from each result. Use np.exp.")
def takes_away_one(x):
    return np.expm1(1.0 * x)


@misconception("exponentials", "You divide by the sum. Each element stands on its own: return np.exp(x).")
def makes_them_add_up_to_one(x):
    e = np.exp(1.0 * x)
    return e / e.sum()


@misconception("exponentials", "The results are added up to one number. Each element has its own: return np.exp(x).")
def adds_the_exponentials_up(x):
    return float(np.exp(1.0 * x).sum())


@misconception("exponentials", "You write the result into the caller's array. Make a new one: return np.exp(x).")
def exponentials_in_place(x):
    result = np.exp(1.0 * x)
    if x.dtype.kind == "f":
        x[...] = result
    return result


@misconception("exponentials", "You print the result and return nothing. Write: return ... instead of print(...).")
def prints_the_exponentials(x):
    print(np.exp(1.0 * x))


@misconception(
    "positive_part",
    "np.max(Z, 0) takes 0 for an axis and gives the largest of each column. Compare with 0 by np.maximum(Z, 0).",
)
def takes_the_maximum_of_each_column(Z):
    return np.max(Z, 0)


@misconception("positive_part", "np.max(Z) is the largest of all elements. Compare each with 0: np.maximum(Z, 0).")
def takes_the_maximum_of_all(Z):
    return max(float(np.max(Z)), 0.0)


@misconception("positive_part", "Python's max cannot compare an array with 0. Use np.maximum(Z, 0).")
def takes_the_maximum_of_python(Z):
    return max(Z, 0)


@misconception("positive_part", "You keep the negative elements. It is the larger of each and 0: np.maximum(Z, 0).")
def takes_the_minimum(Z):
    return np.minimum(Z, 0)


@misconception("positive_part", "You drop the sign. Negative elements become 0: np.maximum(Z, 0), not np.abs(Z).")
def drops_the_sign(Z):
    return np.abs(Z)


@misconception("positive_part", "Z[Z > 0] keeps only positive elements and loses the shape. np.maximum(Z, 0) keeps it.")
def keeps_positive_elements_only(Z):
    return Z[Z > 0]


@misconception("positive_part", "You return whether elements are positive. Return those elements: np.maximum(Z, 0).")
def tells_which_are_positive(Z):
    return (Z > 0) * 1.0


@misconception("positive_part", "You compare with 1. Negative elements become 0: np.maximum(Z, 0).")
def compares_with_one(Z):
    return np.maximum(Z, 1)


@misconception("positive_part", "You also cut off above 1. Positive elements stay as they are: np.maximum(Z, 0).")
def cuts_off_above_one(Z):
    return np.clip(Z, 0, 1)


@misconception("positive_part", "Negative elements keep a small slope. They become 0: np.maximum(Z, 0).")
def leaks(Z):
    return np.where(Z > 0, Z, 0.01 * Z)


@misconception(
    "positive_part",
    "The numbers are cut off to whole ones. Leave astype(int) and dtype=int out: np.maximum(Z, 0).",
)
def positive_part_as_whole_numbers(Z):
    return np.maximum(Z, 0).astype(int)


@misconception(
    "positive_part",
    "Z[Z < 0] = 0 writes into the caller's array. np.maximum(Z, 0) makes a new one.",
)
def overwrites_negative_elements(Z):
    Z[Z < 0] = 0
    return Z


@misconception("positive_part", "You print the result and return nothing. Write: return ... instead of print(...).")
def prints_the_positive_part(Z):
    print(np.maximum(Z, 0))


@misconception(
    "relu_then_sigmoid",
    "Only the sigmoid is at work (ReLU after it changes nothing). First the positive part: sigmoid(positive_part(Z)).",
)
def takes_the_sigmoid_first(Z):
    return np.maximum(_right(Z), 0)


@misconception("relu_then_sigmoid", "The sigmoid is missing: hand the positive part to it, sigmoid(positive_part(Z)).")
def forgets_the_sigmoid(Z):
    return np.maximum(1.0 * Z, 0)


@misconception(
    "relu_then_sigmoid",
    "Negative elements give 0. ReLU turns them into 0, and sigmoid(0) is 0.5: apply it to all elements.",
)
def gives_zero_for_negative_elements(Z):
    return np.where(Z >= 0, _right(Z), 0.0)


@misconception(
    "relu_then_sigmoid",
    "You multiply the two functions. One takes the result of the other: sigmoid(positive_part(Z)).",
)
def multiplies_the_two(Z):
    return np.maximum(Z, 0) * _right(Z)


@misconception(
    "relu_then_sigmoid",
    "You add the two functions. One takes the result of the other: sigmoid(positive_part(Z)).",
)
def adds_the_two(Z):
    return np.maximum(Z, 0) + _right(Z)


@misconception("relu_then_sigmoid", "You drop the sign. Negative elements become 0 first: np.maximum(Z, 0).")
def takes_the_absolute_value(Z):
    return _right(np.abs(Z))


@misconception("relu_then_sigmoid", "np.max(Z, 0) takes 0 for an axis. Compare each element with 0: np.maximum(Z, 0).")
def relu_by_the_maximum_of_columns(Z):
    return _right(np.max(Z, 0))


@misconception("relu_then_sigmoid", "The minus sign is missing in the sigmoid: 1 / (1 + exp(-Z)).")
def relu_then_falling_sigmoid(Z):
    return _right(-1.0 * np.maximum(Z, 0))


@misconception(
    "relu_then_sigmoid",
    "For large Z, exp(Z) / (1 + exp(Z)) is inf / inf, which is nan. Use 1 / (1 + exp(-Z)).",
)
def relu_then_infinity_by_infinity(Z):
    with np.errstate(all="ignore"):
        e = np.exp(1.0 * np.maximum(Z, 0))
        return e / (1 + e)


@misconception("relu_then_sigmoid", "Z[Z < 0] = 0 writes into the caller's array. positive_part(Z) makes a new one.")
def relu_in_place(Z):
    Z[Z < 0] = 0
    return _right(Z)


@misconception("relu_then_sigmoid", "You print the result and return nothing. Write: return ... instead of print(...).")
def prints_relu_then_sigmoid(Z):
    print(_right(np.maximum(Z, 0)))


@misconception("sigmoid_layer", "The bias is missing: add b to the product before the sigmoid, sigmoid(X @ W + b).")
def layer_without_bias(X, W, b):
    return _right(_scores(X, W, 0 * b))


@misconception("sigmoid_layer", "You subtract the bias. It is added: sigmoid(X @ W + b).")
def layer_that_subtracts_the_bias(X, W, b):
    return _right(_scores(X, W, -1.0 * b))


@misconception("sigmoid_layer", "You add the bias after the sigmoid. It is part of the score: sigmoid(X @ W + b).")
def adds_the_bias_after_the_sigmoid(X, W, b):
    return _right(_scores(X, W, 0 * b)) + b


@misconception("sigmoid_layer", "Those are the scores. Pass them through your sigmoid: sigmoid(X @ W + b).")
def layer_without_sigmoid(X, W, b):
    return 1.0 * _scores(X, W, b)


@misconception("sigmoid_layer", "You apply the sigmoid to X, before the weights. It comes last: sigmoid(X @ W + b).")
def takes_the_sigmoid_of_the_inputs(X, W, b):
    return _scores(_right(X), W, b)


@misconception("sigmoid_layer", "You multiply element by element. Samples meet weights in a matrix product: X @ W.")
def layer_element_by_element(X, W, b):
    return _right(X * W + b)


@misconception("sigmoid_layer", "You multiply W by X. The samples, which are the rows of X, go left: X @ W.")
def layer_in_the_wrong_order(X, W, b):
    return _right(W @ X + b)


@misconception("sigmoid_layer", "You transpose W. Its columns are the outputs already: X @ W, without .T.")
def layer_with_transposed_weights(X, W, b):
    return _right(X @ W.T + b)


@misconception(
    "sigmoid_layer",
    "You turn the biases into a column, so that they follow the samples. They belong to the outputs: add b as it is.",
)
def layer_with_a_column_of_biases(X, W, b):
    return _right(_scores(X, W, b.T))


@misconception("sigmoid_layer", "You add one bias to all outputs. Each column has its own: add b as it is.")
def layer_with_a_single_bias(X, W, b):
    return _right(_scores(X, W, b[0, 0]))


@misconception(
    "sigmoid_layer",
    "The outputs of each row add up to 1, as softmax has it. Here each output stands on its own: sigmoid(X @ W + b).",
)
def layer_with_softmax(X, W, b):
    e = np.exp(_scores(X, W, b))
    return e / e.sum(axis=1, keepdims=True)


@misconception("sigmoid_layer", "That is ReLU. Use your sigmoid: sigmoid(X @ W + b).")
def layer_with_relu_and_no_sigmoid(X, W, b):
    return np.maximum(_scores(X, W, b), 0)


@misconception("sigmoid_layer", "The minus sign is missing in the sigmoid: 1 / (1 + exp(-Z)).")
def layer_with_a_falling_sigmoid(X, W, b):
    return _right(-1.0 * _scores(X, W, b))


@misconception(
    "sigmoid_layer",
    "For large scores, exp(Z) / (1 + exp(Z)) is inf / inf, which is nan. Use 1 / (1 + exp(-Z)).",
)
def layer_with_infinity_by_infinity(X, W, b):
    with np.errstate(all="ignore"):
        e = np.exp(1.0 * _scores(X, W, b))
        return e / (1 + e)


@misconception(
    "sigmoid_layer",
    "You round to 0 or 1. The result holds probabilities: sigmoid(X @ W + b), and no more.",
)
def layer_that_decides(X, W, b):
    return np.where(_scores(X, W, b) > 0, 1.0, 0.0)


@misconception("sigmoid_layer", "b += ... writes into the caller's biases. Make a new array: X @ W + b.")
def layer_that_writes_into_the_biases(X, W, b):
    Z = _scores(X, W, b)
    if Z.shape == b.shape and b.dtype == Z.dtype:
        b[...] = Z
    return _right(Z)


@misconception("sigmoid_layer", "You print the result and return nothing. Write: return ... instead of print(...).")
def prints_the_layer(X, W, b):
    print(_right(_scores(X, W, b)))


def _scores(X, W, b):
    return X @ W + b
