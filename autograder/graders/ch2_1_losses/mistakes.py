"""The mistakes of chapter 2.1, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

BROADCAST = "NumPy broadcasts shapes that differ: (3,) against (3, 1) gives 9 differences, and no error."

mse_loss = Mistakes("""
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("shapes differ")
    error = y_pred - y
    return float(np.mean(error**2))
""")
mse_loss.change("lets shapes broadcast", '    if y_pred.shape != y.shape:\n        raise ValueError("shapes differ")\n',
    "",
    f"Shapes that differ are let through. {BROADCAST} Compare y_pred.shape with y.shape first, and raise ValueError.",
    kind="broadcasting", score=3.2)
mse_loss.change("compares lengths only", "y_pred.shape != y.shape", "len(y_pred) != len(y)",
    "Arrays of equal length are let through, such as (3,) and (3, 1). Compare the whole shapes: y_pred.shape != "
    "y.shape.", kind="broadcasting")
mse_loss.change("compares sizes only", "y_pred.shape != y.shape", "y_pred.size != y.size",
    "Arrays of equal size are let through and broadcast: (3,) and (3, 1) both hold three elements. Compare the "
    "shapes: y_pred.shape != y.shape.", kind="broadcasting")
mse_loss.change("flattens first", "    if y_pred", "    y_pred, y = y_pred.ravel(), y.ravel()\n    if y_pred",
    "Arrays of different shapes are made to fit. That hides a mistake of the caller, who should hear of it: compare "
    "the shapes as they come, and raise ValueError.", kind="errors")
mse_loss.change("asserts the shapes", 'if y_pred.shape != y.shape:\n        raise ValueError("shapes differ")',
    "assert y_pred.shape == y.shape",
    "Different shapes raise an AssertionError. Write: if y_pred.shape != y.shape: raise ValueError(...).",
    kind="errors")
for what, answer in (("nan", 'float("nan")'), ("nothing", "None"), ("a message", '"shapes differ"')):
    mse_loss.change(f"returns {what} for different shapes", 'raise ValueError("shapes differ")', f"return {answer}",
        "For different shapes an answer is returned. An error is raised: raise ValueError(...), not return.",
        kind="errors")
mse_loss.change("sums", "np.mean", "np.sum",
    "The squared errors are added up but not averaged: np.mean instead of np.sum.", kind="mean-or-sum")
mse_loss.variant("sums", """
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("y_pred and y must agree")
    return np.linalg.norm(y_pred - y) ** 2
