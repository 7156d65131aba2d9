"""The mistakes of chapter 4.3, as changes of plain right versions."""

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

conv_layer_backward = Mistakes("""
def conv_layer_backward(dout, X, filters, stride=1):
    kh, kw = filters.shape[2:]
    dX = np.zeros(X.shape)
    dfilters = np.zeros(filters.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            delta = dout[:, :, i, j]
            pixels = X[:, :, rows, columns]
            dX[:, :, rows, columns] += np.tensordot(delta, filters, (1, 0))
            dfilters += np.tensordot(delta, pixels, (0, 0))
    db = dout.sum(axis=(0, 2, 3))
    return dX, dfilters, db
""")
for slug, kind, *edits in (
    ("turns the filters for the images", "order", "np.tensordot(delta, filters, (1, 0))",
     "np.tensordot(delta, filters[:, :, ::-1, ::-1], (1, 0))",
     "dX comes from filters that are turned around. conv_layer does not turn them: at each place lay down the "
     "filter as it is, times dout."),
    ("turns the gradient of the filters", "order", "return dX, dfilters,", "return dX, dfilters[:, :, ::-1, ::-1],",
     "dfilters is turned around. Its number m, l belongs to the pixels i * stride + m, j * stride + l, with nothing "
     "turned."),
    ("overwrites the images", "wrong-step", "dX[:, :, rows, columns] +=", "dX[:, :, rows, columns] =",
     "dX keeps only what the last window wrote to a pixel. Windows overlap: add up what they give."),
    ("overwrites the filters", "wrong-step", "dfilters += ", "dfilters = ",
     "dfilters comes from the last place alone. A filter was used at every place: add them up."),
    ("averages over the samples", "mean-or-sum", "return dX, dfilters, db",
     "return dX, dfilters / len(X), db / len(X)",
     "The filters and biases get the mean over the samples. dout has its 1 / n already: add the samples up."),
    ("divides everything by the samples", "mean-or-sum", "return dX, dfilters, db",
     "return dX / len(X), dfilters / len(X), db / len(X)",
     "Everything is divided by the number of samples. dout has its 1 / n already, and passes it on."),
    ("averages the biases", "mean-or-sum", "dout.sum(axis=(0, 2, 3))", "dout.mean(axis=(0, 2, 3))",
     "db is the mean over samples and places. Add all of them up: dout.sum(axis=(0, 2, 3))."),
    ("leaves the places in the biases", "axis", "dout.sum(axis=(0, 2, 3))", "dout.sum(axis=0)",
     "db adds up the samples, but not the places. One number for each filter is left: dout.sum(axis=(0, 2, 3))."),
    ("leaves the samples in the biases", "axis", "dout.sum(axis=(0, 2, 3))", "dout.sum(axis=(2, 3))",
     "db has a row for each sample. Add up places and samples, one number for each filter: dout.sum(axis=(0, 2, 3))."),
    ("sums the biases over the filters", "axis", "dout.sum(axis=(0, 2, 3))", "dout.sum(axis=(1, 2, 3))",
     "db sums over the filters and keeps the samples. Axis 1 of dout is that of the filters, the one to keep: "
     "dout.sum(axis=(0, 2, 3))."),
    ("sums the biases to one number", "axis", "dout.sum(axis=(0, 2, 3))", "dout.sum()",
     "db is a single number. Each filter has a bias of its own: dout.sum(axis=(0, 2, 3))."),
    ("keeps the axes of the biases", "shape", "dout.sum(axis=(0, 2, 3))", "dout.sum(axis=(0, 2, 3), keepdims=True)",
     "db still has four axes. It has the shape of the biases, (f,): no keepdims."),
    ("multiplies the biases", "extra-step", "db = dout.sum(axis=(0, 2, 3))",
     "db = dout.sum(axis=(0, 2, 3)) * filters.sum(axis=(1, 2, 3))",
     "db is multiplied by the sum of each filter. The bias was added with the factor 1: db is the plain sum of dout."),
    ("ignores the stride", "missing-step", "slice(i * stride, i * stride + kh)", "slice(i, i + kh)",
     "slice(j * stride, j * stride + kw)", "slice(j, j + kw)",
     "The stride is not used: the window at place i, j starts at pixel i * stride, j * stride."),
    ("ignores the stride of the images", "missing-step", "dX[:, :, rows, columns] +=",
     "dX[:, :, i : i + kh, j : j + kw] +=",
     "dfilters uses the stride, dX does not. At place i, j the pixels from i * stride, j * stride on gain dout "
     "times the filter."),
    ("ignores the stride of the filters", "missing-step", "pixels = X[:, :, rows, columns]",
     "pixels = X[:, :, i : i + kh, j : j + kw]",
     "dX uses the stride, dfilters does not. At place i, j the filter lay on the pixels from i * stride, j * stride "
     "on."),
    ("leaves out pixels that were not reached", "shape", "return dX,", "return dX[:, :, : rows.stop, : columns.stop],",
     "dX has only the rows and columns that a window reached. It has the shape of X, with 0 where none did."),
    ("takes filters for square", "wrong-variable", "kh, kw = filters.shape[2:]", "kh = kw = filters.shape[2]",
     "Your windows have as many columns as rows. Filters need not be square: kh, kw = filters.shape[2:]."),
    ("mixes the channels of the filters", "axis", "return dX, dfilters,",
     "return dX, dfilters.sum(axis=1, keepdims=True) + 0 * dfilters,",
     "Each channel of dfilters is the sum over all channels of the images. Channel c of a filter met channel c of "
     "the images and no other."),
    ("forgets channels of the filters", "indexing", "    return dX,", "    dfilters[:, 1:] = 0\n    return dX,",
     "Only the first channel of dfilters is computed. Every channel met its own channel of the images."),
    ("keeps the last filter of the images", "loop", "np.tensordot(delta, filters, (1, 0))",
     "np.tensordot(delta[:, -1:], filters[-1:], (1, 0))",
     "dX comes from the last filter alone. Every filter has used the image: add up all of them."),
    ("keeps the last sample of the filters", "loop", "np.tensordot(delta, pixels, (0, 0))",
     "np.tensordot(delta[-1:], pixels[-1:], (0, 0))",
     "dfilters comes from the last sample alone. Add up what all samples say."),
    ("adds up the samples of the images", "axis", "np.tensordot(delta, filters, (1, 0))",
     "np.tensordot(delta.sum(axis=0, keepdims=True), filters, (1, 0))",
     "dX is the same for all samples: their dout are added up. Each image gets the gradient of its own sample."),
    ("misses the last column of places", "off-by-one", "range(dout.shape[3])", "range(dout.shape[3] - 1)",
     "The last place of each row hands nothing back to dX and dfilters. There are dout.shape[3] of them."),
    ("transposes the filters", "transpose", "return dX, dfilters,", "return dX, dfilters.swapaxes(2, 3),",
     "Rows and columns of dfilters are exchanged. Its shape is that of filters, (f, c, kh, kw)."),
    ("returns the filters first", "return", "return dX, dfilters, db", "return dfilters, dX, db",
     "The order is (dX, dfilters, db): the gradient of the images comes first."),
    ("returns no images", "return", "return dX, dfilters, db", "return dfilters, db",
     "dX is missing. Return three gradients: dX, dfilters, db."),
    ("returns a dictionary", "return", "return dX, dfilters, db", 'return {"dX": dX, "dfilters": dfilters, "db": db}',
     "The result is a dictionary. Return three arrays in this order: return dX, dfilters, db."),
    ("writes into the images", "in-place", "    return dX,", "    X[...] = dX\n    return X,",
     "The caller's X is changed. Start from new zeros in the shape of X."),
):  # fmt: skip
    conv_layer_backward.change(slug, *edits, kind=kind)

