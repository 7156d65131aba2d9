"""The mistakes of chapter 3.2: each a wrong implementation that runs, with the sentence that explains it."""

import numpy as np

from autograder.checks.misconception import misconception


def sigmoid(Z):
    e = np.exp(-np.abs(Z * 1.0))
    return np.where(Z >= 0, 1.0, e) / (1 + e)


# relu


@misconception("relu", "np.max(Z, 0) takes the 0 for an axis. np.maximum(Z, 0) compares every element with 0.")
def relu_uses_max_for_maximum(Z):
    return np.max(Z, 0)


@misconception("relu", "You keep what is negative. The ReLU keeps the larger of z and 0: np.maximum(Z, 0).")
def relu_takes_the_minimum(Z):
    return np.minimum(Z, 0)


@misconception("relu", "You turn negative scores into positive ones. They must become 0: np.maximum(Z, 0).")
def relu_takes_the_absolute_value(Z):
    return np.abs(Z)


@misconception("relu", "You answer 1 for positive scores, which is the slope. The ReLU lets them through as they are.")
def relu_is_its_derivative(Z):
    return np.where(Z > 0, 1.0, 0.0)


@misconception("relu", "Your negative side leaks. The ReLU gives exactly 0 there; the leaky one comes later.")
def relu_leaks(Z):
    return np.where(Z > 0, Z, 0.01 * Z)


@misconception("relu", "Only the positive elements are left. Every element keeps its place: negative ones become 0.")
def relu_drops_elements(Z):
    return Z[Z > 0]


@misconception("relu", "You cut off at 1 as well. The ReLU has no ceiling: np.maximum(Z, 0).")
def relu_clips_at_one(Z):
    return np.clip(Z, 0, 1)


@misconception("relu", "You cut off at 6 as well (ReLU6). The plain ReLU has no ceiling: np.maximum(Z, 0).")
def relu_clips_at_six(Z):
    return np.clip(Z, 0, 6)


@misconception("relu", "Scores between 0 and 1 are lost: the border is 0, not 1. Use np.maximum(Z, 0).")
def relu_begins_at_one(Z):
    return np.where(Z > 1, Z, 0)


@misconception("relu", "That is softplus, log(1 + e^z), a smooth relative. The ReLU has a corner: np.maximum(Z, 0).")
def relu_is_softplus(Z):
    return np.logaddexp(0.0, Z)


@misconception("relu", "Z[Z < 0] = 0 writes into the caller's array. Make a new one: np.maximum(Z, 0).")
def relu_writes_into_its_argument(Z):
    Z[Z < 0] = 0
    return Z


@misconception("relu", "The fractions are cut off. Do not turn the scores into whole numbers: np.maximum(Z, 0).")
def relu_cuts_off_fractions(Z):
    return np.maximum(Z, 0).astype(int)


@misconception("relu", "The values are right, but the shape of Z is lost. np.maximum keeps it by itself.")
def relu_flattens(Z):
    return np.maximum(Z, 0).ravel()


@misconception(
    "relu", "`if Z > 0` cannot decide for a whole array at once. Decide element by element: np.maximum(Z, 0)."
)
def relu_uses_if_on_an_array(Z):
    if Z > 0:
        return Z
    return 0


@misconception("relu", "You print the result and return nothing. Write: return ... instead of print(...).")
def relu_prints(Z):
    print(np.maximum(Z, 0))


# tanh


@misconception(
    "tanh", "That is the sigmoid, from 0 to 1. tanh runs from -1 to 1: np.tanh(Z), or 2 * sigmoid(2 * Z) - 1."
)
def tanh_is_the_sigmoid(Z):
    return sigmoid(Z)


@misconception("tanh", "2 * sigmoid(Z) - 1 is tanh(Z / 2). The score must be doubled, too: 2 * sigmoid(2 * Z) - 1.")
def tanh_forgets_to_double_the_score(Z):
    return 2 * sigmoid(Z) - 1


@misconception("tanh", "np.tan is the tangent of an angle. The hyperbolic one has an h at its end: np.tanh.")
def tanh_is_tan(Z):
    return np.tan(Z)


@misconception("tanh", "np.arctan is another S-shaped curve, and np.tanh is meant.")
def tanh_is_arctan(Z):
    return np.arctan(Z)


@misconception(
    "tanh", "You divide by the wrong thing, or not at all: (e^z - e^-z) / (e^z + e^-z), or simply np.tanh(Z)."
)
def tanh_is_sinh(Z):
    with np.errstate(all="ignore"):
        return np.sinh(Z)


@misconception(
    "tanh", "For large scores this is inf / inf, which is nan. np.tanh(Z) is safe, and so is 2 * sigmoid(2 * Z) - 1."
)
def tanh_overflows(Z):
    with np.errstate(all="ignore"):
        up, down = np.exp(Z * 1.0), np.exp(Z * -1.0)
        return (up - down) / (up + down)


