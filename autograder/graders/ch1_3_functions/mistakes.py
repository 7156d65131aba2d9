"""The mistakes of chapter 1.3, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

sigmoid = Mistakes("""
def sigmoid(Z):
    e = np.exp(-Z)
    return 1 / (1 + e)
""")

# the formula

sigmoid.change("forgets the minus sign", "exp(-Z)", "exp(Z)",
    "Yours falls where it should rise: you answer sigmoid(-Z). Is the minus of exp(-Z) missing? 1 / (1 + exp(-Z)).",
    kind="sign")
sigmoid.change("subtracts in the denominator", "1 + e", "1 - e",
    "You answer 1 / (1 - exp(-Z)), whose denominator is 0 at Z = 0. It is 1 PLUS exp(-Z).", kind="sign")
sigmoid.change("forgets the brackets", "1 / (1 + e)", "1 / 1 + e",
    "You answer 1 + exp(-Z), and it should be 1 divided by that: 1 / (1 + exp(-Z)), with brackets, since / comes "
    "before +.", kind="order")
sigmoid.change("returns the exponential", "1 / (1 + e)", "e",
    "You return exp(-Z), which is only a part. The whole formula is 1 / (1 + exp(-Z)).", kind="missing-step")
sigmoid.change("takes powers of two", "np.exp(-Z)", "2.0 ** -Z",
    "The base of the power is 2, not e = 2.71828...: use np.exp.", kind="wrong-function")
sigmoid.change("takes powers of ten", "np.exp(-Z)", "10.0 ** -Z",
    "The base of the power is 10, not e = 2.71828...: use np.exp.", kind="wrong-function")
sigmoid.change("rounds e", "np.exp(-Z)", "2.718 ** -Z",
    "2.718 is too coarse for e. Use np.exp, which knows all the digits.", kind="epsilon")
sigmoid.change("takes tanh", "1 / (1 + e)", "np.tanh(Z)",
    "That is tanh, which runs from -1 to 1. The sigmoid runs from 0 to 1: 1 / (1 + exp(-Z)).", kind="wrong-function")
sigmoid.change("forgets to halve inside tanh", "1 / (1 + e)", "0.5 * (1 + np.tanh(Z))",
    "The sigmoid is 0.5 * (1 + tanh(Z / 2)): yours is twice as steep. Or use the formula, 1 / (1 + exp(-Z)).",
    kind="factor")
sigmoid.change("returns the derivative", "1 / (1 + e)", "(1 / (1 + e)) * (1 - 1 / (1 + e))",
    "That is the sigmoid's derivative, s * (1 - s). Return s itself.", kind="wrong-function")
sigmoid.change("returns the logarithm", "1 / (1 + e)", "-np.log(1 + e)",
    "That is the logarithm of the sigmoid. Return the sigmoid itself: 1 / (1 + exp(-Z)).", kind="extra-step")
sigmoid.change("takes a straight line", "1 / (1 + e)", "np.clip(0.5 + 0.25 * Z, 0.0, 1.0)",
    "That is a straight line with two kinks, only near to the sigmoid. Use the exponential: 1 / (1 + exp(-Z)).",
    kind="wrong-function")
sigmoid.change("takes a flatter straight line", "1 / (1 + e)", "np.clip(0.5 + 0.2 * Z, 0.0, 1.0)",
    "That is a straight line with two kinks, only near to the sigmoid. Use the exponential: 1 / (1 + exp(-Z)).",
    kind="wrong-function")
sigmoid.change("leaves out zero", "return 1 / (1 + e)", "return np.where(Z == 0, 0.0, 1 / (1 + e))",
    "Where Z is 0 you answer 0, and it should be 0.5. Perhaps you treat Z > 0 and Z < 0 alone: one side needs the "
    "equal sign.", kind="boundary")
sigmoid.change("forgets negative scores", "exp(-Z)", "exp(-np.abs(Z))",
    "Negative scores answer as positive ones do. For negative Z the sigmoid is below 0.5: exp(Z) / (1 + exp(Z)).",
    kind="sign")
sigmoid.change("rounds to zero or one", "1 / (1 + e)", "np.where(Z >= 0, 1.0, 0.0)",
    "You answer only 0 or 1. Return the probabilities as they are: 1 / (1 + exp(-Z)).", kind="extra-step")
sigmoid.change("rounds the result", "1 / (1 + e)", "np.round(1 / (1 + e), 4)",
    "You round the result. Return it as it is, and round only where you print.", kind="extra-step")
sigmoid.change("cuts off the scores", "exp(-Z)", "exp(-Z.astype(int))",
    "You turn Z into whole numbers first, and its fractions are lost. Use Z as it is.", kind="type")
sigmoid.change("returns a pair", "1 / (1 + e)", "1 / (1 + e), Z",
    "You return a pair, the result and Z. Return the result alone.", kind="return")
sigmoid.change("returns a list", "1 / (1 + e)", "(1 / (1 + e)).tolist()",
    "You return a list. Turn it into an array: np.array(...).", kind="type")

# each element by itself

sigmoid.change("takes softmax", "exp(-Z)", "exp(Z)", "1 / (1 + e)", "e / e.sum(axis=-1, keepdims=True)",
    "You divide by a sum over the scores (that is softmax), so that each answer depends on all of them. The "
    "sigmoid takes every element on its own: 1 / (1 + exp(-Z)).", kind="extra-step")
sigmoid.change("takes softmax over all scores", "exp(-Z)", "exp(Z - np.max(Z))", "1 / (1 + e)", "e / e.sum()",
    "You divide by a sum over the scores (that is softmax), so that each answer depends on all of them. The "
    "sigmoid takes every element on its own: 1 / (1 + exp(-Z)).", kind="extra-step")
sigmoid.change("divides by the sum", "1 / (1 + e)", "1 / (1 + e) / (1 / (1 + e)).sum()",
    "You make the results add up to 1. Each element is a probability of its own: do not divide by the sum.",
    kind="extra-step")
sigmoid.change("subtracts the maximum", "exp(-Z)", "exp(-(Z - np.max(Z)))",
    "You subtract the largest score first. That is right for softmax, but it changes a sigmoid: use Z as it is.",
    kind="extra-step")
sigmoid.change("normalizes first", "exp(-Z)", "exp(-normalize(Z))",
    "You normalize Z first. The sigmoid takes each score as it is, whatever the others are: 1 / (1 + exp(-Z)).",
    kind="extra-step")
sigmoid.change("takes the mean", "1 / (1 + e)", "float(np.mean(1 / (1 + e)))",
    "You take the mean. Each element has a result of its own, in an array of the shape of Z.", kind="extra-step")
sigmoid.change("flattens the scores", "exp(-Z)", "exp(-Z.ravel())",
    "The result is flat: the shape is lost. np.exp needs no flattening; work on Z itself.", kind="shape")
sigmoid.change("squeezes the shape", "1 / (1 + e)", "np.squeeze(1 / (1 + e))",
    "A shape such as (n, 1) loses its axis of size 1. The result has the shape of Z: no squeeze.", kind="shape")
sigmoid.code("takes math.exp", """
import math
def sigmoid(Z):
    e = math.exp(-Z)
    return 1 / (1 + e)