init_cnn = Mistakes("""
def init_cnn(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    fan_in = c * filter_size**2
    rows = (h - filter_size + 1) // 2
    columns = (w - filter_size + 1) // 2
    features = n_filters * rows * columns
    shape = (n_filters, c, filter_size, filter_size)
    F = rng.normal(0.0, np.sqrt(2 / fan_in), shape)
    W = rng.normal(0.0, np.sqrt(2 / features), (features, n_classes))
    bF = np.zeros(n_filters)
    b = np.zeros((1, n_classes))
    return {"F": F, "bF": bF, "W": W, "b": b}
""")
for slug, fan_in, sentence in (
    ("forgets the channels", "filter_size**2",
     "The fan_in of the filters leaves out the channels. One score adds up c * filter_size ** 2 numbers."),
    ("takes the image for the fan_in", "c * h * w",
     "The filters' fan_in is the whole image. A score adds up only what lies under the filter: c * filter_size ** 2."),
    ("counts the filters", "n_filters * filter_size**2",
     "The filters are scaled by their number. fan_in is what one score adds up: c * filter_size ** 2."),
    ("adds the fan_out", "(c + n_filters) * filter_size**2",
     "The filters are scaled by fan_in and fan_out together. He's rule takes fan_in alone: c * filter_size ** 2."),
    ("forgets the square", "c * filter_size",
     "The filters' fan_in is c * filter_size, but a filter has filter_size rows and as many columns: "
     "c * filter_size ** 2."),
):  # fmt: skip
    init_cnn.change(slug, "fan_in = c * filter_size**2", f"fan_in = {fan_in}", sentence, kind="factor")
for slug, weights, kind, sentence in (
    ("starts with weights of zero", "np.zeros((features, n_classes))", "initialization",
     "W is all zeros. Draw its numbers from rng, each by itself: rng.normal(0.0, spread, (features, n_classes))."),
    ("starts with weights of one", "np.ones((features, n_classes))", "initialization",
     "All numbers of W are 1, so no class can be told from another. Draw each by itself from rng, around 0."),
    ("draws positive weights", "rng.random((features, n_classes))", "randomness",
     "W lies between 0 and 1, and no number of it is negative. Draw around 0, as rng.normal does."),
    ("draws small positive weights", "0.01 * rng.random((features, n_classes))", "randomness",
     "No number of W is negative. Draw around 0, as rng.normal does."),
):  # fmt: skip
    init_cnn.change(slug, "rng.normal(0.0, np.sqrt(2 / features), (features, n_classes))", weights, sentence, kind=kind)