@misconception(
    "tanh",
    "(e^2z - 1) / (e^2z + 1) is inf / inf for large scores. np.tanh(Z) is safe, and so is 2 * sigmoid(2 * Z) - 1.",
)
def tanh_overflows_to_the_right(Z):
    with np.errstate(all="ignore"):
        up = np.exp(Z * 2.0)
        return (up - 1) / (up + 1)


@misconception("tanh", "(1 - e^-2z) / (1 + e^-2z) is inf / inf for very negative scores. np.tanh(Z) is safe.")
def tanh_overflows_to_the_left(Z):
    with np.errstate(all="ignore"):
        down = np.exp(Z * -2.0)
        return (1 - down) / (1 + down)


@misconception("tanh", "The sign is turned around: tanh rises from -1 to 1.")
def tanh_is_upside_down(Z):
    return -np.tanh(Z)


@misconception("tanh", "That is the derivative, 1 - tanh(z) ** 2. Here the function itself is asked for.")
def tanh_is_its_derivative(Z):
    return 1 - np.tanh(Z) ** 2


@misconception("tanh", "You cut the scores off at -1 and 1. tanh bends gently towards these limits: np.tanh(Z).")
def tanh_clips(Z):
    return np.clip(Z, -1.0, 1.0)


@misconception("tanh", "z / (1 + |z|) is softsign, a relative that is slower to reach 1. Use np.tanh(Z).")
def tanh_is_softsign(Z):
    return Z / (1 + np.abs(Z))


@misconception("tanh", "You write the result into the caller's array. Return a new one: np.tanh(Z).")
def tanh_writes_into_its_argument(Z):
    Z[...] = np.tanh(Z * 1.0)
    return Z if Z.dtype.kind == "f" else np.tanh(Z * 1.0)


@misconception("tanh", "The values are right, but the shape of Z is lost. np.tanh keeps it by itself.")
def tanh_flattens(Z):
    return np.tanh(Z).ravel()


@misconception(
    "tanh", "Your function calls itself without an end. Inside it, NumPy's function is np.tanh, with the prefix."
)
def tanh_calls_itself(Z):
    raise RecursionError("maximum recursion depth exceeded")


@misconception("tanh", "You print the result and return nothing. Write: return ... instead of print(...).")
def tanh_prints(Z):
    print(np.tanh(Z))


# leaky_relu


@misconception("leaky_relu", "That is the plain ReLU. On the negative side the leaky one is alpha * z, not 0.")
def leaky_does_not_leak(Z, alpha=0.01):
    return np.maximum(Z, 0) * 1.0


@misconception("leaky_relu", "On the negative side you answer alpha, which is the slope. The value there is alpha * z.")
def leaky_answers_alpha(Z, alpha=0.01):
    return np.where(Z > 0, Z, alpha)


@misconception("leaky_relu", "np.maximum(Z, alpha) compares with alpha. On the negative side it is alpha * z.")
def leaky_compares_with_alpha(Z, alpha=0.01):
    return np.maximum(Z, alpha)


@misconception("leaky_relu", "alpha is not used: 0.01 is only its default. Write alpha * Z, not 0.01 * Z.")
def leaky_ignores_alpha(Z, alpha=0.01):
    return np.where(Z > 0, Z, 0.01 * Z)


@misconception("leaky_relu", "By default alpha is 0.01: keep the stub's alpha=0.01.")
def leaky_has_another_default(Z, alpha=0.1):
    return np.where(Z > 0, Z, alpha * Z)


@misconception(
    "leaky_relu",
    "The sides have changed places: z stays where it is positive, and is shrunk elsewhere. Of z "
    "and alpha * z it is the larger one.",
)
def leaky_shrinks_the_positive_side(Z, alpha=0.01):
    return np.where(Z > 0, alpha * Z, Z)


@misconception("leaky_relu", "You shrink both sides. Positive scores stay as they are: np.where(Z > 0, Z, alpha * Z).")
def leaky_shrinks_both_sides(Z, alpha=0.01):
    return alpha * Z


@misconception("leaky_relu", "The negative side has become positive. It is alpha * z, and z is negative there.")
def leaky_turns_the_sign(Z, alpha=0.01):
    return np.where(Z > 0, Z, -alpha * Z)


@misconception(
    "leaky_relu", "On the negative side you divide by alpha, which makes scores larger. Multiply: alpha * Z."
)
def leaky_divides_by_alpha(Z, alpha=0.01):
    with np.errstate(all="ignore"):
        return np.where(Z > 0, Z, Z / alpha)


@misconception("leaky_relu", "You subtract alpha on the negative side. It is a factor: alpha * Z.")
def leaky_subtracts_alpha(Z, alpha=0.01):
    return np.where(Z > 0, Z, Z - alpha)