""", "math.exp knows one number only. np.exp takes a whole array, and replaces it directly.", kind="scalar-only")
sigmoid.code("asks if an array is positive", """
def sigmoid(Z):
    if Z >= 0:
        return 1 / (1 + np.exp(-Z))
    return np.exp(Z) / (1 + np.exp(Z))
""", "if asks an array for one yes or no. np.where(Z >= 0, a, b) asks every element, or use 1 / (1 + exp(-Z)).",
    kind="scalar-only")
sigmoid.change("negates in place", "e = np.exp(-Z)", "Z *= -1\n    e = np.exp(Z)",
    "You write into the caller's array. Z *= -1, Z[...] = and out=Z do that. Make a new one: np.exp(-Z).",
    kind="in-place")

sigmoid.code("loops over the first axis", """
def sigmoid(Z):
    n = len(Z)
    return np.array([1 / (1 + np.exp(-Z[i])) for i in range(n)])
""", "A single number of shape () has no length, and no axis to loop over. np.exp(-Z) takes Z of any shape.",
    kind="scalar-only", score=4.71)

# far from zero

sigmoid.change("divides infinity by infinity", "exp(-Z)", "exp(Z)", "1 / (1 + e)", "e / (1 + e)",
    "Large scores give nan, as exp(Z) / (1 + exp(Z)) does: inf / inf. The form 1 / (1 + exp(-Z)) is equal, "
    "and right in both limits.", kind="overflow", score=4.12)
sigmoid.change("replaces nan by zero", "exp(-Z)", "exp(Z)", "1 / (1 + e)", "np.nan_to_num(e / (1 + e))",
    "Large scores answer 0, and it should be 1. Perhaps you replace a nan of inf / inf: use a form that makes no nan, "
    "1 / (1 + exp(-Z)).", kind="overflow")
sigmoid.code("loops with math.exp", """
import math
def sigmoid(Z):
    A = np.zeros(Z.shape)
    for index in np.ndindex(Z.shape):
        e = math.exp(-Z[index])
        A[index] = 1 / (1 + e)
    return A