for slug, filters, weights, kind, sentence in (
    ("forgets the root", "2 / fan_in", "2 / features", "power",
     "The filters' standard deviation is 2 / fan_in, which is the variance. rng.normal wants its root: "
     "np.sqrt(2 / fan_in)."),
    ("forgets the root of the filters", "2 / fan_in", "np.sqrt(2 / features)", "power",
     "The filters' standard deviation is 2 / fan_in, which is the variance. rng.normal wants its root: "
     "np.sqrt(2 / fan_in)."),
    ("forgets the two", "np.sqrt(1 / fan_in)", "np.sqrt(1 / features)", "factor",
     "The filters' variance is 1 / fan_in. ReLU silences about half of the signal, and the 2 makes up for it: "
     "2 / fan_in."),
    ("forgets the two of the filters", "np.sqrt(1 / fan_in)", "np.sqrt(2 / features)", "factor",
     "The filters' variance is 1 / fan_in. ReLU silences about half of the signal, and the 2 makes up for it: "
     "2 / fan_in."),
    ("does not scale", "1.0", "1.0", "missing-step",
     "The filters have standard deviation 1. Scale them by np.sqrt(2 / fan_in)."),
    ("scales by a hundredth", "0.01", "0.01", "factor",
     "The filters have standard deviation 0.01. The right size depends on their fan_in: np.sqrt(2 / fan_in)."),
):  # fmt: skip
    init_cnn.change(
        slug, "np.sqrt(2 / fan_in), shape", f"{filters}, shape", "np.sqrt(2 / features), (", f"{weights}, (", sentence,
        kind=kind,
    )  # fmt: skip
for slug, kind, *edits in (
    ("draws the biases", "initialization", "np.zeros(n_filters)", "0.1 * rng.normal(size=n_filters)",
     "np.zeros((1, n_classes))", "0.1 * rng.normal(size=(1, n_classes))",
     "The biases are not zero. They start at zero: np.zeros."),
    ("starts with positive biases", "initialization", "np.zeros(n_filters)", "np.full(n_filters, 0.1)",
     "The biases of the filters are not zero. Both kinds of biases start at zero: np.zeros."),
    ("forgets the pool", "missing-step", "(h - filter_size + 1) // 2", "h - filter_size + 1",
     "(w - filter_size + 1) // 2", "w - filter_size + 1",
     "W has a row for every number of the feature maps. The pool keeps one of four: // 2 for height and width."),
    ("forgets that the map shrinks", "off-by-one", "(h - filter_size + 1) // 2", "h // 2",
     "(w - filter_size + 1) // 2", "w // 2",
     "The pool is counted, but not that the filter shrinks the map: its height is h - filter_size + 1 before the "
     "pool."),
    ("subtracts the whole filter", "off-by-one", "(h - filter_size + 1) // 2", "(h - filter_size) // 2",
     "(w - filter_size + 1) // 2", "(w - filter_size) // 2",
     "The feature map is a row and a column too small. Its height is h - filter_size + 1."),
    ("always takes MNIST", "wrong-variable", "n_filters * rows * columns", "n_filters * 169",
     "The number of features is that for MNIST, whatever image_shape and filter_size say. Count them: n_filters "
     "times the pool's height and width."),
    ("rounds once", "division", "n_filters * rows * columns",
     "n_filters * ((h - filter_size + 1) * (w - filter_size + 1) // 4)",
     "An odd feature map is divided by 4 as a whole. The pool drops what fills no window, in height and in width: "
     "// 2 for each of them."),
    ("rounds up", "division", "(h - filter_size + 1) // 2", "(h - filter_size + 2) // 2", "(w - filter_size + 1) // 2",
     "(w - filter_size + 2) // 2",
     "An odd feature map is rounded up. The pool drops what fills no window: // 2 for height and for width."),
    ("divides with a fraction", "division", "(h - filter_size + 1) // 2", "(h - filter_size + 1) / 2",
     "The number of features is no whole number, and no shape. The pool drops what fills no window: // 2."),
    ("takes images for square", "wrong-variable", "(w - filter_size + 1) // 2", "rows",
     "The features are counted as if images were square. They need not be: count height and width."),
    ("makes a row of filter biases", "shape", "np.zeros(n_filters)", "np.zeros((1, n_filters))",
     "bF has the shape of a row, (1, n_filters). Biases of filters are (n_filters,)."),
    ("makes flat biases", "shape", "np.zeros((1, n_classes))", "np.zeros(n_classes)",
     "b has lost an axis. It is a row, (1, n_classes), as in chapter 3.3."),
    ("makes filters without channels", "shape", "shape = (n_filters, c,", "shape = (n_filters,",
     "The filters have no axis for the channels. F is (n_filters, c, filter_size, filter_size)."),
    ("transposes the weights", "transpose", "(features, n_classes)", "(n_classes, features)",
     "W is transposed. It has a row for each feature and a column for each class."),
    ("uses other keys", "names", '{"F": F, "bF": bF, "W": W, "b": b}', '{"W1": F, "b1": bF, "W2": W, "b2": b}',
     'The keys are those of another network. Here they are "F", "bF", "W" and "b".'),
    ("returns a tuple", "return", '{"F": F, "bF": bF, "W": W, "b": b}', "F, bF, W, b",
     "You return a tuple. Return a dictionary with the keys F, bF, W and b."),
    ("makes its own generator", "randomness", "    c, h, w =", "    rng = np.random.default_rng(0)\n    c, h, w =",
     "Every call gives the same numbers, whatever rng is. Draw from the rng that is handed in."),
):  # fmt: skip
    init_cnn.change(slug, *edits, kind=kind)