""")
mse_loss.change("divides by the number of rows", "np.mean(error**2)", "np.sum(error**2) / len(y)",
    "With several columns the loss is too large: it is divided by the number of rows. The mean is over all elements: "
    "np.mean without an axis.", kind="mean-or-sum")
mse_loss.change("halves", "np.mean(error**2)", "np.mean(error**2) / 2",
    "The loss is half of what it should be. Some texts halve it, to make the derivative look nicer; here it is the "
    "plain mean.", kind="factor")
mse_loss.change("halves the sum", "np.mean(error**2)", "np.sum(error**2) / 2",
    "That is half the sum of the squared errors. Divide the sum by the number of elements, as np.mean does, not by 2.",
    kind="mean-or-sum")
mse_loss.change("takes the root", "np.mean(error**2)", "np.sqrt(np.mean(error**2))",
    "That is the root of the mean squared error. Return the mean itself, with no root.", kind="extra-step")
mse_loss.change("takes the norm", "np.mean(error**2)", "np.sqrt(np.sum(error**2))",
    "That is the root of the sum of squares, the norm of the errors. Return the mean of the squares, with no root.",
    kind="extra-step")
mse_loss.change("takes absolute errors", "error**2", "np.abs(error)",
    "That is the mean absolute error: the sizes of the errors are averaged. Square each error instead.",
    kind="wrong-function")
mse_loss.change("forgets to square", "error**2", "error",
    "The errors are not squared, so positive and negative ones cancel: (y_pred - y) ** 2.", kind="missing-step")
mse_loss.change("doubles for square", "error**2", "error * 2",
    "The errors are doubled, not squared: * 2 is twice, ** 2 is the square.", kind="power")
mse_loss.change("squares the mean", "np.mean(error**2)", "np.mean(error) ** 2",
    "The mean of the errors is squared. Square each error first, and take the mean of the squares.", kind="order")
mse_loss.change("subtracts squares", "y_pred - y\n", "y_pred**2 - y**2\n", "error**2", "error",
    "The squares are subtracted: y_pred**2 - y**2. The difference comes first: (y_pred - y) ** 2.", kind="order")
mse_loss.change("forgets the brackets", "y_pred - y\n", "y_pred - y**2\n", "error**2", "error",
    "Only y is squared: the power binds before the minus. Write (y_pred - y) ** 2.", kind="order")
mse_loss.change("averages each column", "float(np.mean(error**2))", "np.mean(error**2, axis=0)",
    "There is one value for each column. The loss is a single number: np.mean without an axis.", kind="axis")
mse_loss.change("averages each row", "float(np.mean(error**2))", "np.mean(error**2, axis=-1)",
    "There is one value for each row. The loss is a single number: np.mean without an axis.", kind="axis")
mse_loss.change("forgets the mean", "float(np.mean(error**2))", "error**2",
    "All the squared errors are returned. The loss is their mean, a single number: np.mean(...).", kind="missing-step")
mse_loss.change("divides by one less", "np.mean(error**2)", "np.sum(error**2) / max(y.size - 1, 1)",
    "The sum is divided by n - 1. The mean of n squared errors divides by n, as np.mean does.", kind="off-by-one")
mse_loss.change("takes the variance", "np.mean(error**2)", "np.var(error)",
    "That is the variance of the errors, which takes their mean away before it squares. Square the errors themselves.",
    kind="wrong-function")
mse_loss.change("takes the median", "np.mean", "np.median",
    "That is the median of the squares. Take their mean: np.mean.", kind="wrong-function")
mse_loss.change("subtracts each truth from each prediction", "y_pred - y\n", "y_pred.ravel() - y\n",
    "Every truth is subtracted from every prediction: n * n differences, not n. Keep both as columns (n, 1): no ravel "
    "and no transpose on one of them alone.", kind="broadcasting")
mse_loss.variant("subtracts each truth from each prediction", """
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("y_pred and y must agree")
    return sum(((p - y) ** 2).mean() for p in y_pred) / len(y_pred)
""")
mse_loss.code("returns inside the loop", """
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("shapes differ")
    total = 0
    for p, t in zip(y_pred.ravel(), y.ravel()):
        total += (p - t) ** 2
        return total / y.size
""",
    "Only the first error counts. Is a return inside the loop? It ends the function in the first turn.", kind="loop")
mse_loss.code("leaves the last error out", """
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("shapes differ")
    error = y_pred.ravel() - y.ravel()
    return float(np.sum(error[:-1] ** 2) / y.size)
""",
    "The last error is left out. A loop or slice has to reach the end: range(n), not range(n - 1).", kind="off-by-one")
mse_loss.change("writes into an argument", "error = y_pred - y", "y_pred -= y\n    error = y_pred",
    "An array of the caller's is overwritten, as y_pred -= y does. Give the difference a name of its own: error = "
    "y_pred - y.", kind="in-place")
mse_loss.variant("writes into an argument", """
def mse_loss(y_pred, y):
    if y_pred.shape != y.shape:
        raise ValueError("y_pred and y must agree")
    np.subtract(y_pred, y, out=y)
    return np.square(y).mean()
""")
mse_loss.change("cuts the fraction off", "float(np", "int(np",
    "The fraction is cut off. Keep it: float(...), not int(...) or //.", kind="extra-step")

binary_cross_entropy = Mistakes("""
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes differ")
    A = np.clip(A, 1e-12, 1 - 1e-12)
    yes = y * np.log(A)
    no = (1 - y) * np.log(1 - A)
    return float(-np.mean(yes + no))