""", "math.exp raises OverflowError above 709, where np.exp gives inf and 1 / inf the right limit, 0. Use np.exp.",
    kind="overflow", score=4.12)
sigmoid.change("clips scores", "exp(-Z)", "exp(-np.clip(Z, -10, 10))",
    "Beyond -10 and 10 your answers stay the same: sigmoid(-10) is still 4.5e-5. No cut is needed, since "
    "1 / (1 + exp(-Z)) has the right limits.", kind="epsilon")
sigmoid.change("clips scores at twenty", "exp(-Z)", "exp(-np.clip(Z, -20, 20))",
    "Beyond -20 and 20 your answers stay the same: sigmoid(-20) is still 2e-9, where 0 should be reached to 1e-12. No "
    "cut is needed, since 1 / (1 + exp(-Z)) has the right limits.", kind="epsilon")
sigmoid.change("clips the result", "1 / (1 + e)", "np.clip(1 / (1 + e), 1e-7, 1 - 1e-7)",
    "You keep the result away from 0 and 1. It may reach them; the loss will take care of log(0).", kind="epsilon")
sigmoid.change("adds an epsilon", "1 + e", "1 + e + 1e-8",
    "A small number in the denominator keeps the result away from 1. 1 + exp(-Z) is never 0, so leave it out.",
    kind="epsilon")

sigmoid.variant("forgets the minus sign", """
def sigmoid(Z):
    return 1 - 1 / (1 + np.e ** -Z)
""")
sigmoid.variant("divides infinity by infinity", """
def sigmoid(Z):
    return np.power(np.e, Z) / (np.power(np.e, Z) + 1)
""")
sigmoid.variant("negates in place", """
def sigmoid(Z):
    np.negative(Z, out=Z)
    np.exp(Z, out=Z)
    return 1 / (1 + Z)
""")
sigmoid.variant("takes softmax", """
def sigmoid(Z):
    shifted = Z - Z.max(axis=-1, keepdims=True)
    return np.exp(shifted) / np.sum(np.exp(shifted), axis=-1, keepdims=True)
""")


exponentials = Mistakes("""
def exponentials(x):
    return np.exp(x)
""")
exponentials.code("takes math.exp", """
import math
def exponentials(x):
    return math.exp(x)