init_cnn.change(
    "draws from the global generator", "F = rng.normal", "F = np.random.normal",
    "W = rng.normal", "W = np.random.normal",
    "You draw from NumPy's global random numbers. Draw from the rng that is handed in: rng.normal.",
    kind="randomness", random=True,
)  # fmt: skip
for slug, kind, *edits in (
    ("repeats one filter", "randomness", "shape = (n_filters,", "shape = (1,",
     "    bF = ", "    F = np.repeat(F, n_filters, axis=0)\n    bF = ",
     "All filters are the same. Ask rng.normal for the whole shape of F."),
    ("repeats one channel", "randomness", "shape = (n_filters, c,", "shape = (n_filters, 1,",
     "    bF = ", "    F = np.repeat(F, c, axis=1)\n    bF = ",
     "The channels of a filter are the same. Ask rng.normal for the whole shape of F."),
):  # fmt: skip
    init_cnn.change(slug, *edits, kind=kind)
init_cnn.change(
    "draws uniformly", "rng.normal(0.0, np.sqrt(2 / fan_in), shape)", "np.sqrt(6 / fan_in) * rng.uniform(-1, 1, shape)",
    "rng.normal(0.0, np.sqrt(2 / features), (", "np.sqrt(6 / features) * rng.uniform(-1, 1, (",
    "The filters are uniform between two bounds. They should be normal: draw them with rng.normal.",
    kind="wrong-function", score=2.79,
)  # fmt: skip
for slug, kind, *edits in (
    ("draws only positive numbers", "extra-step", "    bF = ", "    F, W = np.abs(F), np.abs(W)\n    bF = ",
     "All filters and weights are positive. rng.normal gives both signs: take no absolute value."),
):  # fmt: skip
    init_cnn.change(slug, *edits, kind=kind)

POOL = """
def max_pool(Z, size):
    rows, columns = Z.shape[2] // size, Z.shape[3] // size
    windows = Z[:, :, : rows * size, : columns * size].reshape(*Z.shape[:2], rows, size, columns, size)
    return windows.max(axis=(3, 5))


"""

forward_cnn = Mistakes(POOL + """
def forward_cnn(X, params):
    Z = conv_layer(X, params["F"], params["bF"])
    pooled = max_pool(relu(Z), 2)
    features = pooled.reshape(len(X), -1)
    scores = features @ params["W"] + params["b"]
    return softmax(scores)
""")  # fmt: skip
for slug, kind, *edits in (
    ("forgets relu", "missing-step", "relu(Z)", "Z",
     "The ReLU is missing. It stands between the convolution and the pool: relu(conv_layer(...))."),
    ("uses the sigmoid", "wrong-function", "relu(Z)", "sigmoid(Z)",
     "You use the sigmoid. The convolution is followed by ReLU."),
    ("uses leaky relu", "wrong-function", "relu(Z)", "leaky_relu(Z)",
     "You use leaky ReLU, with a slope of 0.01. Here it is plain ReLU."),
    ("pools by the mean", "wrong-function", "windows.max(", "windows.mean(",
     "You pool by the mean of each window. Here it is max_pool, which keeps the largest."),
    ("forgets to pool", "missing-step", "max_pool(relu(Z), 2)", "relu(Z)",
     "The pool is missing, so there are more features than W has rows. max_pool(relu(...), 2) comes before the "
     "flattening."),
    ("returns scores", "missing-step", "softmax(scores)", "scores",
     "The softmax is missing: these are scores. softmax turns each row into probabilities."),
    ("ends with the sigmoid", "wrong-function", "softmax(scores)", "sigmoid(scores)",
     "The sigmoid is applied to the scores. Softmax is: the probabilities of each row sum to 1."),
    ("normalizes over the samples", "axis", "softmax(scores)", "softmax(scores.T).T",
     "Each column sums to 1. The classes of a sample compete with each other: softmax runs over the last axis."),
):  # fmt: skip
    forward_cnn.change(slug, *edits, kind=kind)
