"""The mistakes of chapter 1.2, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

matrix_multiply = Mistakes("""
def matrix_multiply(X, W):
    n, m = X.shape
    p = W.shape[1]
    if m != W.shape[0]:
        raise ValueError
    result = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            total = 0.0
            for k in range(m):
                total += X[i, k] * W[k, j]
            result[i, j] = total
    return result
""")
matrix_multiply.change("makes the result anew in each row", "    result = np.zeros((n, p))\n    for i in range(n):",
    "    for i in range(n):\n        result = np.zeros((n, p))",
    "Only the last row is there. Make the result before the loop: inside, np.zeros begins it anew in every turn.",
    kind="loop")

# which numbers meet

for slug, product, sentence, kind in (
    ("multiplies element by element", "X * W",
     "You multiply element by element. In a matrix product every row of X meets every column of W in a dot product: "
     "write @ instead of *.", "wrong-function"),
    ("multiplies in the wrong order", "W @ X",
     "You multiply W by X. The order matters: it is X @ W, with X on the left.", "order"),
    ("transposes the first matrix", "X.T @ W",
     "You transpose X, so that its columns meet the columns of W. Rows of X meet columns of W: X @ W, without .T.",
     "transpose"),
    ("transposes the second matrix", "X @ W.T",
     "Your rows of X meet the ROWS of W. They should meet its columns: X @ W, without .T.", "transpose"),
    ("transposes both matrices", "X.T @ W.T",
     "You transpose both matrices. That turns the order around as well; X @ W needs no .T at all.", "transpose"),
    ("keeps the products apart", "X[:, :, None] * W[None, :, :]",
     "The sum over k is missing: each product is there on its own. Add them up along k: X @ W, or .sum(axis=1).",
     "missing-step"),
    ("sums over the wrong axis", "(X[:, :, None] * W[None, :, :]).sum(axis=2)",
     "Your sum runs over the wrong axis. Of all the products X[i, k] * W[k, j] it is those along k that add up.",
     "axis"),
):
    check = "if X.shape[1] != W.shape[0]:\n        raise ValueError"
    define = "def matrix_multiply(X, W):"
    matrix_multiply.code(slug, f"{define}\n    return {product}", sentence, kind=kind)
    matrix_multiply.code(f"checks, then {slug}", f"{define}\n    {check}\n    return {product}", sentence, kind=kind)
for slug, product, like in (
    ("multiplies in the wrong order, by np.dot", "np.dot(W, X)", "multiplies in the wrong order"),
    ("transposes the first matrix, for np.dot", "np.dot(X.T, W)", "transposes the first matrix"),
    ("transposes the second matrix, for np.dot", "np.dot(X, W.T)", "transposes the second matrix"),
):
    same = next(item for item in matrix_multiply.items if item.slug == like)
    matrix_multiply.code(slug, f"{define}\n    return {product}", same.sentence, kind=same.kind)
matrix_multiply.code("takes np.inner", """
def matrix_multiply(X, W):
    return np.inner(X, W)
""", "np.inner lets the rows of X meet the ROWS of W. They should meet its columns: X @ W.", kind="wrong-function")
matrix_multiply.change("swaps the indices of W", "W[k, j]", "W[j, k]",
    "An index runs past the end of W, which has m rows and p columns. Row k and column j of it is W[k, j].",
    kind="transpose")
matrix_multiply.change("adds instead of multiplying", "X[i, k] * W[k, j]", "X[i, k] + W[k, j]",
    "You add each pair of numbers where you should multiply it: X[i, k] * W[k, j], and then the sum over k.",
    kind="wrong-step")
matrix_multiply.code("pairs each row with one column", """
def matrix_multiply(X, W):
    return np.array([row @ column for row, column in zip(X, W.T)])
""", "You pair each row of X with one column of W only. Every row meets every column: that is one loop inside the "
    "other, or X @ W.", kind="loop")
matrix_multiply.code("stretches an inner size of one", """
def matrix_multiply(X, W):
    return (X[:, :, None] * W[None, :, :]).sum(axis=1)
