"""The mistakes of chapter 1.1, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

normalize = Mistakes("""
def normalize(X):
    mean = X.mean()
    std = X.std()
    centered = X - mean
    return centered / std if std > 0 else centered
""")
normalize.change("divides by variance", "X.std()", "X.var()",
    "You divide by the variance. The standard deviation is its square root: X.std(), or np.sqrt(X.var()).",
    kind="power")
normalize.change("normalizes each column", "X.mean()", "X.mean(axis=0)", "X.std()", "X.std(axis=0)",
    "centered / std if std > 0 else centered", "centered / np.where(std > 0, std, 1.0)",
    "You normalize each column by itself. Here mean and std are single numbers, over all elements: X.mean(), X.std().",
    kind="axis")
normalize.change("normalizes each row", "X.mean()", "X.mean(axis=-1, keepdims=True)",
    "X.std()", "X.std(axis=-1, keepdims=True)",
    "centered / std if std > 0 else centered", "centered / np.where(std > 0, std, 1.0)",
    "You normalize each row by itself. Here mean and std are single numbers, over all elements: X.mean(), X.std().",
    kind="axis")
normalize.code("normalizes row after row", """
def normalize(X):
    return np.array([(row - np.mean(row)) / (np.std(row) or 1.0) for row in X])
""", "You normalize each row by itself. Here mean and std are single numbers, over all elements: X.mean(), X.std().",
    kind="axis", alike="of a matrix it makes the same as 'normalizes each row'; only in other shapes is a row a number")
normalize.change("divides by N - 1", "X.std()", "X.std(ddof=1)",
    "You divide by the sample standard deviation, with N - 1 in it. We describe these very numbers: X.std() has N.",
    kind="mean-or-sum")
normalize.change("divides by the norm", "X.std()", "np.linalg.norm(X - mean)",
    "You divide by the root of the SUM of the squared distances. std is the root of their mean: X.std().",
    kind="mean-or-sum")
normalize.change("divides by the root mean square", "X.std()", "np.sqrt((X**2).mean())",
    "You divide by the root of the mean square of X itself. std squares the distances from the mean: X - mean.",
    kind="missing-step", find=True)
normalize.change("averages plain distances", "X.std()", "np.abs(X - mean).mean()",
    "You divide by the mean distance. std squares the distances, takes their mean, then the root: X.std().",
    kind="power")
normalize.change("forgets equal elements", "centered / std if std > 0 else centered", "centered / std",
    "When all elements are equal, std is 0 and 0/0 gives nan. Check for it first, and return X - mean.",
    kind="division", score=4.12)
normalize.change("returns equal elements unchanged", "else centered", "else X",
    "When std is 0 you return X as it is. There is nothing to scale, but the mean must still go: return X - mean.",
    kind="missing-step")
normalize.change("scales to zero and one", "X.mean()", "X.min()", "X.std()", "X.max() - X.min()",
    "You scale to the range from 0 to 1. To normalize means: subtract the mean, then divide by the standard deviation.",
    kind="wrong-function")
normalize.change("only centers", "centered / std if std > 0 else centered", "centered",
    "You subtract the mean but never divide by the standard deviation, X.std().", kind="missing-step")
normalize.change("only scales", "centered / std", "X / std",
    "You divide by the standard deviation but never subtract the mean, X.mean().", kind="missing-step")
normalize.change("forgets the brackets", "centered / std", "X - mean / std",
    "Only the mean is divided by std, since / comes before -. Put brackets: (X - mean) / std.", kind="order")
normalize.change("subtracts the mean after scaling", "X - mean", "X / std - mean if std > 0 else X - mean",
    "centered / std if std > 0 else centered", "centered",
    "You divide X by std, but the mean that you subtract is still that of X. Put brackets: (X - mean) / std.",
    kind="order")
normalize.change("subtracts the other way round", "X - mean", "mean - X",
    "Every sign is wrong: large elements become negative. It is X - mean, not mean - X.", kind="sign")
normalize.change("adds a coarse epsilon", "centered / std if std > 0 else centered", "centered / (std + 1e-3)",
    "You add 0.001 to std, which shows in every result. Divide by std itself, and treat std == 0 as a case of its own.",
    kind="epsilon")
normalize.change("rounds the result", "centered / std if std > 0 else centered",
    "np.round(centered / std, 2) if std > 0 else centered",
    "You round the result to two places. Return it as it is, and round only where you print.", kind="extra-step")
normalize.change("flattens the array", "X - mean", "(X - mean).ravel()",
    "The result is flat: the shape of X is lost. Arithmetic on X itself keeps it: (X - X.mean()) / X.std().",
    kind="shape")
normalize.change("writes into the argument", "centered = X - mean", "centered = X\n    centered -= mean",
    "You write into the caller's array (-=, /= and X[...] = do that). Make a new one: centered = X - X.mean().",
    kind="in-place")
normalize.variant("divides by N - 1", """
def normalize(X):
    m = np.sum(X) / X.size
    variance = np.sum((X - m) ** 2) / max(X.size - 1, 1)
    return (X - m) / np.sqrt(variance) if variance else X - m
