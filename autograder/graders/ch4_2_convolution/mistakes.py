"""The mistakes of chapter 4.2, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

conv2d = Mistakes("""
def conv2d(image, filter, stride=1):
    h, w = image.shape
    kh, kw = filter.shape
    if kh > h or kw > w:
        raise ValueError("too large")
    height = (h - kh) // stride + 1
    width = (w - kw) // stride + 1
    out = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            top, left = i * stride, j * stride
            window = image[top : top + kh, left : left + kw]
            product = window * filter
            out[i, j] = product.sum()
    return out
""")
conv2d.change("flips the filter", "window * filter", "window * filter[::-1, ::-1]",
    "The filter is turned around: that is true convolution, as convolve2d computes it. Here image[i * stride + m, "
    "j * stride + n] meets filter[m, n], so leave the filter as it is.", kind="order", find=True)
conv2d.change("turns the filter upside down", "window * filter", "window * filter[::-1]",
    "The filter is upside down: its first row belongs on the window's first row.", kind="order")
conv2d.change("mirrors the filter", "window * filter", "window * filter[:, ::-1]",
    "The filter is mirrored: its first column belongs on the window's first column.", kind="order")
conv2d.change("transposes the filter", "kh, kw = filter.shape", "filter = filter.T\n    kh, kw = filter.shape",
    "The filter lies transposed on the window: its rows on the columns. Its rows belong on the window's rows.",
    kind="transpose")
conv2d.change("transposes the map", "return out", "return out.T",
    "The result is transposed. out[i, j] belongs to the window that starts in row i * stride and column j * stride.",
    kind="transpose")
conv2d.change("pads to the same size", "    height =", """\
    image = np.pad(image, ((kh // 2, (kh - 1) // 2), (kw // 2, (kw - 1) // 2)))
    h, w = image.shape
    height =""",
    'The result is as large as the image, as with zeros around it ("same"). The filter stays inside the image: '
    "the result is (h - kh) // stride + 1 high.", kind="shape")
conv2d.change("pads to the full size", "    height =", """\
    image = np.pad(image, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    h, w = image.shape
    height =""",
    'The result is larger than the image, as with mode "full", where the filter sticks out on all sides. Here it stays '
    "inside.", kind="shape")
conv2d.change("ignores the stride", "    height =", "    stride = 1\n    height =",
    "The stride is not used: window (i, j) starts at pixel (i * stride, j * stride).", kind="wrong-variable")
conv2d.change("strides over rows only", "(w - kw) // stride", "w - kw", "j * stride", "j",
    "The stride is used going down, but not to the right. It counts for columns as well.", kind="wrong-variable")
conv2d.change("strides over columns only", "(h - kh) // stride", "h - kh", "i * stride", "i",
    "The stride is used going to the right, but not down. It counts for rows as well.", kind="wrong-variable")
conv2d.change("forgets the stride in the windows", "i * stride, j * stride", "i, j",
    "The size of the result takes the stride into account, and the windows do not: window (i, j) starts at "
    "pixel (i * stride, j * stride), not (i, j).", kind="wrong-variable")
conv2d.change("steps by the size of the filter", "(h - kh) // stride", "(h - kh) // (stride * kh)",
    "(w - kw) // stride", "(w - kw) // (stride * kw)", "i * stride, j * stride", "i * stride * kh, j * stride * kw",
    "The windows lie side by side: their step is the size of the filter times the stride. One step is stride pixels.",
    kind="wrong-variable")
conv2d.change("forgets the last place", "(h - kh) // stride + 1", "(h - kh) // stride", "(w - kw) // stride + 1",
    "(w - kw) // stride", "The last row and the last column of the result are missing. There is one more place than "
    "there are steps: (h - kh) // stride + 1.", kind="off-by-one")
conv2d.code("leaves out the window at the edge", """
def conv2d(image, filter, stride=1):
    h, w = image.shape
    kh, kw = filter.shape
    if kh > h or kw > w:
        raise ValueError("too large")
    rows, columns = range(0, h - kh, stride), range(0, w - kw, stride)
    out = [[(image[i : i + kh, j : j + kw] * filter).sum() for j in columns] for i in rows]
    return np.array(out)
""", "A window that ends at the edge of the image is left out. The last one may start at h - kh, and range(h - kh) "
    "ends before: range(0, h - kh + 1, stride).", kind="off-by-one")
conv2d.change("adds one before dividing", "(h - kh) // stride + 1", "(h - kh + 1) // stride",
    "(w - kw) // stride + 1", "(w - kw + 1) // stride",
    "With a stride, places are missing at the end. First divide, then add 1: (h - kh) // stride + 1.", kind="order")
conv2d.change("rounds the size up", "(h - kh) // stride", "-(-(h - kh) // stride)", "(w - kw) // stride",
    "-(-(w - kw) // stride)",
    "The last windows stick out of the image. Drop what fills no window: (h - kh) // stride + 1 rounds down.",
    kind="off-by-one")
conv2d.change("forgets the size of the filter", "(h - kh) // stride + 1", "h // stride",
    "(w - kw) // stride + 1", "w // stride",
    "There are as many places as if the filter had no size. The window has to fit: (h - kh) // stride + 1.",
    kind="missing-step")
conv2d.code("divides without rounding", """
def conv2d(image, filter, stride=1):
    if filter.shape[0] > image.shape[0] or filter.shape[1] > image.shape[1]:
        raise ValueError
    height = (image.shape[0] - filter.shape[0]) / stride + 1
    width = (image.shape[1] - filter.shape[1]) / stride + 1
    return np.zeros((height, width))
""", "A size is a float here, and has to be a whole number. / and np.floor give floats: divide by //.", kind="division")
conv2d.change("gives zeros two arguments", "np.zeros((height, width))", "np.zeros(height, width)",
    "np.zeros takes the shape as one argument, a pair: np.zeros((height, width)). The second is for the dtype.",
    kind="type")
conv2d.change("builds rows that are one", "np.zeros((height, width))", "[[0.0] * width] * height", "out[i, j]",
    "out[i][j]", "return out", "return np.array(out)",
    "All rows of the result are the last one: they may be one and the same list, as in [[0] * w] * h. Make an array "
    "with np.zeros((h, w)).", kind="sharing")
conv2d.change("returns after the first place", "            out[i, j] = product.sum()\n    return out",
    "            out[i, j] = product.sum()\n            return out",
    "Only the first place is filled, and the rest is still 0. Does a return stand inside a loop?",
    kind="return")
conv2d.change("returns after the first row", "product.sum()\n    return out", "product.sum()\n        return out",
    "Only the first row is filled, and the rest is still 0. Does a return stand inside a loop?",
    kind="return")
conv2d.change("takes the height of the filter for its width", "    height =", "    kw = kh\n    height =",
    "The filter's height is used for its width too. It need not be square: kh, kw = filter.shape.",
    kind="wrong-variable")
conv2d.change("swaps height and width of the filter", "    height =", "    kw, kh = kh, kw\n    height =",
    "Height and width of the filter have changed places. The height comes first: kh, kw = filter.shape.", kind="order")
conv2d.change("takes the height of the image for its width", "    height =", "    w = h\n    height =",
    "The image's height is used for its width too. It need not be square: h, w = image.shape.", kind="wrong-variable")
conv2d.change("swaps height and width of the image", "    height =", "    w, h = h, w\n    height =",
    "Height and width of the image have changed places. The height comes first: h, w = image.shape.", kind="order")
conv2d.change("averages the products", "product.sum()", "product.mean()",
    "You take the mean of the products. A convolution adds them up: .sum(), not .mean().", kind="mean-or-sum")
conv2d.change("takes the largest product", "product.sum()", "product.max()",
    "You take the largest product. A convolution adds them all up: .sum(), not .max().", kind="wrong-function")
conv2d.change("sums over the rows only", "product.sum()", "sum(product)",
    "A place gets several numbers: Python's own sum, and an axis=, leave some of a window's numbers apart. Add up all: "
    "(window * filter).sum().",
    kind="axis")
conv2d.change("multiplies as matrices", "window * filter", "window @ filter",
    "The window is multiplied by the filter as a matrix, as @ and np.dot do. Multiply what lies on top of each other: "
    "window * filter.", kind="wrong-function")
for slug, product in (("with the filter transposed", "window @ filter.T"), ("transposed", "window.T @ filter")):
    conv2d.change(f"multiplies as matrices, {slug}", "window * filter", product,
        "The window is multiplied by the filter as a matrix, and numbers meet that do not lie on top of each other. "
        "Multiply element by element: (window * filter).sum().", kind="wrong-function")
conv2d.change("cuts off negative values", "return out", "return np.maximum(out, 0)",
    "Negative values are cut off. A filter may answer with any number; ReLU comes later.", kind="extra-step")
conv2d.change("checks the height only", "kh > h or kw > w", "kh > h",
    "A filter that is wider than the image is not refused. Compare kw with w too, and raise ValueError.", kind="errors")
conv2d.change("checks the width only", "kh > h or kw > w", "kw > w",
    "A filter that is higher than the image is not refused. Compare kh with h too, and raise ValueError.",
    kind="errors")
ONE_DIRECTION = (
    "A filter that sticks out of the image in one direction only can slip through. Either direction is enough: refuse "
    "it if kh > h or kw > w."
)
conv2d.change("refuses only what is too large in both", "kh > h or kw > w", "kh > h and kw > w",
    ONE_DIRECTION, kind="errors")
conv2d.change("compares the areas", "kh > h or kw > w", "kh * kw > h * w", "out = np.zeros((height, width))",
    "out = np.zeros((max(height, 0), max(width, 0)))",
    ONE_DIRECTION, kind="errors", alike="the visible filters stick out in one direction and have few pixels")
conv2d.change("accepts filters that do not fit", "kh > h or kw > w", "False",
    "A filter that is larger than the image is not refused. Raise ValueError first of all if kh > h or kw > w.",
    kind="errors", score=5.08)
conv2d.change("returns None for filters that do not fit", 'raise ValueError("too large")', "return None",
    "For a filter that is larger than the image None comes back. Raise ValueError(...) there.",
    kind="errors")
conv2d.change("asserts that the filter fits", "if kh > h or kw > w:", "assert kh <= h and kw <= w",
    '        raise ValueError("too large")\n', "",
    "A filter that is larger than the image stops at an assert, with an AssertionError. Raise ValueError(...) there.",
    kind="errors")
conv2d.change("refuses a filter as large as the image", "kh > h or kw > w", "kh >= h or kw >= w",
    "A filter as large as the image fits once. Refuse it only if it is larger: > and not >=.", kind="boundary")
conv2d.change("multiplies inside the image", "product = window * filter",
    "window *= filter\n            product = window",
    "The image is written into: a slice such as window is a view of it, and *= changes both. Write window * filter, "
    "which is a new array.", kind="in-place")
conv2d.variant("flips the filter", """
def conv2d(image, filter, stride=1):
    kh, kw = filter.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError
    full = sum(
        filter[kh - 1 - m, kw - 1 - n]
        * image[m : image.shape[0] - kh + 1 + m, n : image.shape[1] - kw + 1 + n]
        for m in range(kh) for n in range(kw)
    )
    return full[::stride, ::stride]
""")
conv2d.variant("ignores the stride", """
def conv2d(image, filter, stride=1):
    if any(k > s for k, s in zip(filter.shape, image.shape)):
        raise ValueError
    windows = np.lib.stride_tricks.sliding_window_view(image, filter.shape)
    return np.tensordot(windows, filter, 2)
""")
conv2d.variant("divides without rounding", """
def conv2d(image, filter, stride=1):
    H, W = image.shape
    HH, WW = filter.shape
    if HH > H or WW > W:
        raise ValueError("too large")
    H_new = 1 + (H - HH) / stride
    W_new = 1 + (W - WW) / stride
    out = np.zeros((H_new, W_new))
    for j in range(H_new):
        for k in range(W_new):
            out[j, k] = np.sum(image[j * stride : HH + j * stride, k * stride : WW + k * stride] * filter)
    return out
""")
conv2d.variant("forgets the last place", """
def conv2d(image, filter, stride=1):
    (h, w), (kh, kw) = image.shape, filter.shape
    if kh > h or kw > w:
        raise ValueError
    out = [
        [np.sum(image[i : i + kh, j : j + kw] * filter) for j in range(0, (w - kw) // stride * stride, stride)]
        for i in range(0, (h - kh) // stride * stride, stride)
    ]
    return np.array(out).reshape((h - kh) // stride, (w - kw) // stride)
""")
conv2d.variant("builds rows that are one", """
def conv2d(image, filter, stride=1):
    (h, w), (kh, kw) = image.shape, filter.shape
    if kh > h or kw > w:
        raise ValueError
    row = [0] * ((w - kw) // stride + 1)
    out = []
    for i in range(0, h - kh + 1, stride):
        for j in range(0, w - kw + 1, stride):
            row[j // stride] = float(np.vdot(image[i : i + kh, j : j + kw], filter))
        out.append(row)
    return np.array(out)
""")
conv2d.variant("returns after the first row", """
def conv2d(image, filter, stride=1):
    (h, w), (kh, kw) = image.shape, filter.shape
    if kh > h or kw > w:
        raise ValueError
    out = np.zeros(((h - kh) // stride + 1, (w - kw) // stride + 1))
    i = 0
    while i < len(out):
        for j in range(out.shape[1]):
            s = 0
            for m in range(kh):
                for n in range(kw):
                    s += image[i * stride + m, j * stride + n] * filter[m, n]
            out[i, j] = s
        i += 1
        return out
""")


conv_layer = Mistakes("""
def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, _, kh, kw = filters.shape
    height = (h - kh) // stride + 1
    width = (w - kw) // stride + 1
    windows = np.lib.stride_tricks.sliding_window_view(X, (kh, kw), axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]
    columns = windows.transpose(1, 4, 5, 0, 2, 3)
    columns = columns.reshape(c * kh * kw, n * height * width)
    rows = filters.reshape(f, c * kh * kw)
    maps = rows @ columns + b[:, np.newaxis]
    maps = maps.reshape(f, n, height, width)
    maps = maps.transpose(1, 0, 2, 3)
    return maps
""")
conv_layer.change("forgets the biases", " + b[:, np.newaxis]", "",
    "The biases are missing: add b[f] to every number of map f, such as b[:, None, None].", kind="missing-step")
conv_layer.change("adds the bias for each channel", "+ b[:", "+ c * b[:",
    "The bias is added once for each channel. Add up the channels first, and then the bias, once.", kind="order")
conv_layer.change("adds the bias to each product", "+ b[:", "+ c * kh * kw * b[:",
    "The bias is added to every product of a window, and summed up with them. Add it once, to the sum.", kind="order")
conv_layer.change("adds the biases along the width", " + b[:, np.newaxis]", "", "return maps", "return maps + b",
    "The biases run along the width of the maps: NumPy matches b with the last axis. Give it axes of length 1 behind: "
    "b[:, None, None].", kind="broadcasting")
conv_layer.change("adds the biases along the height", " + b[:, np.newaxis]", "", "return maps",
    "return maps + b[:, np.newaxis]",
    "The biases run along the height of the maps. Each belongs to one whole map: b[:, None, None] has the axes "
    "(f, 1, 1).", kind="broadcasting")
conv_layer.change("adds the biases along the samples", " + b[:, np.newaxis]", "", "return maps",
    "return maps + b[:, np.newaxis, np.newaxis, np.newaxis]",
    "The biases run along the samples. They belong to the filters, the second axis: b[:, None, None].",
    kind="broadcasting")
conv_layer.change("adds all biases to every map", "b[:, np.newaxis]", "b.sum()",
    "Every map gets all the biases. Map f gets b[f] and no other.", kind="indexing")
conv_layer.change("adds the first bias to every map", "b[:, np.newaxis]", "b[0]",
    "Every map gets the bias of the first filter. Map f gets b[f].", kind="indexing")
conv_layer.change("subtracts the biases", "+ b[:", "- b[:", "The biases are taken away. They are added: + b[f].",
    kind="sign")
conv_layer.change("averages over the channels", "rows @ columns", "rows @ columns / c",
    "The mean over the channels is taken. Their contributions are added up: the sum over the channels, plus b[f].",
    kind="mean-or-sum")
conv_layer.change("averages the products", "rows @ columns", "rows @ columns / (c * kh * kw)",
    "The mean over the products of a window is taken. They are added up: .sum(), not .mean().", kind="mean-or-sum")
conv_layer.change("uses the first channel only", "    n, c,", "    X, filters = X[:, :1], filters[:, :1]\n    n, c,",
    "Only the first channel counts. Each filter has a grid for every channel, and what they give is added up.",
    kind="indexing")
conv_layer.change("keeps the last channel only", "    n, c,", "    X, filters = X[:, -1:], filters[:, -1:]\n    n, c,",
    "Only the last channel counts, as if it overwrote the others. Add up what the channels give.", kind="loop")
conv_layer.change("uses the first grid for all channels", "    f, _,",
    "    filters = np.repeat(filters[:, :1], c, axis=1)\n    f, _,",
    "All channels are seen through the filter's first grid. Channel c has a grid of its own, filters[f, c].",
    kind="indexing")
conv_layer.code("keeps the channels apart", """
def conv_layer(X, filters, b, stride=1):
    windows = np.lib.stride_tricks.sliding_window_view(X, filters.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwkl,fckl->nfchw", windows, filters) + b[:, None, None, None]
""", "The channels stay apart, in an axis of their own. A filter makes one map: add up over the channels.", kind="axis")
conv_layer.change("flips the filters", "rows = filters.reshape", "rows = filters[:, :, ::-1, ::-1].reshape",
    "The filters are turned around, as in true convolution. Use them as they are.", kind="order")
conv_layer.change("transposes the filters", "    f, _,", "    filters = filters.swapaxes(2, 3)\n    f, _,",
    "Each filter is transposed: its rows, kh, lie on the window's columns, kw. Use it as it is.", kind="transpose")
conv_layer.change("takes the height of the filters for their width", "f, _, kh, kw = filters.shape",
    "f, _, kh, _ = filters.shape\n    kw = kh",
    "The filters' height is used for their width too. They need not be square: f, c, kh, kw = filters.shape.",
    kind="wrong-variable")
conv_layer.change("swaps filters and channels", "rows = filters.", "rows = filters.transpose(1, 0, 2, 3).",
    "Filters and channels have changed places. filters is (f, c, kh, kw): filters[f, c] looks at channel c and adds "
    "to map f.", kind="order")
conv_layer.change("reshapes the filters to columns", "filters.reshape(f, c * kh * kw)",
    "filters.reshape(c * kh * kw, f).T",
    "filters.reshape(c * kh * kw, f) runs straight through the filters' borders. Make each filter a row, "
    "filters.reshape(f, -1), and transpose that where you need columns.", kind="transpose")
conv_layer.change("reshapes the product without a transpose", "maps.reshape(f, n, height, width)",
    "maps.reshape(n, f, height, width)", ".transpose(1, 0, 2, 3)", "",
    "Samples and filters are mixed up, as by reshaping a product of (f, n * h' * w') straight to (n, f, h', w'). "
    "Reshape to (f, n, h', w') first, then transpose(1, 0, 2, 3).", kind="transpose")
conv_layer.change("reshapes rows of windows without a transpose", "maps = maps.reshape(f, n, height, width)",
    "maps = maps.T.reshape(n, f, height, width)", ".transpose(1, 0, 2, 3)", "",
    "Filters and places are mixed up, as by reshaping a product of (n * h' * w', f) straight to (n, f, h', w'). "
    "Reshape to (n, h', w', f) first, then transpose(0, 3, 1, 2).", kind="transpose")
conv_layer.change("reshapes samples from the end", "(1, 4, 5, 0, 2, 3)", "(1, 4, 5, 2, 3, 0)",
    "maps.reshape(f, n, height, width)", "maps.reshape(n, f, height, width)", ".transpose(1, 0, 2, 3)", "",
    "Samples, filters and places are mixed up, as by reshaping a product of (f, h' * w' * n) straight to "
    "(n, f, h', w'). Reshape to (f, h', w', n) first, then transpose(3, 0, 1, 2).", kind="transpose")
conv_layer.change("reshapes the windows without a transpose", "windows.transpose(1, 4, 5, 0, 2, 3)", "windows",
    "Windows and places are mixed up, as by reshaping (n, c, h', w', kh, kw) to (c * kh * kw, places) as it stands. "
    "Transpose to (c, kh, kw, n, h', w') first.", kind="transpose")
conv_layer.change("orders windows and filters differently", "(1, 4, 5, 0, 2, 3)", "(4, 5, 1, 0, 2, 3)",
    "The numbers of a window stand in the order row, column, channel, and those of a filter in the order channel, row, "
    "column. They must agree: (c, kh, kw) for both.", kind="order")
conv_layer.change("puts the filters first", ".transpose(1, 0, 2, 3)", "",
    "The first two axes of the result have changed places: it is (f, n, h', w'). Transpose it to (n, f, h', w').",
    kind="transpose")
conv_layer.change("puts the filters last", "maps.transpose(1, 0, 2, 3)", "maps.transpose(1, 2, 3, 0)",
    "The filters are the last axis of the result, (n, h', w', f). They are the second: transpose(0, 3, 1, 2).",
    kind="transpose")
conv_layer.change("transposes the maps", "maps.transpose(1, 0, 2, 3)", "maps.transpose(1, 0, 3, 2)",
    "Each map is transposed: h' comes before w', as h comes before w.", kind="transpose")
conv_layer.change("looks at the first sample only", "    n, c,", "    X = np.repeat(X[:1], len(X), axis=0)\n    n, c,",
    "All samples get the maps of the first. Sample i has the maps of X[i].", kind="indexing")
conv_layer.change("uses the first filter only", "    f, _,",
    "    filters = np.repeat(filters[:1], len(filters), axis=0)\n    f, _,",
    "All maps are made by the first filter. Map f is made by filters[f].", kind="indexing")
conv_layer.change("ignores the stride", "    n, c,", "    stride = 1\n    n, c,",
    "The stride is not used: keep every stride-th window only, in both directions.", kind="wrong-variable")
conv_layer.change("strides down only", "(w - kw) // stride", "w - kw", "::stride, ::stride", "::stride",
    "The stride is used going down only. To the right it counts as well.", kind="wrong-variable")
conv_layer.change("strides to the right only", "(h - kh) // stride", "h - kh", "::stride, ::stride", ":, ::stride",
    "The stride is used going to the right only. Going down it counts as well.", kind="wrong-variable")
conv_layer.change("strides over samples and channels", "(w - kw) // stride", "w - kw", "(h - kh) // stride", "h - kh",
    "windows[:, :, ::stride, ::stride]", "windows", "return maps", "return maps[::stride, ::stride]",
    "The stride leaves out samples and maps, and no places. It belongs on the axes h' and w': [:, :, ::stride, "
    "::stride].", kind="axis")
conv_layer.change("takes the first windows", "::stride, ::stride", ":height, :width",
    "The size of the result takes the stride into account, and the windows do not: keep those that start at every "
    "stride-th pixel.", kind="wrong-variable")
conv_layer.change("forgets the last places", "(h - kh) // stride + 1", "(h - kh) // stride", "(w - kw) // stride + 1",
    "(w - kw) // stride", "::stride, ::stride]", "::stride, ::stride][:, :, :height, :width]",
    "The last row and the last column of every map are missing. There is one more place than there are steps: "
    "(h - kh) // stride + 1.", kind="off-by-one")
conv_layer.change("adds one before dividing", "(h - kh) // stride + 1", "(h - kh + 1) // stride",
    "(w - kw) // stride + 1", "(w - kw + 1) // stride", "::stride, ::stride]",
    "::stride, ::stride][:, :, :height, :width]",
    "With a stride, places are missing at the end of the maps. First divide, then add 1: (h - kh) // stride + 1.",
    kind="order")
conv_layer.code("divides without rounding", """
def conv_layer(X, filters, b, stride=1):
    height = (X.shape[2] - filters.shape[2]) / stride + 1
    width = (X.shape[3] - filters.shape[3]) / stride + 1
    return np.zeros((len(X), len(filters), height, width))
""", "A size is a float here, and has to be a whole number. / and np.floor give floats: divide by //.", kind="division")
conv_layer.code("gives zeros four arguments", """
def conv_layer(X, filters, b, stride=1):
    height = (X.shape[2] - filters.shape[2]) // stride + 1
    width = (X.shape[3] - filters.shape[3]) // stride + 1
    return np.zeros(len(X), len(filters), height, width)
""", "np.zeros takes the shape as one argument, a tuple: np.zeros((n, f, h, w)), with double brackets.", kind="type")
conv_layer.code("returns after the first sample", """
def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, _, kh, kw = filters.shape
    out = np.zeros((n, f, (h - kh) // stride + 1, (w - kw) // stride + 1))
    for i in range(n):
        for k in range(f):
            out[i, k] = sum(conv2d(X[i, j], filters[k, j], stride) for j in range(c)) + b[k]
        return out
""", "Only the maps of the first sample are filled, and the rest is still 0. Does the return stand inside the loop?",
    kind="return")
conv_layer.change("pads the images", "    height =", """\
    X = np.pad(X, ((0, 0), (0, 0), (kh // 2, (kh - 1) // 2), (kw // 2, (kw - 1) // 2)))
    h, w = X.shape[2:]
    height =""",
    "The maps are as large as the images, as with zeros around them. The filters stay inside the images.", kind="shape")
conv_layer.change("applies relu", "return maps", "return np.maximum(0, maps)",
    "Negative values are cut off. ReLU is a layer of its own, which comes later.", kind="extra-step")
conv_layer.change("refuses filters as large as the images", "    height =",
    "    if kh >= h or kw >= w:\n        raise ValueError\n    height =",
    "Filters as large as the images fit once. Refuse them only if they are larger: > and not >=.", kind="boundary")
conv_layer.change("writes into an argument", "    return", "    X -= X.mean()\n    return",
    "An array of the caller's is changed. Make new arrays: += and *= write into the old one.", kind="in-place")
conv_layer.variant("adds the bias for each channel", """
def conv_layer(X, filters, b, stride=1):
    return np.array([[sum(conv2d(x, k, stride) + b[f] for x, k in zip(image, filters[f])) for f in range(len(b))]
                     for image in X])
""")
conv_layer.variant("ignores the stride", """
def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, _, kh, kw = filters.shape
    out = np.zeros((n, f, h - kh + 1, w - kw + 1))
    for i, j in np.ndindex(out.shape[2:]):
        window = X[:, :, i : i + kh, j : j + kw].reshape(n, -1)
        out[:, :, i, j] = window @ filters.reshape(f, -1).T + b
    return out
""")
conv_layer.variant("divides without rounding", """
def conv_layer(X, filters, b, stride=1):
    N, C, H, W = X.shape
    F, C, HH, WW = filters.shape
    H_out = 1 + (H - HH) / stride
    W_out = 1 + (W - WW) / stride
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    window = X[n, :, i * stride : i * stride + HH, j * stride : j * stride + WW]
                    out[n, f, i, j] = np.sum(window * filters[f]) + b[f]
    return out
""")
conv_layer.variant("reshapes rows of windows without a transpose", """
def conv_layer(X, filters, b, stride=1):
    FN, C, FH, FW = filters.shape
    N, C, H, W = X.shape
    out_h, out_w = (H - FH) // stride + 1, (W - FW) // stride + 1
    col = np.zeros((N, C, FH, FW, out_h, out_w))
    for y in range(FH):
        for x in range(FW):
            col[:, :, y, x] = X[:, :, y : y + stride * out_h : stride, x : x + stride * out_w : stride]
    col = col.transpose(0, 4, 5, 1, 2, 3).reshape(N * out_h * out_w, -1)
    return (np.dot(col, filters.reshape(FN, -1).T) + b).reshape(N, FN, out_h, out_w)
""")
conv_layer.variant("keeps the last channel only", """
def conv_layer(X, filters, b, stride=1):
    out = []
    for image in X:
        maps = []
        for k in range(len(filters)):
            for channel in range(len(image)):
                m = conv2d(image[channel], filters[k, channel], stride)
            maps.append(m + b[k])
        out.append(maps)
    return np.array(out)
""")


# Practice

output_size = Mistakes("""
def output_size(size, kernel, stride=1):
    if kernel > size:
        raise ValueError("does not fit")
    return (size - kernel) // stride + 1
""")
output_size.change("forgets the first place", "stride + 1", "stride",
    "There is one more place than there are steps: add 1 after the division.", kind="off-by-one")
output_size.change("adds one before dividing", "(size - kernel) // stride + 1", "(size - kernel + 1) // stride",
    "With a stride, a place is missing. First (size - kernel) // stride, then + 1.", kind="order")
output_size.change("counts a window that sticks out", "(size - kernel) // stride", "-(-(size - kernel) // stride)",
    "A window that sticks out is counted. (size - kernel) // stride + 1 rounds down.", kind="off-by-one")
output_size.change("leaves a fraction", "//", "/",
    "The division leaves a fraction. Places are whole: // drops the remainder, / does not.", kind="division")
output_size.change("counts every pixel", " // stride", "",
    "The stride is not used. From one place to the next it is stride pixels.", kind="wrong-variable")
output_size.change("accepts a window that is too large", 'raise ValueError("does not fit")', "return 0",
    "A window that does not fit is not refused: raise ValueError if kernel > size.", kind="errors")
output_size.change("refuses a window that just fits", "kernel > size", "kernel >= size",
    "A window as large as the image fits once. Refuse it only if kernel > size, not >=.", kind="boundary")

zero_pad = Mistakes("""
def zero_pad(image, width):
    return np.pad(image, width)
""")
zero_pad.change("pads above and on the left only", "width)\n", "(width, 0))\n",
    "The frame stands above and on the left only. It goes all around: each side gets 2 * width longer.",
    kind="missing-step")
zero_pad.change("pads below and on the right only", "width)\n", "((0, 2 * width), (0, 2 * width)))\n",
    "The frame stands below and on the right only. It goes all around the image.", kind="indexing")
zero_pad.change("repeats the border", "width)\n", 'width, mode="edge")\n',
    "The frame repeats the pixels at the border. It is to be zeros.", kind="wrong-function", find=True)
zero_pad.change("pads the columns only", "width)\n", "((0, 0), (width, width)))\n",
    "There are zeros on the left and right, and none above and below.", kind="missing-step")
zero_pad.change("pads by one", "width)\n", "1)\n",
    "The frame is always one pixel thick. It has width zeros on each side.", kind="wrong-variable")
zero_pad.code("slices up to minus width", """
def zero_pad(image, width):
    h, w = image.shape
    padded = np.zeros((h + 2 * width, w + 2 * width))
    padded[width:-width, width:-width] = image
    return padded
""", "For a width of 0, padded[0:-0] is empty. Say where the image ends with width + h in the place of -width.",
    kind="boundary")

flip_filter = Mistakes("""
def flip_filter(filter):
    return filter[::-1, ::-1]
""")
flip_filter.change("flips the rows only", "[::-1, ::-1]", "[::-1]",
    "Only the rows are turned around. Turn the columns too: [::-1, ::-1].", kind="axis")
flip_filter.change("flips the columns only", "[::-1, ::-1]", "[:, ::-1]",
    "Only the columns are turned around. Turn the rows too: [::-1, ::-1].", kind="axis")
flip_filter.change("transposes instead", "filter[::-1, ::-1]", "filter.T",
    "A transpose swaps rows with columns. Here both are turned around: [::-1, ::-1].", kind="transpose")
flip_filter.change("turns by a quarter", "filter[::-1, ::-1]", "np.rot90(filter)",
    "This is a quarter of a turn. Half a turn turns both axes around: [::-1, ::-1].", kind="wrong-function")
flip_filter.change("flips in place", "return filter[::-1, ::-1]",
    "filter[:] = filter[::-1, ::-1].copy()\n    return filter",
    "The caller's filter is turned around as well. Return a new array or a view.", kind="in-place")

true_convolution = Mistakes("""
def true_convolution(image, filter):
    flipped = filter[::-1, ::-1]
    return conv2d(image, flipped)
""")
true_convolution.change("forgets to flip", "filter[::-1, ::-1]", "filter",
    "The filter is not flipped: this is cross-correlation. Flip it before conv2d.", kind="missing-step")
true_convolution.change("flips only the rows of the filter", "[::-1, ::-1]", "[::-1]",
    "Only the filter's rows are turned around. Its columns are as well.", kind="axis")
true_convolution.change("flips only the columns of the filter", "[::-1, ::-1]", "[:, ::-1]",
    "Only the filter's columns are turned around. Its rows are as well.", kind="axis")
true_convolution.change("flips the image", "filter[::-1, ::-1]", "filter", "conv2d(image,", "conv2d(image[::-1, ::-1],",
    "The image is flipped, and not the filter, so the result is turned around.", kind="wrong-variable")
true_convolution.change("transposes the filter", "filter[::-1, ::-1]", "filter.T",
    "The filter is transposed: its rows have become columns. Turn both axes around: filter[::-1, ::-1].",
    kind="transpose")
true_convolution.change("flips both", "conv2d(image,", "conv2d(image[::-1, ::-1],",
    "The result is that of cross-correlation, turned around. Flip the filter alone, and not the image too.",
    kind="extra-step")
true_convolution.change("convolves in full", "conv2d(image,",
    "conv2d(np.pad(image, [(k - 1, k - 1) for k in filter.shape]),",
    'The filter sticks out of the image (mode "full"). It stays inside: "valid", (h - kh + 1) rows.', kind="shape")

windows_as_columns = Mistakes("""
def windows_as_columns(image, kh, kw, stride=1):
    windows = np.lib.stride_tricks.sliding_window_view(image, (kh, kw))
    windows = windows[::stride, ::stride]
    return windows.reshape(-1, kh * kw).T
""")
windows_as_columns.change("makes them rows", ".T", "",
    "The windows are rows. They are to be columns: transpose with .T.", kind="transpose")
windows_as_columns.change("reshapes instead of transposing", "reshape(-1, kh * kw).T", "reshape(kh * kw, -1)",
    "The windows are mixed up, as by reshape(kh * kw, -1), which runs straight through their borders. Reshape to one "
    "window a row, and transpose.", kind="transpose")
windows_as_columns.change("reads windows column by column", "windows.reshape", "windows.swapaxes(2, 3).reshape",
    "Each window is read down its columns. Its numbers stand row by row.", kind="order")
windows_as_columns.change("goes down first", "windows.reshape", "windows.swapaxes(0, 1).reshape",
    "The places go down first. Column i * w' + j holds place (i, j): go along a row.", kind="order")
windows_as_columns.change("keeps every window", "[::stride, ::stride]", "",
    "The stride is not used. Keep every stride-th place only, in both directions.", kind="wrong-variable")
windows_as_columns.change("strides to the right only", "[::stride, ::stride]", "[:, ::stride]",
    "The stride is used going to the right only. It counts going down as well.", kind="wrong-variable")
windows_as_columns.change("strides down only", "[::stride, ::stride]", "[::stride]",
    "The stride is used going down only. It counts going to the right as well.", kind="wrong-variable")

conv_parameters = Mistakes("""
def conv_parameters(n_filters, channels, kh, kw):
    weights = n_filters * channels * kh * kw
    return weights + n_filters
""")
conv_parameters.change("counts no biases", " + n_filters", "", "The biases are missing: one for each filter.",
    kind="missing-step")
conv_parameters.change("counts a bias for each channel", "+ n_filters", "+ n_filters * channels",
    "There is a bias for every channel of a filter. A filter has only one.", kind="factor")
conv_parameters.change("counts a single bias", "+ n_filters", "+ 1",
    "There is one bias for the whole layer. Each filter has its own.", kind="factor")
conv_parameters.change("counts one grid a filter", " * channels", "",
    "The channels are missing. A filter has a grid of kh * kw weights for each of them.", kind="missing-step")


dilated_conv2d = Mistakes("""
def dilated_conv2d(image, filter, dilation):
    kh, kw = filter.shape
    step = dilation
    high, wide = step * (kh - 1) + 1, step * (kw - 1) + 1
    out = np.zeros((image.shape[0] - high + 1, image.shape[1] - wide + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            window = image[i : i + high : step, j : j + wide : step]
            out[i, j] = (window * filter).sum()
    return out
""")
for slug, old, new, kind, sentence in (
    ("ignores the dilation", "step = dilation", "step = 1", "missing-step",
     "This is the usual convolution: the dilation makes no difference. Take every dilation-th pixel of a larger "
     "window."),
    ("leaves dilation pixels between", "step = dilation", "step = dilation + 1", "off-by-one",
     "The numbers of your filter lie a pixel too far apart. With dilation 2 they fall on every second pixel."),
    ("lays the rows apart only", "step * (kw - 1) + 1", "kw", "missing-step",
     "Only the rows of the filter are laid apart. Its columns are, too."),
    ("lays the columns apart only", "step * (kh - 1) + 1", "kh", "missing-step",
     "Only the columns of the filter are laid apart. Its rows are, too."),
    ("misses the last places", "- high + 1, image", "- high, image", "off-by-one",
     "A row is missing at the end: there are h - H + 1 places, not h - H."),
    ("takes the mean", "(window * filter).sum()", "(window * filter).mean()", "mean-or-sum",
     "You take the mean of the products. A convolution adds them up."),
    ("turns the filter around", "window * filter", "window * filter[::-1, ::-1]", "extra-step",
     "The filter is turned around. Like conv2d, this one lays it on the image as it is."),
):
    dilated_conv2d.change(slug, old, new, sentence, kind=kind)
dilated_conv2d.variant("ignores the dilation", """
def dilated_conv2d(image, filter, dilation):
    return conv2d(image, filter)
""")
dilated_conv2d.variant("leaves dilation pixels between", """
def dilated_conv2d(image, filter, dilation):
    kh, kw = filter.shape
    gap = dilation + 1
    spread = np.zeros((gap * (kh - 1) + 1, gap * (kw - 1) + 1))
    spread[::gap, ::gap] = filter
    return conv2d(image, spread)
""")
