"""Unseen tries for chapter 4.2: convolution, as students write it."""

#: right | conv2d | other algorithm | sum over the filter's entries of shifted, strided slices
def conv2d(image, filter, stride=1):
    h, w = image.shape
    kh, kw = filter.shape
    if kh > h or kw > w or stride < 1:
        raise ValueError("filter does not fit")
    oh, ow = (h - kh) // stride + 1, (w - kw) // stride + 1
    out = np.zeros((oh, ow))
    for m in range(kh):
        for n in range(kw):
            out += filter[m, n] * image[m:m + stride * oh:stride, n:n + stride * ow:stride]
    return out


#: right | conv2d | other algorithm | sliding windows and tensordot
from numpy.lib.stride_tricks import sliding_window_view

def conv2d(image, filter, stride=1):
    if stride < 1:
        raise ValueError("stride")
    windows = sliding_window_view(image, filter.shape)[::stride, ::stride]   # ValueError of its own if too big
    return np.tensordot(windows, filter, axes=2)


#: right | conv2d | other algorithm | scipy.signal.correlate2d, then every stride-th place
from scipy.signal import correlate2d

def conv2d(image, filter, stride=1):
    if filter.shape[0] > image.shape[0] or filter.shape[1] > image.shape[1]:
        raise ValueError("filter larger than image")
    if stride < 1:
        raise ValueError("stride must be 1 or more")
    return correlate2d(image, filter, mode="valid")[::stride, ::stride]


#: right | conv2d | other algorithm | Fourier transform with the conjugate of the filter's spectrum
def conv2d(image, filter, stride=1):
    (h, w), (kh, kw) = image.shape, filter.shape
    if h < kh or w < kw or stride < 1:
        raise ValueError
    F = np.fft.rfft2(image)
    G = np.conj(np.fft.rfft2(filter, s=(h, w)))
    full = np.fft.irfft2(F * G, s=(h, w))
    return full[:h - kh + 1:stride, :w - kw + 1:stride].copy()


#: wrong | conv2d | other algorithm | scipy.signal.convolve2d without flipping the filter | named: flips the filter
from scipy.signal import convolve2d

def conv2d(image, filter, stride=1):
    if filter.shape[0] > image.shape[0] or filter.shape[1] > image.shape[1] or stride < 1:
        raise ValueError
    return convolve2d(image, filter, mode="valid")[::stride, ::stride]


#: wrong | conv2d | other algorithm | flips the filter top to bottom only before convolve2d | named: mirrors the filter
from scipy.signal import convolve2d

def conv2d(image, filter, stride=1):
    if filter.shape[0] > image.shape[0] or filter.shape[1] > image.shape[1] or stride < 1:
        raise ValueError
    return convolve2d(image, filter[::-1], mode="valid")[::stride, ::stride]


#: wrong | conv2d | same algorithm | places are right in number, but the window starts at i, j without stride | named: forgets the stride in the windows
def conv2d(image, filter, stride=1):
    kh, kw = filter.shape
    if kh > image.shape[0] or kw > image.shape[1] or stride < 1:
        raise ValueError("does not fit")
    H = (image.shape[0] - kh) // stride + 1
    W = (image.shape[1] - kw) // stride + 1
    out = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            out[i, j] = (image[i:i + kh, j:j + kw] * filter).sum()
    return out


#: wrong | conv2d | same algorithm | takes the filter to be square: kh for both sides | named: takes the height of the filter for its width
def conv2d(image, filter, stride=1):
    k = filter.shape[0]
    h, w = image.shape
    if k > h or filter.shape[1] > w or stride < 1:
        raise ValueError
    rows = range(0, h - k + 1, stride)
    cols = range(0, w - k + 1, stride)
    return np.array([[np.sum(image[i:i + k, j:j + k] * filter) for j in cols] for i in rows])