""")
binary_cross_entropy.change("takes log A for the noes too", "np.log(1 - A)", "np.log(A)",
    "Both terms have log(A). Where the answer is 0, what counts is the probability of no: (1 - y) * log(1 - A).",
    kind="wrong-variable")
CLIP = "    A = np.clip(A, 1e-12, 1 - 1e-12)\n"
CHECK = '    if A.shape != y.shape:\n        raise ValueError("shapes differ")\n'
LARGE = "Your epsilon is too large: it cuts off what certain mistakes cost. Take one from 1e-15 to 1e-7."
binary_cross_entropy.change("does not clip", CLIP, "",
    "log(0) is -inf, and 0 * -inf is nan. Keep A away from both ends before the logarithm: np.clip(A, 1e-12, 1 - "
    "1e-12).", kind="epsilon", score=4.35)
binary_cross_entropy.code("lets certain mistakes cost inf", """
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes differ")
    return float(-np.mean(np.log(np.where(y == 1, A, 1 - A))))
""",
    "Being certain and wrong costs inf: log(0) is -inf. Keep A away from both ends before the logarithm: np.clip(A, "
    "1e-12, 1 - 1e-12).", kind="epsilon", score=4.35)
binary_cross_entropy.code("takes math.log of zero", """
import math

def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes differ")
    total = 0.0
    for a, answer in zip(A.ravel(), y.ravel()):
        yes = math.log(a)
        no = math.log(1 - a)
        total -= answer * yes + (1 - answer) * no
    return total / len(y)
""",
    "math.log(0) raises an error. Keep A away from both ends before the logarithm: np.clip(A, 1e-12, 1 - 1e-12).",
    kind="epsilon", score=4.03)
binary_cross_entropy.change("guards zero only", "np.clip(A, 1e-12, 1 - 1e-12)", "np.maximum(A, 1e-12)",
    "Where A is 1, log(1 - A) is -inf. Clip at both ends: np.clip(A, 1e-12, 1 - 1e-12).",
    kind="epsilon")
binary_cross_entropy.variant("guards zero only", """
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y must agree")
    return -np.average(y * np.log(A + 1e-8) + (1 - y) * np.log(1 - A))
""")
binary_cross_entropy.change("guards one only", "np.clip(A, 1e-12, 1 - 1e-12)", "np.minimum(A, 1 - 1e-12)",
    "Where A is 0, log(A) is -inf. Clip at both ends: np.clip(A, 1e-12, 1 - 1e-12).",
    kind="epsilon")
for large in ("1e-2", "1e-3", "1e-4", "1e-5", "1e-6"):
    binary_cross_entropy.change(f"clips at {large}", "1e-12, 1 - 1e-12", f"{large}, 1 - {large}", LARGE, kind="epsilon")
for large in ("1e-3", "1e-4", "1e-5"):
    binary_cross_entropy.change(f"adds {large}", CLIP, "", "np.log(A)", f"np.log(A + {large})", "np.log(1 - A)",
        f"np.log(1 - A + {large})", LARGE, kind="epsilon")
binary_cross_entropy.variant("adds 1e-5", """
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y must agree")
    terms = [np.log(a + 1e-5) if t == 1 else np.log(1 - a + 1e-5) for a, t in zip(A[:, 0], y[:, 0])]
    return -sum(terms) / len(terms)
""")
for small in ("1e-16", "1e-20"):
    binary_cross_entropy.change(f"clips at {small}", "1e-12, 1 - 1e-12", f"{small}, 1 - {small}",
        "Your epsilon is too small: a certain mistake costs more than 35, or 1 - epsilon is rounded to 1 and protects "
        "from nothing. Take one from 1e-15 to 1e-7.", kind="epsilon")
binary_cross_entropy.change("replaces infinity afterwards", CLIP, "", "yes + no",
    "np.nan_to_num(yes) + np.nan_to_num(no)",
    "A certain mistake still costs inf, or about 1e308: to replace or to skip nan afterwards does not help against "
    "log(0). Clip A before the logarithm: np.clip(A, 1e-12, 1 - 1e-12).", kind="epsilon")
binary_cross_entropy.variant("lets certain mistakes cost inf", """
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y must agree")
    return -np.nanmean(y * np.log(A) + (1 - y) * np.log(1 - A))