@misconception("leaky_relu", "These are the slopes, 1 and alpha. Here the value is asked for: z, or alpha * z.")
def leaky_is_its_derivative(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, alpha)


@misconception("leaky_relu", "The larger of alpha * z and 0 is a ReLU, shrunk. You need the larger of z and alpha * z.")
def leaky_takes_the_maximum_with_zero(Z, alpha=0.01):
    return np.maximum(alpha * Z, 0)


@misconception("leaky_relu", "That is the ELU, alpha * (e^z - 1), which curves. The leaky ReLU is straight: alpha * z.")
def leaky_is_elu(Z, alpha=0.01):
    return np.where(Z > 0, Z, alpha * (np.exp(np.minimum(Z, 0.0)) - 1))


@misconception("leaky_relu", "You write into the caller's array. Make a new one: np.where(Z > 0, Z, alpha * Z).")
def leaky_writes_into_its_argument(Z, alpha=0.01):
    right = np.where(Z > 0, Z, alpha * Z)
    if Z.dtype.kind == "f":
        Z[...] = right
    return right


@misconception("leaky_relu", "You print the result and return nothing. Write: return ... instead of print(...).")
def leaky_prints(Z, alpha=0.01):
    print(np.where(Z > 0, Z, alpha * Z))


# sigmoid_derivative


@misconception(
    "sigmoid_derivative",
    "You take Z for the sigmoid's answers. It holds scores: first s = sigmoid(Z), then s * (1 - s).",
)
def sigmoid_slope_takes_scores_for_answers(Z):
    return Z * (1 - Z)


@misconception("sigmoid_derivative", "That is the sigmoid itself. Its slope is s * (1 - s) with s = sigmoid(Z).")
def sigmoid_slope_is_the_sigmoid(Z):
    return sigmoid(Z)


@misconception("sigmoid_derivative", "You take the sigmoid twice. Once is enough: s = sigmoid(Z), then s * (1 - s).")
def sigmoid_slope_bends_twice(Z):
    s = sigmoid(sigmoid(Z))
    return s * (1 - s)


@misconception("sigmoid_derivative", "s * 1 - s is 0, since * comes before -. Put brackets: s * (1 - s).")
def sigmoid_slope_forgets_the_brackets(Z):
    return 0.0 * sigmoid(Z)


@misconception("sigmoid_derivative", "The second factor has a minus: s * (1 - s), not s * (1 + s).")
def sigmoid_slope_adds_for_subtracts(Z):
    s = sigmoid(Z)
    return s * (1 + s)


@misconception(
    "sigmoid_derivative",
    "The sign is turned around: the sigmoid only rises, so its slope is s * (1 - s), never negative.",
)
def sigmoid_slope_is_negative(Z):
    s = sigmoid(Z)
    return s * (s - 1)


@misconception("sigmoid_derivative", "1 - s ** 2 is tanh's formula. The sigmoid's slope is s * (1 - s).")
def sigmoid_slope_uses_the_formula_of_tanh(Z):
    return 1 - sigmoid(Z) ** 2


@misconception("sigmoid_derivative", "One factor is missing: s * (1 - s) and not 1 - s alone.")
def sigmoid_slope_forgets_the_first_factor(Z):
    return 1 - sigmoid(Z)


@misconception("sigmoid_derivative", "You square the sigmoid. The slope is s * (1 - s).")
def sigmoid_slope_squares(Z):
    return sigmoid(Z) ** 2


@misconception(
    "sigmoid_derivative", "That is twice the slope, as of (s ** 2)' = 2s. The slope is s * (1 - s), without a factor."
)
def sigmoid_slope_is_doubled(Z):
    s = sigmoid(Z)
    return 2 * s * (1 - s)


@misconception("sigmoid_derivative", "You multiply by Z as well. The slope is s * (1 - s) alone.")
def sigmoid_slope_multiplies_by_the_score(Z):
    s = sigmoid(Z)
    return Z * s * (1 - s)


@misconception(
    "sigmoid_derivative", "The difference quotient is too coarse to be the slope. Use the formula: s * (1 - s)."
)
def sigmoid_slope_is_a_coarse_difference(Z):
    return (sigmoid(Z + 0.01) - sigmoid(Z)) / 0.01


@misconception("sigmoid_derivative", "You answer with the mean of all slopes. Every element has a slope of its own.")
def sigmoid_slope_is_averaged(Z):
    s = sigmoid(Z)
    return float(np.mean(s * (1 - s)))


@misconception(
    "sigmoid_derivative", "You write into the caller's array. Make a new one: s = sigmoid(Z), then s * (1 - s)."
)
def sigmoid_slope_writes_into_its_argument(Z):
    s = sigmoid(Z)
    Z[...] = s
    return s * (1 - s)