""", "A size of 1 is silently stretched to fit by broadcasting. Check it first: if X.shape[1] != W.shape[0], "
    "raise ValueError.", kind="broadcasting", score=4.69)

# where the answers go

matrix_multiply.change("transposes the result", "return result", "return result.T",
    "The result is transposed. Row i of X and column j of W belong to result[i, j], not to result[j, i].",
    kind="transpose")
matrix_multiply.change("swaps the sizes of the result", "np.zeros((n, p))", "np.zeros((p, n))",
    "An index runs past the end of the result: it needs a row for each row of X and a column for each column of W, "
    "np.zeros((X.shape[0], W.shape[1])).", kind="shape")
matrix_multiply.change("hands over the sizes apart", "np.zeros((n, p))", "np.zeros(n, p)",
    "np.zeros takes the shape as one tuple; its second argument is a dtype. Two pairs of brackets: np.zeros((n, p)).",
    kind="type")
matrix_multiply.change("makes the result in the shape of X", "np.zeros((n, p))", "np.zeros(X.shape)",
    "Your result has the shape of X. It needs a column for each column of W: np.zeros((X.shape[0], W.shape[1])).",
    kind="shape")
matrix_multiply.change("makes the result square", "np.zeros((n, p))", "np.zeros((n, n))",
    "for j in range(p)", "for j in range(n)",
    "Your result is square, with X.shape[0] rows and as many columns. Columns come from W: there are W.shape[1].",
    kind="shape")
matrix_multiply.change("takes all sizes from the rows of X", "np.zeros((n, p))", "np.zeros((n, n))",
    "for j in range(p)", "for j in range(n)", "for k in range(m)", "for k in range(n)", "total +=", "total = total +",
    "Your result is square, with X.shape[0] rows and as many columns. Columns come from W: there are W.shape[1].",
    kind="shape")
matrix_multiply.change("makes rows of one list", "np.zeros((n, p))", "[[0.0] * p] * n", "result[i, j] = total",
    "result[i][j] = total", "return result", "return np.array(result)",
    "Every row of the result is the last one. Perhaps [[0] * p] * n made it: that is one list, n times. Use "
    "np.zeros((n, p)), or [[0] * p for _ in range(n)].", kind="sharing", find=True)
matrix_multiply.change("adds up in rows of one list", "np.zeros((n, p))", "[[0.0] * p] * n", "total +=",
    "result[i][j] +=", "            result[i, j] = total\n", "", "return result", "return np.array(result)",
    "All rows are equal, and each holds the sum of what the rows should be. Perhaps [[0] * p] * n made them: that is "
    "one list, n times. Use np.zeros((n, p)), or [[0] * p for _ in range(n)].", kind="sharing")
matrix_multiply.change("squeezes the result", "return result", "return result.squeeze()",
    "A result with one row or one column loses that axis. It stays a matrix of shape (n, p): no squeeze, no ravel.",
    kind="shape")
matrix_multiply.code("multiplies in place", """
def matrix_multiply(X, W):
    X @= W
    return X