""")
binary_cross_entropy.change("leaves infinities out", CLIP, "", "yes + no",
    "np.where(np.isfinite(yes + no), yes + no, 0.0)",
    "Where A is exactly 0 or 1 nothing is counted, so that being sure and wrong costs nothing. Clip A instead: "
    "np.clip(A, 1e-12, 1 - 1e-12).", kind="epsilon")
binary_cross_entropy.code("drops infinities", """
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes differ")
    losses = -np.log(np.where(y == 1, A, 1 - A))
    finite = losses[np.isfinite(losses)]
    return float(finite.mean()) if finite.size else 0.0
""", "A sample that is sure and wrong is dropped from the mean, so that it costs nothing. Clip A instead: np.clip(A, "
    "1e-12, 1 - 1e-12).", kind="epsilon", alike="a mistake among other samples is in a hidden test")
binary_cross_entropy.code("asks if an array is yes", """
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("shapes differ")
    if y == 1:
        return float(-np.mean(np.log(A + 1e-12)))
    return float(-np.mean(np.log(1 - A + 1e-12)))
""", "if asks an array for one yes or no. y * log(A) + (1 - y) * log(1 - A) chooses for every sample.",
    kind="scalar-only")
binary_cross_entropy.change("forgets the minus", "-np.mean", "np.mean",
    "The sign is wrong: logarithms of probabilities are negative, and a loss is positive. Put a minus before the mean.",
    kind="sign")
binary_cross_entropy.change("negates one term only", "yes + no", "yes - no",
    "The minus belongs to both terms: -(y * log(A) + (1 - y) * log(1 - A)). With yours the second is subtracted.",
    kind="sign")
binary_cross_entropy.change("negates the second term only", "-np.mean(yes + no)", "np.mean(yes - no)",
    "The first term lacks its minus, which belongs to both: -(y * log(A) + (1 - y) * log(1 - A)).", kind="sign")
binary_cross_entropy.change("sums", "np.mean", "np.sum",
    "The sum over the samples is returned where the mean is asked for.", kind="mean-or-sum")
binary_cross_entropy.change("forgets the noes", "yes + no", "yes",
    "Samples with the answer 0 cost nothing. The second term is theirs: (1 - y) * log(1 - A).", kind="missing-step")
binary_cross_entropy.variant("forgets the noes", """
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y must agree")
    A = np.clip(A, 1e-15, 1 - 1e-15)
    return -(y.T @ np.log(A)).item() / len(y)
