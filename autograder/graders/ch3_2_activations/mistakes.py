"""The mistakes of chapter 3.2, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

relu = Mistakes("""
def relu(Z):
    A = np.maximum(Z, 0)
    return A
""")
for slug, old, new, kind, sentence in (
    ("takes the maximum of each column", "np.maximum(Z, 0)", "np.max(Z, 0)", "wrong-function",
     "These are the largest scores of the columns: np.max(Z, 0) takes the 0 for an "
     "axis. np.maximum(Z, 0) compares every element with 0."),
    ("gives the scores as an axis", "np.maximum(Z, 0)", "np.max(0, Z)", "wrong-function",
     "np.max takes its second argument for an axis. np.maximum(0, Z) compares every element with 0."),
    ("uses Python's max", "np.maximum(Z, 0)", "max(Z, 0)", "scalar-only",
     "Python's max compares single numbers, and it is given many. np.maximum(Z, 0) compares each element with 0."),
    ("gives nothing to compare with", "np.maximum(Z, 0)", "np.maximum(Z)", "names",
     "np.maximum compares two things, and it got one. Give it the 0 as well: np.maximum(Z, 0)."),
    ("loops over the rows", "np.maximum(Z, 0)", "np.array([max(0.0, z) for z in Z])", "scalar-only",
     "A loop over Z goes over its rows, and a row is no single number. np.maximum(Z, 0) compares each element."),
    ("loops over the rows with if", "np.maximum(Z, 0)", "np.array([z if z > 0 else 0.0 for z in Z])", "scalar-only",
     "A loop over Z goes over its rows, and a row is no single number. np.maximum(Z, 0) compares each element."),
    ("takes the minimum", "np.maximum", "np.minimum", "sign",
     "You keep what is negative. The ReLU keeps the larger of z and 0: np.maximum(Z, 0)."),
    ("takes the absolute value", "np.maximum(Z, 0)", "np.abs(Z)", "sign",
     "Negative scores become positive. They must become 0: np.maximum(Z, 0)."),
    ("is its derivative", "np.maximum(Z, 0)", "np.where(Z > 0, 1.0, 0.0)", "wrong-function",
     "You answer 1 for positive scores, which is the slope. The ReLU lets them through as they are."),
    ("leaks", "np.maximum(Z, 0)", "np.where(Z > 0, Z, 0.01 * Z)", "extra-step",
     "Your negative side leaks. The ReLU gives exactly 0 there; the leaky one comes later."),
    ("drops elements", "np.maximum(Z, 0)", "Z[Z > 0]", "shape",
     "Only the positive elements are left. Every element keeps its place: negative ones become 0."),
    ("clips at one", "np.maximum(Z, 0)", "np.clip(Z, 0, 1)", "extra-step",
     "You cut off at 1 as well. The ReLU has no ceiling: np.maximum(Z, 0)."),
    ("clips at six", "np.maximum(Z, 0)", "np.clip(Z, 0, 6)", "extra-step",
     "You cut off at 6 as well (ReLU6). The plain ReLU has no ceiling: np.maximum(Z, 0)."),
    ("begins at one", "np.maximum(Z, 0)", "np.where(Z > 1, Z, 0.0)", "boundary",
     "Scores between 0 and 1 are lost: the border is 0, not 1. Use np.maximum(Z, 0)."),
    ("is softplus", "np.maximum(Z, 0)", "np.logaddexp(0.0, Z)", "wrong-function",
     "That is softplus, log(1 + e^z), a smooth relative. The ReLU has a corner: np.maximum(Z, 0)."),
    ("changes its argument", "A = np.maximum(Z, 0)", "A = np.maximum(Z, 0, out=Z)", "in-place",
     "The values are right, but the caller's Z is changed. Make a new array: np.maximum(Z, 0)."),
    ("cuts off fractions", "np.maximum(Z, 0)", "np.maximum(Z, 0).astype(int)", "type",
     "The fractions are cut off. Do not turn the scores into whole numbers: np.maximum(Z, 0)."),
    ("flattens", "return A", "return A.ravel()", "shape",
     "The values are right, but the shape of Z is lost. np.maximum keeps it by itself."),
    ("uses if on an array", "    A = np.maximum(Z, 0)", "    A = 0.0\n    if Z > 0:\n        A = Z", "scalar-only",
     "`if` decides once, and it is given many scores at once. np.maximum(Z, 0) decides for each element."),
):  # fmt: skip
    relu.change(slug, old, new, sentence, kind=kind)
relu.variant("changes its argument", "def relu(Z):\n    Z[Z < 0] = 0\n    return Z")
relu.variant("loops over the rows with if", """
def relu(Z):
    A = []
    for z in Z:
        if z > 0:
            A.append(z)
        else:
            A.append(0)
    return np.array(A)
""")  # fmt: skip


tanh = Mistakes("""
def tanh(Z):
    A = np.tanh(Z)
    return A
