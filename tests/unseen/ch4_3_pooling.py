"""Unseen tries for chapter 4.3: pooling and a small CNN, as students write them."""

#: right | max_pool | other algorithm | running maximum over shifted, strided slices
def max_pool(X, size, stride=None):
    s = size if stride is None else stride
    h, w = X.shape[-2:]
    if size < 1 or size > h or size > w or s < 1:
        raise ValueError("window does not fit")
    oh, ow = (h - size) // s + 1, (w - size) // s + 1
    out = np.full(X.shape[:-2] + (oh, ow), -np.inf)
    for m in range(size):
        for n in range(size):
            out = np.maximum(out, X[..., m:m + s * oh:s, n:n + s * ow:s])
    return out


#: right | max_pool | other algorithm | sliding windows, max over the last two axes
from numpy.lib.stride_tricks import sliding_window_view

def max_pool(X, size, stride=None):
    if stride is None:
        stride = size
    if size < 1 or stride < 1:
        raise ValueError("size and stride must be at least 1")
    win = sliding_window_view(X, (size, size), axis=(-2, -1))
    return win[..., ::stride, ::stride, :, :].max(axis=(-2, -1))


#: right | max_pool | other algorithm | rows first, then columns: the maximum is separable
def max_pool(X, size, stride=None):
    step = stride if stride is not None else size
    if size < 1 or step < 1 or size > min(X.shape[-2:]):
        raise ValueError

    def rows(Y):
        starts = range(0, Y.shape[-2] - size + 1, step)
        return np.stack([Y[..., i:i + size, :].max(axis=-2) for i in starts], axis=-2)

    return np.swapaxes(rows(np.swapaxes(rows(X), -1, -2)), -1, -2)


#: wrong | max_pool | other algorithm | reshape trick ignores stride altogether | named: ignores the stride
def max_pool(X, size, stride=None):
    h, w = X.shape[-2:]
    if size < 1 or size > h or size > w or (stride is not None and stride < 1):
        raise ValueError
    H, W = h // size, w // size
    return X[..., :H * size, :W * size].reshape(*X.shape[:-2], H, size, W, size).max(axis=(-3, -1))


#: wrong | max_pool | same algorithm | starts from zeros, so windows of negative numbers give 0 | named: starts from zero
def max_pool(X, size, stride=None):
    stride = stride or size
    if size < 1 or stride < 1 or size > X.shape[-1] or size > X.shape[-2]:
        raise ValueError
    oh, ow = (X.shape[-2] - size) // stride + 1, (X.shape[-1] - size) // stride + 1
    out = np.zeros(X.shape[:-2] + (oh, ow))
    for m in range(size):
        for n in range(size):
            np.maximum(out, X[..., m:m + stride * oh:stride, n:n + stride * ow:stride], out=out)
    return out