""")
binary_cross_entropy.change("forgets the yeses", "yes + no", "no",
    "Samples with the answer 1 cost nothing. The first term is theirs: y * log(A).", kind="missing-step")
binary_cross_entropy.change("swaps the terms", "y * np.log(A)", "(1 - y) * np.log(A)", "(1 - y) * np.log(1 - A)",
    "y * np.log(1 - A)",
    "y goes with log(A), and 1 - y with log(1 - A): yours are the other way round.", kind="wrong-variable")
binary_cross_entropy.change("swaps its arguments", "    yes", "    A, y = np.clip(y, 1e-12, 1 - 1e-12), A\n    yes",
    "The probabilities and the answers have changed places: the logarithms are those of A, not of y.",
    kind="wrong-variable")
binary_cross_entropy.change("forgets the brackets", "(1 - y) *", "1 - y *",
    "1 - y * log(1 - A) multiplies first. Put brackets: (1 - y) * log(1 - A).", kind="order")
binary_cross_entropy.change("takes the log before the difference", "np.log(1 - A)", "(1 - np.log(A))",
    "1 - log(A) is not log(1 - A). The difference belongs inside the logarithm.", kind="order")
for base in ("2", "10"):
    binary_cross_entropy.change(f"takes logs to base {base}", "np.log(A)", f"np.log{base}(A)", "np.log(1 - A)",
        f"np.log{base}(1 - A)", f"These are logarithms to the base {base}. The natural logarithm is np.log.",
        kind="wrong-function")
binary_cross_entropy.change("halves", "np.mean(yes + no)", "np.mean(yes + no) / 2",
    "The loss is half of what it should be. It is the plain mean over the samples.", kind="factor")
binary_cross_entropy.change("divides by one less", "np.mean(yes + no)", "np.sum(yes + no) / max(len(y) - 1, 1)",
    "The sum is divided by n - 1. The mean of n samples divides by n, as np.mean does.", kind="off-by-one")
binary_cross_entropy.change("takes the log of the mean", "-np.mean(yes + no)",
    "-np.log(np.mean(np.where(y == 1, A, 1 - A)))",
    "The logarithm of the mean is taken. Each sample has a logarithm of its own; the mean comes last.", kind="order")
binary_cross_entropy.change("squares", "-np.mean(yes + no)", "np.mean((A - y) ** 2)",
    "That is the squared error of the probabilities. Cross-entropy takes the logarithm of the probability given to "
    "what happened.", kind="wrong-function")
binary_cross_entropy.change("rounds the probabilities", "np.clip(A,", "np.clip((A >= 0.5) * 1.0,",
    "The probabilities are rounded to yes and no first. The loss looks at how sure A was: use A itself.",
    kind="extra-step")
binary_cross_entropy.change("applies a sigmoid", "np.clip(A,", "np.clip(sigmoid(A),",
    "A sigmoid is applied to A, which holds probabilities already. Use A as it is.", kind="extra-step")
binary_cross_entropy.change("lets shapes broadcast", CHECK, "",
    f"Shapes that differ are let through. {BROADCAST} Compare A.shape with y.shape first, and raise ValueError.",
    kind="broadcasting", score=4.19)
for what, test in (("lengths", "len(A) != len(y)"), ("sizes", "A.size != y.size")):
    binary_cross_entropy.change(f"compares {what} only", "A.shape != y.shape", test,
        f"Some arrays of different shapes are let through: it is not enough that their {what} agree. Compare the whole "
        "shapes: A.shape != y.shape.", kind="broadcasting")
binary_cross_entropy.change("flattens first", "    if A.shape", "    A, y = A.ravel(), y.ravel()\n    if A.shape",
    "Arrays of different shapes are made to fit. That hides a mistake of the caller, who should hear of it: compare "
    "the shapes as they come, and raise ValueError.", kind="errors")
binary_cross_entropy.change("asserts the shapes", 'if A.shape != y.shape:\n        raise ValueError("shapes differ")',
    "assert A.shape == y.shape",
    "Different shapes raise an AssertionError. Write: if A.shape != y.shape: raise ValueError(...).", kind="errors")
binary_cross_entropy.change("compares each probability with each answer", "y * np.log(A)", "y.ravel() * np.log(A)",
    "(1 - y)", "(1 - y.ravel())",
    "Every probability meets every answer: n * n terms, not n. Keep both as columns (n, 1): no ravel and no transpose "
    "on one of them alone.", kind="broadcasting")
binary_cross_entropy.variant("compares each probability with each answer", """
def binary_cross_entropy(A, y):
    if A.shape != y.shape:
        raise ValueError("A and y must agree")
    p = np.clip(A, 1e-7, 1 - 1e-7)
    return -np.mean([t * np.log(p) + (1 - t) * np.log(1 - p) for t in y])
""")
binary_cross_entropy.change("writes into A", "np.clip(A, 1e-12, 1 - 1e-12)", "np.clip(A, 1e-12, 1 - 1e-12, out=A)",
    "The caller's A is overwritten, as out=A and A[A == 0] = ... do. Give the clipped array a name of its own.",
    kind="in-place")
binary_cross_entropy.change("forgets the mean", "float(-np.mean(yes + no))", "-(yes + no)",
    "The loss of every sample is returned. Their mean, a single number, is asked for.", kind="missing-step")
binary_cross_entropy.change("averages each column", "float(-np.mean(yes + no))", "-np.mean(yes + no, axis=0)",
    "The result is an array: axis=0 leaves one value for each column. Leave axis out.", kind="axis")

squared_errors = Mistakes("""
def squared_errors(y_pred, y):
    error = y_pred - y
    return error**2