""")
for slug, formula in (
    ("overflows", "(np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))"),
    ("overflows in sinh", "np.sinh(Z) / np.cosh(Z)"),
    ("overflows to the right", "(np.exp(2 * Z) - 1) / (np.exp(2 * Z) + 1)"),
    ("overflows to the left", "(1 - np.exp(-2 * Z)) / (1 + np.exp(-2 * Z))"),
):
    tanh.change(slug, "np.tanh(Z)", formula,
        "Right for moderate scores; far out an exponential is inf, and inf / inf is nan. np.tanh(Z) is safe, and so is "
        "2 * sigmoid(2 * Z) - 1.", kind="overflow", score=3.5)  # fmt: skip
for slug, old, new, kind, sentence in (
    ("is the sigmoid", "np.tanh(Z)", "sigmoid(Z)", "wrong-function",
     "That is the sigmoid, from 0 to 1. tanh runs from -1 to 1: np.tanh(Z), or 2 * sigmoid(2 * Z) - 1."),
    ("forgets to double the score", "np.tanh(Z)", "2 * sigmoid(Z) - 1", "factor",
     "That is tanh of half the score. 2 * sigmoid(2 * Z) - 1 doubles the score, too; np.tanh(Z) is simpler."),
    ("is tan", "np.tanh(Z)", "np.tan(Z)", "wrong-function",
     "That is the tangent of an angle. The hyperbolic one has an h at its end: np.tanh."),
    ("is arctan", "np.tanh(Z)", "np.arctan(Z)", "wrong-function",
     "That is arctan, another S-shaped curve. tanh ends at 1 and -1: np.tanh."),
    ("is sinh", "np.tanh(Z)", "np.sinh(Z)", "missing-step",
     "That is sinh, (e^z - e^-z) / 2. tanh is (e^z - e^-z) / (e^z + e^-z), or simply np.tanh(Z)."),
    ("misses the half", "np.tanh(Z)", "np.exp(Z) - np.exp(-Z)", "missing-step",
     "That is e^z - e^-z alone. Divide it by e^z + e^-z, or use np.tanh(Z)."),
    ("is upside down", "np.tanh(Z)", "-np.tanh(Z)", "sign",
     "The sign is turned around: tanh rises from -1 to 1."),
    ("is its derivative", "np.tanh(Z)", "1 - np.tanh(Z) ** 2", "wrong-function",
     "That is the derivative, 1 - tanh(z) ** 2. Here the function itself is asked for."),
    ("clips", "np.tanh(Z)", "np.clip(Z, -1.0, 1.0)", "wrong-function",
     "The scores are cut off at -1 and 1. tanh bends gently towards these limits: np.tanh(Z)."),
    ("is softsign", "np.tanh(Z)", "Z / (1 + np.abs(Z))", "wrong-function",
     "z / (1 + |z|) is softsign, a relative that is slower to reach 1. Use np.tanh(Z)."),
    ("changes its argument", "np.tanh(Z)", "np.tanh(Z, out=Z)", "in-place",
     "The values are right, but the caller's Z is changed. Return a new array: np.tanh(Z)."),
    ("flattens", "return A", "return A.ravel()", "shape",
     "The values are right, but the shape of Z is lost. np.tanh keeps it by itself."),
    ("calls itself", "np.tanh(Z)", "tanh(Z)", "names",
     "Your function calls itself without an end. Inside it, NumPy's function is np.tanh, with the prefix."),
):  # fmt: skip
    tanh.change(slug, old, new, sentence, kind=kind)
tanh.variant("forgets to double the score", "def tanh(Z):\n    return (1 - np.exp(-Z)) / (1 + np.exp(-Z))")
tanh.variant("changes its argument", "def tanh(Z):\n    Z *= 2\n    return 2 * sigmoid(Z) - 1")


leaky_relu = Mistakes("""
def leaky_relu(Z, alpha=0.01):
    small = alpha * Z
    return np.where(Z > 0, Z, small)
""")
for slug, old, new, kind, sentence in (
    ("does not leak", "Z, small)", "Z, 0.0)", "missing-step",
     "That is the plain ReLU. On the negative side the leaky one is alpha * z, not 0."),
    ("answers alpha", "small = alpha * Z", "small = alpha", "missing-step",
     "On the negative side you answer alpha, which is the slope. The value there is alpha * z."),
    ("compares with alpha", "np.where(Z > 0, Z, small)", "np.maximum(Z, alpha)", "missing-step",
     "You answer the larger of z and alpha. It is the larger of z and alpha * z."),
    ("ignores alpha", "alpha * Z", "0.01 * Z", "wrong-variable",
     "alpha makes no difference: 0.01 is only its default. Write alpha * Z."),
    ("has another default", "alpha=0.01", "alpha=0.1", "wrong-variable",
     "Where alpha is not given you take 0.1. By default it is 0.01: keep the stub's alpha=0.01."),
    ("shrinks the positive side", "Z, small)", "small, Z)", "order",
     "The sides have changed places: you shrink the positive scores and keep the negative ones. Of z and alpha * z "
     "the larger one is asked for."),
    ("shrinks both sides", "np.where(Z > 0, Z, small)", "small", "missing-step",
     "Both sides are shrunk. Positive scores stay as they are: np.where(Z > 0, Z, alpha * Z)."),
    ("leaks on both sides", "np.where(Z > 0, Z, small)", "np.maximum(Z, 0) + small", "extra-step",
     "Positive scores become (1 + alpha) * z: alpha * z is added there, too. They stay as they are: "
     "np.where(Z > 0, Z, alpha * Z)."),
    ("turns the sign", "alpha * Z", "-alpha * Z", "sign",
     "The negative side has become positive. It is alpha * z, and z is negative there."),
    ("divides by alpha", "alpha * Z", "Z / alpha", "factor",
     "On the negative side you divide by alpha, which makes scores larger. Multiply: alpha * Z."),
    ("subtracts alpha", "alpha * Z", "Z - alpha", "wrong-step",
     "On the negative side you answer z - alpha. alpha is a factor: alpha * Z."),
    ("is its derivative", "Z, small)", "1.0, alpha)", "wrong-function",
     "These are the slopes, 1 and alpha. Here the value is asked for: z, or alpha * z."),
    ("takes the maximum with zero", "np.where(Z > 0, Z, small)", "np.maximum(small, 0.0)", "wrong-variable",
     "That is a ReLU, shrunk. You need the larger of z and alpha * z."),
    ("is the ELU", "alpha * Z", "alpha * (np.exp(np.minimum(Z, 0.0)) - 1)", "wrong-function",
     "That is the ELU, alpha * (e^z - 1), which curves. The leaky ReLU is straight: alpha * z."),
    ("changes its argument", "return np.where(Z > 0, Z, small)", "Z[Z < 0] *= alpha\n    return Z", "in-place",
     "The values are right, but the caller's Z is changed. Make a new array: np.where(Z > 0, Z, alpha * Z)."),
    ("uses if on an array", "return np.where(Z > 0, Z, small)",
     "if Z > 0:\n        return Z\n    return small", "scalar-only",
     "`if` decides once, and it is given many scores at once. np.where(Z > 0, Z, alpha * Z) decides for each element."),
):  # fmt: skip
    leaky_relu.change(slug, old, new, sentence, kind=kind)
leaky_relu.variant("ignores alpha", """
def leaky_relu(Z, alpha=0.01):
    alpha = 0.01
    return np.maximum(Z, alpha * Z)