""", "math.exp knows one number only. np.exp takes a whole array.", kind="scalar-only")
exponentials.change("takes the negative power", "np.exp(x)", "np.exp(-x)",
    "The sign is wrong: it is e to the power of x, np.exp(x), not of -x.", kind="sign")
exponentials.change("swaps base and power", "np.exp(x)", "x ** np.e",
    "That is x to the power of e. It is e to the power of x: np.exp(x).", kind="order")
exponentials.change("multiplies by e", "np.exp(x)", "np.e * x",
    "You multiply by e. To raise e to a power is np.exp(x).", kind="wrong-function")
exponentials.change("takes base two", "np.exp(x)", "2.0 ** x",
    "Those are powers of 2. The base is e = 2.71828...: np.exp(x).", kind="wrong-function")
exponentials.change("takes base ten", "np.exp(x)", "10.0 ** x",
    "Those are powers of 10. The base is e = 2.71828...: np.exp(x).", kind="wrong-function")
exponentials.change("rounds e", "np.exp(x)", "2.718 ** x",
    "2.718 is too coarse for e. Use np.exp, which knows all the digits.", kind="epsilon")
exponentials.change("takes away one", "np.exp(x)", "np.expm1(x)",
    "Each result is 1 too small, as np.expm1 makes it. Use np.exp.", kind="wrong-function")
exponentials.change("makes them add up to one", "np.exp(x)", "np.exp(x) / np.exp(x).sum()",
    "You divide by the sum. Each element stands on its own: return np.exp(x).", kind="extra-step")
exponentials.change("adds them up", "np.exp(x)", "float(np.exp(x).sum())",
    "The results are added up to one number. Each element has its own: return np.exp(x).", kind="extra-step")
exponentials.change("writes into the argument", "np.exp(x)", "np.exp(x, out=x)",
    "You write the result into the caller's array. Make a new one: return np.exp(x).", kind="in-place")


positive_part = Mistakes("""
def positive_part(Z):
    return np.maximum(Z, 0)
""")
positive_part.change("takes the maximum of each column", "np.maximum(Z, 0)", "np.max(Z, 0)",
    "That is the largest of each column (the 0 in np.max(Z, 0) is an axis). Compare with 0 by np.maximum(Z, 0).",
    kind="axis")
positive_part.change("takes an array for an axis", "np.maximum(Z, 0)", "np.max(0, Z)",
    "The second argument of np.max is an axis. np.maximum compares two things element by element: np.maximum(Z, 0).",
    kind="axis")
positive_part.change("takes the maximum of all", "np.maximum(Z, 0)", "np.max(Z)",
    "That is the largest of all elements. Compare each with 0: np.maximum(Z, 0).", kind="wrong-function")
positive_part.change("takes Python's max", "np.maximum(Z, 0)", "max(Z, 0)",
    "Python's max cannot compare an array with 0. Use np.maximum(Z, 0).", kind="scalar-only")
positive_part.code("asks if an array is positive", """
def positive_part(Z):
    if Z > 0:
        return Z
    return 0
""", "if asks an array for one yes or no. np.maximum(Z, 0) compares every element with 0.", kind="scalar-only")
positive_part.change("takes the minimum", "np.maximum", "np.minimum",
    "You keep the negative elements. It is the larger of each and 0: np.maximum(Z, 0).", kind="wrong-function")
positive_part.change("drops the sign", "np.maximum(Z, 0)", "np.abs(Z)",
    "You drop the sign. Negative elements become 0: np.maximum(Z, 0), not np.abs(Z).", kind="wrong-function")
positive_part.change("keeps positive elements only", "np.maximum(Z, 0)", "Z[Z > 0]",
    "Only the positive elements are left, and the shape is lost. np.maximum(Z, 0) keeps it.", kind="shape")
positive_part.change("tells which are positive", "np.maximum(Z, 0)", "(Z > 0) * 1.0",
    "You return whether elements are positive. Return those elements: np.maximum(Z, 0).", kind="missing-step")
positive_part.change("compares with one", "np.maximum(Z, 0)", "np.maximum(Z, 1)",
    "You compare with 1. Negative elements become 0: np.maximum(Z, 0).", kind="boundary")
positive_part.change("cuts off above one", "np.maximum(Z, 0)", "np.clip(Z, 0, 1)",
    "You also cut off above 1. Positive elements stay as they are: np.maximum(Z, 0).", kind="extra-step")
positive_part.change("leaks", "np.maximum(Z, 0)", "np.where(Z > 0, Z, 0.01 * Z)",
    "Negative elements keep a small slope. They become 0: np.maximum(Z, 0).", kind="extra-step")
positive_part.change("cuts off the fractions", "np.maximum(Z, 0)", "np.maximum(Z, 0).astype(int)",
    "The numbers are cut off to whole ones. Leave astype(int), dtype=int and // out: np.maximum(Z, 0).", kind="type")
positive_part.change("overwrites negative elements", "return np.maximum(Z, 0)", "Z[Z < 0] = 0\n    return Z",
    "You write into the caller's array (Z[Z < 0] = 0 does that). np.maximum(Z, 0) makes a new one.", kind="in-place")
positive_part.variant("overwrites negative elements", """
def positive_part(Z):
    np.maximum(Z, 0, out=Z)
    return Z