""", "X @= W writes the product into X, which has another shape and belongs to the caller. Make a new array: X @ W.",
    kind="in-place")

# loops and sums

matrix_multiply.change("skips the last column", "for j in range(p)", "for j in range(p - 1)",
    "The last column stays 0. range(p) already stops before p, so no - 1.", kind="off-by-one")
matrix_multiply.change("skips the last row", "for i in range(n)", "for i in range(n - 1)",
    "The last row stays 0. range(n) already stops before n, so no - 1.", kind="off-by-one")
matrix_multiply.change("skips the last term", "for k in range(m)", "for k in range(m - 1)",
    "The last term of every sum is missing: range(m) already stops before m, so no - 1.", kind="off-by-one")
matrix_multiply.change("skips the first term", "for k in range(m)", "for k in range(1, m)",
    "The first term of every sum is missing: counting starts at 0, range(m).", kind="off-by-one")
matrix_multiply.change("returns after the first row", "            result[i, j] = total\n    return result",
    "            result[i, j] = total\n        return result",
    "Only the first row is filled. Does return stand inside the loop over the rows? Move it to the left.",
    kind="return")
matrix_multiply.change("returns after the first entry", "            result[i, j] = total\n    return result",
    "            result[i, j] = total\n            return result",
    "Only the first entry is filled. Does return stand inside the loops? Move it to the left.", kind="return")
matrix_multiply.change("overwrites instead of adding", "total += X", "total = X",
    "Only the last product of each sum is there. Each is to be added to the sum of those before it.", kind="loop")
matrix_multiply.change("never resets the sum", "            total = 0.0\n", "",
    "    for i in range(n):", "    total = 0.0\n    for i in range(n):",
    "The sum of one entry runs on into the next. Start every entry at 0, inside the loop over j.",
    kind="initialization")
matrix_multiply.change("resets the sum once per row", "            total = 0.0\n", "",
    "        for j in range(p):", "        total = 0.0\n        for j in range(p):",
    "Within a row, the sum of one entry runs on into the next. Start every entry at 0, inside the loop over j.",
    kind="initialization")
matrix_multiply.change("takes the mean", "result[i, j] = total", "result[i, j] = total / m",
    "You take the mean of the products. A dot product is their sum: do not divide by m.", kind="mean-or-sum")
matrix_multiply.change("cuts off the fractions", "result[i, j] = total", "result[i, j] = int(total)",
    "The result is cut off to whole numbers, as int(...), dtype=int or astype(int) does it. np.zeros((n, p)) alone "
    "has room for fractions.", kind="type")
matrix_multiply.change("adds up in whole numbers", "np.zeros((n, p))", "np.zeros((n, p), dtype=int)",
    "            total = 0.0\n", "", "total +=", "result[i, j] +=", "            result[i, j] = total\n", "",
    "Every product is cut off to a whole number as it is added, since the result has room for no fractions. "
    "np.zeros((n, p)) without dtype has.", kind="type")
matrix_multiply.change("turns the arguments into whole numbers", "X[i, k] * W[k, j]", "int(X[i, k]) * int(W[k, j])",
    "You turn X and W into whole numbers before you multiply, and their fractions are lost. Take them as they are.",
    kind="type")
matrix_multiply.change("rounds products", "return result", "return np.round(result, 4)",
    "You round the result. Return it as it is, and round only where you print.", kind="extra-step")

# shapes that do not fit

matrix_multiply.change("demands equal shapes", "if m != W.shape[0]:", "if X.shape != W.shape:",
    "You refuse shapes that fit. Only the inner sizes must agree: X.shape[1] and W.shape[0].", kind="boundary")
matrix_multiply.code("compares the outer sizes", """
def matrix_multiply(X, W):
    if X.shape[0] != W.shape[1]:
        raise ValueError
    return X @ W
""", "You refuse shapes that fit. Only the inner sizes must agree: X.shape[1] and W.shape[0].", kind="boundary")
matrix_multiply.change("runs past the rows of W", "    if m != W.shape[0]:\n        raise ValueError\n", "",
    "Your loop runs over the columns of X and never asks whether W has as many rows. Check it first: "
    "if X.shape[1] != W.shape[0], raise ValueError.", kind="errors", score=4.06)
matrix_multiply.change("leaves out columns of X", "    if m != W.shape[0]:\n        raise ValueError\n    result",
    "    m = W.shape[0]\n    result",
    "Where X has more columns than W has rows, you leave those over out. Check it first: if X.shape[1] != W.shape[0], "
    "raise ValueError.", kind="errors", score=4.06)
matrix_multiply.code("transposes until it fits", """
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0] and X.shape[1] == W.shape[1]:
        return X @ W.T
    return X @ W
""", "Where X @ W does not fit, you transpose W until it does. That hides mistakes: raise ValueError instead.",
    kind="errors")
matrix_multiply.change("asserts the shapes", "if m != W.shape[0]:\n        raise ValueError", "assert m == W.shape[0]",
    "assert raises AssertionError. Where shapes do not fit, say: if ...: raise ValueError(...).", kind="errors")
matrix_multiply.change("returns None for unfit shapes", "raise ValueError", "return None",
    "Where shapes do not fit you return None, and the program fails later, far from the cause. Use raise "
    "ValueError(...), not return.", kind="errors")
matrix_multiply.change("prints for unfit shapes", "raise ValueError", "print(X.shape, W.shape)\n        return None",
    "Where shapes do not fit you print a line and return None, and the program fails later, far from the cause. "
    "Use raise ValueError(...).", kind="errors")

matrix_multiply.variant("transposes the result", """
def matrix_multiply(X, W):
    return np.array([[row @ column for row in X] for column in W.T])