""")  # fmt: skip
leaky_relu.variant("shrinks the positive side", "def leaky_relu(Z, alpha=0.01):\n    return np.minimum(Z, alpha * Z)")
leaky_relu.variant("changes its argument", "def leaky_relu(Z, alpha=0.01):\n    return np.maximum(Z, alpha * Z, out=Z)")


sigmoid_derivative = Mistakes("""
def sigmoid_derivative(Z):
    s = sigmoid(Z)
    return s * (1 - s)
""")
for slug, old, new, kind, sentence in (
    ("takes scores for answers", "s = sigmoid(Z)", "s = Z", "missing-step",
     "That is z * (1 - z): Z is taken for the sigmoid's answers. It holds "
     "scores: first s = sigmoid(Z), then s * (1 - s)."),
    ("is the sigmoid", "s * (1 - s)", "s", "missing-step",
     "That is the sigmoid itself. Its slope is s * (1 - s) with s = sigmoid(Z)."),
    ("takes scores in the second factor", "s * (1 - s)", "s * (1 - Z)", "wrong-variable",
     "Your second factor is 1 - z, with the score. It takes the sigmoid's answer, as the first one does: s * (1 - s)."),
    ("adds for subtracts", "s * (1 - s)", "s * (1 + s)", "sign",
     "That is s * (1 + s). The second factor has a minus: s * (1 - s)."),
    ("is negative", "s * (1 - s)", "s * (s - 1)", "sign",
     "The sign is turned around: the sigmoid only rises, so its slope s * (1 - s) is never negative."),
    ("uses the formula of tanh", "s * (1 - s)", "1 - s**2", "wrong-function",
     "1 - s ** 2 is tanh's formula. The sigmoid's slope is s * (1 - s)."),
    ("forgets the first factor", "s * (1 - s)", "1 - s", "missing-step",
     "One factor is missing: s * (1 - s) and not 1 - s alone."),
    ("squares", "s * (1 - s)", "s * s", "power",
     "That is the sigmoid, squared. The slope is s * (1 - s)."),
    ("is doubled", "s * (1 - s)", "2 * s * (1 - s)", "factor",
     "That is twice the slope. It is s * (1 - s), without a factor."),
    ("multiplies by the score", "s * (1 - s)", "Z * s * (1 - s)", "extra-step",
     "The slope is multiplied by z as well. It is s * (1 - s) alone."),
    ("is averaged", "s * (1 - s)", "float(np.mean(s * (1 - s)))", "extra-step",
     "That is the mean of all slopes. Every element has a slope of its own."),
    ("is the slope of tanh", "s * (1 - s)", "1 - np.tanh(Z) ** 2", "wrong-function",
     "That is the slope of tanh. The sigmoid's is s * (1 - s) with s = sigmoid(Z)."),
    ("bends twice", "sigmoid(Z)", "sigmoid(sigmoid(Z))", "extra-step",
     "You take the sigmoid twice. Once is enough: s = sigmoid(Z), then s * (1 - s)."),
    ("is a coarse difference", "s * (1 - s)", "(sigmoid(Z + 0.01) - s) / 0.01", "wrong-step",
     "That is a difference quotient with a step of 0.01, too coarse to be the slope. Use the formula: s * (1 - s)."),
    ("changes its argument", "s = sigmoid(Z)", "Z[...] = sigmoid(Z)\n    s = Z", "in-place",
     "The values are right, but the caller's Z is changed. Give the sigmoid a name of its own: s = sigmoid(Z)."),
):  # fmt: skip
    sigmoid_derivative.change(slug, old, new, sentence, kind=kind)
sigmoid_derivative.variant("takes scores for answers", "def sigmoid_derivative(A):\n    return A - A**2")
sigmoid_derivative.variant("bends twice", """
def sigmoid_derivative(Z):
    A = sigmoid(Z)
    return sigmoid(A) * sigmoid(-A)
""")  # fmt: skip


relu_derivative = Mistakes("""
def relu_derivative(Z):
    slope = np.where(Z > 0, 1.0, 0.0)
    return slope