#: wrong | max_pool | same algorithm | X.shape unpacked as (n, c, h, w): only four axes work | named: wants four axes
def max_pool(X, size, stride=None):
    stride = size if stride is None else stride
    n, c, h, w = X.shape
    if size < 1 or stride < 1 or size > h or size > w:
        raise ValueError("size")
    out = np.zeros((n, c, (h - size) // stride + 1, (w - size) // stride + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = X[:, :, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(2, 3))
    return out


#: wrong | max_pool | other algorithm | nested lists with a range that runs to the edge: cut-off windows at the end are kept | named: lets windows stick out
def max_pool(X, size, stride=None):
    stride = size if stride is None else stride
    h, w = X.shape[-2:]
    if size < 1 or stride < 1 or size > h or size > w:
        raise ValueError("size")
    rows = [[X[..., i:i + size, j:j + size].max(axis=(-2, -1)) for j in range(0, w, stride)] for i in range(0, h, stride)]
    return np.moveaxis(np.array(rows), (0, 1), (-2, -1))


#: right | max_pool_backward | other algorithm | loop over windows with unravel_index of argmax
def max_pool_backward(dout, X, size, stride=None):
    stride = stride or size
    dX = np.zeros(X.shape)
    for idx in np.ndindex(*dout.shape):
        *lead, i, j = idx
        lead = tuple(lead)
        win = X[lead][i * stride:i * stride + size, j * stride:j * stride + size]
        m, n = np.unravel_index(np.argmax(win), win.shape)
        dX[lead + (i * stride + m, j * stride + n)] += dout[idx]
    return dX


#: right | max_pool_backward | other algorithm | argmax of flattened windows and np.add.at
from numpy.lib.stride_tricks import sliding_window_view

def max_pool_backward(dout, X, size, stride=None):
    s = size if stride is None else stride
    h, w = X.shape[-2:]
    oh, ow = dout.shape[-2:]
    Xf = X.reshape(-1, h, w)
    win = sliding_window_view(Xf, (size, size), axis=(1, 2))[:, ::s, ::s]
    k = win.reshape(len(Xf), oh, ow, size * size).argmax(axis=-1)
    rows = k // size + s * np.arange(oh)[:, None]
    cols = k % size + s * np.arange(ow)
    dX = np.zeros(Xf.shape)
    np.add.at(dX, (np.arange(len(Xf))[:, None, None], rows, cols), dout.reshape(-1, oh, ow))
    return dX.reshape(X.shape)


#: right | max_pool_backward | other algorithm | offsets in reading order; a window that has been served is closed
def max_pool_backward(dout, X, size, stride=None):
    s = size if stride is None else stride
    oh, ow = dout.shape[-2:]
    cut = lambda m, n: (..., slice(m, m + s * (oh - 1) + 1, s), slice(n, n + s * (ow - 1) + 1, s))
    top = np.max([X[cut(m, n)] for m in range(size) for n in range(size)], axis=0)
    todo = np.ones(dout.shape, dtype=bool)
    dX = np.zeros(X.shape)
    for m in range(size):
        for n in range(size):
            hit = todo & (X[cut(m, n)] == top)
            dX[cut(m, n)] += dout * hit
            todo &= ~hit
    return dX


#: wrong | max_pool_backward | same algorithm | assigns = where windows overlap: the last window wins | named: overwrites where windows overlap
def max_pool_backward(dout, X, size, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros_like(X)
    for idx in np.ndindex(dout.shape):
        lead, (i, j) = idx[:-2], idx[-2:]
        win = X[lead + (slice(i * stride, i * stride + size), slice(j * stride, j * stride + size))]
        m, n = divmod(int(win.argmax()), size)
        dX[lead + (i * stride + m, j * stride + n)] = dout[idx]
    return dX


#: wrong | max_pool_backward | other algorithm | mask X == max: all of several equal maxima get the gradient | named: gives ties the gradient several times
def max_pool_backward(dout, X, size, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for i in range(dout.shape[-2]):
        for j in range(dout.shape[-1]):
            r, c = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
            win = X[..., r, c]
            mask = win == win.max(axis=(-2, -1), keepdims=True)
            dX[..., r, c] += mask * dout[..., i:i + 1, j:j + 1]
    return dX


#: wrong | max_pool_backward | same algorithm | the maximum of the whole batch: argmax without looking at each map by itself | named: takes one place for all maps
def max_pool_backward(dout, X, size, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for i in range(dout.shape[-2]):
        for j in range(dout.shape[-1]):
            win = X[..., i * stride:i * stride + size, j * stride:j * stride + size]
            where = np.unravel_index(win.argmax(), win.shape)
            dX[..., i * stride + where[-2], j * stride + where[-1]] += dout[..., i, j]
    return dX


#: wrong | max_pool_backward | other algorithm | kron spreads the gradient over the whole window, like a mean pool without the mean
def max_pool_backward(dout, X, size, stride=None):
    dX = np.zeros(X.shape)
    up = np.kron(dout, np.ones((size, size)))
    dX[..., :up.shape[-2], :up.shape[-1]] = up
    return dX


#: right | conv_layer_backward | other algorithm | position by position of the filter, tensordot
def conv_layer_backward(dout, X, filters, stride=1):
    dX, dF = np.zeros(X.shape), np.zeros(filters.shape)
    oh, ow = dout.shape[2:]
    for m in range(filters.shape[2]):
        for l in range(filters.shape[3]):
            r = slice(m, m + stride * (oh - 1) + 1, stride)
            c = slice(l, l + stride * (ow - 1) + 1, stride)
            dF[:, :, m, l] = np.tensordot(dout, X[:, :, r, c], axes=([0, 2, 3], [0, 2, 3]))
            dX[:, :, r, c] += np.einsum("nfij,fc->ncij", dout, filters[:, :, m, l])
    return dX, dF, np.einsum("nfij->f", dout)


#: right | conv_layer_backward | other algorithm | full convolution of the dilated gradient with scipy
from scipy.signal import convolve2d, correlate2d

def conv_layer_backward(dout, X, filters, stride=1):
    n, c, h, w = X.shape
    f, _, kh, kw = filters.shape
    big = np.zeros((n, f, h - kh + 1, w - kw + 1))
    big[:, :, ::stride, ::stride] = dout
    dX = np.zeros(X.shape)
    dF = np.zeros(filters.shape)
    for s in range(n):
        for k in range(f):
            for ch in range(c):
                dX[s, ch] += convolve2d(big[s, k], filters[k, ch], mode="full")
                dF[k, ch] += correlate2d(X[s, ch], big[s, k], mode="valid")
    return dX, dF, dout.sum(axis=(0, 2, 3))


#: right | conv_layer_backward | other algorithm | CS231n's four loops over sample, filter and place
def conv_layer_backward(dout, X, filters, stride=1):
    dx = np.zeros_like(X, dtype=float)
    dw = np.zeros_like(filters, dtype=float)
    db = np.zeros(filters.shape[0])
    N, F, H, W = dout.shape
    HH, WW = filters.shape[2:]
    for n in range(N):
        for f in range(F):
            db[f] += dout[n, f].sum()
            for i in range(H):
                for j in range(W):
                    a, b = i * stride, j * stride
                    dw[f] += X[n, :, a:a + HH, b:b + WW] * dout[n, f, i, j]
                    dx[n, :, a:a + HH, b:b + WW] += filters[f] * dout[n, f, i, j]
    return dx, dw, db


#: wrong | conv_layer_backward | other algorithm | full correlation in place of convolution: the filters should have been flipped | named: turns the filters for the images
from scipy.signal import correlate2d

def conv_layer_backward(dout, X, filters, stride=1):
    n, c, h, w = X.shape
    f, _, kh, kw = filters.shape
    big = np.zeros((n, f, h - kh + 1, w - kw + 1))
    big[:, :, ::stride, ::stride] = dout
    dX, dF = np.zeros(X.shape), np.zeros(filters.shape)
    for s in range(n):
        for k in range(f):
            for ch in range(c):
                dX[s, ch] += correlate2d(big[s, k], filters[k, ch], mode="full")
                dF[k, ch] += correlate2d(X[s, ch], big[s, k], mode="valid")
    return dX, dF, dout.sum(axis=(0, 2, 3))


#: wrong | conv_layer_backward | same algorithm | mean over the samples for dfilters and db | named: averages over the samples
def conv_layer_backward(dout, X, filters, stride=1):
    N = X.shape[0]
    dX, dF = np.zeros(X.shape), np.zeros(filters.shape)
    kh, kw = filters.shape[2:]
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            r, c = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
            dF += np.einsum("nf,ncab->fcab", dout[:, :, i, j], X[:, :, r, c]) / N
            dX[:, :, r, c] += np.einsum("nf,fcab->ncab", dout[:, :, i, j], filters)
    return dX, dF, dout.sum(axis=(0, 2, 3)) / N


#: wrong | conv_layer_backward | same algorithm | stride for the columns only in dX (rows start at i)
def conv_layer_backward(dout, X, filters, stride=1):
    dX, dF = np.zeros(X.shape), np.zeros(filters.shape)
    kh, kw = filters.shape[2:]
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            a, b = i * stride, j * stride
            g = dout[:, :, i, j]
            dF += np.tensordot(g, X[:, :, a:a + kh, b:b + kw], axes=(0, 0))
            dX[:, :, i:i + kh, b:b + kw] += np.tensordot(g, filters, axes=(1, 0))
    return dX, dF, dout.sum(axis=(0, 2, 3))


#: wrong | conv_layer_backward | other algorithm | fancy index with += on repeated places: overlapping windows do not add up | named: overwrites the images
def conv_layer_backward(dout, X, filters, stride=1):
    n, c, h, w = X.shape
    f, _, kh, kw = filters.shape
    oh, ow = dout.shape[2:]
    rows = stride * np.arange(oh)[:, None, None, None] + np.arange(kh)[None, None, :, None]
    cols = stride * np.arange(ow)[None, :, None, None] + np.arange(kw)[None, None, None, :]
    win = X[:, :, rows, cols]
    dF = np.einsum("nfij,ncijab->fcab", dout, win)
    dX = np.zeros(X.shape)
    dX[:, :, rows, cols] += np.einsum("nfij,fcab->ncijab", dout, filters)
    return dX, dF, dout.sum(axis=(0, 2, 3))


#: right | init_cnn | other algorithm | dense weights drawn first, standard_normal scaled, size found with len(range)
def init_cnn(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    ph = len(range(0, h - filter_size, 2))
    pw = len(range(0, w - filter_size, 2))
    d = n_filters * ph * pw
    W = rng.standard_normal((d, n_classes)) * np.sqrt(2 / d)
    F = rng.standard_normal((n_filters, c, filter_size, filter_size)) * np.sqrt(2 / (c * filter_size ** 2))
    return {"b": np.zeros((1, n_classes)), "W": W, "bF": np.zeros(n_filters), "F": F}


#: wrong | init_cnn | same algorithm | fan_in of the filters without the channels | named: forgets the channels
def init_cnn(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    features = n_filters * ((h - filter_size + 1) // 2) * ((w - filter_size + 1) // 2)
    return {
        "F": rng.normal(0, np.sqrt(2 / filter_size ** 2), (n_filters, c, filter_size, filter_size)),
        "bF": np.zeros(n_filters),
        "W": rng.normal(0, np.sqrt(2 / features), (features, n_classes)),
        "b": np.zeros((1, n_classes)),
    }


#: wrong | init_cnn | other algorithm | one filter is drawn and repeated for all (np.tile): no draw of its own | named: repeats one filter
def init_cnn(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    one = rng.normal(0, np.sqrt(2 / (c * filter_size ** 2)), (1, c, filter_size, filter_size))
    features = n_filters * ((h - filter_size + 1) // 2) * ((w - filter_size + 1) // 2)
    return {"F": np.tile(one, (n_filters, 1, 1, 1)), "bF": np.zeros(n_filters),
            "W": rng.normal(0, np.sqrt(2 / features), (features, n_classes)), "b": np.zeros((1, n_classes))}


#: wrong | init_cnn | same algorithm | features counted with h twice: wrong for images that are not square | named: takes images for square
def init_cnn(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h = image_shape[:2]
    side = (h - filter_size + 1) // 2
    features = n_filters * side * side
    F = rng.normal(size=(n_filters, c, filter_size, filter_size)) * (2 / (c * filter_size * filter_size)) ** 0.5
    W = rng.normal(size=(features, n_classes)) * (2 / features) ** 0.5
    return dict(F=F, bF=np.zeros(n_filters), W=W, b=np.zeros((1, n_classes)))


#: right | forward_cnn | other algorithm | windows by einsum, pool before ReLU (which commute)
from numpy.lib.stride_tricks import sliding_window_view

def forward_cnn(X, params):
    F = params["F"]
    win = sliding_window_view(X, F.shape[2:], axis=(2, 3))
    S = np.einsum("ncijkl,fckl->nfij", win, F) + params["bF"][:, None, None]
    H, W = S.shape[2] // 2 * 2, S.shape[3] // 2 * 2
    P = np.maximum(np.maximum(S[:, :, 0:H:2, 0:W:2], S[:, :, 1:H:2, 0:W:2]),
                   np.maximum(S[:, :, 0:H:2, 1:W:2], S[:, :, 1:H:2, 1:W:2]))
    P = np.maximum(P, 0).reshape(len(X), -1)
    Z = P @ params["W"] + params["b"]
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


#: wrong | forward_cnn | same algorithm | flattens place by place, filters last (transpose before reshape) | named: flattens with the filters last
from neural_network import conv_layer, relu, softmax

def forward_cnn(X, params):
    A = relu(conv_layer(X, params["F"], params["bF"]))
    n, f, h, w = A.shape
    A = A[:, :, :h // 2 * 2, :w // 2 * 2].reshape(n, f, h // 2, 2, w // 2, 2).max(axis=(3, 5))
    flat = A.transpose(0, 2, 3, 1).reshape(n, -1)
    return softmax(flat @ params["W"] + params["b"])


#: wrong | forward_cnn | same algorithm | mean pooling in place of max pooling | named: pools by the mean
from neural_network import conv_layer, relu, softmax

def forward_cnn(X, params):
    A = relu(conv_layer(X, params["F"], params["bF"]))
    n, f, h, w = A.shape
    A = A[:, :, :h // 2 * 2, :w // 2 * 2].reshape(n, f, h // 2, 2, w // 2, 2).mean(axis=(3, 5))
    return softmax(A.reshape(n, -1) @ params["W"] + params["b"])


#: wrong | forward_cnn | same algorithm | returns raw scores, softmax forgotten | named: returns scores
from neural_network import conv_layer

def forward_cnn(X, params):
    A = np.maximum(conv_layer(X, params["F"], params["bF"]), 0)
    n, f, h, w = A.shape
    A = A[:, :, :h // 2 * 2, :w // 2 * 2].reshape(n, f, h // 2, 2, w // 2, 2).max(axis=(3, 5))
    return A.reshape(n, -1) @ params["W"] + params["b"]


#: right | cnn_loss | other algorithm | one function, winners of the pool by argmax and put_along_axis
from numpy.lib.stride_tricks import sliding_window_view

def cnn_loss(X, y, params):
    F, bF, W, b = params["F"], params["bF"], params["W"], params["b"]
    n = len(X)
    win = sliding_window_view(X, F.shape[2:], axis=(2, 3))
    S = np.einsum("ncijkl,fckl->nfij", win, F) + bF[None, :, None, None]
    R = np.maximum(S, 0)
    f, h, w = R.shape[1:]
    ph, pw = h // 2, w // 2
    blocks = R[:, :, :2 * ph, :2 * pw].reshape(n, f, ph, 2, pw, 2).transpose(0, 1, 2, 4, 3, 5).reshape(n, f, ph, pw, 4)
    best = blocks.argmax(axis=-1)[..., None]
    flat = np.take_along_axis(blocks, best, axis=-1).reshape(n, -1)
    Z = flat @ W + b
    logp = Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)
    loss = float(-(y * logp).sum() / n)
    d = (np.exp(logp) - y) / n
    dblocks = np.zeros(blocks.shape)
    np.put_along_axis(dblocks, best, (d @ W.T).reshape(n, f, ph, pw, 1), axis=-1)
    dS = np.zeros(S.shape)
    dS[:, :, :2 * ph, :2 * pw] = dblocks.reshape(n, f, ph, pw, 2, 2).transpose(0, 1, 2, 4, 3, 5).reshape(n, f, 2 * ph, 2 * pw)
    dS *= S > 0
    return loss, {"F": np.einsum("nfij,ncijkl->fckl", dS, win), "bF": dS.sum(axis=(0, 2, 3)),
                  "W": flat.T @ d, "b": d.sum(axis=0, keepdims=True)}


#: wrong | cnn_loss | same algorithm | ReLU's slope is forgotten on the way back: silent scores get a gradient | named: forgets the slope of relu before the pool
from neural_network import conv_layer, softmax, cross_entropy

def cnn_loss(X, y, params):
    n = len(X)
    S = conv_layer(X, params["F"], params["bF"])
    R = np.maximum(S, 0)
    f, h, w = R.shape[1:]
    ph, pw = h // 2, w // 2
    P = np.zeros((n, f, ph, pw))
    for i in range(ph):
        for j in range(pw):
            P[:, :, i, j] = R[:, :, 2*i:2*i+2, 2*j:2*j+2].max(axis=(2, 3))
    flat = P.reshape(n, -1)
    A = softmax(flat @ params["W"] + params["b"])
    d = (A - y) / n
    dP = (d @ params["W"].T).reshape(P.shape)
    dS = np.zeros(S.shape)
    kh, kw = params["F"].shape[2:]
    for s in range(n):
        for k in range(f):
            for i in range(ph):
                for j in range(pw):
                    m, l = divmod(int(R[s, k, 2*i:2*i+2, 2*j:2*j+2].argmax()), 2)
                    dS[s, k, 2*i+m, 2*j+l] = dP[s, k, i, j]
    dF = np.zeros(params["F"].shape)
    for a in range(kh):
        for c in range(kw):
            dF[:, :, a, c] = np.einsum("nfij,ncij->fc", dS, X[:, :, a:a+h, c:c+w])
    return cross_entropy(A, y), {"F": dF, "bF": dS.sum(axis=(0, 2, 3)), "W": flat.T @ d, "b": d.sum(axis=0, keepdims=True)}


#: wrong | cnn_loss | other algorithm | the convolution is frozen: gradients of F and bF are zeros | named: trains the dense layer alone
from neural_network import conv_layer, softmax, cross_entropy

def cnn_loss(X, y, params):
    R = np.maximum(conv_layer(X, params["F"], params["bF"]), 0)
    n, f, h, w = R.shape
    win = np.lib.stride_tricks.sliding_window_view(R, (2, 2), axis=(2, 3))[:, :, ::2, ::2]
    flat = win.max(axis=(4, 5)).reshape(n, -1)
    A = softmax(flat @ params["W"] + params["b"])
    d = (A - y) / n
    grads = {k: np.zeros_like(v) for k, v in params.items()}
    grads["W"] += flat.T @ d
    grads["b"] += d.sum(axis=0, keepdims=True)
    return cross_entropy(A, y), grads


#: right | count_ties | other algorithm | difference of the two largest after sorting
def count_ties(X, size):
    if size == 1:
        return 0
    h, w = X.shape[-2:]
    v = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))[..., ::size, ::size, :, :]
    s = np.sort(v.reshape(*v.shape[:-2], -1), axis=-1)
    return int((s[..., -1] == s[..., -2]).sum())


#: wrong | count_ties | other algorithm | any repeated number counts, not only the largest | named: counts any equal numbers
def count_ties(X, size):
    v = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))[..., ::size, ::size, :, :]
    v = v.reshape(-1, size * size)
    return sum(len(np.unique(row)) < row.size for row in v)


#: wrong | filter_gradient | other algorithm | scipy convolve2d: dout is flipped | named: turns dout around
from scipy.signal import convolve2d

def filter_gradient(dout, image):
    return convolve2d(image, dout, mode="valid")


#: right | image_gradient | other algorithm | pads dout and slides the flipped filter
def image_gradient(dout, filter):
    kh, kw = filter.shape
    P = np.pad(dout, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    v = np.lib.stride_tricks.sliding_window_view(P, (kh, kw))
    return np.einsum("ijab,ab->ij", v, filter[::-1, ::-1])


#: wrong | image_gradient | same algorithm | = in place of += | named: wipes out earlier windows
def image_gradient(dout, filter):
    kh, kw = filter.shape
    h, w = dout.shape
    g = np.zeros((h + kh - 1, w + kw - 1))
    for i in range(h):
        for j in range(w):
            g[i:i + kh, j:j + kw] = dout[i, j] * filter
    return g


#: wrong | features_gradient | same algorithm | reshape in column-major order | named: fills the block column by column
def features_gradient(delta, W, shape):
    return (delta @ W.T).reshape((len(delta),) + tuple(shape), order="F")


#: wrong | max_pool | same algorithm | largest by absolute value | named: keeps what is furthest from zero
def max_pool(X, size, stride=None):
    s = size if stride is None else stride
    win = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))[..., ::s, ::s, :, :]
    flat = win.reshape(*win.shape[:-2], -1)
    k = np.abs(flat).argmax(-1)
    return np.take_along_axis(flat, k[..., None], -1)[..., 0]


#: wrong | max_pool | same algorithm | stride None means 1 | named: moves by one by default
def max_pool(X, size, stride=None):
    s = stride or 1
    win = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))[..., ::s, ::s, :, :]
    return win.max(axis=(-2, -1))


#: wrong | max_pool | same algorithm | axes of the reshape swapped: (h, w, size, size) | named: mixes windows in a reshape
def max_pool(X, size, stride=None):
    if stride is None:
        h, w = X.shape[-2] // size, X.shape[-1] // size
        return X[..., :h * size, :w * size].reshape(*X.shape[:-2], h, w, size, size).max(axis=(-2, -1))
    win = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))[..., ::stride, ::stride, :, :]
    return win.max(axis=(-2, -1))


#: right | max_pool_backward | other algorithm | np.bincount with weights over every image
def max_pool_backward(dout, X, size, stride=None):
    step = size if stride is None else stride
    h, w = X.shape[-2:]
    images, douts = X.reshape(-1, h, w), dout.reshape(-1, *dout.shape[-2:])
    result = np.empty(images.shape)
    for t, (image, d) in enumerate(zip(images, douts)):
        where = []
        for i, j in np.ndindex(d.shape):
            top, left = i * step, j * step
            m, n = divmod(int(np.argmax(image[top:top + size, left:left + size])), size)
            where.append((top + m) * w + left + n)
        result[t] = np.bincount(where, weights=d.ravel(), minlength=h * w).reshape(h, w)
    return result.reshape(X.shape)


#: wrong | max_pool_backward | same algorithm | ties share the gradient evenly | named: shares among ties
def max_pool_backward(dout, X, size, stride=None):
    s = stride or size
    dX = np.zeros(X.shape)
    oh, ow = dout.shape[-2:]
    for i in range(oh):
        for j in range(ow):
            win = X[..., i * s:i * s + size, j * s:j * s + size]
            mask = win == win.max(axis=(-2, -1), keepdims=True)
            mask = mask / mask.sum(axis=(-2, -1), keepdims=True)
            dX[..., i * s:i * s + size, j * s:j * s + size] += mask * dout[..., i, j][..., None, None]
    return dX


#: wrong | max_pool_backward | same algorithm | argmax over each row then column: the last maximum by >= | named: lets the last maximum win
def max_pool_backward(dout, X, size, stride=None):
    s = stride or size
    h, w = X.shape[-2:]
    dX = np.zeros(X.shape)
    flat, src, g = dX.reshape(-1, h, w), X.reshape(-1, h, w), dout.reshape(-1, *dout.shape[-2:])
    for t in range(len(flat)):
        for i in range(g.shape[1]):
            for j in range(g.shape[2]):
                best = (i * s, j * s)
                for m in range(size):
                    for n in range(size):
                        if src[t, i * s + m, j * s + n] >= src[t][best]:
                            best = (i * s + m, j * s + n)
                flat[t][best] += g[t, i, j]
    return dX


#: wrong | max_pool_backward | same algorithm | result has only the windows' part: the remainder is cut off | named: leaves out the remainder
def max_pool_backward(dout, X, size, stride=None):
    s = stride or size
    h, w = X.shape[-2:]
    oh, ow = dout.shape[-2:]
    H, W = (oh - 1) * s + size, (ow - 1) * s + size
    src = X[..., :H, :W]
    dX = np.zeros(src.shape)
    flat, sr, g = dX.reshape(-1, H, W), src.reshape(-1, H, W), dout.reshape(-1, oh, ow)
    for t in range(len(flat)):
        for i in range(oh):
            for j in range(ow):
                win = sr[t, i * s:i * s + size, j * s:j * s + size]
                m, n = np.unravel_index(win.argmax(), win.shape)
                flat[t, i * s + m, j * s + n] += g[t, i, j]
    return dX


#: wrong | conv_layer_backward | same algorithm | db shaped (f, 1)
def conv_layer_backward(dout, X, filters, stride=1):
    n, f, oh, ow = dout.shape
    _, c, kh, kw = filters.shape
    dX, dF = np.zeros(X.shape), np.zeros(filters.shape)
    for i in range(oh):
        for j in range(ow):
            t, l = i * stride, j * stride
            dF += np.einsum("nf,ncml->fcml", dout[:, :, i, j], X[:, :, t:t + kh, l:l + kw])
            dX[:, :, t:t + kh, l:l + kw] += np.einsum("nf,fcml->ncml", dout[:, :, i, j], filters)
    return dX, dF, dout.transpose(1, 0, 2, 3).reshape(f, -1).sum(axis=1, keepdims=True)


#: wrong | conv_layer_backward | same algorithm | only the last sample of each batch contributes to dF (assignment in a loop over samples) | named: keeps the last sample of the filters
def conv_layer_backward(dout, X, filters, stride=1):
    n, f, oh, ow = dout.shape
    _, c, kh, kw = filters.shape
    dX = np.zeros(X.shape)
    for s in range(n):
        dF = np.zeros(filters.shape)
        for k in range(f):
            for i in range(oh):
                for j in range(ow):
                    t, l = i * stride, j * stride
                    dF[k] += dout[s, k, i, j] * X[s, :, t:t + kh, l:l + kw]
                    dX[s, :, t:t + kh, l:l + kw] += dout[s, k, i, j] * filters[k]
    return dX, dF, dout.sum((0, 2, 3))


#: wrong | conv_layer_backward | same algorithm | stride ignored | named: ignores the stride
def conv_layer_backward(dout, X, filters, stride=1):
    n, f, oh, ow = dout.shape
    _, c, kh, kw = filters.shape
    dX, dF = np.zeros(X.shape), np.zeros(filters.shape)
    for i in range(oh):
        for j in range(ow):
            dF += np.einsum("nf,ncml->fcml", dout[:, :, i, j], X[:, :, i:i + kh, j:j + kw])
            dX[:, :, i:i + kh, j:j + kw] += np.einsum("nf,fcml->ncml", dout[:, :, i, j], filters)
    return dX, dF, dout.sum((0, 2, 3))


#: wrong | init_cnn | same algorithm | variance handed in as the deviation | named: forgets the root of the filters
def init_cnn(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    d = n_filters * ((h - filter_size + 1) // 2) * ((w - filter_size + 1) // 2)
    return {"F": rng.normal(0, 2 / (c * filter_size ** 2), (n_filters, c, filter_size, filter_size)), "bF": np.zeros(n_filters),
            "W": rng.normal(0, np.sqrt(2 / d), (d, n_classes)), "b": np.zeros((1, n_classes))}


#: wrong | init_cnn | same algorithm | hard-coded 13 * 13 features
def init_cnn(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c = image_shape[0]
    return {"F": rng.normal(0, np.sqrt(2 / (c * filter_size ** 2)), (n_filters, c, filter_size, filter_size)), "bF": np.zeros(n_filters),
            "W": rng.normal(0, 0.01, (n_filters * 13 * 13, n_classes)), "b": np.zeros((1, n_classes))}


#: wrong | init_cnn | same algorithm | np.random.randn in place of rng | named: draws from the global generator
def init_cnn(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    d = n_filters * ((h - filter_size + 1) // 2) * ((w - filter_size + 1) // 2)
    return {"F": np.random.randn(n_filters, c, filter_size, filter_size) * np.sqrt(2 / (c * filter_size ** 2)), "bF": np.zeros(n_filters),
            "W": np.random.randn(d, n_classes) * 0.01, "b": np.zeros((1, n_classes))}


#: wrong | init_cnn | same algorithm | bF shaped (1, f)
def init_cnn(rng, n_filters=8, filter_size=3, image_shape=(1, 28, 28), n_classes=10):
    c, h, w = image_shape
    d = n_filters * ((h - filter_size + 1) // 2) * ((w - filter_size + 1) // 2)
    return {"F": rng.normal(0, np.sqrt(2 / (c * filter_size ** 2)), (n_filters, c, filter_size, filter_size)), "bF": np.zeros((1, n_filters)),
            "W": rng.normal(0, 0.01, (d, n_classes)), "b": np.zeros((1, n_classes))}


#: wrong | forward_cnn | same algorithm | softmax over the samples | named: normalizes over the samples
def forward_cnn(X, params):
    Z = conv_layer(X, params["F"], params["bF"])
    P = relu(max_pool(Z, 2)).reshape(len(X), -1)
    S = P @ params["W"] + params["b"]
    e = np.exp(S - S.max(axis=0))
    return e / e.sum(axis=0)
def max_pool(X, size, stride=None):
    h, w = X.shape[-2] // size, X.shape[-1] // size
    return X[..., :h * size, :w * size].reshape(*X.shape[:-2], h, size, w, size).max(axis=(-3, -1))


#: wrong | forward_cnn | same algorithm | flatten order F
def forward_cnn(X, params):
    Z = relu(conv_layer(X, params["F"], params["bF"]))
    h, w = Z.shape[-2] // 2, Z.shape[-1] // 2
    P = Z[..., :h * 2, :w * 2].reshape(*Z.shape[:-2], h, 2, w, 2).max(axis=(-3, -1))
    return softmax(P.reshape(len(X), -1, order="F") @ params["W"] + params["b"])


#: right | forward_cnn | other algorithm | params unpacked by **, lambda pipeline with reduce
def forward_cnn(X, params):
    from functools import reduce
    def net(F, bF, W, b):
        steps = (
            lambda T: conv_layer(T, F, bF),
            lambda T: np.maximum(np.maximum(T[..., ::2], T[..., 1::2]) if T.shape[-1] % 2 == 0 else np.maximum(T[..., :-1:2], T[..., 1::2]), 0),
            lambda T: np.maximum(T[:, :, : T.shape[2] // 2 * 2 : 2], T[:, :, 1::2]),
            lambda T: T.reshape(T.shape[0], -1) @ W + b,
            lambda S: np.exp(S - S.max(1, keepdims=True)),
            lambda E: E / E.sum(1, keepdims=True),
        )
        return reduce(lambda T, step: step(T), steps, X)
    return net(**params)


#: wrong | cnn_loss | same algorithm | ReLU's mask is A >= 0, which is true everywhere | named: forgets the slope of relu before the pool
def cnn_loss(X, y, params):
    n = len(X)
    A = relu(conv_layer(X, params["F"], params["bF"]))
    P = mp(A)
    flat = P.reshape(n, -1)
    prob = softmax(flat @ params["W"] + params["b"])
    d = (prob - y) / n
    dZ = back((d @ params["W"].T).reshape(P.shape), A) * (A >= 0)
    win = np.lib.stride_tricks.sliding_window_view(X, params["F"].shape[2:], axis=(2, 3))
    return cross_entropy(prob, y), {"F": np.einsum("nfij,ncijml->fcml", dZ, win), "bF": dZ.sum((0, 2, 3)), "W": flat.T @ d, "b": d.sum(0, keepdims=True)}
def mp(A):
    h, w = A.shape[2] // 2, A.shape[3] // 2
    return A[:, :, :2 * h, :2 * w].reshape(*A.shape[:2], h, 2, w, 2).max((3, 5))
def back(d, A):
    out = np.zeros(A.shape)
    for n, f, i, j in np.ndindex(d.shape):
        win = A[n, f, 2 * i:2 * i + 2, 2 * j:2 * j + 2]
        m, l = divmod(win.argmax(), 2)
        out[n, f, 2 * i + m, 2 * j + l] += d[n, f, i, j]
    return out


#: wrong | count_ties | same algorithm | counts the tied numbers, not the windows | named: counts winners
def count_ties(X, size):
    win = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))[..., ::size, ::size, :, :]
    top = win.max((-2, -1), keepdims=True)
    n = (win == top).sum((-2, -1))
    return int(n[n > 1].sum())


#: wrong | count_ties | same algorithm | overlapping windows | named: counts in overlapping windows
def count_ties(X, size):
    win = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(-2, -1))
    top = win.max((-2, -1), keepdims=True)
    return int(((win == top).sum((-2, -1)) > 1).sum())


#: right | filter_gradient | other algorithm | einsum with the windows the other way
def filter_gradient(dout, image):
    kh, kw = image.shape[0] - dout.shape[0] + 1, image.shape[1] - dout.shape[1] + 1
    g = np.zeros((kh, kw))
    win = np.lib.stride_tricks.sliding_window_view(image, (kh, kw))
    np.einsum("ij,ijmn->mn", dout, win, out=g)
    return g


#: wrong | image_gradient | same algorithm | pads height and width the wrong way round
def image_gradient(dout, filter):
    kh, kw = filter.shape
    return conv2d(np.pad(dout, ((kw - 1, kw - 1), (kh - 1, kh - 1))), np.flip(filter))


#: right | image_gradient | other algorithm | scipy-free outer sum with np.add.at
def image_gradient(dout, filter):
    (oh, ow), (kh, kw) = dout.shape, filter.shape
    g = np.zeros((oh + kh - 1, ow + kw - 1))
    i, j, m, n = np.indices((oh, ow, kh, kw))
    np.add.at(g, (i + m, j + n), dout[:, :, None, None] * filter)
    return g


#: wrong | features_gradient | same algorithm | one sample only
def features_gradient(delta, W, shape):
    return (delta @ W.T).reshape(1, *shape)


#: wrong | average_pool_backward | same algorithm | forgets the 1 / size**2 | named: forgets to divide
def average_pool_backward(dout, shape, size, stride):
    dX = np.zeros(shape)
    for i in range(dout.shape[-2]):
        for j in range(dout.shape[-1]):
            dX[..., i * stride:i * stride + size, j * stride:j * stride + size] += dout[..., i, j, None, None]
    return dX


#: right | average_pool_backward | other algorithm | repeat and add by shifts
def average_pool_backward(dout, shape, size, stride):
    g = np.zeros(shape)
    h, w = dout.shape[-2:]
    share = dout / size ** 2
    for m in range(size):
        for n in range(size):
            g[..., m : m + h * stride : stride, n : n + w * stride : stride][..., :h, :w] += share
    return g


#: wrong | average_pool_backward | same algorithm | divides by size | named: divides by the size
def average_pool_backward(dout, shape, size, stride):
    dX = np.zeros(shape)
    for i in range(dout.shape[-2]):
        for j in range(dout.shape[-1]):
            dX[..., i * stride:i * stride + size, j * stride:j * stride + size] += dout[..., i, j, None, None] / size
    return dX


#: right | max_pool | other algorithm | the pairwise maximum of size * size shifted pictures
from functools import reduce
from itertools import product


def max_pool(X, size, stride=None):
    step = stride or size
    h, w = ((s - size) // step * step + 1 for s in X.shape[-2:])
    return reduce(np.maximum, (X[..., i : i + h : step, j : j + w : step] for i, j in product(range(size), repeat=2)))


#: right | max_pool | other algorithm | reshape where windows lie side by side, a scipy filter otherwise
from scipy.ndimage import maximum_filter1d


def max_pool(X, size, stride=None):
    if stride is None or stride == size:
        h, w = X.shape[-2] // size, X.shape[-1] // size
        cut = X[..., : h * size, : w * size]
        return cut.reshape(*X.shape[:-2], h, size, w, size).max(axis=-1).max(axis=-2)
    best = X
    for axis in (-2, -1):
        best = maximum_filter1d(best, size, axis=axis, origin=-(size // 2) + (0 if size % 2 else 0))
    offset = 0
    h, w = X.shape[-2] - size + 1, X.shape[-1] - size + 1
    return best[..., offset:h:stride, offset:w:stride]


#: right | max_pool_backward | other algorithm | bincount over flat indices, a class that keeps the cache
class _Pool:
    def __init__(self, size, stride):
        self.size, self.stride = size, stride

    def indices(self, X):
        numbers = np.arange(X.size).reshape(X.shape)
        view = lambda a: np.lib.stride_tricks.sliding_window_view(a, (self.size,) * 2, axis=(-2, -1))[..., :: self.stride, :: self.stride, :, :]
        v, n = view(X), view(numbers)
        v, n = v.reshape(*v.shape[:-2], -1), n.reshape(*n.shape[:-2], -1)
        return np.take_along_axis(n, v.argmax(-1)[..., None], -1)[..., 0]


def max_pool_backward(dout, X, size, stride=None):
    where = _Pool(size, stride if stride is not None else size).indices(X)
    return np.bincount(where.ravel(), weights=dout.ravel(), minlength=X.size).reshape(X.shape)


#: right | conv_layer_backward | other algorithm | im2col and col2im, matrix products
def conv_layer_backward(dout, X, filters, stride=1):
    FN, C, FH, FW = filters.shape
    N, _, H, W = X.shape
    OH, OW = dout.shape[2:]
    numbers = np.arange(C * H * W).reshape(C, H, W)
    places = np.lib.stride_tricks.sliding_window_view(numbers, (FH, FW), axis=(1, 2))[:, ::stride, ::stride]
    places = places.transpose(1, 2, 0, 3, 4).reshape(OH * OW, C * FH * FW)
    col = X.reshape(N, -1)[:, places]
    d = dout.transpose(0, 2, 3, 1).reshape(N, OH * OW, FN)
    dW = np.einsum("npk,npf->fk", col, d).reshape(filters.shape)
    dcol = d @ filters.reshape(FN, -1)
    dX = np.zeros((N, C * H * W))
    np.add.at(dX.T, places, dcol.transpose(1, 2, 0))
    return dX.reshape(X.shape), dW, d.sum(axis=0).sum(axis=0)


#: right | forward_cnn | other algorithm | first the pool, then ReLU: they commute; tensordot in place of flattening
def forward_cnn(X, params):
    pooled = np.maximum(max_pool(conv_layer(X, params["F"], params["bF"]), size=2, stride=2), 0)
    W = params["W"].reshape(pooled.shape[1:] + (-1,))
    Z = np.tensordot(pooled, W, axes=3) + params["b"]
    Z -= Z.max(axis=1, keepdims=True)
    with np.errstate(under="ignore"):
        P = np.exp(Z)
        P /= P.sum(axis=1)[:, np.newaxis]
    return P


#: right | forward_cnn | other algorithm | a sample at a time, a pipeline of functions
from functools import reduce


def compose(*functions):
    return lambda x: reduce(lambda value, f: f(value), functions, x)


def forward_cnn(X, params):
    net = compose(
        lambda x: conv_layer(x[None], params["F"], params["bF"]),
        lambda x: np.where(x > 0, x, 0),
        lambda x: max_pool(x, 2),
        np.ravel,
        lambda x: x @ params["W"] + params["b"],
        softmax,
        lambda x: x[0],
    )
    return np.array([net(x) for x in X])


#: right | cnn_loss | other algorithm | a tape of closures
def cnn_loss(X, y, params):
    tape, grads = [], {}

    def record(out, back):
        tape.append(back)
        return out

    def conv(x):
        def back(d):
            dx, grads["F"], grads["bF"] = conv_layer_backward(d, x, params["F"])
            return dx
        return record(conv_layer(x, params["F"], params["bF"]), back)

    def bend(x):
        return record(relu(x), lambda d: np.where(x > 0, d, 0.0))

    def pool(x):
        return record(max_pool(x, 2), lambda d: max_pool_backward(d, x, 2))

    def flatten(x):
        return record(x.reshape(len(x), -1), lambda d: d.reshape(x.shape))

    def dense(x):
        def back(d):
            grads.update(W=x.T @ d, b=d.sum(axis=0)[None])
            return d @ params["W"].T
        return record(x @ params["W"] + params["b"], back)

    scores = dense(flatten(pool(bend(conv(X)))))
    A = softmax(scores)
    d = (A - y) / len(X)
    for back in reversed(tape):
        d = back(d)
    return -float(np.sum(y * np.log(A + 1e-15))) / len(X), grads


#: right | cnn_loss | other algorithm | sample by sample, gradients added up
def cnn_loss(X, y, params):
    total, grads = 0.0, {k: np.zeros_like(v, dtype=float) for k, v in params.items()}
    for x, t in zip(X[:, None], y):
        bent = np.clip(conv_layer(x, params["F"], params["bF"]), 0, None)
        features = max_pool(bent, 2)
        p = softmax(features.ravel() @ params["W"] + params["b"])[0]
        total -= np.log(max(p @ t, 1e-14))
        d = p - t
        grads["W"] += np.outer(features, d)
        grads["b"] += d
        dbent = max_pool_backward((params["W"] @ d).reshape(features.shape), bent, 2)
        dbent[bent == 0] = 0
        _, dF, dbF = conv_layer_backward(dbent, x, params["F"])
        grads["F"] += dF
        grads["bF"] += dbF
    return total / len(X), {k: g / len(X) for k, g in grads.items()}


#: wrong | max_pool | same algorithm | one maximum for all channels
def max_pool(X, size, stride=None):
    if not stride:
        stride = size
    H, W = X.shape[-2:]
    out_h = 1 + (H - size) // stride
    out_w = 1 + (W - size) // stride
    out = np.zeros(X.shape[:-2] + (out_h, out_w), dtype=X.dtype)
    for i in range(out_h):
        for j in range(out_w):
            window = X[..., i * stride : i * stride + size, j * stride : j * stride + size]
            out[..., i, j] = np.amax(window, axis=(-3, -2, -1))[..., None] if X.ndim > 3 else np.amax(window, axis=(-2, -1))
    return out


#: wrong | max_pool_backward | same algorithm | in the shape of dout: the values at the maxima only
def max_pool_backward(dout, X, size, stride=None):
    s = size if stride is None else stride
    oh, ow = dout.shape[-2:]
    top = max_pool(X, size, stride)
    left = np.ones(dout.shape, dtype=bool)
    dX = np.zeros_like(X, dtype=float)
    for i in range(size):
        for j in range(size):
            part = np.s_[..., i : i + (oh - 1) * s + 1 : s, j : j + (ow - 1) * s + 1 : s]
            hit = (X[part] == top) & left
            dX[part] += np.where(hit, dout, 0)
            left &= ~hit
    return dX[..., ::s, ::s]


#: wrong | max_pool_backward | same algorithm | repeats the gradient over each window and compares with the repeated maximum | named: gives ties the gradient several times
def max_pool_backward(dout, X, size, stride=None):
    up = lambda a: a.repeat(size, axis=-2).repeat(size, axis=-1)
    h, w = dout.shape[-2] * size, dout.shape[-1] * size
    dX = np.zeros(X.shape)
    dX[..., :h, :w] = up(dout) * (X[..., :h, :w] == up(max_pool(X, size)))
    return dX


#: wrong | max_pool_backward | same algorithm | the largest magnitude wins | named: compares absolute values
def max_pool_backward(dout, X, size, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for place in np.ndindex(dout.shape):
        *lead, i, j = place
        window = X[tuple(lead)][i * stride : i * stride + size, j * stride : j * stride + size]
        r, c = np.unravel_index(np.argmax(np.abs(window)), window.shape)
        dX[(*lead, i * stride + r, j * stride + c)] += dout[place]
    return dX


#: wrong | conv_layer_backward | same algorithm | dfilters overwritten: the last sample alone
def conv_layer_backward(dout, X, filters, stride=1):
    N, F, H_out, W_out = dout.shape
    _, C, HH, WW = filters.shape
    dX, dw, db = np.zeros(X.shape), np.zeros(filters.shape), np.zeros(F)
    for n in range(N):
        for f in range(F):
            db[f] += dout[n, f].sum()
            for i in range(H_out):
                for j in range(W_out):
                    hs, ws = i * stride, j * stride
                    dw[f] = X[n, :, hs : hs + HH, ws : ws + WW] * dout[n, f, i, j]
                    dX[n, :, hs : hs + HH, ws : ws + WW] += filters[f] * dout[n, f, i, j]
    return dX, dw, db


#: wrong | conv_layer_backward | other algorithm | transposed in place of turned by half a turn
def conv_layer_backward(dout, X, filters, stride=1):
    n, f, oh, ow = dout.shape
    _, c, kh, kw = filters.shape
    h, w = X.shape[2:]
    spread = np.zeros((n, f, h - kh + 1, w - kw + 1))
    spread[:, :, : (oh - 1) * stride + 1 : stride, : (ow - 1) * stride + 1 : stride] = dout
    window = np.lib.stride_tricks.sliding_window_view
    dfilters = np.tensordot(spread, window(X, spread.shape[2:], axis=(2, 3)), axes=((0, 2, 3), (0, 4, 5)))
    padded = np.pad(spread, ((0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)))
    turned = np.rot90(filters, 1, axes=(2, 3)).transpose(1, 0, 2, 3)
    dX = conv_layer(padded, turned, np.zeros(c))
    return dX, dfilters, dout.sum(axis=(0, 2, 3))


#: wrong | conv_layer_backward | same algorithm | dX in a copy of X: begins with the images
def conv_layer_backward(dout, X, filters, stride=1):
    N, F, H_out, W_out = dout.shape
    _, C, HH, WW = filters.shape
    dX, dw, db = X.astype(float), np.zeros(filters.shape), np.zeros(F)
    for n in range(N):
        for f in range(F):
            db[f] += dout[n, f].sum()
            for i in range(H_out):
                for j in range(W_out):
                    hs, ws = i * stride, j * stride
                    dw[f] += X[n, :, hs : hs + HH, ws : ws + WW] * dout[n, f, i, j]
                    dX[n, :, hs : hs + HH, ws : ws + WW] += filters[f] * dout[n, f, i, j]
    return dX, dw, db


#: wrong | forward_cnn | same algorithm | flattened in Fortran's order
def forward_cnn(X, params):
    F, bF, W, b = (params[k] for k in ("F", "bF", "W", "b"))
    conv = conv_layer(X, F, bF)
    act = relu(conv)
    pooled = max_pool(act, 2)
    flat = pooled.reshape(pooled.shape[0], -1, order="F")
    return softmax(flat.dot(W) + b)


#: wrong | cnn_loss | same algorithm | the pool's backward gets the scores in place of what ReLU made
def cnn_loss(X, y, params):
    n = X.shape[0]
    conv = conv_layer(X, params["F"], params["bF"])
    act = relu(conv)
    pooled = max_pool(act, 2)
    flat = pooled.reshape(n, -1)
    A = softmax(flat @ params["W"] + params["b"])
    loss = cross_entropy(A, y)
    dZ = (A - y) / n
    dW = flat.T @ dZ
    db = dZ.sum(axis=0, keepdims=True)
    dpool = (dZ @ params["W"].T).reshape(pooled.shape)
    dact = max_pool_backward(dpool, np.abs(conv), 2)
    dconv = dact * (conv > 0)
    _, dF, dbF = conv_layer_backward(dconv, X, params["F"])
    return loss, {"F": dF, "bF": dbF, "W": dW, "b": db}


#: wrong | cnn_loss | same algorithm | the last sample's gradient alone at F
def cnn_loss(X, y, params):
    total, grads = 0.0, {k: np.zeros_like(v, dtype=float) for k, v in params.items()}
    for x, t in zip(X[:, None], y):
        bent = np.clip(conv_layer(x, params["F"], params["bF"]), 0, None)
        features = max_pool(bent, 2)
        p = softmax(features.ravel() @ params["W"] + params["b"])[0]
        total -= np.log(max(p @ t, 1e-14))
        d = p - t
        grads["W"] += np.outer(features, d)
        grads["b"] += d
        dbent = max_pool_backward((params["W"] @ d).reshape(features.shape), bent, 2)
        dbent[bent == 0] = 0
        _, dF, dbF = conv_layer_backward(dbent, x, params["F"])
        grads["F"] = dF
        grads["bF"] += dbF
    return total / len(X), {k: g / len(X) for k, g in grads.items()}


#: wrong | features_gradient | same algorithm | delta is reshaped, and W is left out | named: multiplies number by number
def features_gradient(delta, W, shape):
    return delta.reshape(len(delta), *shape)


#: right | max_pool_backward | other algorithm | unravel_index and np.add.at
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def max_pool_backward(dout, X, size, stride=None):
    stride = size if stride is None else stride
    h, w = X.shape[-2:]
    flat = X.reshape(-1, h, w)
    windows = sliding_window_view(flat, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    k, hh, ww = windows.shape[:3]
    if dout.shape != X.shape[:-2] + (hh, ww):
        raise ValueError("dout does not fit")
    m, n = np.unravel_index(windows.reshape(k, hh, ww, -1).argmax(axis=-1), (size, size))
    s, i, j = np.ogrid[:k, :hh, :ww]
    dX = np.zeros(flat.shape)
    np.add.at(dX, (s, i * stride + m, j * stride + n), dout.reshape(k, hh, ww))
    return dX.reshape(X.shape)


#: right | conv_layer_backward | other algorithm | SciPy: full convolution of a dilated dout, valid correlation
import numpy as np
from scipy.signal import convolve2d, correlate2d


def conv_layer_backward(dout, X, filters, stride=1):
    n, c, h, w = X.shape
    f, _, kh, kw = filters.shape
    wide = np.zeros((n, f, h - kh + 1, w - kw + 1))
    hh, ww = dout.shape[2:]
    wide[:, :, : stride * hh : stride, : stride * ww : stride] = dout
    dX = np.array([[sum(convolve2d(wide[s, k], filters[k, ch]) for k in range(f)) for ch in range(c)] for s in range(n)])
    dF = np.array([[sum(correlate2d(X[s, ch], wide[s, k], "valid") for s in range(n)) for ch in range(c)] for k in range(f)])
    return dX, dF, dout.sum(axis=(0, 2, 3))


#: right | average_pool_backward | other algorithm | transposed pooling matrices on both sides
import numpy as np


def average_pool_backward(dout, shape, size, stride):
    def rows(out, n):
        M = np.zeros((out, n))
        for i in range(out):
            M[i, i * stride : i * stride + size] = 1 / size
        return M

    R, C = rows(dout.shape[-2], shape[-2]), rows(dout.shape[-1], shape[-1])
    return R.T @ dout @ C


#: wrong | max_pool | other algorithm | maximum_filter centered
from scipy.ndimage import maximum_filter


def max_pool(X, size, stride=None):
    s = stride or size
    h, w = X.shape[-2:]
    full = maximum_filter(X, size=(1,) * (X.ndim - 2) + (size, size))
    return full[..., : h - size + 1 : s, : w - size + 1 : s]


#: wrong | max_pool_backward | other algorithm | fancy += in place of np.add.at | named: overwrites where windows overlap
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def max_pool_backward(dout, X, size, stride=None):
    s = stride or size
    h, w = X.shape[-2:]
    F = X.reshape(-1, h, w)
    V = sliding_window_view(F, (size, size), axis=(1, 2))[:, ::s, ::s]
    k, hh, ww = V.shape[:3]
    m, n = np.unravel_index(V.reshape(k, hh, ww, -1).argmax(-1), (size, size))
    a, i, j = np.ogrid[:k, :hh, :ww]
    dX = np.zeros(F.shape)
    dX[a, i * s + m, j * s + n] += dout.reshape(k, hh, ww)
    return dX.reshape(X.shape)
