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