""")
relu_derivative.change("is one at zero", "Z > 0", "Z >= 0",
    "At exactly 0 you answer 1. By convention the slope there is 0: Z > 0.", kind="boundary", score=3.5)  # fmt: skip
relu_derivative.change("is half at zero", "np.where(Z > 0, 1.0, 0.0)", "np.heaviside(Z, 0.5)",
    "At exactly 0 you answer 0.5. By convention the slope there is 0.", kind="boundary", score=3.5)  # fmt: skip
for slug, old, new, kind, sentence in (
    ("is relu", "np.where(Z > 0, 1.0, 0.0)", "np.maximum(Z, 0)", "wrong-function",
     "That is the ReLU itself. Its slope is 1 where it climbs and 0 where it is flat."),
    ("is the sign", "np.where(Z > 0, 1.0, 0.0)", "np.sign(Z)", "sign",
     "On the negative side you answer -1. The ReLU is flat there: its slope is 0."),
    ("is turned around", "np.where(Z > 0, 1.0, 0.0)", "np.where(Z > 0, 0.0, 1.0)", "order",
     "The sides have changed places: the slope is 1 where Z > 0, and 0 elsewhere."),
    ("keeps negative scores", "np.where(Z > 0, 1.0, 0.0)", "np.where(Z > 0, 1.0, Z)", "missing-step",
     "Where a score is negative you answer the score itself. The ReLU is flat there: its slope is 0."),
    ("leaks", "np.where(Z > 0, 1.0, 0.0)", "np.where(Z > 0, 1.0, 0.01)", "wrong-function",
     "On the negative side the slope is 0. A slope of 0.01 belongs to the leaky ReLU."),
    ("is one everywhere", "np.where(Z > 0, 1.0, 0.0)", "np.ones(Z.shape)", "missing-step",
     "The slope is 1 everywhere in your answer. Where Z is 0 or less, it must be 0."),
    ("divides", "np.where(Z > 0, 1.0, 0.0)", "np.maximum(Z, 0) / Z", "division",
     "At z = 0 your answer is nan. Compare instead of dividing: np.where(Z > 0, 1.0, 0.0)."),
    ("begins at one", "np.where(Z > 0, 1.0, 0.0)", "np.where(Z > 1, 1.0, 0.0)", "boundary",
     "Scores between 0 and 1 have slope 1 as well: compare with 0."),
    ("clips", "np.where(Z > 0, 1.0, 0.0)", "np.clip(Z, 0, 1)", "wrong-function",
     "Scores between 0 and 1 come out as they are. The slope jumps: 1 where Z > 0, else 0."),
    ("rounds", "np.where(Z > 0, 1.0, 0.0)", "np.where(np.round(Z, 6) > 0, 1.0, 0.0)", "boundary",
     "Very small positive scores have slope 1, too. Compare the scores as they are: Z > 0."),
    ("gives one answer", "np.where(Z > 0, 1.0, 0.0)", "1.0 if np.sum(Z) > 0 else 0.0", "shape",
     "That is one number for the whole array. Every element has a slope of its own."),
    ("flattens", "np.where(Z > 0, 1.0, 0.0)", "np.where(Z > 0, 1.0, 0.0).ravel()", "shape",
     "The values are right, but the shape of Z is lost. np.where keeps it by itself."),
    ("loops over the rows", "np.where(Z > 0, 1.0, 0.0)", "np.array([1.0 if z > 0 else 0.0 for z in Z])", "scalar-only",
     "A loop over Z goes over its rows, and a row is no single number. np.where(Z > 0, 1.0, 0.0) asks each element."),
    ("changes its argument", "return slope", "Z[...] = slope\n    return Z", "in-place",
     "The values are right, but the caller's Z is changed. Make a new array: np.where(Z > 0, 1.0, 0.0)."),
    ("uses if on an array", "slope = np.where(Z > 0, 1.0, 0.0)",
     "slope = 0.0\n    if Z > 0:\n        slope = 1.0", "scalar-only",
     "`if` decides once, and it is given many scores at once. np.where(Z > 0, 1.0, 0.0) decides for each element."),
):  # fmt: skip
    relu_derivative.change(slug, old, new, sentence, kind=kind)
relu_derivative.variant("is one at zero", """
def relu_derivative(Z):
    d = np.ones_like(Z)
    d[Z < 0] = 0
    return d
""")  # fmt: skip
relu_derivative.variant("is half at zero", "def relu_derivative(Z):\n    return (np.sign(Z) + 1) / 2")
relu_derivative.variant("changes its argument", """
def relu_derivative(Z):
    Z[Z <= 0] = 0
    Z[Z > 0] = 1
    return Z
""")  # fmt: skip


tanh_derivative = Mistakes("""
def tanh_derivative(Z):
    t = np.tanh(Z)
    return 1 - t**2
""")
for slug, old, new, kind, sentence in (
    ("takes scores for answers", "t = np.tanh(Z)", "t = Z", "missing-step",
     "That is 1 - z ** 2: Z is taken for the answers of tanh. It holds scores: first t = tanh(Z), then 1 - t ** 2."),
    ("is tanh", "1 - t**2", "t", "missing-step",
     "That is tanh itself. Its slope is 1 - t ** 2 with t = tanh(Z)."),
    ("forgets the square", "1 - t**2", "1 - t", "power",
     "The square is missing: 1 - t ** 2, not 1 - t."),
    ("squares the score", "1 - t**2", "1 - np.tanh(Z**2)", "order",
     "The score is squared, not its tanh: 1 - np.tanh(Z) ** 2."),
    ("squares the difference", "1 - t**2", "(1 - t) ** 2", "order",
     "The square belongs to tanh alone: 1 - t ** 2, not (1 - t) ** 2."),
    ("adds for subtracts", "1 - t**2", "1 + t**2", "sign",
     "There is a minus in the formula: 1 - t ** 2, not 1 + t ** 2."),
    ("uses the formula of the sigmoid", "1 - t**2", "t * (1 - t)", "wrong-function",
     "t * (1 - t) is the sigmoid's formula. The slope of tanh is 1 - t ** 2."),
    ("is that of the sigmoid", "1 - t**2", "sigmoid(Z) * (1 - sigmoid(Z))", "wrong-function",
     "That is the sigmoid's slope. tanh has its own: 1 - t ** 2 with t = tanh(Z)."),
    ("is negative", "1 - t**2", "t**2 - 1", "sign",
     "The sign is turned around: tanh only rises, so its slope 1 - t ** 2 is never negative."),
    ("bends twice", "1 - t**2", "1 - np.tanh(t) ** 2", "extra-step",
     "You take tanh twice. Once is enough: t = tanh(Z), then 1 - t ** 2."),
    ("is that of tan", "1 - t**2", "1 / np.cos(Z) ** 2", "wrong-function",
     "1 / cos ** 2 is the slope of tan. That of tanh is 1 - t ** 2 with t = tanh(Z)."),
    ("forgets the square of cosh", "1 - t**2", "1 / np.cosh(Z)", "power",
     "That is 1 / cosh(z), without its square. Simpler: 1 - t ** 2 with t = tanh(Z)."),
    ("multiplies by tanh", "1 - t**2", "t * (1 - t**2)", "extra-step",
     "1 - t ** 2 is multiplied by t as well. The slope is 1 - t ** 2 alone."),
    ("is doubled", "1 - t**2", "2 * (1 - t**2)", "factor",
     "That is twice the slope. It is 1 - t ** 2, without a factor."),
    ("changes its argument", "np.tanh(Z)", "np.tanh(Z, out=Z)", "in-place",
     "The values are right, but the caller's Z is changed. Give tanh a name of its own: t = tanh(Z)."),
):  # fmt: skip
    tanh_derivative.change(slug, old, new, sentence, kind=kind)
tanh_derivative.variant("takes scores for answers", "def tanh_derivative(A):\n    return (1 - A) * (1 + A)")
tanh_derivative.variant("forgets the square of cosh", """
def tanh_derivative(Z):
    return 2 / (np.exp(Z) + np.exp(-Z))