""")
squared_errors.change("forgets to square", "error**2", "error",
    "The errors are not squared yet: (y_pred - y) ** 2.", kind="missing-step")
squared_errors.change("forgets the brackets", "y_pred - y\n", "y_pred - y**2\n", "error**2", "error",
    "Only y is squared: the power binds before the minus. Put brackets: (y_pred - y) ** 2.", kind="order")
squared_errors.change("subtracts squares", "y_pred - y\n", "y_pred**2 - y**2\n", "error**2", "error",
    "The squares are subtracted. First the difference, then the square: (y_pred - y) ** 2.", kind="order")
squared_errors.change("takes the mean", "error**2", "float(np.mean(error**2))",
    "The mean is taken already. Here every squared error is wanted, in the same shape.", kind="extra-step")
squared_errors.change("takes absolute values", "error**2", "np.abs(error)",
    "These are the sizes of the errors. Square them instead: ** 2.", kind="wrong-function")
squared_errors.change("doubles", "error**2", "error * 2",
    "The errors are doubled: * 2 is twice, ** 2 is the square.", kind="power")
squared_errors.change("writes into an argument", "error = y_pred - y", "y_pred -= y\n    error = y_pred",
    "An array of the caller's is overwritten, as y_pred -= y does. Make a new one: (y_pred - y) ** 2.", kind="in-place")

as_column = Mistakes("""
def as_column(values):
    return values.reshape(-1, 1)
""")
as_column.change("makes a row", "(-1, 1)", "(1, -1)",
    "That is a row: the shape is (1, n). A column has n rows: values.reshape(-1, 1).", kind="transpose")
as_column.change("leaves it flat", "values.reshape(-1, 1)", "values.T",
    "The vector is still flat, of shape (n,); .T changes nothing there. Reshape it: values.reshape(-1, 1).",
    kind="transpose")
as_column.change("adds an axis", "values.reshape(-1, 1)", "values[:, None]",
    "A column gets an axis more, as values[:, None] adds one to everything. values.reshape(-1, 1) is right for (n,) "
    "and for (n, 1).", kind="shape", score=0.67)
as_column.change("reshapes in place", "return values.reshape(-1, 1)", "values.shape = (-1, 1)\n    return values",
    "You change the shape of the caller's array itself, as values.shape = ... does. values.reshape(-1, 1) makes a new "
    "one.", kind="in-place")
as_column.change("reverses", "values.reshape", "values[::-1].reshape",
    "The numbers are in reverse order. Only the shape should change: values.reshape(-1, 1).", kind="order")

mean_absolute_error = Mistakes("""
def mean_absolute_error(y_pred, y):
    error = y_pred - y
    return float(np.mean(np.abs(error)))
""")
mean_absolute_error.change("squares", "np.abs(error)", "error**2",
    "That is the mean squared error. Take the size of each error, np.abs, not ** 2.", kind="wrong-function")
mean_absolute_error.change("takes the size of the mean", "np.mean(np.abs(error))", "np.abs(np.mean(error))",
    "Errors of different signs cancel. Take the size of each error first, np.abs, and then the mean.",
    kind="order", find=True)
mean_absolute_error.change("forgets the size", "np.abs(error)", "error",
    "The signs are still there, and errors cancel. Take np.abs of each error first.", kind="missing-step")
mean_absolute_error.change("sums", "np.mean", "np.sum",
    "The sizes are added up. Their mean is asked for: np.mean, not np.sum.", kind="mean-or-sum")
mean_absolute_error.change("forgets the mean", "float(np.mean(np.abs(error)))", "np.abs(error)",
    "The size of every error is returned. Their mean, a single number, is asked for: np.mean(...).",
    kind="missing-step")
mean_absolute_error.change("takes the median", "np.mean", "np.median",
    "That is the median. The mean adds up all sizes and divides by their number.", kind="wrong-function")
mean_absolute_error.change("divides by rows", "np.mean(np.abs(error))", "np.sum(np.abs(error)) / len(y)",
    "With several columns the result is too large: it is divided by the number of rows. The mean is over all elements.",
    kind="mean-or-sum")
mean_absolute_error.change("takes the root", "np.mean(np.abs(error))", "np.sqrt(np.mean(error**2))",
    "That is the root of the mean squared error. Take the size of each error, np.abs, and the mean of these.",
    kind="order")

clipped_log = Mistakes("""
def clipped_log(A, epsilon=1e-12):
    lifted = np.maximum(A, epsilon)
    return np.log(lifted)
