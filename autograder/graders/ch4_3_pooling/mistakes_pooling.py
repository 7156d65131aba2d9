"""The mistakes of chapter 4.3: pooling. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes

max_pool = Mistakes("""
def max_pool(X, size, stride=None):
    if stride is None:
        stride = size
    h, w = X.shape[-2:]
    rows = (h - size) // stride + 1
    columns = (w - size) // stride + 1
    out = np.zeros((*X.shape[:-2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = X[..., top : top + size, left : left + size]
            out[..., i, j] = window.max(axis=(-2, -1))
    return out
""")
LARGEST = "window.max(axis=(-2, -1))"
for slug, kind, *edits in (
    ("starts from zero", "initialization", LARGEST, "np.maximum(0, window.max(axis=(-2, -1)))",
     "Where all numbers of a window are negative you give 0, which is not in the window. Perhaps your search starts "
     "from 0: start from the window's first number."),
    ("takes the mean", "wrong-function", LARGEST, "window.mean(axis=(-2, -1))",
     "You take the mean of each window. Max pooling keeps its largest number."),
    ("takes the minimum", "wrong-function", LARGEST, "window.min(axis=(-2, -1))",
     "You keep the smallest number of each window. Keep the largest."),
    ("takes the sum", "wrong-function", LARGEST, "window.sum(axis=(-2, -1))",
     "You add up each window. Max pooling keeps its largest number, and only that."),
    ("takes absolute values", "wrong-function", LARGEST, "np.abs(window).max(axis=(-2, -1))",
     "Your maxima are those of the absolute values. Compare the numbers with their signs: -5 is smaller than 1."),
    ("keeps what is furthest from zero", "wrong-function", LARGEST,
     "np.where(np.abs(window).max((-2, -1)) > window.max((-2, -1)), window.min((-2, -1)), window.max((-2, -1)))",
     "You keep the number that is furthest from 0. Keep the largest one with its sign: -5 is smaller than 1."),
    ("returns the places", "wrong-function", LARGEST, "window.reshape(*window.shape[:-2], -1).argmax(axis=-1)",
     "The result has the places of the maxima, not the maxima: max gives the number, argmax says where it stands."),
    ("ignores the stride", "missing-step", "if stride is None:\n        stride = size", "stride = size",
     "The stride is not used: your windows always lie side by side. Start them at 0, stride, 2 * stride, ..."),
    ("has windows of the size of the stride", "wrong-variable", "top : top + size, left : left + size",
     "top : top + stride, left : left + stride",
     "Your windows are as large as the stride. They are size x size, and stride is the step from one to the next."),
    ("moves by one by default", "wrong-variable", "        stride = size", "        stride = 1",
     "Without a stride your windows move by 1. stride=None means size: windows lie side by side."),
    ("moves by two by default", "wrong-variable", "        stride = size", "        stride = 2",
     "Without a stride your windows move by 2. stride=None means size, which need not be 2."),
    ("keeps the remainder", "boundary", "(h - size) // stride + 1", "-(-(h - size) // stride) + 1",
     "(w - size) // stride + 1", "-(-(w - size) // stride) + 1",
     "The rows and columns that are left over form windows of their own. Drop what fills no whole window."),
    ("pads with zeros", "boundary", "    h, w = X.shape[-2:]\n",
     "    pad = [(0, 0)] * (X.ndim - 2) + [(0, -(length - size) % stride) for length in X.shape[-2:]]\n"
     "    X = np.pad(X, pad)\n    h, w = X.shape[-2:]\n",
     "The last windows are completed with zeros. Drop what fills no whole window."),
    ("misses the last windows", "off-by-one", "(h - size) // stride + 1", "(h - size) // stride",
     "(w - size) // stride + 1", "(w - size) // stride",
     "The last row and the last column of windows are missing. There are (h - size) // stride + 1 from top to "
     "bottom."),
    ("counts windows without their size", "off-by-one", "(h - size) // stride + 1", "h // stride",
     "(w - size) // stride + 1", "w // stride",
     "You count h // stride windows, and where they overlap the last ones stick out. There is room for "
     "(h - size) // stride + 1."),
    ("lets windows stick out", "boundary", "(h - size) // stride + 1", "-(-h // stride)",
     "(w - size) // stride + 1", "-(-w // stride)",
     "You keep windows that stick out at the edge, as range(0, h, stride) does. The last one starts at h - size at the "
     "latest: range(0, h - size + 1, stride)."),
    ("moves by one all the time", "missing-step", "top, left = i * stride, j * stride", "top, left = i, j",
     "The result has its right shape, but window i starts at row i. It starts at i * stride, and so do the columns."),
    ("pools over the first axes", "axis", "X.shape[-2:]", "X.shape[:2]", "(*X.shape[:-2], rows, columns)",
     "(rows, columns, *X.shape[2:])", "X[..., top : top + size, left : left + size]",
     "X[top : top + size, left : left + size]", "out[..., i, j] = window.max(axis=(-2, -1))",
     "out[i, j] = window.max(axis=(0, 1))",
     "You pool over the first two axes. Rows and columns of the maps are the last two, whatever stands before them."),
    ("merges the maps", "axis", LARGEST, "window.max()",
     "The maximum runs over all maps together. Pool each one by itself: only the last two axes belong to a window."),
    ("pools along rows only", "axis", "top : top + size, left : left + size", "top : top + 1, left : left + size",
     "The maximum runs over a single row. A window has size rows and size columns."),
    ("takes maps for square", "wrong-variable", "range(columns)", "range(min(rows, columns))",
     "You count the windows from top to bottom for those from left to right, too. Maps need not be square."),
    ("mixes windows in a reshape", "shape", "    out = np.zeros",
     "    if stride == size:\n        X = X[..., : rows * size, : columns * size]\n"
     "        return X.reshape(*X.shape[:-2], rows, columns, size * size).max(axis=-1)\n    out = np.zeros",
     "Each maximum is that of size * size numbers which follow each other in a row. A window is a square: with "
     "reshape, "
     "(..., h // size, size, w // size, size), and the maximum over the second and the last of these axes."),
    ("spreads windows in a reshape", "shape", "    out = np.zeros",
     "    if stride == size:\n        X = X[..., : rows * size, : columns * size]\n"
     "        return X.reshape(*X.shape[:-2], size, rows, size, columns).max(axis=(-4, -2))\n    out = np.zeros",
     "Each maximum is that of rows and columns which lie apart. The numbers of a window are neighbors: with reshape, "
     "(..., h // size, size, w // size, size), and the maximum over the second and the last of these axes."),
    ("returns after the first window", "return", "window.max(axis=(-2, -1))\n",
     "window.max(axis=(-2, -1))\n            return out\n",
     "Only the first window is pooled, and the others are 0. Perhaps a return stands inside the loops."),
    ("writes into the image", "in-place", "    return out", "    X[..., :rows, :columns] = out\n    return out",
     "The caller's X is changed. Write into an array of your own: out = np.zeros(...)."),
):  # fmt: skip
    max_pool.change(slug, *edits, kind=kind, find=slug == "mixes windows in a reshape")
for slug, *edits in (
    ("wants four axes", "h, w = X.shape[-2:]", "n, c, h, w = X.shape",
     "Your function works for four axes only. Any number may stand before the last two: h, w = X.shape[-2:], and "
     "X[..., rows, columns]."),
    ("wants two or four axes", "h, w = X.shape[-2:]", "h, w = X.shape if X.ndim == 2 else X.shape[2:]",
     "(*X.shape[:-2], rows, columns)", "(*X.shape[:2] * (X.ndim > 2), rows, columns)",
     "A single map and a batch (n, c, h, w) are pooled as they should be, but nothing in between. Any number of axes "
     "may stand before the last two: X[..., rows, columns]."),
):  # fmt: skip
    max_pool.change(slug, *edits, kind="shape", score=4.29)
max_pool.variant(
    "spreads windows in a reshape",
    """
def max_pool(X, size, stride=None):
    stride = size if stride is None else stride
    h, w = X.shape[-2:]
    if stride != size:
        windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))
        return windows[..., ::stride, ::stride, :, :].max(axis=(-2, -1))
    rows, columns = h // size, w // size
    blocks = X[..., : rows * size, : columns * size].reshape(*X.shape[:-2], size, rows, size, columns)
    return blocks.max(axis=(-4, -2))
""",
)

max_pool_backward = Mistakes("""
def only_first(winners):
    flat = winners.reshape(*winners.shape[:-2], -1)
    return (flat & (flat.cumsum(axis=-1) == 1)).reshape(winners.shape)


def max_pool_backward(dout, X, size, stride=None):
    if stride is None:
        stride = size
    dX = np.zeros(X.shape)
    for i in range(dout.shape[-2]):
        for j in range(dout.shape[-1]):
            rows = slice(i * stride, i * stride + size)
            columns = slice(j * stride, j * stride + size)
            window = X[..., rows, columns]
            largest = window.max(axis=(-2, -1), keepdims=True)
            winners = window == largest
            first = only_first(winners)
            gradient = dout[..., i : i + 1, j : j + 1]
            dX[..., rows, columns] += first * gradient
    return dX
""")
for slug, winners, sentence in (
    ("gives ties the gradient several times", "winners",
     "Where the maximum stands in a window several times, each of them gets the whole gradient (X == maximum does "
     "that). Only the first one may have it."),
    ("lets the last maximum win", "only_first(winners[..., ::-1, ::-1])[..., ::-1, ::-1]",
     "In a tie the last maximum wins. It should be the first one, row by row from the left."),
    ("reads windows column by column", "only_first(winners.swapaxes(-2, -1)).swapaxes(-2, -1)",
     "In a tie the first maximum column by column wins. Read each window row by row: the upper row comes first."),
    ("shares among ties", "winners / winners.sum(axis=(-2, -1), keepdims=True)",
     "Equal maxima share the gradient. The first of them takes all, row by row from the left."),
):  # fmt: skip
    max_pool_backward.change(
        slug, "first = only_first(winners)", f"first = {winners}", sentence, kind="boundary", score=5.14
    )
for slug, kind, *edits in (
    ("gives the gradient to all", "missing-step", "first = only_first(winners)", "first = np.ones(window.shape)",
     "Every number of a window gets the gradient. Only the maximum had any influence: the others get 0."),
    ("spreads as for a mean", "wrong-step", "first = only_first(winners)",
     "first = np.full(window.shape, 1 / size**2)",
     "Each window's gradient is spread evenly, as for a mean. In max pooling all of it goes to the maximum."),
    ("overwrites whole windows", "wrong-step", "dX[..., rows, columns] +=", "dX[..., rows, columns] =",
     "Where windows overlap, a later one wipes out what an earlier one has given. Add it up: dX[...] += ..."),
    ("overwrites where windows overlap", "wrong-step", "+= first * gradient",
     "= np.where(first, gradient, dX[..., rows, columns])",
     "A number that is the maximum of several windows keeps the gradient of the last one only. Add them up."),
):  # fmt: skip
    max_pool_backward.change(slug, *edits, kind=kind)
max_pool_backward.variant(
    "overwrites where windows overlap",
    """
def max_pool_backward(dout, X, size, stride=None):
    step = size if stride is None else stride
    images, blame = X.reshape(-1, *X.shape[-2:]), dout.reshape(-1, *dout.shape[-2:])
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::step, ::step]
    m, n = np.divmod(windows.reshape(*windows.shape[:3], -1).argmax(axis=-1), size)
    k, i, j = np.indices(blame.shape)
    dX = np.zeros(images.shape)
    dX[k, i * step + m, j * step + n] += blame
    return dX.reshape(X.shape)