""")  # fmt: skip


leaky_relu_derivative = Mistakes("""
def leaky_relu_derivative(Z, alpha=0.01):
    slope = np.where(Z > 0, 1.0, alpha)
    return slope
""")
leaky_relu_derivative.change("is one at zero", "Z > 0", "Z >= 0",
    "At exactly 0 you answer 1. By convention the slope there is alpha: Z > 0.",
    kind="boundary", score=3.6)  # fmt: skip
for slug, old, new, kind, sentence in (
    ("is zero at zero", "np.where(Z > 0, 1.0, alpha)", "np.where(Z > 0, 1.0, np.where(Z < 0, alpha, 0.0))", "boundary",
     "At exactly 0 you answer 0. By convention the slope there is alpha, as on the negative side."),
    ("is the mean at zero", "np.where(Z > 0, 1.0, alpha)",
     "np.where(Z > 0, 1.0, np.where(Z < 0, alpha, (1 + alpha) / 2))", "boundary",
     "At exactly 0 you take the mean of both slopes. By convention the slope there is alpha."),
    ("does not leak", "np.where(Z > 0, 1.0, alpha)", "np.where(Z > 0, 1.0, 0.0)", "missing-step",
     "On the negative side you answer 0, as for the plain ReLU. The leaky one has slope alpha there."),
    ("multiplies by the score", "np.where(Z > 0, 1.0, alpha)", "np.where(Z > 0, 1.0, alpha * Z)", "extra-step",
     "On the negative side you answer alpha * z, which is the value. The slope there is alpha."),
    ("is leaky relu", "np.where(Z > 0, 1.0, alpha)", "np.where(Z > 0, Z, alpha * Z)", "wrong-function",
     "That is the leaky ReLU itself. Its slope is 1 where Z > 0, and alpha elsewhere."),
    ("ignores alpha", "np.where(Z > 0, 1.0, alpha)", "np.where(Z > 0, 1.0, 0.01)", "wrong-variable",
     "alpha makes no difference: 0.01 is only its default. Write alpha."),
    ("turns the sign", "np.where(Z > 0, 1.0, alpha)", "np.where(Z > 0, 1.0, -alpha)", "sign",
     "On the negative side you answer -alpha. The function still rises there, slowly: its slope is alpha."),
    ("is turned around", "np.where(Z > 0, 1.0, alpha)", "np.where(Z > 0, alpha, 1.0)", "order",
     "The sides have changed places: the slope is 1 where Z > 0, and alpha elsewhere."),
    ("adds alpha everywhere", "np.where(Z > 0, 1.0, alpha)", "np.where(Z > 0, 1.0, 0.0) + alpha", "extra-step",
     "Your positive side has slope 1 + alpha. There it is 1: np.where(Z > 0, 1.0, alpha)."),
    ("divides", "np.where(Z > 0, 1.0, alpha)", "np.where(Z > 0, Z, alpha * Z) / Z", "division",
     "At z = 0 your answer is nan. Compare instead of dividing: np.where(Z > 0, 1.0, alpha)."),
    ("has another default", "alpha=0.01", "alpha=0.1", "wrong-variable",
     "Where alpha is not given you take 0.1. By default it is 0.01: keep the stub's alpha=0.01."),
    ("changes its argument", "return slope", "Z[...] = slope\n    return Z", "in-place",
     "The values are right, but the caller's Z is changed. Make a new array: np.where(Z > 0, 1.0, alpha)."),
):  # fmt: skip
    leaky_relu_derivative.change(slug, old, new, sentence, kind=kind)
leaky_relu_derivative.variant("is one at zero", """
def leaky_relu_derivative(Z, alpha=0.01):
    d = np.ones_like(Z)
    d[Z < 0] = alpha
    return d
""")  # fmt: skip
leaky_relu_derivative.variant("changes its argument", """
def leaky_relu_derivative(Z, alpha=0.01):
    Z[Z <= 0] = alpha
    Z[Z > alpha] = 1
    return Z
""")  # fmt: skip


softmax = Mistakes("""
def softmax(Z):
    shifted = Z - Z.max(axis=-1, keepdims=True)
    e = np.exp(shifted)
    total = e.sum(axis=-1, keepdims=True)
    return e / total