""")
matrix_multiply.variant("checks, then multiplies element by element", """
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError("inner sizes")
    product = np.multiply(X, W)
    return product.sum(axis=1)
""")
matrix_multiply.variant("adds up in rows of one list", """
def matrix_multiply(X, W):
    if X.shape[1] != W.shape[0]:
        raise ValueError(f"{X.shape} {W.shape}")
    out = [[0] * len(W[0])] * len(X)
    for i, row in enumerate(X):
        for j in range(len(W[0])):
            for k, x in enumerate(row):
                out[i][j] = out[i][j] + x * W[k][j]
    return np.array(out)
""")
matrix_multiply.variant("returns after the first row", """
def matrix_multiply(X, W):
    if X.shape[1] != len(W):
        raise ValueError("no")
    out = np.zeros((len(X), len(W[0])))
    for i, row in enumerate(X):
        out[i] = row @ W
        return out
""")
matrix_multiply.variant("takes the mean", """
def matrix_multiply(X, W):
    return X @ W / len(W)
""")


inner_product = Mistakes("""
def inner_product(a, b):
    total = 0.0
    for k in range(len(a)):
        total += a[k] * b[k]
    return total
""")
inner_product.code("forgets to add up", """
def inner_product(a, b):
    return a * b
""", "Those are the products one by one. Add them up: np.sum(a * b), or a @ b.", kind="missing-step")
inner_product.code("multiplies in place", """
def inner_product(a, b):
    a *= b
    return a.sum()
""", "The values are right, but a is changed: a *= b writes into the caller's array. Make a new one: a * b.",
    kind="in-place")
inner_product.change("adds the pairs", "a[k] * b[k]", "a[k] + b[k]",
    "You add where you should multiply: each a[k] times its b[k], and then the sum.", kind="wrong-step")
inner_product.code("multiplies the sums", """
def inner_product(a, b):
    return np.sum(a) * np.sum(b)
""", "That is the product of the two sums, as if each number met every other. Multiply pair by pair, then add: "
    "np.sum(a * b).", kind="order")
inner_product.change("averages the products", "return total", "return total / len(a)",
    "You take the mean of the products. A dot product is their sum: np.sum(a * b).", kind="mean-or-sum")
inner_product.code("returns the cosine", """
def inner_product(a, b):
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))
""", "You divide by the lengths of the vectors, which gives the cosine of their angle. The dot product is "
    "np.sum(a * b).", kind="extra-step")
inner_product.change("skips the last pair", "range(len(a))", "range(len(a) - 1)",
    "The last pair is missing: range(len(a)) stops in time by itself.", kind="off-by-one")
inner_product.change("skips the first pair", "range(len(a))", "range(1, len(a))",
    "The first pair is missing: range(len(a)) starts at 0 by itself.", kind="off-by-one")
inner_product.change("keeps the last product only", "total +=", "total =",
    "Only the last product is there. Each is to be added to the sum of those before it.", kind="loop")
inner_product.change("returns after the first pair", "b[k]\n    return", "b[k]\n        return",
    "Only the first product is there. Does return stand inside the loop? Move it to the left, under for.",
    kind="return")
inner_product.change("drops the signs", "a[k] * b[k]", "abs(a[k] * b[k])",
    "The signs are lost. Negative products count against the positive ones: no abs, no squares.", kind="sign")
inner_product.change("cuts off the fraction", "return total", "return int(total)",
    "The result is cut off to a whole number. Return float(...), not int(...).", kind="type")


small_product = Mistakes("""
def small_product():
    A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    B = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    return A @ B