forward_cnn.variant(
    "normalizes over the samples",
    POOL + """
def forward_cnn(X, params):
    pooled = max_pool(relu(conv_layer(X, params["F"], params["bF"])), 2)
    e = np.exp(pooled.reshape(len(X), -1) @ params["W"] + params["b"])
    return e / e.sum(axis=0)
""")  # fmt: skip
for slug, kind, *edits in (
    ("normalizes over everything", "axis", "softmax(scores)", "softmax(scores.reshape(1, -1)).reshape(scores.shape)",
     "All probabilities together sum to 1. Each row should: softmax runs over the last axis."),
):  # fmt: skip
    forward_cnn.change(slug, *edits, kind=kind)
forward_cnn.variant(
    "normalizes over everything",
    POOL + """
def forward_cnn(X, params):
    pooled = max_pool(relu(conv_layer(X, params["F"], params["bF"])), 2)
    scores = pooled.reshape(len(X), -1) @ params["W"] + params["b"]
    e = np.exp(scores - scores.max())
    return e / np.sum(e)
""")  # fmt: skip
forward_cnn.change(
    "overflows", "return softmax(scores)", "e = np.exp(scores)\n    return e / e.sum(axis=1, keepdims=True)",
    "Large scores become nan, since np.exp grows beyond all floats. Use softmax of chapter 3.2, which subtracts the "
    "maximum first.",
    kind="overflow", score=2.73,
)  # fmt: skip
for slug, kind, *edits in (
    ("flattens with the filters last", "order", "pooled.reshape(", "pooled.transpose(0, 2, 3, 1).reshape(",
     "The numbers are flattened in another order: the filters come last. reshape(len(X), -1), without a transpose, "
     "writes map after map."),
    ("flattens column by column", "order", "pooled.reshape(", "pooled.swapaxes(2, 3).reshape(",
     "Each map is flattened column by column. reshape(len(X), -1) reads it row by row."),
    ("mixes samples in flattening", "order", "pooled.reshape(len(X), -1)", "pooled.reshape(-1, len(X)).T",
     "Samples get mixed up in the flattening: numbers of different samples stand in one row. Use reshape(len(X), "
     "-1)."),
    ("forgets the filter biases", "missing-step", 'params["bF"]', '0 * params["bF"]',
     'The biases of the filters are left out. Pass params["bF"] to conv_layer.'),
    ("forgets the dense biases", "missing-step", ' + params["b"]', "",
     'The biases of the dense layer are left out. Add params["b"] before softmax.'),
    ("takes parameters in order", "order", "    Z = conv",
     '    params = dict(zip(("F", "bF", "W", "b"), params.values()))\n    Z = conv',
     'The parameters are taken in the order of the dictionary, which may be any. Take them by name: params["F"], '
     'params["bF"], params["W"], params["b"].'),
    ("applies relu to the scores", "extra-step", "softmax(scores)", "softmax(relu(scores))",
     "ReLU is applied to the scores of the dense layer as well. They go to softmax as they are."),
    ("drops channels", "indexing", 'conv_layer(X, params["F"],', 'conv_layer(X[:, :1], params["F"][:, :1],',
     "Only the first channel of the images is used. conv_layer takes X with all its channels."),
    ("turns filters around", "order", 'conv_layer(X, params["F"],', 'conv_layer(X, params["F"][:, :, ::-1, ::-1],',
     "Filters are turned around before the convolution. conv_layer lays them down as they are."),
    ("returns a pair", "return", "return softmax(scores)", "return pooled, softmax(scores)",
     "You return the features as well, as a pair. Return the probabilities alone."),
    ("returns the classes", "return", "softmax(scores)", "softmax(scores).argmax(axis=1)",
     "You return the most probable class. Return the probabilities of all classes, (n, k)."),
    ("rescales the pixels", "extra-step", "conv_layer(X,", "conv_layer(X / 255,",
     "The pixels are divided by 255 here. X comes as it should be used: leave it as it is."),
    ("writes into the parameters", "in-place", "    return softmax",
     '    params["b"] += features.mean()\n    return softmax',
     "The caller's params are changed. Leave them as they are, and make new arrays."),
):  # fmt: skip
    forward_cnn.change(slug, *edits, kind=kind)

cnn_loss = Mistakes(POOL + max_pool_backward.source + "\n\n" + conv_layer_backward.source + """

def cnn_loss(X, y, params):
    Z = conv_layer(X, params["F"], params["bF"])
    pooled = relu(max_pool(Z, 2))
    features = pooled.reshape(len(X), -1)
    A = softmax(features @ params["W"] + params["b"])
    loss = cross_entropy(A, y)
    delta = (A - y) / len(X)
    dW = features.T @ delta
    db = delta.sum(axis=0, keepdims=True)
    dpooled = (delta @ params["W"].T).reshape(pooled.shape)
    dpooled = dpooled * (pooled > 0)
    dZ = max_pool_backward(dpooled, Z, 2)
    _, dF, dbF = conv_layer_backward(dZ, X, params["F"])
    return loss, {"F": dF, "bF": dbF, "W": dW, "b": db}
""")  # fmt: skip