""")
softmax.change("overflows", "shifted = Z - Z.max(axis=-1, keepdims=True)", "shifted = Z",
    "Right for moderate scores; exp of a score above about 709 is inf, and inf / inf is nan. "
    "Subtract each row's maximum first: Z - Z.max(axis=-1, keepdims=True).",
    kind="overflow", score=5.0)  # fmt: skip
softmax.change("subtracts one maximum from all rows", "Z.max(axis=-1, keepdims=True)", "Z.max()",
    "You subtract one maximum from all rows, as Z.max() gives it. Rows far below it become 0 / 0, which is "
    "nan: subtract each row's own maximum, Z.max(axis=-1, keepdims=True).",
    kind="axis", score=5.0)  # fmt: skip
softmax.change("hides the nan", "Z - Z.max(axis=-1, keepdims=True)", "Z", "e / total", "np.nan_to_num(e / total)",
    "Large scores end as 0 in place of a share: inf / inf is nan, and a number put in "
    "its place is no answer. Subtract each row's maximum first.",
    kind="overflow")  # fmt: skip
for slug, shift in (
    ("each column", "Z.max(axis=0)"),
    ("each column, by the maximum of all", "Z.max()"),
    ("each column, without a shift", "0.0"),
):
    softmax.change(f"is the softmax of {slug}",
        "Z.max(axis=-1, keepdims=True)", shift, "e.sum(axis=-1,", "e.sum(axis=0,",
        "Your columns sum to 1. The classes of one sample stand in a row: axis=-1, with keepdims=True.",
        kind="axis")  # fmt: skip
for slug, shift in (("the whole array", "Z.max()"), ("the whole array, without a shift", "0.0")):
    softmax.change(f"is the softmax of {slug}",
        "Z.max(axis=-1, keepdims=True)", shift, "e.sum(axis=-1, keepdims=True)", "e.sum()",
        "The whole array sums to 1. Each row has a sum of its own: axis=-1, with keepdims=True.",
        kind="axis")  # fmt: skip
softmax.change("insists on axis one", "Z.max(axis=-1", "Z.max(axis=1", "e.sum(axis=-1", "e.sum(axis=1",
    "axis=1 is missing in a vector and is the wrong one of three axes. The last axis is always axis=-1.",
    kind="axis", score=5.0)  # fmt: skip
softmax.code("loops over the first axis", """
def softmax(Z):
    rows = []
    for z in Z:
        e = np.exp(z - np.max(z))
        rows.append(e / np.sum(e))
    return np.array(rows)
""",
    "Right for a matrix. A loop over Z finds single numbers in a vector, and whole matrices in three axes: work along "
    "axis=-1.", kind="axis", score=5.0)  # fmt: skip
for slug, old, new, kind, sentence in (
    ("subtracts the maximum of each column", "Z.max(axis=-1", "Z.max(axis=0", "axis",
     "You subtract the maximum of each column, which changes the scores of one row against "
     "each other. Each row needs its own maximum: axis=-1, keepdims=True."),
    ("subtracts the mean", "Z.max(axis=-1, keepdims=True)", "Z.mean(axis=-1, keepdims=True)", "wrong-function",
     "You subtract each row's mean, and what lies far above it still overflows. "
     "Subtract its maximum: no exponent is above 0 then."),
    ("subtracts the minimum", "Z.max(axis=-1, keepdims=True)", "Z.min(axis=-1, keepdims=True)", "wrong-function",
     "You subtract each row's minimum, so the exponents grow. Subtract its maximum: no exponent is above 0 then."),
    ("subtracts the first score", "Z.max(axis=-1, keepdims=True)", "Z[..., :1]", "wrong-function",
     "You subtract each row's first score, and another may be far above it. "
     "Subtract its maximum: no exponent is above 0 then."),
    ("subtracts the largest size", "Z.max(axis=-1, keepdims=True)",
     "np.abs(Z).max(axis=-1, keepdims=True)", "wrong-function",
     "You subtract each row's largest absolute value, and in a row of negative scores that "
     "leaves 0 / 0. Subtract its maximum: no exponent is above 0 then."),
    ("clips the scores", "Z - Z.max(axis=-1, keepdims=True)", "np.clip(Z, -500.0, 500.0)", "overflow",
     "The scores are cut off, so that 1000 and 999 count as equal. Subtract each"
     " row's maximum instead: that changes no difference."),
    ("sums over the samples", "e.sum(axis=-1", "e.sum(axis=0", "axis",
     "Your columns sum to 1, though each row's maximum was subtracted. The classes of one "
     "sample stand in a row: sum over axis=-1, too, with keepdims=True."),
    ("sums over everything", "e.sum(axis=-1, keepdims=True)", "e.sum()", "axis",
     "The whole array sums to 1. Each row has a sum of its own: sum over axis=-1, with keepdims=True."),
    ("forgets keepdims", "e.sum(axis=-1, keepdims=True)", "e.sum(axis=-1)", "broadcasting",
     "The maximum or the sum of each row has lost its axis: shape (n,) "
     "lines up with the columns. keepdims=True keeps it."),
    ("divides by the mean", "e.sum(", "e.mean(", "mean-or-sum",
     "Each row sums to the number of its classes: you divide by the mean of the exponentials. Divide by their sum."),
    ("forgets the exponential", "e / total", "Z / Z.sum(axis=-1, keepdims=True)", "missing-step",
     "The exponential is missing: the scores themselves are divided by their sum."),
    ("forgets to divide", "e / total", "e", "missing-step",
     "The largest score of each row gets 1. Divide the exponentials by their sum, so that the row sums to 1."),
    ("is the exponential", "e / total", "np.exp(Z)", "missing-step",
     "These are the exponentials. Divide them by their sum in each row."),
    ("divides by the sum of scores", "e / total", "np.exp(Z) / Z.sum(axis=-1, keepdims=True)", "wrong-variable",
     "You divide by the sum of the scores. The sum runs over the exponentials: e / e.sum(axis=-1, keepdims=True)."),
    ("divides by the sum of scores, after the shift", "e / total", "e / Z.sum(axis=-1, keepdims=True)",
     "wrong-variable",
     "You divide by the sum of the scores. The sum runs over the exponentials: e / e.sum(axis=-1, keepdims=True)."),
    ("is the sigmoid", "e / total", "sigmoid(Z)", "wrong-function",
     "That is the sigmoid of each score alone. In softmax the scores of a row share one sum."),
    ("is hard", "e / total", "(Z == Z.max(axis=-1, keepdims=True)).astype(float)", "wrong-function",
     "That is all or nothing. Softmax gives every class a share: exponentials, divided by their sum."),
    ("takes the logarithm", "e / total", "shifted - np.log(total)", "extra-step",
     "That is the logarithm of softmax. Take the exponentials of it, or leave the log out."),
    ("rounds", "e / total", "np.round(e / total, 3)", "extra-step",
     "The shares are rounded, so a row may not sum to 1. Return them as they are."),
    ("returns the largest share", "e / total", "(e / total).max(axis=-1)", "return",
     "You give only the largest share of each row. All of them are asked for, in the shape of Z."),
    ("turns the sign", "Z - Z.max(axis=-1, keepdims=True)", "Z.min(axis=-1, keepdims=True) - Z", "sign",
     "The lowest score gets the largest share: the sign of the scores is turned around. It is exp(z), not exp(-z)."),
    ("uses base two", "np.exp(shifted)", "2.0**shifted", "wrong-function",
     "The base is 2 in your answer. It is e: np.exp(...)."),
    ("changes its argument", "shifted = Z - Z.max(axis=-1, keepdims=True)",
     "shifted = np.subtract(Z, Z.max(axis=-1, keepdims=True), out=Z)", "in-place",
     "The values are right, but the caller's Z is changed. Give the difference"
     " a name of its own, without -=: shifted = Z - ..."),
):  # fmt: skip
    softmax.change(slug, old, new, sentence, kind=kind, find=slug == "subtracts the maximum of each column")
softmax.variant("overflows", "def softmax(Z):\n    return np.exp(Z) / np.exp(Z).sum(axis=-1, keepdims=True)")
softmax.variant(
    "is the softmax of each column, without a shift",
    "def softmax(Z):\n    return np.exp(Z) / np.sum(np.exp(Z), axis=0)",
)
softmax.variant("is the softmax of each column, by the maximum of all", """
def softmax(Z):
    e_x = np.exp(Z - np.max(Z))
    return e_x / e_x.sum(axis=0)