""")
small_product.change("multiplies the second by the first", "A @ B", "B @ A",
    "You multiply in the other order, which gives (3, 3). The first matrix goes left: A @ B.", kind="order")
small_product.change("multiplies element by element", "A @ B", "A * B",
    "You multiply element by element, and these shapes do not fit that. Use @.", kind="wrong-function")
small_product.change("transposes to fit", "A @ B", "A * B.T",
    "You multiply element by element, with the second matrix transposed to make it fit. Use @, and no .T.",
    kind="wrong-function")
small_product.change("transposes the result", "A @ B", "(A @ B).T",
    "The result is transposed. Row 0 of the first matrix makes row 0 of the result.", kind="transpose")
small_product.change("multiplies the first by its transpose", "A @ B", "A @ A.T",
    "You use the first matrix twice. The second one has three rows of two numbers: [[1, 2], [3, 4], [5, 6]].",
    kind="wrong-variable")
small_product.change("returns a list", "A @ B", "(A @ B).tolist()",
    "You return the entries as a nested list. Turn them into an array: np.array([[...], [...]]).", kind="type")


swap_axes = Mistakes("""
def swap_axes(X):
    n, m = X.shape
    result = np.zeros((m, n))
    for i in range(n):
        for j in range(m):
            result[j, i] = X[i, j]
    return result
""")
swap_axes.change("reshapes", "return result", "return X.reshape(m, n)",
    "The shape is right, but the numbers are still in reading order. The transpose is X.T.", kind="shape", find=True)
swap_axes.change("returns X itself", "return result", "return X",
    "The numbers come back where they were in X. To say X.T alone changes nothing, and to swap each pair twice swaps "
    "it back: return X.T.", kind="return")
swap_axes.change("turns by a quarter", "return result", "return np.rot90(X)",
    "You turn the table by a quarter. A transpose is a mirror image across the diagonal, and X[0, 0] stays "
    "where it is.", kind="wrong-function")
swap_axes.change("mirrors left and right", "return result", "return X[:, ::-1]",
    "You reverse the order of columns. Rows should become columns: X.T.", kind="wrong-function")
swap_axes.change("keeps the shape of X", "np.zeros((m, n))", "np.zeros((n, m))",
    "An index runs past the end of an array. Rows become columns: result[j, i] = X[i, j], with "
    "np.zeros((X.shape[1], X.shape[0])) for the result.", kind="shape")
swap_axes.variant("keeps the shape of X", """
def swap_axes(X):
    rows, cols = X.shape
    T = np.zeros((cols, rows))
    for i in range(rows):
        for j in range(cols):
            T[j, i] = X[j, i]
    return T
""")
swap_axes.change("hands over the sizes apart", "np.zeros((m, n))", "np.zeros(m, n)",
    "np.zeros takes the shape as one tuple; its second argument is a dtype. Two pairs of brackets: np.zeros((m, n)).",
    kind="type")
swap_axes.change("cuts off the fractions", "return result", "return result.astype(int)",
    "The numbers are cut off to whole ones. Leave dtype=int out, or return X.T.", kind="type")
swap_axes.change("swaps in place", "np.zeros((m, n))", "X.copy().T if n != m else X", "    for i in range(n):",
    "    X = X.copy()\n    for i in range(n):",
    "You swap the numbers inside the caller's array. Return a new one or a view: X.T.", kind="in-place")


gram_matrix = Mistakes("""
def gram_matrix(X):
    gram = X @ X.T
    return gram