""")
clipped_log.change("does not clip", "np.maximum(A, epsilon)", "A",
    "log(0) is -inf. Lift small numbers up to epsilon first: np.maximum(A, epsilon).", kind="epsilon")
clipped_log.change("adds epsilon", "np.maximum(A, epsilon)", "A + epsilon",
    "epsilon is added to every number. Numbers above epsilon should stay as they are: np.maximum.", kind="epsilon")
clipped_log.change("clips at one less epsilon", "np.maximum(A, epsilon)", "np.clip(A, epsilon, 1 - epsilon)",
    "Numbers above 1 - epsilon are cut off too. Here there is no upper limit: np.maximum(A, epsilon).", kind="epsilon")
clipped_log.change("clips at one", "np.maximum(A, epsilon)", "np.clip(A, epsilon, 1)",
    "Numbers above 1 are cut off. Here there is no upper limit: np.maximum(A, epsilon).",
    kind="epsilon", alike="numbers above 1 are in the hidden test")
clipped_log.change("takes the minimum", "np.maximum", "np.minimum",
    "np.minimum makes large numbers small. To lift small ones, take np.maximum(A, epsilon).", kind="wrong-function")
clipped_log.change("clips afterwards", "np.maximum(A, epsilon)", "A", "np.log(lifted)",
    "np.maximum(np.log(lifted), epsilon)",
    "The limit is applied to the logarithm. Apply it to A, before: np.log(np.maximum(A, epsilon)).", kind="order")
clipped_log.change("ignores epsilon", "(A, epsilon)\n", "(A, 1e-12)\n",
    "epsilon makes no difference. Use the one that is handed in as the second argument.", kind="wrong-variable")
clipped_log.change("has another default", "epsilon=1e-12", "epsilon=1e-7",
    "The default of epsilon is 1e-12. Keep the first line of the stub as it was.", kind="epsilon")
clipped_log.change("lifts zeros only", "np.maximum(A, epsilon)", "np.where(A == 0, epsilon, A)",
    "Only exact zeros are lifted. Everything below epsilon is: np.maximum(A, epsilon).", kind="boundary")
clipped_log.change("writes into A", "lifted = np.maximum(A, epsilon)", "A[:] = np.maximum(A, epsilon)\n    lifted = A",
    "The caller's array is overwritten. np.maximum(A, epsilon) makes a new one.", kind="in-place")

error_rate = Mistakes("""
def error_rate(A, y):
    predicted = A >= 0.5
    wrong = predicted != y
    return float(np.mean(wrong))
""")
error_rate.change("counts the right ones", "!=", "==",
    "That is the share of right answers. Count where prediction and answer differ.", kind="sign")
error_rate.change("takes a half for no", ">=", ">",
    "Exactly 0.5 counts as yes: A >= 0.5. Both A > 0.5 and np.round, which rounds to even, take it for no.",
    kind="boundary")
error_rate.variant("takes a half for no", """
def error_rate(A, y):
    return np.abs(np.round(A) - y).mean()