""")  # fmt: skip
softmax.variant(
    "is the softmax of the whole array, without a shift", "def softmax(Z):\n    return np.exp(Z) / np.sum(np.exp(Z))"
)
softmax.variant("insists on axis one", """
def softmax(Z):
    e = np.exp(Z - np.amax(Z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)
""")  # fmt: skip
softmax.variant("forgets keepdims", """
def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=1))
    return e / np.sum(e, axis=1)
""")  # fmt: skip
softmax.variant("changes its argument", """
def softmax(Z):
    Z -= Z.max(-1, keepdims=True)
    np.exp(Z, Z)
    Z /= Z.sum(-1, keepdims=True)
    return Z
""")  # fmt: skip


# Practice

merged_layers = Mistakes("""
def merged_layers(W1, b1, W2, b2):
    W = W1 @ W2
    b = b1 @ W2 + b2
    return W, b
""")
for slug, old, new, kind, sentence in (
    ("forgets the first bias", "b1 @ W2 + b2", "b2 * 1.0", "missing-step",
     "The first bias is missing. It goes through the second layer, too: b1 @ W2 + b2."),
    ("forgets the second bias", "b1 @ W2 + b2", "b1 @ W2", "missing-step",
     "The second bias is missing: b1 @ W2 + b2."),
    ("adds the biases", "b1 @ W2 + b2", "b1 + b2", "missing-step",
     "The biases have different widths. The first one goes through the "
     "second layer before they are added: b1 @ W2 + b2."),
    ("adds the weights", "W1 @ W2", "W1 + W2", "wrong-step",
     "The weights are multiplied as matrices, neither added nor element by element: X @ W1 @ W2 is X @ (W1 @ W2)."),
    ("turns the product around", "W1 @ W2", "W2 @ W1", "order",
     "The order of a matrix product matters: W1 comes first, W1 @ W2."),
    ("swaps the pair", "W, b", "b, W", "return",
     "Two things are asked for, and in this order: return W, b."),
):  # fmt: skip
    merged_layers.change(slug, old, new, sentence, kind=kind)


dead_units = Mistakes("""
def dead_units(Z):
    dead = np.all(Z <= 0, axis=0)
    return int(np.sum(dead))
""")
for slug, old, new, kind, sentence in (
    ("overlooks zero", "<=", "<", "boundary",
     "A score of exactly 0 is silent as well, so such a unit is dead: Z <= 0."),
    ("counts any", "np.all", "np.any", "wrong-function",
     "You count units that are silent on some sample. A dead unit is silent on all: np.all."),
    ("counts samples", "axis=0", "axis=1", "axis",
     "You count samples. Units are columns: look along axis=0."),
    ("counts scores", "np.all(Z <= 0, axis=0)", "Z <= 0", "missing-step",
     "You count single scores. A unit is dead if its whole column is 0 or less: np.all(..., axis=0)."),
    ("counts the living", "np.sum(dead)", "np.sum(~dead)", "sign",
     "You count the units that are alive. Count the others."),
    ("gives a share", "int(np.sum(dead))", "float(np.mean(dead))", "mean-or-sum",
     "That is the share of dead units. Their number is asked for: np.sum."),
    ("gives a mask", "int(np.sum(dead))", "dead", "missing-step",
     "You say which units are dead. Count them: np.sum."),
    ("gives a float", "int(", "float(", "type",
     "The count is a float. range() accepts whole numbers alone: return int(...) of it."),
    ("adds the scores", "np.all(Z <= 0, axis=0)", "Z.sum(axis=0) <= 0", "wrong-step",
     "You count units whose scores sum to 0 or less. A dead unit has no score above 0 at all: np.all(Z <= 0, axis=0)."),
):  # fmt: skip
    dead_units.change(slug, old, new, sentence, kind=kind, find=slug == "overlooks zero")


tempered_softmax = Mistakes("""
def tempered_softmax(Z, temperature):
    scaled = Z / temperature
    return softmax(scaled)