""")
gram_matrix.change("compares columns", "X @ X.T", "X.T @ X",
    "You compare the columns of X with each other, which gives (m, m). Samples are rows: X @ X.T, not X.T @ X.",
    kind="transpose")
gram_matrix.change("squares elements", "X @ X.T", "X**2",
    "You square each element. Rows should meet rows in dot products: X @ X.T.", kind="wrong-function")
gram_matrix.change("forgets the transpose", "X @ X.T", "X @ X",
    "You multiply X by itself. The second one must be transposed: X @ X.T.", kind="transpose")
gram_matrix.change("takes each row with itself", "X @ X.T", "np.sum(X**2, axis=1)",
    "You take each row with itself only. Every row meets every row, and the result has shape (n, n): X @ X.T.",
    kind="loop")
gram_matrix.change("takes means", "return gram", "return gram / X.shape[1]",
    "You divide by the number of columns. A dot product is a sum, not a mean: X @ X.T.", kind="mean-or-sum")
gram_matrix.change("centers first", "gram =", "X = X - X.mean(axis=0)\n    gram =",
    "You subtract the mean of each column first, as for a covariance. The Gram matrix takes the rows as they are: "
    "X @ X.T.", kind="extra-step")
gram_matrix.change("scales rows to length one",
    "gram =", "X = X / np.linalg.norm(X, axis=1, keepdims=True)\n    gram =",
    "You scale the rows to length 1 first, so that the diagonal is all ones. Take them as they are: X @ X.T.",
    kind="extra-step")
gram_matrix.change("fills one half", "return gram", "return np.triu(gram)",
    "One half is 0. Row i meets row j for every i and every j, so both halves have the same values.", kind="loop")
gram_matrix.change("fills the lower half", "return gram", "return np.tril(gram)",
    "One half is 0. Row i meets row j for every i and every j, so both halves have the same values.", kind="loop")
gram_matrix.change("leaves out the diagonal", "return gram", "return gram - np.diag(np.diag(gram))",
    "The diagonal is 0. Each row meets itself as well: those dot products stand on the diagonal.", kind="loop")
gram_matrix.change("cuts off the fractions", "return gram", "return gram.astype(int)",
    "The values are cut off to whole numbers. Leave dtype=int and astype(int) out.", kind="type")


affine = Mistakes("""
def affine(X, W, b):
    product = X @ W
    return product + b
""")
affine.change("forgets the bias", "product + b", "product",
    "The bias is missing: add b to the product, X @ W + b.", kind="missing-step")
affine.change("adds the bias with each term", "product + b", "product + len(W) * b",
    "The bias is added once for each of the m terms of a sum. Add it a single time, after the sum: X @ W + b.",
    kind="loop")
affine.change("subtracts the bias", "product + b", "product - b",
    "You subtract the bias. It is added: X @ W + b.", kind="sign")
affine.change("multiplies element by element", "X @ W", "X * W",
    "You multiply element by element. Samples meet neurons in a matrix product: X @ W + b.", kind="wrong-function")
affine.change("multiplies in the wrong order", "X @ W", "W @ X",
    "You multiply W by X. The samples, which are the rows of X, go left: X @ W + b.", kind="order")
affine.change("transposes the weights", "X @ W", "X @ W.T",
    "You transpose W. Its columns are the neurons already: X @ W + b, without .T.", kind="transpose")
affine.change("adds the bias to the inputs", "X @ W", "(X + b) @ W", "product + b", "product",
    "You add the bias to the inputs, before the weights. First the product, then the bias: X @ W + b.", kind="order")
affine.change("adds the first bias everywhere", "product + b", "product + b[0, 0]",
    "You add one bias to all neurons. Each column has its own: b is a row of shape (1, p), so X @ W + b does it.",
    kind="broadcasting")
affine.change("adds the sum of biases", "product + b", "product + np.sum(b)",
    "You add the sum of all biases. Each column has its own: b is a row of shape (1, p), so X @ W + b does it.",
    kind="broadcasting")
affine.change("adds a column of biases", "product + b", "product + b.T",
    "You turn the biases into a column, so that they follow the samples. They belong to the neurons: add b as it is.",
    kind="broadcasting")
affine.change("adds the bias to the first sample", "return product + b", "product[0] += b[0]\n    return product",
    "Only the first sample gets its biases. Every row does, and broadcasting sees to that: X @ W + b.", kind="loop")
affine.change("averages the products", "X @ W", "X @ W / X.shape[1]",
    "You divide the products by the number of inputs. A neuron adds up; it does not average: X @ W + b.",
    kind="mean-or-sum")
affine.change("transposes the result", "return product + b", "return (product + b).T",
    "The result is transposed. It has a row for each sample and a column for each neuron: X @ W + b, without .T.",
    kind="transpose")
affine.change("cuts off the fractions", "return product + b", "return (product + b).astype(int)",
    "The result is cut off to whole numbers. Leave dtype=int and astype(int) out: floats hold both.", kind="type")
affine.change("writes into the biases", "return product + b", "b += product\n    return b",
    "You write the result into the caller's biases, which are one row only. Make a new array: X @ W + b.",
    kind="in-place")
affine.variant("adds the bias to the inputs", """
def affine(X, W, b):
    return np.dot(X + b, W)