""")
positive_part.variant("takes the maximum of each column", """
def positive_part(Z):
    return np.amax(Z, axis=0)
""")


relu_then_sigmoid = Mistakes("""
def relu_then_sigmoid(Z):
    positive = np.maximum(Z, 0)
    e = np.exp(-positive)
    return 1 / (1 + e)
""")
relu_then_sigmoid.change("forgets the brackets", "1 / (1 + e)", "1 / 1 + e",
    "You answer 1 + exp(-z), and it should be 1 divided by that: 1 / (1 + exp(-z)), with brackets.", kind="order")
relu_then_sigmoid.change("takes the sigmoid alone", "np.maximum(Z, 0)", "Z",
    "Only the sigmoid is at work (ReLU after it changes nothing). First the positive part: sigmoid(positive_part(Z)).",
    kind="order")
relu_then_sigmoid.change("forgets the sigmoid", "1 / (1 + e)", "positive",
    "The sigmoid is missing: hand the positive part to it, sigmoid(positive_part(Z)).", kind="missing-step")
relu_then_sigmoid.change("gives zero for negative elements", "1 / (1 + e)", "np.where(Z >= 0, 1 / (1 + e), 0.0)",
    "Negative elements give 0. ReLU turns them into 0, and sigmoid(0) is 0.5: apply it to all elements.",
    kind="wrong-step")
relu_then_sigmoid.change("gives zero for zero", "1 / (1 + e)", "np.where(Z > 0, 1 / (1 + e), 0.0)",
    "Where Z is 0 or negative you answer 0. ReLU makes 0 of it, and sigmoid(0) is 0.5: apply it to all elements.",
    kind="wrong-step")
relu_then_sigmoid.change("multiplies the two", "exp(-positive)", "exp(-Z)", "1 / (1 + e)", "positive / (1 + e)",
    "You multiply the two functions. One takes the result of the other: sigmoid(positive_part(Z)).", kind="wrong-step")
relu_then_sigmoid.change("adds the two", "exp(-positive)", "exp(-Z)", "1 / (1 + e)", "positive + 1 / (1 + e)",
    "You add the two functions. One takes the result of the other: sigmoid(positive_part(Z)).", kind="wrong-step")
relu_then_sigmoid.change("takes the absolute value", "np.maximum(Z, 0)", "np.abs(Z)",
    "You drop the sign. Negative elements become 0 first: np.maximum(Z, 0).", kind="wrong-function", find=True)
relu_then_sigmoid.change("takes the maximum of each column", "np.maximum(Z, 0)", "np.max(Z, 0)",
    "You take the largest of each column (the 0 in np.max(Z, 0) is an axis). Compare each element with 0: "
    "np.maximum(Z, 0).", kind="axis")
relu_then_sigmoid.change("forgets the minus sign", "exp(-positive)", "exp(positive)",
    "The sigmoid falls where it should rise. Is the minus of exp(-Z) missing? 1 / (1 + exp(-Z)).", kind="sign")
relu_then_sigmoid.change("divides infinity by infinity", "exp(-positive)", "exp(positive)",
    "1 / (1 + e)", "e / (1 + e)",
    "Large elements give nan, as exp(Z) / (1 + exp(Z)) does: inf / inf. Use 1 / (1 + exp(-Z)).", kind="overflow")
relu_then_sigmoid.change("overwrites negative elements", "positive = np.maximum(Z, 0)",
    "Z[Z < 0] = 0\n    positive = Z",
    "You write into the caller's array (Z[Z < 0] = 0 does that). positive_part(Z) makes a new one.", kind="in-place")


sigmoid_layer = Mistakes("""
def sigmoid_layer(X, W, b):
    scores = X @ W + b
    e = np.exp(-scores)
    return 1 / (1 + e)