""",
)
for slug, kind, *edits in (
    ("takes only the first window of a number", "wrong-step", "+= first * gradient",
     "+= first * gradient * (dX[..., rows, columns] == 0)",
     "A number that is the maximum of several windows gets the gradient of the first one only. Add them up."),
    ("moves by one all the time", "missing-step", "slice(i * stride, i * stride + size)", "slice(i, i + size)",
     "slice(j * stride, j * stride + size)", "slice(j, j + size)",
     "Gradients land in other windows: yours start at i and j. Window i, j starts at i * stride, j * stride."),
    ("ignores the stride", "missing-step", "if stride is None:\n        stride = size", "stride = size",
     "The stride is not used: your windows always lie side by side. Window i starts at i * stride."),
    ("moves by one by default", "wrong-variable", "        stride = size", "        stride = 1",
     "Without a stride your windows move by 1. stride=None means size: windows lie side by side."),
    ("leaves out the remainder", "shape", "return dX", "return dX[..., : rows.stop, : columns.stop]",
     "The result has no room for the rows and columns that fill no window. It has the shape of X, and they get 0."),
    ("returns the mask", "missing-step", "first * gradient", "first",
     "You give 1 to each maximum. Multiply by the gradient that comes back, dout."),
    ("multiplies by the maximum", "extra-step", "first * gradient", "first * gradient * largest",
     "The gradient is multiplied by the maximum. The slope of a maximum is 1: what comes back is passed on as it is."),
    ("stops at negative maxima", "extra-step", "first * gradient", "first * gradient * (largest > 0)",
     "Gradient goes to positive maxima only, as behind a ReLU. The pool does not care about the sign: the largest "
     "of negative numbers gets it too."),
    ("loses windows of zeros", "boundary", "first * gradient", "first * gradient * (largest != 0)",
     "Gradient is lost where the maximum is 0. In a window of zeros, too, the first number gets all of it."),
    ("gives it to the minimum", "wrong-function", "window.max(", "window.min(",
     "The gradient goes to the smallest number of each window. It belongs to the largest."),
    ("compares absolute values", "wrong-function", "window = X[..., rows, columns]",
     "window = np.abs(X[..., rows, columns])",
     "The gradient goes to the number that is furthest from 0. It belongs to the largest one, with its sign."),
    ("gives it to the corner", "indexing", "first = only_first(winners)", "first = only_first(winners | True)",
     "The gradient goes to the upper left number of each window, whichever is the largest. Compare X with the "
     "window's maximum."),
    ("exchanges rows and columns", "transpose", "first * gradient", "first.swapaxes(-2, -1) * gradient",
     "Inside its window each maximum has row and column exchanged. Place k of a window is row k // size, column k % "
     "size."),
    ("searches the whole map", "indexing", "dX[..., rows, columns] += first * gradient",
     "dX += (X == largest) * gradient",
     "Numbers outside a window get its gradient too, where they equal its maximum. Look for it in that window alone."),
    ("has one maximum for all maps", "axis", "window.max(axis=(-2, -1), keepdims=True)", "window.max()",
     "The maximum is taken over all maps together. Each map's window has its own: the last two axes, keepdims=True."),
    ("takes one place for all maps", "axis", "first = only_first(winners)",
     "place = np.unravel_index(window.argmax(), window.shape)\n            first = np.zeros(window.shape)\n"
     "            first[..., place[-2], place[-1]] = 1",
     "All maps hand their gradient to the same place of a window, where the largest number of any map stands. Each map "
     "has a maximum of its own: search them one by one."),
    ("returns after the first window", "return", "+= first * gradient\n",
     "+= first * gradient\n            return dX\n",
     "Only the first window of each map hands its gradient on. Perhaps a return stands inside the loops."),
):  # fmt: skip
    max_pool_backward.change(slug, *edits, kind=kind)
max_pool_backward.change(
    "wants four axes", "dX = np.zeros(X.shape)", "n, c, h, w = X.shape\n    dX = np.zeros((n, c, h, w))",
    "Your function works for four axes only. Any number may stand before the last two: use X[..., rows, columns].",
    kind="shape", score=5.14,
)  # fmt: skip
for slug, kind, *edits in (
    ("writes into the pooled image", "in-place", "    return dX", "    X[...] = dX\n    return X",
     "The caller's X is changed. Start from new zeros in the shape of X."),
):  # fmt: skip
    max_pool_backward.change(slug, *edits, kind=kind)

count_ties = Mistakes("""
def count_ties(X, size):
    windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))
    windows = windows[..., ::size, ::size, :, :]
    largest = windows.max(axis=(-2, -1), keepdims=True)
    winners = (windows == largest).sum(axis=(-2, -1))
    return int((winners > 1).sum())