@misconception(
    "sigmoid_derivative", "You print the result and return nothing. Write: return ... instead of print(...)."
)
def sigmoid_slope_prints(Z):
    s = sigmoid(Z)
    print(s * (1 - s))


# relu_derivative


@misconception("relu_derivative", "At exactly 0 the slope is 0 by convention: the condition is Z > 0, not Z >= 0.")
def relu_slope_is_one_at_zero(Z):
    return np.where(Z >= 0, 1.0, 0.0)


@misconception("relu_derivative", "At exactly 0 you answer 0.5. By convention the slope there is 0.")
def relu_slope_is_half_at_zero(Z):
    return np.heaviside(Z, 0.5)


@misconception("relu_derivative", "That is the ReLU itself. Its slope is 1 where it climbs and 0 where it is flat.")
def relu_slope_is_relu(Z):
    return np.maximum(Z, 0)


@misconception("relu_derivative", "On the negative side the ReLU is flat, so its slope is 0 there, not -1.")
def relu_slope_is_the_sign(Z):
    return np.sign(Z) * 1.0


@misconception("relu_derivative", "The sides have changed places: the slope is 1 where Z > 0, and 0 elsewhere.")
def relu_slope_is_turned_around(Z):
    return np.where(Z > 0, 0.0, 1.0)


@misconception("relu_derivative", "On the negative side the slope is 0. A slope of 0.01 belongs to the leaky ReLU.")
def relu_slope_leaks(Z):
    return np.where(Z > 0, 1.0, 0.01)


@misconception("relu_derivative", "The slope is 1 everywhere in your answer. Where Z is 0 or less, it must be 0.")
def relu_slope_is_one_everywhere(Z):
    return np.ones(Z.shape)


@misconception(
    "relu_derivative", "ReLU(z) / z is 0 / 0 at z = 0, which is nan. Compare instead: np.where(Z > 0, 1.0, 0.0)."
)
def relu_slope_divides(Z):
    with np.errstate(all="ignore"):
        return np.maximum(Z, 0) / Z


@misconception("relu_derivative", "Scores between 0 and 1 have slope 1 as well: compare with 0, not with 1.")
def relu_slope_begins_at_one(Z):
    return np.where(Z > 1, 1.0, 0.0)


@misconception("relu_derivative", "Rounding makes 0 of small positive scores. Compare the scores as they are: Z > 0.")
def relu_slope_rounds(Z):
    return np.where(np.round(Z, 6) > 0, 1.0, 0.0)


@misconception(
    "relu_derivative", "You write the slopes into the caller's array. Make a new one: np.where(Z > 0, 1.0, 0.0)."
)
def relu_slope_writes_into_its_argument(Z):
    climbs = Z > 0
    Z[climbs] = 1
    Z[~climbs] = 0
    return Z


@misconception("relu_derivative", "You answer one number for the whole array. Every element has a slope of its own.")
def relu_slope_gives_one_answer(Z):
    return 1.0 if np.sum(Z) > 0 else 0.0


@misconception("relu_derivative", "`if Z > 0` cannot decide for a whole array at once. Use np.where(Z > 0, 1.0, 0.0).")
def relu_slope_uses_if_on_an_array(Z):
    if Z > 0:
        return 1.0
    return 0.0


@misconception("relu_derivative", "The values are right, but the shape of Z is lost. np.where keeps it by itself.")
def relu_slope_flattens(Z):
    return np.where(Z > 0, 1.0, 0.0).ravel()


@misconception("relu_derivative", "You print the result and return nothing. Write: return ... instead of print(...).")
def relu_slope_prints(Z):
    print(np.where(Z > 0, 1.0, 0.0))


# tanh_derivative


@misconception(
    "tanh_derivative", "You take Z for the answers of tanh. It holds scores: first t = tanh(Z), then 1 - t ** 2."
)
def tanh_slope_takes_scores_for_answers(Z):
    return 1.0 - Z**2


@misconception("tanh_derivative", "That is tanh itself. Its slope is 1 - t ** 2 with t = tanh(Z).")
def tanh_slope_is_tanh(Z):
    return np.tanh(Z)


@misconception("tanh_derivative", "The square is missing: 1 - t ** 2, not 1 - t.")
def tanh_slope_forgets_the_square(Z):
    return 1 - np.tanh(Z)


@misconception("tanh_derivative", "You square the score, not its tanh: np.tanh(Z) ** 2, not np.tanh(Z ** 2).")
def tanh_slope_squares_the_score(Z):
    return 1 - np.tanh(Z**2.0)


@misconception("tanh_derivative", "The square belongs to tanh alone: 1 - t ** 2, not (1 - t) ** 2.")
def tanh_slope_squares_the_difference(Z):
    return (1 - np.tanh(Z)) ** 2


@misconception("tanh_derivative", "There is a minus in the formula: 1 - t ** 2, not 1 + t ** 2.")
def tanh_slope_adds_for_subtracts(Z):
    return 1 + np.tanh(Z) ** 2