""")
sigmoid_layer.change("forgets the brackets", "1 / (1 + e)", "1 / 1 + e",
    "You answer 1 + exp(-Z), and it should be 1 divided by that: 1 / (1 + exp(-Z)), with brackets.", kind="order")
sigmoid_layer.change("forgets the bias", "X @ W + b", "X @ W",
    "The bias is missing: add b to the product before the sigmoid, sigmoid(X @ W + b).", kind="missing-step")
sigmoid_layer.change("subtracts the bias", "X @ W + b", "X @ W - b",
    "Yours is sigmoid(X @ W - b): the bias has the wrong sign. In exp(-...) the minus is for all of X @ W + b.",
    kind="sign")
sigmoid_layer.change("adds the bias after the sigmoid", "X @ W + b", "X @ W", "1 / (1 + e)", "1 / (1 + e) + b",
    "You add the bias after the sigmoid. It is part of the score: sigmoid(X @ W + b).", kind="order")
sigmoid_layer.change("forgets the sigmoid", "1 / (1 + e)", "scores",
    "Those are the scores. Pass them through your sigmoid: sigmoid(X @ W + b).", kind="missing-step")
sigmoid_layer.change("takes the sigmoid of the inputs", "1 / (1 + e)", "1 / (1 + np.exp(-X)) @ W + b",
    "You apply the sigmoid to X, before the weights. It comes last: sigmoid(X @ W + b).", kind="order")
sigmoid_layer.change("multiplies element by element", "X @ W", "X * W",
    "You multiply element by element. Samples meet weights in a matrix product: X @ W.", kind="wrong-function")
sigmoid_layer.change("multiplies in the wrong order", "X @ W", "W @ X",
    "You multiply W by X. The samples, which are the rows of X, go left: X @ W.", kind="order")
sigmoid_layer.change("transposes the weights", "X @ W", "X @ W.T",
    "You transpose W. Its columns are the outputs already: X @ W, without .T.", kind="transpose")
sigmoid_layer.change("adds a column of biases", "X @ W + b", "X @ W + b.T",
    "You turn the biases into a column, so that they follow the samples. They belong to the outputs: add b as it is.",
    kind="broadcasting")
sigmoid_layer.change("adds a single bias", "X @ W + b", "X @ W + b[0, 0]",
    "You add one bias to all outputs. Each column has its own: add b as it is.", kind="broadcasting")
sigmoid_layer.change("takes softmax", "exp(-scores)", "exp(scores)",
    "1 / (1 + e)", "e / e.sum(axis=1, keepdims=True)",
    "The outputs of each row add up to 1, as softmax has it. Here each output stands on its own: sigmoid(X @ W + b).",
    kind="wrong-function")
sigmoid_layer.change("takes ReLU", "1 / (1 + e)", "np.maximum(scores, 0)",
    "That is ReLU. Use your sigmoid: sigmoid(X @ W + b).", kind="wrong-function")
sigmoid_layer.change("forgets the minus sign", "exp(-scores)", "exp(scores)",
    "The sigmoid falls where it should rise. Is the minus of exp(-Z) missing? 1 / (1 + exp(-Z)).", kind="sign")
sigmoid_layer.change("divides infinity by infinity", "exp(-scores)", "exp(scores)", "1 / (1 + e)", "e / (1 + e)",
    "Large scores give nan, as exp(Z) / (1 + exp(Z)) does: inf / inf. Use 1 / (1 + exp(-Z)).", kind="overflow")
sigmoid_layer.change("rounds to zero or one", "1 / (1 + e)", "np.where(scores > 0, 1.0, 0.0)",
    "You answer only 0 or 1. The result holds probabilities: sigmoid(X @ W + b), and no more.", kind="extra-step")
sigmoid_layer.change("averages the products", "X @ W + b", "X @ W / X.shape[1] + b",
    "You divide the products by the number of inputs. A layer adds up; it does not average: X @ W + b.",
    kind="mean-or-sum")
sigmoid_layer.change("writes into the biases", "scores = X @ W + b", "b += X @ W\n    scores = b",
    "You write the scores into the caller's biases, which are one row only. Make a new array: X @ W + b.",
    kind="in-place")
sigmoid_layer.variant("adds the bias after the sigmoid", """
def sigmoid_layer(X, W, b):
    return sigmoid(np.dot(X, W)) + b