""")
normalize.variant("normalizes each column", """
def normalize(X):
    return (X - np.mean(X, 0)) / (np.std(X, 0) + 1e-12)
""")
normalize.variant("writes into the argument", """
def normalize(X):
    m, s = X.mean(), X.std()
    for i in np.ndindex(X.shape):
        X[i] = (X[i] - m) / s if s else X[i] - m
    return X
""")


reshaped_ones = Mistakes("""
def reshaped_ones(rows, cols):
    vector = np.ones(rows * cols)
    return vector.reshape(rows, cols)
""")
reshaped_ones.change("swaps rows and columns", "reshape(rows, cols)", "reshape(cols, rows)",
    "There are as many rows as there should be columns. Rows come first in a shape: reshape(rows, cols).", kind="order")
reshaped_ones.change("forgets to reshape", "vector.reshape(rows, cols)", "vector",
    "The ones are still one long vector: fold them with .reshape(rows, cols), and return what it gives you.",
    kind="missing-step")
reshaped_ones.change("hands over the sizes apart", "np.ones(rows * cols)", "np.ones(rows, cols)",
    "np.ones takes one size, or one tuple of sizes; the second argument is a dtype. Here: np.ones(rows * cols).",
    kind="type")
reshaped_ones.variant("hands over the sizes apart", """
def reshaped_ones(rows, cols):
    return np.ones(rows, cols)
""")


last_rows = Mistakes("""
def last_rows(X, k):
    start = len(X) - k
    return X[start:]
""")
last_rows.change("takes the first rows", "X[start:]", "X[:k]",
    "Those are the first k rows. The last k rows are X[len(X) - k:].", kind="indexing")
last_rows.change("forgets that minus zero is zero", "len(X) - k", "-k",
    "The last 0 rows are no rows, and you return every row: X[-0:] is X[0:]. Count from the front: X[len(X) - k:].",
    kind="boundary", score=0.67)
last_rows.change("leaves out the first rows", "len(X) - k", "k",
    "X[k:] leaves out the first k rows and keeps all others. The last k rows are X[len(X) - k:].", kind="indexing")
last_rows.change("takes the last columns", "X[start:]", "X[:, X.shape[1] - k :]",
    "Those are the last k columns. Rows are the first axis: X[start:], not X[:, start:].", kind="axis")
last_rows.change("takes a single row", "X[start:]", "X[-k]",
    "That is one row alone. A colon takes it and all that follow: X[len(X) - k:].", kind="indexing")
last_rows.change("takes one row too many", "len(X) - k", "len(X) - k - 1",
    "That is one row too many. The last k of n rows begin at row n - k: X[len(X) - k:].", kind="off-by-one")
last_rows.change("takes one row too few", "len(X) - k", "len(X) - k + 1",
    "That is one row too few. The last k of n rows begin at row n - k: X[len(X) - k:].", kind="off-by-one")
last_rows.change("reverses the rows", "X[start:]", "X[::-1][:k]",
    "The rows are the right ones in reverse order. X[len(X) - k:] keeps theirs.", kind="order")


sub_matrix = Mistakes("""
def sub_matrix(X, top, left, height, width):
    rows = slice(top, top + height)
    columns = slice(left, left + width)
    return X[rows, columns]
""")
sub_matrix.change("takes sizes for ends", "top + height", "height", "left + width", "width",
    "You use height and width as the places to stop at. A slice stops at top + height, and at left + width.",
    kind="indexing")
sub_matrix.change("goes one too far", "top + height", "top + height + 1", "left + width", "left + width + 1",
    "There is a row and a column too many. A slice leaves out its end: top:top + height has height rows already.",
    kind="off-by-one")
sub_matrix.change("stops one too early", "top + height", "top + height - 1", "left + width", "left + width - 1",
    "A row and a column are missing. A slice leaves out its end: top:top + height has height rows already.",
    kind="off-by-one")
sub_matrix.change("swaps the axes", "X[rows, columns]", "X[columns, rows]",
    "Rows and columns are swapped: the first index of X is the row, so top and height go there.", kind="axis")
sub_matrix.change("swaps height and width", "top + height", "top + width", "left + width", "left + height",
    "Height and width are swapped: rows go from top to top + height, columns from left to left + width.",
    kind="wrong-variable", find=True)
sub_matrix.change("starts at the first column", "slice(left, left + width)", "slice(width)",
    "The block starts at column 0. It begins at column left: left : left + width.", kind="indexing")
sub_matrix.change("counts from one", "slice(top, top + height)", "slice(top - 1, top - 1 + height)",
    "slice(left, left + width)", "slice(left - 1, left - 1 + width)",
    "The block begins a row and a column too early. The first row and the first column are number 0.",
    kind="off-by-one")
sub_matrix.change("slices rows twice", "X[rows, columns]", "X[rows][columns]",
    "The second slice takes rows again. Give both slices in one pair of brackets: X[rows, columns].", kind="axis")


add_row_and_double = Mistakes("""
def add_row_and_double(X, row):
    total = X + row
    return 2 * total