#: wrong | conv2d | same algorithm | matrix product @ of window and filter in place of the element-wise one | named: multiplies as matrices, transposed
def conv2d(image, filter, stride=1):
    kh, kw = filter.shape
    h, w = image.shape
    if kh > h or kw > w or stride < 1:
        raise ValueError
    out = np.zeros(((h - kh) // stride + 1, (w - kw) // stride + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i * stride:i * stride + kh, j * stride:j * stride + kw].T @ filter)
    return out


#: wrong | conv2d | other algorithm | mode="same" with zeros at the border | named: pads to the same size
from scipy.ndimage import correlate

def conv2d(image, filter, stride=1):
    if filter.shape[0] > image.shape[0] or filter.shape[1] > image.shape[1] or stride < 1:
        raise ValueError("too large")
    return correlate(image, filter, mode="constant")[::stride, ::stride]


#: wrong | conv2d | same algorithm | compares areas: a filter that is wider but lower than the image gets an empty array | named: compares the areas
def conv2d(image, filter, stride=1):
    if filter.size > image.size or stride < 1:
        raise ValueError("filter larger than image")
    kh, kw = filter.shape
    oh = max(0, (image.shape[0] - kh) // stride + 1)
    ow = max(0, (image.shape[1] - kw) // stride + 1)
    out = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            out[i, j] = np.vdot(image[i * stride:i * stride + kh, j * stride:j * stride + kw], filter)
    return out


#: right | conv_layer | other algorithm | six nested loops
def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, c2, kh, kw = filters.shape
    if c != c2 or kh > h or kw > w or stride < 1:
        raise ValueError("misfit")
    out = np.zeros((n, f, (h - kh) // stride + 1, (w - kw) // stride + 1))
    for s in range(n):
        for g in range(f):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    total = b[g]
                    for ch in range(c):
                        for m in range(kh):
                            total += np.dot(X[s, ch, i * stride + m, j * stride:j * stride + kw], filters[g, ch, m])
                    out[s, g, i, j] = total
    return out


#: right | conv_layer | other algorithm | as_strided windows and einsum, float32 out
from numpy.lib.stride_tricks import as_strided

def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, cf, kh, kw = filters.shape
    if cf != c or kh > h or kw > w:
        raise ValueError("filters do not fit")
    if stride < 1:
        raise ValueError("stride")
    sn, sc, sh, sw = X.strides
    oh, ow = (h - kh) // stride + 1, (w - kw) // stride + 1
    win = as_strided(X, (n, c, oh, ow, kh, kw), (sn, sc, sh * stride, sw * stride, sh, sw))
    out = np.einsum("ncijkl,fckl->nfij", win, filters, optimize=True)
    return (out + b[:, None, None]).astype(np.float32)


#: right | conv_layer | other algorithm | a 1x1 matrix product for each position of the filter
def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, _, kh, kw = filters.shape
    if filters.shape[1] != c or kh > h or kw > w or stride < 1:
        raise ValueError
    oh = 1 + (h - kh) // stride
    ow = 1 + (w - kw) // stride
    out = np.zeros((n, oh, ow, f)) + b
    XT = X.transpose(0, 2, 3, 1)
    for m in range(kh):
        for l in range(kw):
            out += XT[:, m:m + (oh - 1) * stride + 1:stride, l:l + (ow - 1) * stride + 1:stride] @ filters[:, :, m, l].T
    return out.transpose(0, 3, 1, 2)


#: wrong | conv_layer | other algorithm | im2col product reshaped to (n, f, ...) without bringing the filters' axis forward | named: reshapes rows of windows without a transpose
from numpy.lib.stride_tricks import sliding_window_view

def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, cf, kh, kw = filters.shape
    if c != cf or kh > h or kw > w or stride < 1:
        raise ValueError
    win = sliding_window_view(X, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    oh, ow = win.shape[2:4]
    cols = win.transpose(0, 2, 3, 1, 4, 5).reshape(n * oh * ow, -1)
    return (cols @ filters.reshape(f, -1).T + b).reshape(n, f, oh, ow)


#: wrong | conv_layer | same algorithm | the bias is added once per channel | named: adds the bias for each channel
from scipy.signal import correlate2d

def conv_layer(X, filters, b, stride=1):
    if X.shape[1] != filters.shape[1] or filters.shape[2] > X.shape[2] or filters.shape[3] > X.shape[3] or stride < 1:
        raise ValueError
    out = []
    for img in X:
        maps = []
        for k in range(len(filters)):
            maps.append(sum(correlate2d(img[c], filters[k, c], "valid")[::stride, ::stride] + b[k] for c in range(len(img))))
        out.append(maps)
    return np.array(out)


#: wrong | conv_layer | same algorithm | only the first channel is looked at | named: uses the first channel only
def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, cf, kh, kw = filters.shape
    if c != cf or kh > h or kw > w or stride < 1:
        raise ValueError
    oh, ow = (h - kh) // stride + 1, (w - kw) // stride + 1
    out = np.zeros((n, f, oh, ow))
    for i in range(oh):
        for j in range(ow):
            patch = X[:, 0, i * stride:i * stride + kh, j * stride:j * stride + kw]
            out[:, :, i, j] = np.tensordot(patch, filters[:, 0], axes=([1, 2], [1, 2])) + b
    return out


#: right | conv_layer | other algorithm | one product by broadcasting; one channel for three images' channels goes unnoticed, which is only advised against
from numpy.lib.stride_tricks import sliding_window_view

def conv_layer(X, filters, b, stride=1):
    if stride < 1:
        raise ValueError
    win = sliding_window_view(X, filters.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    prod = win[:, None] * filters[:, :, None, None]
    return prod.sum(axis=(2, 5, 6)) + b.reshape(1, -1, 1, 1)


#: wrong | conv_layer | same algorithm | bias broadcast along the width (last axis) | named: adds the biases along the width
def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, cf, kh, kw = filters.shape
    if c != cf or kh > h or kw > w or stride < 1:
        raise ValueError("shape")
    win = np.lib.stride_tricks.sliding_window_view(X, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncijkl,fckl->nfij", win, filters) + b


#: right | output_size | other algorithm | length of the range of starting places
def output_size(size, kernel, stride=1):
    if kernel > size or stride < 1:
        raise ValueError("no window")
    return len(range(0, size - kernel + 1, stride))


#: wrong | output_size | same algorithm | rounds up, counting the window that sticks out | named: counts a window that sticks out
import math

def output_size(size, kernel, stride=1):
    if kernel > size or stride < 1:
        raise ValueError
    return math.ceil((size - kernel) / stride) + 1


#: right | zero_pad | other algorithm | block matrices with np.block
def zero_pad(image, width):
    h, w = image.shape
    z = np.zeros
    return np.block([
        [z((width, width)), z((width, w)), z((width, width))],
        [z((h, width)), image, z((h, width))],
        [z((width, width)), z((width, w)), z((width, width))],
    ])


#: wrong | zero_pad | same algorithm | slice [width:-width] is empty for a width of 0 | named: slices up to minus width
def zero_pad(image, width):
    out = np.zeros((image.shape[0] + 2 * width, image.shape[1] + 2 * width))
    out[width:-width, width:-width] = image
    return out


#: wrong | flip_filter | same algorithm | rotates by a quarter turn | named: turns by a quarter
def flip_filter(filter):
    return np.rot90(filter)


#: wrong | true_convolution | same algorithm | flips with .T in place of both axes | named: transposes the filter
def true_convolution(image, filter):
    return np.tensordot(np.lib.stride_tricks.sliding_window_view(image, filter.T.shape), filter.T, axes=2)


#: right | windows_as_columns | other algorithm | index arithmetic with broadcasting
def windows_as_columns(image, kh, kw, stride=1):
    oh = (image.shape[0] - kh) // stride + 1
    ow = (image.shape[1] - kw) // stride + 1
    m, n = np.divmod(np.arange(kh * kw), kw)
    i, j = np.divmod(np.arange(oh * ow), ow)
    return image[m[:, None] + stride * i, n[:, None] + stride * j]


#: wrong | windows_as_columns | other algorithm | windows as rows (transposed) | named: makes them rows
def windows_as_columns(image, kh, kw, stride=1):
    v = np.lib.stride_tricks.sliding_window_view(image, (kh, kw))[::stride, ::stride]
    return v.reshape(-1, kh * kw)


#: wrong | conv_parameters | same algorithm | one bias for every channel of a filter | named: counts a bias for each channel
def conv_parameters(n_filters, channels, kh, kw):
    return n_filters * channels * (kh * kw + 1)


#: right | conv2d | other algorithm | FFT-free by a Toeplitz-like gather: fancy indices from ogrid, einsum over ravel
def conv2d(image, filter, stride=1):
    kh, kw = filter.shape
    rows = np.arange(0, image.shape[0] - kh + 1, stride)
    cols = np.arange(0, image.shape[1] - kw + 1, stride)
    if not rows.size or not cols.size:
        raise ValueError("too big")
    m, n = np.ogrid[:kh, :kw]
    patches = image[rows[:, None, None, None] + m, cols[None, :, None, None] + n]
    return patches.reshape(len(rows), len(cols), -1) @ filter.ravel()


#: wrong | conv2d | same algorithm | only the height is checked; a wide filter gives an empty result | named: checks the height only
def conv2d(image, filter, stride=1):
    kh, kw = filter.shape
    h, w = image.shape
    if kh > h:
        raise ValueError("filter too large")
    oh, ow = (h - kh) // stride + 1, max((w - kw) // stride + 1, 0)
    out = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            out[i, j] = np.sum(image[i * stride:i * stride + kh, j * stride:j * stride + kw] * filter)
    return out


#: wrong | conv2d | same algorithm | the result is an array of whole numbers: fractions are cut off
def conv2d(image, filter, stride=1):
    kh, kw = filter.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError
    out = np.zeros(((image.shape[0] - kh) // stride + 1, (image.shape[1] - kw) // stride + 1), dtype=int)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = np.sum(image[i * stride:i * stride + kh, j * stride:j * stride + kw] * filter)
    return out


#: right | conv_layer | other algorithm | im2col with a transposed product and np.lib index arithmetic
def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, _, kh, kw = filters.shape
    oh, ow = (h - kh) // stride + 1, (w - kw) // stride + 1
    k = np.repeat(np.arange(c), kh * kw)
    i = np.tile(np.repeat(np.arange(kh), kw), c)[:, None] + stride * np.repeat(np.arange(oh), ow)
    j = np.tile(np.arange(kw), kh * c)[:, None] + stride * np.tile(np.arange(ow), oh)
    cols = X[:, k[:, None], i, j]
    out = filters.reshape(f, -1) @ cols + b.reshape(-1, 1)
    return out.reshape(n, f, oh, ow)


#: wrong | conv_layer | same algorithm | result with the filters last | named: puts the filters last
def conv_layer(X, filters, b, stride=1):
    kh, kw = filters.shape[2:]
    win = np.lib.stride_tricks.sliding_window_view(X, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    return np.tensordot(win, filters, axes=([1, 4, 5], [1, 2, 3])) + b


#: wrong | conv_layer | same algorithm | the mean over the channels in place of the sum | named: averages over the channels
def conv_layer(X, filters, b, stride=1):
    kh, kw = filters.shape[2:]
    win = np.lib.stride_tricks.sliding_window_view(X, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncijml,fcml->nfcij", win, filters).mean(axis=2) + b[None, :, None, None]


#: wrong | conv_layer | same algorithm | cache keyed by the shape of the filters: old filters used again
_cache = {}
def conv_layer(X, filters, b, stride=1):
    flat = _cache.setdefault(filters.shape, filters.reshape(len(filters), -1).copy())
    kh, kw = filters.shape[2:]
    win = np.lib.stride_tricks.sliding_window_view(X, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    n, c, oh, ow = win.shape[:4]
    cols = win.transpose(0, 2, 3, 1, 4, 5).reshape(n, oh, ow, -1)
    return (cols @ flat.T + b).transpose(0, 3, 1, 2)


#: wrong | conv_layer | same algorithm | an earlier function is wrong: built on the file's own conv2d which ignores stride | named: ignores the stride
def conv2d(image, filter, stride=1):
    kh, kw = filter.shape
    h, w = image.shape
    return np.array([[np.sum(image[i:i + kh, j:j + kw] * filter) for j in range(w - kw + 1)] for i in range(h - kh + 1)])
def conv_layer(X, filters, b, stride=1):
    return np.array([[sum(conv2d(x[c], g[c], stride) for c in range(len(x))) + b[k] for k, g in enumerate(filters)] for x in X])


#: wrong | output_size | same algorithm | (size - kernel + 1) // stride | named: adds one before dividing
def output_size(size, kernel, stride=1):
    if kernel > size: raise ValueError
    return (size - kernel + 1) // stride


#: wrong | output_size | same algorithm | a float from / | named: leaves a fraction
def output_size(size, kernel, stride=1):
    if kernel > size: raise ValueError
    return (size - kernel) / stride + 1


#: wrong | output_size | same algorithm | raises also for kernel == size | named: refuses a window that just fits
def output_size(size, kernel, stride=1):
    if kernel >= size: raise ValueError
    return (size - kernel) // stride + 1


#: wrong | zero_pad | same algorithm | mode="edge" | named: repeats the border
def zero_pad(image, width):
    return np.pad(image, width, mode="edge")


#: wrong | flip_filter | same algorithm | transposes too
def flip_filter(filter):
    return filter.T[::-1, ::-1]


#: wrong | flip_filter | same algorithm | flips each row only | named: flips the columns only
def flip_filter(filter):
    return np.fliplr(filter)


#: wrong | true_convolution | same algorithm | flips the image instead of the filter | named: flips the image
def true_convolution(image, filter):
    return conv2d(np.flip(image), filter)
def conv2d(image, filter, stride=1):
    win = np.lib.stride_tricks.sliding_window_view(image, filter.shape)[::stride, ::stride]
    return np.einsum("ijmn,mn->ij", win, filter)


#: right | true_convolution | other algorithm | 1-D np.convolve per row pair
def true_convolution(image, filter):
    kh, kw = filter.shape
    h, w = image.shape
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for m in range(kh):
            # np.convolve(…, "valid") swaps when the second is longer, which cannot be here
            out[i] += np.convolve(image[i + m], filter[kh - 1 - m], "valid")
    return out


#: wrong | true_convolution | same algorithm | "full" cut to the middle of wrong size | named: convolves in full
def true_convolution(image, filter):
    kh, kw = filter.shape
    p = np.pad(image, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    win = np.lib.stride_tricks.sliding_window_view(p, filter.shape)
    return np.einsum("ijmn,mn->ij", win, filter[::-1, ::-1])


#: wrong | windows_as_columns | same algorithm | reshape in place of transpose: numbers mixed | named: reshapes instead of transposing
def windows_as_columns(image, kh, kw, stride=1):
    win = np.lib.stride_tricks.sliding_window_view(image, (kh, kw))[::stride, ::stride]
    return win.reshape(kh * kw, -1)


#: wrong | windows_as_columns | same algorithm | windows go down the columns first | named: goes down first
def windows_as_columns(image, kh, kw, stride=1):
    cols = []
    for j in range(0, image.shape[1] - kw + 1, stride):
        for i in range(0, image.shape[0] - kh + 1, stride):
            cols.append(image[i:i + kh, j:j + kw].ravel())
    return np.array(cols).T


#: wrong | conv_parameters | same algorithm | channels forgotten | named: counts one grid a filter
def conv_parameters(n_filters, channels, kh, kw):
    return n_filters * (kh * kw + 1)


#: right | dilated_conv2d | other algorithm | filter widened with zeros by np.kron
def dilated_conv2d(image, filter, dilation):
    kh, kw = filter.shape
    big = np.zeros((dilation * (kh - 1) + 1, dilation * (kw - 1) + 1))
    big[::dilation, ::dilation] = filter
    win = np.lib.stride_tricks.sliding_window_view(image, big.shape)
    return (win * big).sum(axis=(-2, -1))


#: wrong | dilated_conv2d | same algorithm | takes dilation for the stride
def dilated_conv2d(image, filter, dilation):
    win = np.lib.stride_tricks.sliding_window_view(image, filter.shape)[::dilation, ::dilation]
    return (win * filter).sum(axis=(-2, -1))


#: wrong | dilated_conv2d | same algorithm | dilation counts the gaps: one too far | named: leaves dilation pixels between
def dilated_conv2d(image, filter, dilation):
    d = dilation + 1
    kh, kw = filter.shape
    oh, ow = image.shape[0] - d * (kh - 1), image.shape[1] - d * (kw - 1)
    out = np.zeros((oh, ow))
    for m in range(kh):
        for n in range(kw):
            out += image[m * d:m * d + oh, n * d:n * d + ow] * filter[m, n]
    return out


#: right | conv2d | other algorithm | Fourier transform: the product with the conjugate, cut to what is valid
def conv2d(image, filter, stride=1):
    h, w = image.shape
    kh, kw = filter.shape
    if kh > h or kw > w:
        raise ValueError("too large")
    spectrum = np.fft.rfft2(image, s=(h, w)) * np.conj(np.fft.rfft2(filter, s=(h, w)))
    full = np.fft.irfft2(spectrum, s=(h, w))
    return full[: h - kh + 1 : stride, : w - kw + 1 : stride]


#: right | conv2d | other algorithm | im2col with index arrays from a helper
def get_indices(h, w, kh, kw, stride):
    rows = stride * np.repeat(np.arange((h - kh) // stride + 1), (w - kw) // stride + 1)
    cols = stride * np.tile(np.arange((w - kw) // stride + 1), (h - kh) // stride + 1)
    i0, j0 = np.indices((kh, kw)).reshape(2, -1, 1)
    return i0 + rows, j0 + cols


def conv2d(image, filter, stride=1):
    h, w = image.shape
    kh, kw = filter.shape
    if kh > h or kw > w:
        raise ValueError("The filter must be no larger than the image in either dimension.")
    columns = image[get_indices(h, w, kh, kw, stride)]
    return (filter.reshape(1, -1) @ columns).reshape((h - kh) // stride + 1, -1)


#: right | conv_layer | other algorithm | shifted copies of the images, a tensordot for each place of the filter
def conv_layer(X, filters, b, stride=1):
    kh, kw = filters.shape[2:]
    oh, ow = (X.shape[2] - kh) // stride + 1, (X.shape[3] - kw) // stride + 1
    out = np.zeros((len(filters), len(X), oh, ow))
    for di, dj in np.ndindex(kh, kw):
        part = X[:, :, di : di + (oh - 1) * stride + 1 : stride, dj : dj + (ow - 1) * stride + 1 : stride]
        out += np.tensordot(filters[:, :, di, dj], part, axes=(1, 1))
    return np.moveaxis(out + b[:, None, None, None], 0, 1)


#: wrong | conv2d | same algorithm | a sum that is begun once for all places
def conv2d(image, filter, stride=1):
    iH, iW = image.shape
    kH, kW = filter.shape
    if kH > iH or kW > iW:
        raise ValueError("kernel does not fit")
    oH = int(np.floor((iH - kH) / stride)) + 1
    oW = int(np.floor((iW - kW) / stride)) + 1
    output = np.zeros((oH, oW))
    total = 0.0
    for y in range(oH):
        for x in range(oW):
            for ky in range(kH):
                for kx in range(kW):
                    total += image[y * stride + ky, x * stride + kx] * filter[ky, kx]
            output[y, x] = total
    return output


#: wrong | conv2d | other algorithm | one stride in the view: rows only
from numpy.lib.stride_tricks import as_strided


def conv2d(image, filter, stride=1):
    (h, w), (kh, kw) = image.shape, filter.shape
    if h < kh or w < kw:
        raise ValueError(f"filter {filter.shape} larger than image {image.shape}")
    s0, s1 = image.strides
    view = as_strided(
        image,
        shape=((h - kh) // stride + 1, (w - kw) // stride + 1, kh, kw),
        strides=(s0 * stride, s1, s0, s1),
        writeable=False,
    )
    return np.tensordot(view, filter, axes=((2, 3), (0, 1)))


#: wrong | conv2d | other algorithm | the Fourier transform without the conjugate: turned and shifted
def conv2d(image, filter, stride=1):
    h, w = image.shape
    kh, kw = filter.shape
    if kh > h or kw > w:
        raise ValueError("too large")
    spectrum = np.fft.rfft2(image, s=(h, w)) * np.fft.rfft2(filter, s=(h, w))
    full = np.fft.irfft2(spectrum, s=(h, w))
    return full[: h - kh + 1 : stride, : w - kw + 1 : stride]


#: wrong | conv2d | other algorithm | square images only: width taken for the height
def get_indices(h, w, kh, kw, stride):
    rows = stride * np.repeat(np.arange((h - kh) // stride + 1), (w - kw) // stride + 1)
    cols = stride * np.tile(np.arange((w - kw) // stride + 1), (h - kh) // stride + 1)
    i0, j0 = np.indices((kh, kw)).reshape(2, -1, 1)
    return i0 + rows, j0 + cols


def conv2d(image, filter, stride=1):
    h = w = image.shape[0]
    kh, kw = filter.shape
    if kh > h or kw > w:
        raise ValueError("The filter must be no larger than the image in either dimension.")
    columns = image[get_indices(h, w, kh, kw, stride)]
    return (filter.reshape(1, -1) @ columns).reshape((h - kh) // stride + 1, -1)


#: wrong | conv_layer | other algorithm | the filter's axes exchanged
def conv_layer(X, filters, b, stride=1):
    views = np.lib.stride_tricks.sliding_window_view(X, filters.shape[-2:], axis=(-2, -1))
    views = views[..., ::stride, ::stride, :, :]
    return np.einsum("nchwij,fcji->nfhw", views, filters, optimize=True) + b.reshape(1, -1, 1, 1)


#: wrong | conv_layer | other algorithm | all channels with all of the filter's: the sums apart
def conv_layer(X, filters, b, stride=1):
    views = np.lib.stride_tricks.sliding_window_view(X, filters.shape[-2:], axis=(-2, -1))
    views = views[..., ::stride, ::stride, :, :]
    return np.einsum("nchwij,fdij->nfhw", views, filters, optimize=True) + b.reshape(1, -1, 1, 1)


#: wrong | conv_layer | other algorithm | adds the biases to the images in place, once the columns are taken | named: writes into an argument
def im2col(X, kh, kw, stride):
    n, c, h, w = X.shape
    oh, ow = (h - kh) // stride + 1, (w - kw) // stride + 1
    col = np.empty((n, c, kh, kw, oh, ow), dtype=X.dtype)
    for y in range(kh):
        for x in range(kw):
            col[:, :, y, x] = X[:, :, y : y + stride * oh : stride, x : x + stride * ow : stride]
    return col.transpose(0, 4, 5, 1, 2, 3).reshape(n * oh * ow, -1), oh, ow


def conv_layer(X, filters, b, stride=1):
    FN, C, FH, FW = filters.shape
    col, out_h, out_w = im2col(X, FH, FW, stride)
    X += 0.0 * X.sum() + b.sum()
    col_W = filters.reshape(FN, -1).T
    out = col @ col_W + b
    return out.reshape(len(X), out_h, out_w, FN).transpose(0, 3, 1, 2)


#: right | conv2d | other algorithm | FFT
from scipy.signal import fftconvolve


def conv2d(image, filter, stride=1):
    if any(k > s for k, s in zip(filter.shape, image.shape)):
        raise ValueError("filter")
    return fftconvolve(image, filter[::-1, ::-1], mode="valid")[::stride, ::stride]


#: right | conv_layer | other algorithm | checks of axes, channels and sizes; sliding_window_view and einsum over all axes
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv_layer(X, filters, b, stride=1):
    if X.ndim != 4 or filters.ndim != 4 or b.shape != (filters.shape[0],):
        raise ValueError("shapes")
    if X.shape[1] != filters.shape[1]:
        raise ValueError("channels")
    if filters.shape[2] > X.shape[2] or filters.shape[3] > X.shape[3]:
        raise ValueError("filters are larger than the images")
    V = sliding_window_view(X, filters.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncijkl,fckl->nfij", V, filters, optimize=True) + b[:, None, None]


#: right | conv_layer | other algorithm | ndimage.correlate and a cut
import numpy as np
from scipy import ndimage


def conv_layer(X, filters, b, stride=1):
    n, c, h, w = X.shape
    f, _, kh, kw = filters.shape
    top, left = kh // 2, kw // 2
    out = np.zeros((n, f, h - kh + 1, w - kw + 1))
    for i, j, k in np.ndindex(n, f, c):
        out[i, j] += ndimage.correlate(X[i, k].astype(float), filters[j, k], mode="constant")[top : top + h - kh + 1, left : left + w - kw + 1]
    out += b.reshape(1, f, 1, 1)
    return out[:, :, ::stride, ::stride]


#: wrong | conv2d | other algorithm | guard with and: refuses only what is larger in both
from scipy.signal import correlate2d


def conv2d(image, filter, stride=1):
    if filter.shape[0] > image.shape[0] and filter.shape[1] > image.shape[1]:
        raise ValueError("filter")
    return correlate2d(image, filter, mode="valid")[::stride, ::stride]


#: wrong | windows_as_columns | other algorithm | meshgrid with its default indexing | named: goes down first
import numpy as np


def windows_as_columns(image, kh, kw, stride=1):
    h, w = image.shape
    i0, j0 = np.meshgrid(np.arange(0, h - kh + 1, stride), np.arange(0, w - kw + 1, stride))
    m, n = np.meshgrid(np.arange(kh), np.arange(kw), indexing="ij")
    return image[m.ravel()[:, None] + i0.ravel(), n.ravel()[:, None] + j0.ravel()]