""")


softplus = Mistakes("""
def softplus(Z):
    base = np.maximum(Z, 0)
    small = np.exp(-np.abs(Z))
    return base + np.log(1 + small)
""")
softplus.change("is relu", "base + np.log(1 + small)", "base",
    "That is ReLU, with its corner. The curve that rounds it off is missing: + log(1 + e^(-|z|)).", kind="missing-step")
softplus.code("takes the plain formula", """
def softplus(Z):
    return np.log(1 + np.exp(Z))
""", "np.exp(1000) is inf, and so is its logarithm. Use an exponent that is never positive, -|z|.", kind="overflow")
softplus.code("clips the scores", """
def softplus(Z):
    return np.log(1 + np.exp(np.clip(Z, -500, 500)))
""", "Scores beyond some limit all get one and the same answer, as clipping does it. The result goes on growing: "
    "softplus of 1000 is 1000.", kind="boundary")
softplus.change("forgets the one", "np.log(1 + small)", "np.log(small)",
    "The 1 inside the logarithm is missing: log(1 + ...).", kind="missing-step")
softplus.change("forgets the straight part", "base + np.log", "np.log",
    "Your result falls again to the right of 0. For positive z, z itself comes before the logarithm: np.maximum(Z, 0).",
    kind="missing-step")
softplus.change("keeps negative scores", "np.maximum(Z, 0)", "Z",
    "Left of 0 your result is too small by |z|. What stands before the logarithm is z where z is positive, and else 0.",
    kind="missing-step")
softplus.change("forgets the absolute value", "-np.abs(Z)", "-Z",
    "Left of 0 your result is too large by |z|: the exponent -z is positive there. It is -|z| for both signs.",
    kind="sign")
softplus.change("subtracts the logarithm", "base + np.log", "base - np.log",
    "You subtract the logarithm. The curve lies above the corner at 0, so it is added.", kind="sign")
softplus.change("takes the largest of each column", "np.maximum(Z, 0)", "np.max(Z, 0)",
    "np.max(Z, 0) is the largest element along axis 0. np.maximum(Z, 0) compares each element with 0.",
    kind="wrong-function")
softplus.change("takes logarithms to base 2", "np.log(", "np.log2(",
    "That is the logarithm to base 2. The one that undoes the exponential is np.log.", kind="wrong-function")
softplus.code("returns the sigmoid", """
def softplus(Z):
    return 1 / (1 + np.exp(-Z))
""", "That is the sigmoid. Softplus is the logarithm of 1 + e^z.", kind="wrong-function")
softplus.variant("takes the plain formula", """
def softplus(Z):
    odds = np.exp(Z)
    return np.log(odds + 1.0)
""")
softplus.variant("keeps negative scores", """
def softplus(Z):
    return np.log(1 + np.exp(-abs(Z))) + Z
""")