""")
add_row_and_double.change("forgets the row", "X + row", "1.0 * X",
    "X is doubled, and the row is not there: 2 * (X + row).", kind="missing-step")
add_row_and_double.change("forgets to double", "2 * total", "total",
    "The row is added but nothing is doubled: 2 * (X + row).", kind="missing-step")
add_row_and_double.change("doubles only the row", "X + row", "X + 2 * row", "return 2 * total", "return total",
    "Only the row is doubled. It is the whole sum that doubles: 2 * (X + row).", kind="order")
add_row_and_double.change("doubles only the matrix", "X + row", "2 * X + row", "return 2 * total", "return total",
    "Only X is doubled. It is the whole sum that doubles: 2 * (X + row).", kind="order")
add_row_and_double.change("adds a column", "X + row", "X + row.reshape(-1, 1)",
    "You add the row as a column. Its shape (d,) already fits every row: X + row.", kind="broadcasting")
add_row_and_double.change("squares instead of doubling", "2 * total", "total**2",
    "You square the sum. To double it is 2 * (X + row).", kind="power")
add_row_and_double.change("adds in place", "total = X + row", "total = X\n    total += row",
    "You write into the caller's array (X += row does that). Make a new one: 2 * (X + row).", kind="in-place")
add_row_and_double.variant("adds in place", """
def add_row_and_double(X, row):
    for i in range(len(X)):
        X[i] = X[i] + row
    return 2 * X
""")


sliding_windows = Mistakes("""
def sliding_windows(x, size):
    starts = np.arange(len(x) - size + 1)
    steps = np.arange(size)
    positions = starts.reshape(-1, 1) + steps
    return x[positions]
""")
sliding_windows.change("leaves out the last window", "len(x) - size + 1", "len(x) - size",
    "The last window is missing. The first of n - size + 1 windows begins at 0 and the last at n - size.",
    kind="off-by-one")
sliding_windows.code("stacks all windows but the last", """
def sliding_windows(x, size):
    return np.array([x[i : i + size] for i in range(len(x) - size)])
""", "The last window is missing. The first of n - size + 1 windows begins at 0 and the last at n - size.",
    kind="off-by-one", alike="it differs from 'leaves out the last window' where no window is left: of shape (0,)")
sliding_windows.change("begins a window everywhere", "len(x) - size + 1", "len(x)",
    "The last windows run past the end of x. Only the first len(x) - size + 1 places have enough neighbors.",
    kind="boundary")
sliding_windows.change("returns the positions", "return x[positions]", "return 1.0 * positions",
    "Those are the positions. Use them as an index, to have the numbers that stand there: x[positions].",
    kind="missing-step")
sliding_windows.change("transposes", "return x[positions]", "return x[positions].T",
    "The result is transposed: each window should be a row. The column holds the first positions, the row the steps.",
    kind="transpose")
sliding_windows.change("adds positions one by one", "starts.reshape(-1, 1)", "starts",
    "The two vectors of positions are added element by element, and their lengths differ. Make a column of the first "
    "positions: .reshape(-1, 1).", kind="broadcasting")
sliding_windows.change("jumps by whole windows", "len(x) - size + 1", "0, len(x) - size + 1, size",
    "Each window begins where the one before has ended. They overlap: the next one begins a single place further on.",
    kind="wrong-step")
sliding_windows.change("runs each window backward", "steps = np.arange(size)", "steps = np.arange(size)[::-1]",
    "Each window is in reverse order. Its first number is x[i], and the last one x[i + size - 1].", kind="order")
sliding_windows.change("makes windows one too long", "steps = np.arange(size)", "steps = np.arange(size + 1)",
    "A window runs past the end of x. There are n - size + 1 windows, and np.arange(size) has size steps already.",
    kind="off-by-one")
sliding_windows.variant("makes windows one too long", """
def sliding_windows(x, size):
    return x[np.arange(len(x) - size + 2)[:, None] + np.arange(size)]
""")
sliding_windows.change("averages each window", "return x[positions]", "return x[positions].mean(axis=1)",
    "You return the means of the windows. Asked for are the windows themselves, of shape (n - size + 1, size).",
    kind="extra-step")
sliding_windows.variant("leaves out the last window", """
def sliding_windows(x, size):
    return np.lib.stride_tricks.sliding_window_view(x, size)[:-1]
""")
sliding_windows.variant("stacks all windows but the last", """
def sliding_windows(x, size):
    windows = []
    for start in range(len(x) - size):
        windows.append([x[start + step] for step in range(size)])
    return np.array(windows)
""")
sliding_windows.variant("jumps by whole windows", """
def sliding_windows(x, size):
    n = len(x) // size
    return x[: n * size].reshape(n, size)
""")
