"""The mistakes of chapter 4.3: the gradients of a convolution. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes

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