""")
for slug, kind, *edits in (
    ("counts winners", "wrong-step", "int((winners > 1).sum())", "int(winners[winners > 1].sum())",
     "You count the winners, not the windows. A window with several winners counts once."),
    ("counts all windows", "boundary", "winners > 1", "winners > 0",
     "Every window is counted. Each has one winner at least, and that is no tie: count those with more than one."),
    ("counts any equal numbers", "missing-step", "winners > 1",
     "(np.diff(np.sort(windows.reshape(*winners.shape, -1))) == 0).sum(axis=-1) > 0",
     "Any two equal numbers count for you. A tie is a largest number that stands there more than once."),
    ("counts in overlapping windows", "missing-step", "    windows = windows[..., ::size, ::size, :, :]\n", "",
     "Your windows overlap. They lie side by side: move on by size."),
    ("compares with the whole image", "axis", "windows.max(axis=(-2, -1), keepdims=True)", "X.max()",
     "You compare with the largest number of all. Each window has a maximum of its own."),
    ("leaves out windows of zeros", "boundary", "(winners > 1)", "((winners > 1) & (largest[..., 0, 0] != 0))",
     "Windows whose largest number is 0 do not count for you. They have ties as others do."),
    ("counts each map", "axis", "int((winners > 1).sum())", "(winners > 1).sum(axis=(-2, -1), keepdims=True)",
     "The result is an array, a number for each map. Add up all windows together."),
    ("answers with a float", "type", "int((", "float((",
     "The number is right, but a float. A count is a whole number: return int(...)."),
):  # fmt: skip
    count_ties.change(slug, *edits, kind=kind)


average_pool_backward = Mistakes("""
def average_pool_backward(dout, shape, size, stride):
    dX = np.zeros(shape)
    for i in range(dout.shape[-2]):
        for j in range(dout.shape[-1]):
            top, left = i * stride, j * stride
            share = dout[..., i, j] / size**2
            dX[..., top : top + size, left : left + size] += share[..., None, None]
    return dX