@misconception("tanh_derivative", "t * (1 - t) is the sigmoid's formula. The slope of tanh is 1 - t ** 2.")
def tanh_slope_uses_the_formula_of_the_sigmoid(Z):
    t = np.tanh(Z)
    return t * (1 - t)


@misconception("tanh_derivative", "That is the sigmoid's slope. tanh has its own: 1 - t ** 2 with t = tanh(Z).")
def tanh_slope_is_the_sigmoids(Z):
    s = sigmoid(Z)
    return s * (1 - s)


@misconception(
    "tanh_derivative", "The sign is turned around: tanh only rises, so its slope 1 - t ** 2 is never negative."
)
def tanh_slope_is_negative(Z):
    return np.tanh(Z) ** 2 - 1


@misconception("tanh_derivative", "You take tanh twice. Once is enough: t = tanh(Z), then 1 - t ** 2.")
def tanh_slope_bends_twice(Z):
    return 1 - np.tanh(np.tanh(Z)) ** 2


@misconception("tanh_derivative", "1 / cos ** 2 is the slope of tan. That of tanh is 1 - t ** 2 with t = tanh(Z).")
def tanh_slope_is_that_of_tan(Z):
    return 1 / np.cos(Z) ** 2


@misconception(
    "tanh_derivative", "The square is missing in 1 / cosh(Z) ** 2. Simpler and safer: 1 - t ** 2 with t = tanh(Z)."
)
def tanh_slope_forgets_the_square_of_cosh(Z):
    return 2 / (np.exp(np.clip(Z, -700, 700)) + np.exp(np.clip(-1.0 * Z, -700, 700)))


@misconception("tanh_derivative", "You multiply 1 - t ** 2 by t as well. The slope is 1 - t ** 2 alone.")
def tanh_slope_multiplies_by_tanh(Z):
    t = np.tanh(Z)
    return t * (1 - t**2)


@misconception("tanh_derivative", "You write into the caller's array. Make a new one: t = tanh(Z), then 1 - t ** 2.")
def tanh_slope_writes_into_its_argument(Z):
    t = np.tanh(Z)
    Z[...] = t
    return 1 - t**2


@misconception("tanh_derivative", "You print the result and return nothing. Write: return ... instead of print(...).")
def tanh_slope_prints(Z):
    print(1 - np.tanh(Z) ** 2)


# leaky_relu_derivative


@misconception(
    "leaky_relu_derivative", "At exactly 0 the slope is alpha by convention: the condition is Z > 0, not Z >= 0."
)
def leaky_slope_is_one_at_zero(Z, alpha=0.01):
    return np.where(Z >= 0, 1.0, alpha)


@misconception(
    "leaky_relu_derivative",
    "At exactly 0 you answer 0. By convention the slope there is alpha, as on the negative side.",
)
def leaky_slope_is_zero_at_zero(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, np.where(Z < 0, alpha, 0.0))


@misconception(
    "leaky_relu_derivative", "At exactly 0 you take the mean of both slopes. By convention the slope there is alpha."
)
def leaky_slope_is_the_mean_at_zero(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, np.where(Z < 0, alpha, (1 + alpha) / 2))


@misconception(
    "leaky_relu_derivative",
    "On the negative side you answer 0, as for the plain ReLU. The leaky one has slope alpha there.",
)
def leaky_slope_does_not_leak(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, 0.0)


@misconception(
    "leaky_relu_derivative", "On the negative side you answer alpha * z, which is the value. The slope there is alpha."
)
def leaky_slope_multiplies_by_the_score(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, alpha * Z)


@misconception(
    "leaky_relu_derivative", "That is the leaky ReLU itself. Its slope is 1 where Z > 0, and alpha elsewhere."
)
def leaky_slope_is_leaky_relu(Z, alpha=0.01):
    return np.where(Z > 0, Z, alpha * Z)


@misconception("leaky_relu_derivative", "alpha is not used: 0.01 is only its default. Write alpha, not 0.01.")
def leaky_slope_ignores_alpha(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, 0.01)


@misconception("leaky_relu_derivative", "By default alpha is 0.01: keep the stub's alpha=0.01.")
def leaky_slope_has_another_default(Z, alpha=0.1):
    return np.where(Z > 0, 1.0, alpha)


@misconception(
    "leaky_relu_derivative", "On the negative side the function still rises, slowly: its slope is alpha, not -alpha."
)
def leaky_slope_turns_the_sign(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, -alpha)


@misconception(
    "leaky_relu_derivative", "The sides have changed places: the slope is 1 where Z > 0, and alpha elsewhere."
)
def leaky_slope_is_turned_around(Z, alpha=0.01):
    return np.where(Z > 0, alpha, 1.0)