""")
error_rate.change("counts", "np.mean", "np.sum",
    "That is the number of wrong answers. Their share is the mean: np.mean.", kind="mean-or-sum")
error_rate.change("compares probabilities", "A >= 0.5", "A",
    "Every sample counts as wrong, as where the probabilities themselves are compared with the answers. Make them "
    "yes or no first: A >= 0.5.",
    kind="missing-step")
error_rate.change("averages distances", "predicted != y", "np.abs(A - y)",
    "How far A is from the answer is averaged. Only yes or no counts here: (A >= 0.5) != y.", kind="missing-step")
error_rate.change("counts false alarms", "predicted != y", "predicted & (y == 0)",
    "Only false alarms are counted. A missed yes is an error too: compare with !=.", kind="missing-step", find=True)
error_rate.change("counts misses", "predicted != y", "~predicted & (y == 1)",
    "Only missed yeses are counted. A false alarm is an error too: compare with !=.", kind="missing-step")
error_rate.change("ignores the answers", "predicted != y", "predicted",
    "That is the share of predicted yeses. Compare the predictions with y: (A >= 0.5) != y.", kind="missing-step")
error_rate.change("in percent", "np.mean(wrong)", "100 * np.mean(wrong)",
    "That is in percent. The share is a number from 0 to 1: leave out the factor 100.", kind="factor")
error_rate.change("compares each with each", "!= y\n", "!= y.ravel()\n",
    "Every prediction is compared with every answer: n * n comparisons, not n. Keep both as columns (n, 1).",
    kind="broadcasting")


loss_from_scores = Mistakes("""
def loss_from_scores(Z, y):
    straight = np.maximum(Z, 0)
    rest = np.log(1 + np.exp(-np.abs(Z)))
    losses = straight - y * Z + rest
    return float(np.mean(losses))
""")
loss_from_scores.code("goes through clipped probabilities", """
def loss_from_scores(Z, y):
    return binary_cross_entropy(sigmoid(Z), y)
""", "Far from zero every certain mistake costs the same, as it does where a probability is clipped. Compute with the "
    "score itself: log(1 + e^z) - y z.", kind="epsilon")
loss_from_scores.code("takes the plain formula", """
def loss_from_scores(Z, y):
    return float(np.mean(np.log(1 + np.exp(Z)) - y * Z))
""", "np.exp(1000) is inf, and so is the loss. Use an exponent that is never positive, -|z|.", kind="overflow")
loss_from_scores.change("takes the answers for their opposites", "y * Z", "(1 - y) * Z",
    "The answers are turned around: z is taken away where y is 1, and not where it is 0.", kind="sign")
loss_from_scores.change("adds the scores", "- y * Z", "+ y * Z",
    "Where the answer is 1, the score is added. It is taken away: a high score for a yes costs little.", kind="sign")
loss_from_scores.change("sums", "np.mean(losses)", "np.sum(losses)",
    "You return the sum over the samples. The loss is their mean.", kind="mean-or-sum")
loss_from_scores.change("forgets the straight part", "straight - y * Z", "-y * Z",
    "For positive scores z is missing: log(1 + e^z) = max(z, 0) + log(1 + e^(-|z|)).", kind="missing-step")
loss_from_scores.change("forgets the logarithm", " + rest", "",
    "The logarithm is missing: log(1 + e^z) = max(z, 0) + log(1 + e^(-|z|)).", kind="missing-step")
loss_from_scores.change("forgets the absolute value", "-np.abs(Z)", "-Z",
    "For negative scores the exponent -z is positive, and the result too large by |z|. It is -|z| for both signs.",
    kind="sign")
loss_from_scores.change("returns each loss", "float(np.mean(losses))", "losses",
    "Those are the losses one by one. Return their mean, a single number.", kind="missing-step")
loss_from_scores.variant("takes the plain formula", """
def loss_from_scores(Z, y):
    per_sample = y * np.log(1 + np.exp(-Z)) + (1 - y) * np.log(1 + np.exp(Z))
    return per_sample.mean()
""")
loss_from_scores.variant("sums", """
def loss_from_scores(Z, y):
    return float(np.sum(np.logaddexp(0, Z) - y * Z))
""")