cnn_loss.change(
    "gives ties the gradient several times", "first = only_first(winners)", "first = winners",
    "Where several numbers of a window are the maximum, each gets the whole gradient (X == maximum does that). On a "
    "black background this is so everywhere, and the gradient of bF becomes too large. Only the first gets it.",
    kind="boundary", score=4.29,
)  # fmt: skip
for slug, kind, *edits in (
    ("lets the last of a tie win", "boundary", "first = only_first(winners)",
     "first = only_first(winners[..., ::-1, ::-1])[..., ::-1, ::-1]",
     "In a tie the last maximum of a window gets the gradient. It should be the first: use max_pool_backward."),
    ("shares the gradient of a tie", "boundary", "first = only_first(winners)",
     "first = winners / winners.sum(axis=(-2, -1), keepdims=True)",
     "In a tie the maxima of a window share the gradient. The first takes all: use max_pool_backward."),
    ("sends the gradient to whole windows", "missing-step", "first = only_first(winners)",
     "first = np.ones(window.shape)",
     "All numbers of a window get the gradient. Only the maximum had any influence: use max_pool_backward."),
    ("forgets the slope of relu", "missing-step", "dpooled * (pooled > 0)", "dpooled",
     "ReLU is missing on the way back. Where the pooled number is 0 nothing passes: multiply by (pooled > 0)."),
    ("forgets the slope of relu before the pool", "missing-step", "relu(max_pool(Z, 2))", "max_pool(relu(Z), 2)",
     "dpooled * (pooled > 0)", "dpooled", "max_pool_backward(dpooled, Z, 2)", "max_pool_backward(dpooled, relu(Z), 2)",
     "ReLU is missing on the way back. Where a score is not positive nothing passes: multiply by (Z > 0)."),
    ("multiplies by the pooled numbers", "wrong-step", "dpooled * (pooled > 0)", "dpooled * pooled",
     "You multiply by the pooled numbers where the slope of ReLU belongs: 1 where they are positive, 0 elsewhere."),
    ("forgets relu", "missing-step", "relu(max_pool(Z, 2))", "max_pool(Z, 2)", "dpooled * (pooled > 0)", "dpooled",
     "ReLU is missing, forward and backward. The pool's numbers go through it: relu(max_pool(Z, 2))."),
    ("forgets the mean", "mean-or-sum", "(A - y) / len(X)", "A - y",
     "The gradients are not divided by n, but the loss is a mean over the samples: delta = (A - y) / n."),
    ("divides by n twice", "mean-or-sum", "(A - y) / len(X)", "(A - y) / len(X) ** 2",
     "All gradients are divided by n twice. delta = (A - y) / n has it already, and every gradient inherits it."),
    ("divides the filters by n again", "mean-or-sum", '"F": dF, "bF": dbF', '"F": dF / len(X), "bF": dbF / len(X)',
     "The gradients of F and bF are divided by n once more. delta has its 1 / n already, and they inherit it."),
    ("averages the dense biases", "mean-or-sum", "delta.sum(axis=0,", "delta.mean(axis=0,",
     "b takes the mean of delta, but delta has its 1 / n already. Add the samples up."),
    ("averages over the places", "mean-or-sum", '"F": dF, "bF": dbF',
     '"F": dF / Z[0, 0].size, "bF": dbF / Z[0, 0].size',
     "The gradients of F and bF are those of a mean over the places. Add up all places."),
    ("turns the sign around", "sign", "(A - y)", "(y - A)",
     "The sign is turned around: y - A leads uphill. The gradient begins with A - y."),
    ("multiplies by the slope of the output", "extra-step", "(A - y) / len(X)", "(A - y) * A * (1 - A) / len(X)",
     "You multiply A - y by A (1 - A) as well. The slope of softmax is in A - y already."),
    ("puts the gradient back in another order", "order", '(delta @ params["W"].T).reshape(pooled.shape)',
     '(delta @ params["W"].T).reshape(*pooled.transpose(0, 2, 3, 1).shape).transpose(0, 3, 1, 2)',
     "The gradient is put back into maps in another order than the one in which they were flattened. Use "
     "reshape(pooled.shape), without a transpose."),
    ("flattens with the filters last", "order", "pooled.reshape(len(X), -1)",
     "pooled.transpose(0, 2, 3, 1).reshape(len(X), -1)", '(delta @ params["W"].T).reshape(pooled.shape)',
     '(delta @ params["W"].T).reshape(*pooled.transpose(0, 2, 3, 1).shape).transpose(0, 3, 1, 2)',
     "Forward and backward, you flatten with the filters last. Flatten map after map: reshape(len(X), -1)."),
    ("turns the filters' gradient", "order", '"F": dF,', '"F": dF[:, :, ::-1, ::-1],',
     "dF is turned around. The convolution does not turn filters, so neither does its gradient."),
    ("trains the dense layer alone", "missing-step", '"F": dF, "bF": dbF', '"F": 0 * dF, "bF": 0 * dbF',
     "The filters never learn: the gradients of F and bF are zeros. Go back through pool and convolution."),
    ("returns the dense layer alone", "return", '"F": dF, "bF": dbF, ', "",
     "The gradients of F and bF are missing. grads has the keys of params: F, bF, W and b."),
    ("forgets the other channels", "indexing", "    return loss,", "    dF[:, 1:] = 0\n    return loss,",
     "Only the first channel of the filters gets a gradient. Each channel met its own channel of the images."),
    ("names the gradients with a d", "names", '{"F": dF, "bF": dbF, "W": dW, "b": db}',
     '{"dF": dF, "dbF": dbF, "dW": dW, "db": db}',
     'The keys begin with a d. Name the gradients as the parameters are named: "F", "bF", "W", "b".'),
    ("flattens the dense biases", "shape", "delta.sum(axis=0, keepdims=True)", "delta.sum(axis=0)",
     "b's gradient has lost an axis. It is a row, as b is: keepdims=True."),
    ("swaps the pair", "return", 'return loss, {"F": dF, "bF": dbF, "W": dW, "b": db}',
     'return {"F": dF, "bF": dbF, "W": dW, "b": db}, loss',
     "The pair is in the wrong order. Return the loss first: return loss, grads."),
    ("returns only the loss", "return", ', {"F": dF, "bF": dbF, "W": dW, "b": db}', "",
     "You return only the loss. gradient_descent needs the gradients too: return loss, grads."),
    ("sums the loss", "mean-or-sum", "loss = cross_entropy(A, y)", "loss = cross_entropy(A, y) * len(X)",
     "The loss is summed over the samples. It is their mean, as cross_entropy gives it."),
    ("returns a loss for each sample", "mean-or-sum", "cross_entropy(A, y)",
     "-(y * np.log(np.maximum(A, 1e-15))).sum(axis=1)",
     "The loss is an array with a number for each sample. Return their mean: cross_entropy(A, y)."),
    ("averages over the classes", "mean-or-sum", "cross_entropy(A, y)", "-np.mean(y * np.log(np.maximum(A, 1e-15)))",
     "The loss is a mean over the classes as well. Sum over the classes, and average over the samples."),
    ("swaps the arguments of the loss", "order", "cross_entropy(A, y)", "cross_entropy(y, A)",
     "The loss is that of y as the prediction. The predictions come first: cross_entropy(A, y)."),
    ("uses the squared error", "wrong-function", "cross_entropy(A, y)", "float(((A - y) ** 2).mean())",
     "The loss is a squared error. It is cross_entropy(A, y)."),
    ("takes the log of zero", "epsilon", "cross_entropy(A, y)", "float(-(y * np.log(A)).sum(axis=1).mean())",
     "np.log meets a probability of exactly 0. cross_entropy of chapter 3.3 limits it from below."),
    ("applies softmax twice", "extra-step", "loss = cross_entropy(A, y)", "loss = cross_entropy(softmax(A), y)",
     "The loss is that of softmax(A), but A has been through softmax already: cross_entropy(A, y)."),
    ("takes the parameters in order", "order", "    Z = conv",
     '    params = dict(zip(("F", "bF", "W", "b"), params.values()))\n    Z = conv',
     'The parameters are taken in the order of the dictionary, which may be any. Take them by name: params["F"], '
     'params["bF"], params["W"], params["b"].'),
    ("returns updated parameters", "extra-step", '{"F": dF, "bF": dbF, "W": dW, "b": db}',
     '{key: params[key] - 0.1 * slope for key, slope in {"F": dF, "bF": dbF, "W": dW, "b": db}.items()}',
     "You return updated parameters in place of the gradients. The step is taken by gradient_descent."),
    ("updates the parameters", "in-place", "    return loss,", '    params["W"] -= 0.1 * dW\n    return loss,',
     "The caller's params are changed. Return loss and gradients: the step is taken by gradient_descent."),
):  # fmt: skip
    cnn_loss.change(slug, *edits, kind=kind)