@misconception(
    "leaky_relu_derivative", "Your positive side has slope 1 + alpha. There it is 1: np.where(Z > 0, 1.0, alpha)."
)
def leaky_slope_adds_alpha_everywhere(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, 0.0) + alpha


@misconception(
    "leaky_relu_derivative",
    "leaky_relu(z) / z is 0 / 0 at z = 0, which is nan. Compare instead: np.where(Z > 0, 1.0, alpha).",
)
def leaky_slope_divides(Z, alpha=0.01):
    with np.errstate(all="ignore"):
        return np.where(Z > 0, Z, alpha * Z) / Z


@misconception(
    "leaky_relu_derivative",
    "You write the slopes into the caller's array. Make a new one: np.where(Z > 0, 1.0, alpha).",
)
def leaky_slope_writes_into_its_argument(Z, alpha=0.01):
    slope = np.where(Z > 0, 1.0, alpha)
    if Z.dtype.kind == "f":
        Z[...] = slope
    return slope


@misconception(
    "leaky_relu_derivative", "You print the result and return nothing. Write: return ... instead of print(...)."
)
def leaky_slope_prints(Z, alpha=0.01):
    print(np.where(Z > 0, 1.0, alpha))


# softmax


def shares(E, axis=-1):
    with np.errstate(all="ignore"):
        return E / E.sum(axis=axis, keepdims=True)


@misconception(
    "softmax",
    "exp of a score above about 709 is inf, and inf / inf is nan. Subtract each row's maximum first: "
    "Z - Z.max(axis=-1, keepdims=True).",
)
def softmax_overflows(Z):
    with np.errstate(all="ignore"):
        return shares(np.exp(Z * 1.0))


@misconception(
    "softmax",
    "You subtract the maximum of the whole array. Rows far below it become 0 / 0, which is nan: subtract "
    "each row's own maximum, Z.max(axis=-1, keepdims=True).",
)
def softmax_subtracts_the_global_maximum(Z):
    return shares(np.exp(Z - Z.max() * 1.0))


@misconception(
    "softmax",
    "You subtract the maximum of each column, which changes the scores of one row against each other. "
    "Each row needs its own maximum: axis=-1, keepdims=True.",
)
def softmax_subtracts_the_columns_maximum(Z):
    return shares(np.exp(Z - Z.max(axis=0, keepdims=True) * 1.0))


@misconception(
    "softmax",
    "You subtract each row's mean, and what lies far above it still overflows. Subtract the "
    "maximum: no exponent is above 0 then.",
)
def softmax_subtracts_the_mean(Z):
    with np.errstate(all="ignore"):
        return shares(np.exp(Z - Z.mean(axis=-1, keepdims=True)))


@misconception(
    "softmax", "You subtract each row's minimum, so the exponents grow. Subtract the maximum: none is above 0 then."
)
def softmax_subtracts_the_minimum(Z):
    with np.errstate(all="ignore"):
        return shares(np.exp(Z - Z.min(axis=-1, keepdims=True) * 1.0))


@misconception("softmax", "You subtract each row's first score; another may be far above it. Subtract the maximum.")
def softmax_subtracts_the_first_score(Z):
    with np.errstate(all="ignore"):
        return shares(np.exp(Z - Z[..., :1] * 1.0))


@misconception(
    "softmax",
    "You subtract the largest absolute value. In a row of negative scores that leaves 0 / "
    "0: take the maximum as it is.",
)
def softmax_subtracts_the_largest_size(Z):
    return shares(np.exp(Z - np.abs(Z).max(axis=-1, keepdims=True) * 1.0))


@misconception(
    "softmax",
    "Clipping the scores makes 1000 and 999 equal. Subtract each row's maximum instead: that changes no difference.",
)
def softmax_clips_the_scores(Z):
    return shares(np.exp(np.clip(Z, -500.0, 500.0)))


@misconception(
    "softmax",
    "inf / inf is nan, and turning nan into a number hides that the answer is lost. Subtract each row's maximum first.",
)
def softmax_hides_the_nan(Z):
    with np.errstate(all="ignore"):
        return np.nan_to_num(shares(np.exp(Z * 1.0)))


@misconception(
    "softmax", "Your columns sum to 1. The classes of one sample stand in a row: sum over axis=-1, with keepdims=True."
)
def softmax_sums_over_the_samples(Z):
    return shares(np.exp(Z - Z.max(axis=-1, keepdims=True) * 1.0), axis=0)


@misconception(
    "softmax", "The whole array sums to 1. Each row has a sum of its own: sum over axis=-1, with keepdims=True."
)
def softmax_sums_over_everything(Z):
    return shares(np.exp(Z - Z.max() * 1.0), axis=None)