""")


pairwise_distances = Mistakes("""
def pairwise_distances(A, B):
    a = np.sum(A * A, axis=1, keepdims=True)
    b = np.sum(B * B, axis=1)
    return a - 2 * A @ B.T + b
""")
pairwise_distances.change("subtracts the lengths of B", "B.T + b", "B.T - b",
    "The squared lengths of B are taken away. They are added: a·a - 2 a·b + b·b.", kind="sign")
pairwise_distances.change("forgets the factor 2", "2 * A @ B.T", "A @ B.T",
    "The product is taken away once. Multiplied out, (a - b) ** 2 is a·a - 2 a·b + b·b, with a 2.", kind="factor")
pairwise_distances.change("adds the products", "a - 2", "a + 2",
    "You add the products, which gives the square of a + b. Take them away: a·a - 2 a·b + b·b.", kind="sign")
pairwise_distances.change("leaves out the lengths of A", "a - 2", "-2",
    "The squared length of each row of A is missing: a·a - 2 a·b + b·b has three parts.", kind="missing-step")
pairwise_distances.change("leaves out the lengths of B", " + b", "",
    "The squared length of each row of B is missing: a·a - 2 a·b + b·b has three parts.", kind="missing-step")
pairwise_distances.change("takes the root", "return a - 2 * A @ B.T + b",
    "return np.sqrt(np.maximum(a - 2 * A @ B.T + b, 0))",
    "You take the square root, which is the distance itself. Asked for is its square: leave np.sqrt and norm out.",
    kind="extra-step")
pairwise_distances.change("averages", "return a - 2 * A @ B.T + b", "return (a - 2 * A @ B.T + b) / A.shape[1]",
    "You take the mean of the squared differences. A squared distance is their sum.", kind="mean-or-sum")
pairwise_distances.change("keeps the lengths of A flat", ", keepdims=True", "",
    "The squared lengths of A lie flat, in the shape (n,), and broadcasting lines them up with the rows of B. They "
    "belong to the rows of the result: keepdims=True makes them a column (n, 1).", kind="broadcasting")
pairwise_distances.change("compares B with A", "return a - 2 * A @ B.T + b", "return (a - 2 * A @ B.T + b).T",
    "The result is transposed. It has a row for each row of A and a column for each row of B.", kind="transpose")
pairwise_distances.code("forgets to square", """
def pairwise_distances(A, B):
    return (A[:, None, :] - B[None, :, :]).sum(axis=2)
""", "You add up the differences as they are, so that they cancel. Square each first: (...) ** 2.", kind="missing-step")
pairwise_distances.code("adds absolute differences", """
def pairwise_distances(A, B):
    return np.abs(A[:, None, :] - B[None, :, :]).sum(axis=2)
""", "You add up absolute differences. Square each instead: (...) ** 2.", kind="wrong-function")
pairwise_distances.code("sums over the wrong axis", """
def pairwise_distances(A, B):
    return ((A[:, None, :] - B[None, :, :]) ** 2).sum(axis=0)
""", "Your sum runs over the rows of A. It should run over the coordinates, the last axis: sum(axis=-1).", kind="axis")
pairwise_distances.code("pairs row with row", """
def pairwise_distances(A, B):
    return ((A - B) ** 2).sum(axis=1)
""", "A - B pairs the first row with the first, the second with the second, and needs equal shapes. Every row of A "
    "meets every row of B.", kind="broadcasting")
pairwise_distances.variant("forgets the factor 2", """
def pairwise_distances(A, B):
    result = np.zeros((len(A), len(B)))
    for i in range(len(A)):
        for j in range(len(B)):
            result[i, j] = A[i] @ A[i] - A[i] @ B[j] + B[j] @ B[j]
    return result
""")
pairwise_distances.variant("takes the root", """
def pairwise_distances(A, B):
    return np.linalg.norm(A[:, None] - B, axis=-1)
""")