""")
for slug, old, new, kind, sentence in (
    ("multiplies", "Z / temperature", "Z * temperature", "division",
     "You multiply by the temperature. Divide the scores by it: a high one evens them out."),
    ("divides the shares", "scaled = Z / temperature\n    return softmax(scaled)",
     "return softmax(Z) / temperature", "order",
     "You divide the shares. Divide the scores, before the softmax: softmax(Z / temperature)."),
    ("ignores the temperature", "Z / temperature", "Z", "wrong-variable",
     "The temperature makes no difference: softmax(Z / temperature)."),
    ("changes its argument", "Z / temperature", "np.divide(Z, temperature, out=Z)", "in-place",
     "The values are right, but the caller's Z is changed. Make a new array: Z / temperature."),
    ("is the softmax of each column", "softmax(scaled)", "np.exp(scaled) / np.exp(scaled).sum(axis=0)", "axis",
     "Your columns sum to 1. The shares of a row belong together: axis=-1."),
):  # fmt: skip
    tempered_softmax.change(slug, old, new, sentence, kind=kind)


two_way_softmax = Mistakes("""
def two_way_softmax(z):
    other = np.zeros(z.shape)
    pairs = np.hstack([z, other])
    return softmax(pairs)
""")
for slug, old, new, kind, sentence in (
    ("is turned around", "[z, other]", "[other, z]", "order",
     "The columns have changed places: the share of z comes first, that of 0 second."),
    ("has one column", "softmax(pairs)", "softmax(pairs)[:, :1]", "return",
     "That is the first column alone. Put the share of 0 beside it: the result is (n, 2)."),
    ("is against one", "np.zeros", "np.ones", "initialization",
     "Your other score is 1. It is 0."),
    ("is against minus z", "np.zeros(z.shape)", "-z", "wrong-variable",
     "Your other score is -z, which doubles the difference. It is 0."),
    ("is stacked vertically", "np.hstack", "np.vstack", "axis",
     "The zeros stand below the scores, not beside them: np.hstack."),
    ("forgets the softmax", "softmax(pairs)", "pairs", "missing-step",
     "These are the scores. The softmax of each pair is missing."),
):  # fmt: skip
    two_way_softmax.change(slug, old, new, sentence, kind=kind)


log_softmax = Mistakes("""
def log_softmax(Z):
    lead = Z - np.max(Z, axis=-1, keepdims=True)
    total = np.exp(lead).sum(axis=-1, keepdims=True)
    return lead - np.log(total)
""")
log_softmax.change("takes the logarithm of the softmax", "lead - np.log(total)", "np.log(np.exp(lead) / total)",
    "Where a probability is too small for a float, its logarithm is -inf. Write the logarithm of the quotient as a "
    "difference: z - log of the sum.", kind="overflow")  # fmt: skip
log_softmax.change("does not take the largest score off", " - np.max(Z, axis=-1, keepdims=True)", "",
    "For large scores, such as 1000, the exponentials overflow or all vanish. Take the largest score of the row off "
    "first.", kind="overflow")  # fmt: skip
log_softmax.change("takes the largest score off inside the sum only", "lead - np.log(total)", "Z - np.log(total)",
    "Your result is too large by the largest score of the row. What is taken off before the sum has to be taken off "
    "the score itself, too.", kind="missing-step")  # fmt: skip
log_softmax.change("returns the softmax", "lead - np.log(total)", "np.exp(lead) / total",
    "That is the softmax itself. Asked for is its logarithm.", kind="missing-step")  # fmt: skip
log_softmax.change("forgets the logarithm of the sum", "np.log(total)", "total",
    "The sum of the exponentials is taken off as it is. Take off its logarithm.", kind="missing-step")  # fmt: skip
log_softmax.change("adds the logarithm of the sum", "lead - np.log", "lead + np.log",
    "You add the logarithm of the sum. A quotient becomes a difference.", kind="sign")  # fmt: skip
log_softmax.change("forgets the sum", "lead - np.log(total)", "lead",
    "The logarithm of the sum is missing: these are only the leads over the largest score of each row.",
    kind="missing-step")  # fmt: skip
log_softmax.change("turns the sign around", "return lead - np.log(total)", "return np.log(total) - lead",
    "The sign is turned around. A probability is at most 1, so its logarithm is at most 0.", kind="sign")  # fmt: skip
log_softmax.change("takes logarithms to base 2", "lead - np.log(total)", "(lead - np.log(total)) / np.log(2)",
    "That is the logarithm to base 2. The one that undoes the exponential is np.log.",
    kind="wrong-function")  # fmt: skip
log_softmax.change("sums over the samples", "np.exp(lead).sum(axis=-1, keepdims=True)",
    "np.exp(lead).sum(axis=0, keepdims=True)",
    "Your sum runs over the samples. The scores of one row compete: sum over the last axis.", kind="axis")  # fmt: skip
log_softmax.change("sums over everything", "np.exp(lead).sum(axis=-1, keepdims=True)", "np.exp(lead).sum()",
    "Your sum runs over all rows together. Each row has a sum of its own: axis=-1, keepdims=True.",
    kind="axis")  # fmt: skip
log_softmax.change("clips the probabilities", "lead - np.log(total)",
    "np.log(np.maximum(np.exp(lead) / total, 1e-300))",
    "Very small probabilities all get one and the same logarithm, as clipping does it. The true one goes on falling: "
    "for a lead of 1000 it is -1000.", kind="boundary")  # fmt: skip
log_softmax.variant("takes the logarithm of the softmax", """
def log_softmax(Z):
    return np.log(softmax(Z))
""")  # fmt: skip
log_softmax.variant("does not take the largest score off", """
def log_softmax(Z):
    return Z - np.log(np.sum(np.exp(Z), axis=-1, keepdims=True))
""")  # fmt: skip