@misconception(
    "softmax",
    "axis=1 is missing in a vector and is the wrong one of three axes. The last axis is always axis=-1.",
)
def softmax_insists_on_axis_one(Z):
    return shares(np.exp(Z - Z.max(axis=1, keepdims=True) * 1.0), axis=1)


@misconception(
    "softmax", "Without keepdims=True the sums of the rows have shape (n,) and line up with the columns. Keep the axis."
)
def softmax_forgets_keepdims_in_the_sum(Z):
    e = np.exp(Z - Z.max(axis=-1, keepdims=True) * 1.0)
    return e / e.sum(axis=-1)


@misconception("softmax", "The exponential is missing: you divide the scores themselves by their sum.")
def softmax_forgets_the_exponential(Z):
    return shares(Z * 1.0)


@misconception(
    "softmax", "The largest score of each row gets 1. Divide the exponentials by their sum, so that the row sums to 1."
)
def softmax_forgets_to_divide(Z):
    return np.exp(Z - Z.max(axis=-1, keepdims=True) * 1.0)


@misconception(
    "softmax",
    "You divide by the sum of the scores. The sum runs over the exponentials: e / e.sum(axis=-1, keepdims=True).",
)
def softmax_divides_by_the_sum_of_scores(Z):
    with np.errstate(all="ignore"):
        return np.exp(Z * 1.0) / Z.sum(axis=-1, keepdims=True)


@misconception("softmax", "That is the sigmoid of each score alone. In softmax the scores of a row share one sum.")
def softmax_is_the_sigmoid(Z):
    return sigmoid(Z)


@misconception("softmax", "The sign of the scores is turned around, so the lowest one wins: exp(z), not exp(-z).")
def softmax_turns_the_sign(Z):
    return shares(np.exp(Z.min(axis=-1, keepdims=True) - Z * 1.0))


@misconception(
    "softmax", "That is all or nothing. Softmax gives every class a share: exponentials, divided by their sum."
)
def softmax_is_hard(Z):
    return (Z == Z.max(axis=-1, keepdims=True)).astype(float)


@misconception("softmax", "That is the logarithm of softmax. Take the exponentials of it, or leave the log out.")
def softmax_takes_the_logarithm(Z):
    low = Z - Z.max(axis=-1, keepdims=True) * 1.0
    return low - np.log(np.exp(low).sum(axis=-1, keepdims=True))


@misconception("softmax", "The base is e, not 2: np.exp(...), not 2 ** ....")
def softmax_uses_base_two(Z):
    return shares(2.0 ** (Z - Z.max(axis=-1, keepdims=True) * 1.0))


@misconception(
    "softmax", "Z -= ... writes into the caller's array. Give the difference a name of its own: shifted = Z - ..."
)
def softmax_works_in_place(Z):
    Z -= Z.max(axis=-1, keepdims=True)
    return shares(np.exp(Z * 1.0))


@misconception("softmax", "You rounded the shares, so a row may not sum to 1. Return them as they are.")
def softmax_rounds(Z):
    return np.round(softmax_right(Z), 3)


@misconception("softmax", "You give only the largest share of each row. All of them are asked for, in the shape of Z.")
def softmax_returns_the_largest_share(Z):
    return softmax_right(Z).max(axis=-1)


@misconception("softmax", "You print the result and return nothing. Write: return ... instead of print(...).")
def softmax_prints(Z):
    print(softmax_right(Z))


def softmax_right(Z):
    return shares(np.exp(Z - Z.max(axis=-1, keepdims=True) * 1.0))


# Practice


@misconception("merged_layers", "The first layer's bias goes through the second layer, too: b1 @ W2 + b2.")
def merged_forgets_the_first_bias(W1, b1, W2, b2):
    return W1 @ W2, b2 * 1.0