for A in ("A + 1e-3", "A + 1e-4", "np.maximum(A, 1e-3)", "np.maximum(A, 1e-4)", "np.maximum(A, 1e-5)"):
    cnn_loss.change(f"has {A} in its logarithm", "cross_entropy(A, y)", f"float(-(y * np.log({A})).sum(axis=1).mean())",
        "The epsilon in the logarithm is too large: a probability of 0 costs less than -log(1e-7). Use cross_entropy.",
        kind="epsilon")  # fmt: skip
cnn_loss.variant(
    "has np.maximum(A, 1e-4) in its logarithm",
    cnn_loss.source.replace("cross_entropy(A, y)", "-np.log(np.maximum(A, 1e-4)[range(len(y)), y.argmax(1)]).mean()"),
)

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

filter_gradient = Mistakes("""
def filter_gradient(dout, image):
    h, w = dout.shape
    dfilter = np.zeros((image.shape[0] - h + 1, image.shape[1] - w + 1))
    for m in range(dfilter.shape[0]):
        for n in range(dfilter.shape[1]):
            dfilter[m, n] = (dout * image[m : m + h, n : n + w]).sum()
    return dfilter
""")
for slug, old, new, kind, sentence in (
    ("turns dout around", "(dout *", "(dout[::-1, ::-1] *", "order",
     "dout is turned around. It slides over the image as it is, as in conv2d."),
    ("turns the result around", "return dfilter", "return dfilter[::-1, ::-1]", "order",
     "The result is turned around: its first number belongs to the upper left of the filter."),
    ("averages over places", ".sum()", ".mean()", "mean-or-sum",
     "You take the mean over the places. The filter was used at each of them: add them up."),
    ("has the shape of dout", "return dfilter", "return dout * image[:h, :w]", "shape",
     "The result has the shape of dout. It is that of the filter: (h - h' + 1, w - w' + 1)."),
    ("leaves out dout", "(dout * image[m : m + h, n : n + w])", "(image[m : m + h, n : n + w])", "missing-step",
     "dout is left out: you add up the pixels. Multiply each by the dout of its place."),
    ("changes the image", "return dfilter", "image *= 2\n    return dfilter", "in-place",
     "The caller's image is changed. Leave it as it is, and make new arrays."),
):  # fmt: skip
    filter_gradient.change(slug, old, new, sentence, kind=kind)