""")
average_pool_backward.change("forgets to divide", " / size**2", "",
    "Every number gets the whole gradient of its window. The slope of a mean is 1 / size**2.",
    kind="missing-step")  # fmt: skip
average_pool_backward.change("divides by the size", "size**2", "size",
    "You divide by size. A window holds size * size numbers.", kind="division")  # fmt: skip
average_pool_backward.change("keeps the last window's share", "+= share", "= share",
    "Where windows overlap, the last one overwrites the others. Paths add up: +=.", kind="loop")  # fmt: skip
average_pool_backward.change("lays the windows side by side", "i * stride, j * stride", "i * size, j * size",
    "Your windows lie size apart. They lie stride apart.", kind="wrong-variable")  # fmt: skip
average_pool_backward.change("moves by one", "i * stride, j * stride", "i, j",
    "Your windows lie one apart, whatever the stride is.", kind="missing-step")  # fmt: skip
average_pool_backward.change("gives all to the first place",
    "top + size, left : left + size", "top + 1, left : left + 1",
    "One place of each window gets something. All size * size of them have a share in the mean.",
    kind="missing-step")  # fmt: skip
average_pool_backward.change("divides by the number of windows", "size**2", "(dout.shape[-2] * dout.shape[-1])",
    "You divide by the number of windows. A mean is taken over the numbers of one window: size**2.",
    kind="division")  # fmt: skip
average_pool_backward.change("averages where windows overlap", "    return dX", """    count = np.zeros(shape)
    for i in range(dout.shape[-2]):
        for j in range(dout.shape[-1]):
            count[..., i * stride : i * stride + size, j * stride : j * stride + size] += 1
    return dX / np.maximum(count, 1)""",
    "Where windows overlap, you take a mean of their shares. Paths add up.", kind="mean-or-sum")  # fmt: skip
average_pool_backward.variant("keeps the last window's share", """
def average_pool_backward(dout, shape, size, stride):
    dX = np.zeros(shape)
    for i in range(dout.shape[-2]):
        for j in range(dout.shape[-1]):
            for m in range(size):
                for n in range(size):
                    dX[..., i * stride + m, j * stride + n] = dout[..., i, j] / size**2
    return dX
""")  # fmt: skip
average_pool_backward.variant("forgets to divide", """
def average_pool_backward(dout, shape, size, stride):
    dX = np.zeros(shape)
    h2, w2 = dout.shape[-2:]
    for m in range(size):
        for n in range(size):
            dX[..., m : m + (h2 - 1) * stride + 1 : stride, n : n + (w2 - 1) * stride + 1 : stride] += dout
    return dX
""")  # fmt: skip