@misconception("merged_layers", "The second bias is missing: b1 @ W2 + b2.")
def merged_forgets_the_second_bias(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


@misconception(
    "merged_layers", "The first bias is added as it is. It goes through the second layer first: b1 @ W2 + b2."
)
def merged_adds_the_biases(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2


@misconception("merged_layers", "The weights are multiplied, not added: X @ W1 @ W2 is X @ (W1 @ W2).")
def merged_adds_the_weights(W1, b1, W2, b2):
    return W1 + W2, b1 @ W2 + b2


@misconception("merged_layers", "The order of a matrix product matters: W1 comes first, W1 @ W2.")
def merged_turns_the_product_around(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2


@misconception("merged_layers", "Two things are asked for, and in this order: return W, b.")
def merged_swaps_the_pair(W1, b1, W2, b2):
    return b1 @ W2 + b2, W1 @ W2


@misconception(
    "stacked_slope", "Each sigmoid meets its own input: the second slope is taken at sigmoid(Z), not at Z again."
)
def stack_raises_one_slope_to_a_power(Z, depth):
    return slope_of(Z) ** depth


@misconception("stacked_slope", "You move on before you take the slope. The first slope is the one at Z itself.")
def stack_moves_on_too_early(Z, depth):
    return stack_right(sigmoid(Z), depth)


@misconception("stacked_slope", "There is one slope too many: the product has depth factors.")
def stack_is_one_too_deep(Z, depth):
    return stack_right(Z, depth + 1)


@misconception("stacked_slope", "There is one slope too few: the product has depth factors.")
def stack_is_one_too_shallow(Z, depth):
    return stack_right(Z, depth - 1)


@misconception("stacked_slope", "The slopes are added. By the chain rule they multiply.")
def stack_adds_the_slopes(Z, depth):
    total = 0.0
    for _ in range(depth):
        total, Z = total + slope_of(Z), sigmoid(Z)
    return total


@misconception(
    "stacked_slope", "You take the slope of the slope. What goes on to the next sigmoid is the sigmoid of Z."
)
def stack_takes_slopes_of_slopes(Z, depth):
    for _ in range(depth):
        Z = slope_of(Z)
    return Z


def slope_of(Z):
    s = sigmoid(Z)
    return s * (1 - s)


def stack_right(Z, depth):
    slope = np.ones(Z.shape)
    for _ in range(depth):
        slope, Z = slope * slope_of(Z), sigmoid(Z)
    return slope


@misconception("dead_units", "A score of exactly 0 is silent as well, so such a unit is dead: Z <= 0, not Z < 0.")
def dead_overlooks_zero(Z):
    return int(np.sum(np.all(Z < 0, axis=0)))


@misconception(
    "dead_units", "You count units that are silent on some sample. A dead unit is silent on all: np.all, not np.any."
)
def dead_counts_any(Z):
    return int(np.sum(np.any(Z <= 0, axis=0)))


@misconception("dead_units", "You count samples. Units are columns: look along axis=0.")
def dead_counts_samples(Z):
    return int(np.sum(np.all(Z <= 0, axis=1)))


@misconception(
    "dead_units", "You count single scores. A unit is dead if its whole column is 0 or less: np.all(..., axis=0)."
)
def dead_counts_scores(Z):
    return int(np.sum(Z <= 0))


@misconception("dead_units", "You count the units that are alive. Count the others.")
def dead_counts_the_living(Z):
    return int(np.sum(np.any(Z > 0, axis=0)))


@misconception("dead_units", "That is the share of dead units. Their number is asked for: np.sum, not np.mean.")
def dead_gives_a_share(Z):
    return float(np.mean(np.all(Z <= 0, axis=0)))


@misconception("dead_units", "You say which units are dead. Count them: np.sum.")
def dead_gives_a_mask(Z):
    return np.all(Z <= 0, axis=0)


@misconception(
    "tempered_softmax", "You multiply by the temperature. Divide the scores by it: a high one evens them out."
)
def temper_multiplies(Z, temperature):
    refuse_cold(temperature)
    return softmax_right(Z * temperature)


@misconception(
    "tempered_softmax", "You divide the shares. Divide the scores, before the softmax: softmax(Z / temperature)."
)
def temper_divides_the_shares(Z, temperature):
    refuse_cold(temperature)
    return softmax_right(Z) / temperature


@misconception("tempered_softmax", "The temperature is not used: softmax(Z / temperature).")
def temper_ignores_the_temperature(Z, temperature):
    refuse_cold(temperature)
    return softmax_right(Z)


@misconception("tempered_softmax", "Your columns sum to 1. The shares of a row belong together: axis=-1.")
def temper_sums_over_the_samples(Z, temperature):
    refuse_cold(temperature)
    return shares(np.exp(Z / temperature), axis=0)


def refuse_cold(temperature):
    if temperature <= 0:
        raise ValueError("temperature")


@misconception("two_way_softmax", "The columns have changed places: the share of z comes first, that of 0 second.")
def pair_is_turned_around(z):
    return softmax_right(np.hstack([np.zeros_like(z), z]))


@misconception("two_way_softmax", "That is the first column alone. Put the share of 0 beside it: the result is (n, 2).")
def pair_has_one_column(z):
    return sigmoid(z)


@misconception("two_way_softmax", "The other score is 0, and you took 1.")
def pair_is_against_one(z):
    return softmax_right(np.hstack([z, np.ones_like(z)]))


@misconception("two_way_softmax", "The other score is 0, and you took -z. That doubles the difference.")
def pair_is_against_minus_z(z):
    return softmax_right(np.hstack([z, -z]))


@misconception("two_way_softmax", "The zeros stand below the scores, not beside them: np.hstack, not np.vstack.")
def pair_is_stacked_vertically(z):
    return softmax_right(np.vstack([z, np.zeros_like(z)]))


@misconception("two_way_softmax", "These are the scores. The softmax of each pair is missing.")
def pair_forgets_the_softmax(z):
    return np.hstack([z, np.zeros_like(z)])