image_gradient = Mistakes("""
def image_gradient(dout, filter):
    kh, kw = filter.shape
    dimage = np.zeros((dout.shape[0] + kh - 1, dout.shape[1] + kw - 1))
    for i in range(dout.shape[0]):
        for j in range(dout.shape[1]):
            dimage[i : i + kh, j : j + kw] += dout[i, j] * filter
    return dimage
""")
for slug, old, new, kind, sentence in (
    ("wipes out earlier windows", "+=", "=", "wrong-step",
     "Where windows overlap, the later one wipes out the earlier one. Add up what they give."),
    ("turns the filter around", "* filter", "* filter[::-1, ::-1]", "order",
     "The filter is turned around. At each place lay it down as it is, times dout."),
    ("has the shape of the output", "return dimage", "return dimage[: dout.shape[0], : dout.shape[1]]", "shape",
     "The result is too small: the image is larger than dout, (h' + kh - 1, w' + kw - 1)."),
    ("leaves dout out", "dout[i, j] * filter", "filter", "missing-step",
     "dout is left out: every place lays down the same filter. Multiply it by dout[i, j]."),
    ("transposes the image", "return dimage", "return dimage.T", "transpose",
     "The result is transposed: rows and columns have changed places."),
    ("changes dout", "return dimage", "dout *= 2\n    return dimage", "in-place",
     "The caller's dout is changed. Leave it as it is, and make new arrays."),
):  # fmt: skip
    image_gradient.change(slug, old, new, sentence, kind=kind)

features_gradient = Mistakes("""
def features_gradient(delta, W, shape):
    flat = delta @ W.T
    return flat.reshape(len(delta), *shape)
""")
for slug, old, new, kind, sentence in (
    ("fills the block with the filters last", "flat.reshape(len(delta), *shape)",
     "flat.reshape(len(delta), *shape[1:], shape[0]).transpose(0, 3, 1, 2)", "order",
     "The block is filled in another order. reshape(n, f, h', w') is all: no transpose, no other order."),
    ("leaves it flat", "flat.reshape(len(delta), *shape)", "flat", "shape",
     "The gradient is still flat. Give each sample the shape (f, h', w') again."),
    ("divides by n", "return flat", "flat = flat / len(delta)\n    return flat", "mean-or-sum",
     "You divide by n. delta has its 1 / n already, and passes it on."),
    ("adds up the samples", "flat.reshape(len(delta), *shape)", "flat.sum(axis=0).reshape(shape)", "axis",
     "The samples are added up. Each sample has a gradient of its own: (n, f, h', w')."),
    ("forgets the transpose", "W.T", "W", "transpose",
     "W is used without its transpose. delta is (n, k) and W (features, k): delta @ W.T."),
    ("multiplies number by number", "delta @ W.T", "delta * W[: len(delta)]", "wrong-step",
     "delta and W are multiplied number by number. Each feature adds up over the classes: delta @ W.T."),
    ("changes delta", "    return", "    delta *= 2\n    return", "in-place",
     "The caller's delta is changed. Leave it as it is, and make new arrays."),
):  # fmt: skip
    features_gradient.change(slug, old, new, sentence, kind=kind)
features_gradient.change(
    "fills the block column by column", "*shape)", '*shape, order="F")',
    "The block is filled in another order. reshape(n, f, h', w') is all: no transpose, no other order.",
    kind="order", alike="the block worked out by hand is filled in the same wrong order by both",
)  # fmt: skip


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
