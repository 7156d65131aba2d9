"""The mistakes of chapter W.4: layers for images. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes

conv2d_layer = Mistakes("""
class Conv2D:
    def __init__(self, in_channels, n_filters, size, rng, *, stride=1, padding=0):
        scale = np.sqrt(2 / (in_channels * size**2))
        self.params = {"W": rng.normal(0.0, scale, (n_filters, in_channels, size, size)), "b": np.zeros(n_filters)}
        self.grads = {}
        self.stride, self.padding = stride, padding

    def forward(self, X, training=False):
        p = self.padding
        self.padded = np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)))
        return conv_layer(self.padded, self.params["W"], self.params["b"], self.stride)

    def backward(self, dA):
        dX, dW, db = conv_layer_backward(dA, self.padded, self.params["W"], self.stride)
        self.grads = {"W": dW, "b": db}
        p = self.padding
        return dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p]
""")
conv2d_layer.change("forgets the biases",
    'self.params["b"], self.stride)\n\n', '0 * self.params["b"], self.stride)\n\n',
    "The biases are not added.", kind="missing-step")  # fmt: skip
conv2d_layer.change("ignores the stride", 'self.params["b"], self.stride)', 'self.params["b"])',
    "forward ignores stride. Hand it on to conv_layer.", kind="missing-step")  # fmt: skip
conv2d_layer.change("ignores the padding", "np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)))", "X",
    "forward ignores padding. Put zeros around each image: np.pad(X, ((0, 0), (0, 0), (p, p), (p, p))).",
    kind="missing-step")  # fmt: skip
conv2d_layer.change("pads every axis", "np.pad(X, ((0, 0), (0, 0), (p, p), (p, p)))", "np.pad(X, p)",
    "All four axes are padded. Pad the last two alone: ((0, 0), (0, 0), (p, p), (p, p)).", kind="axis")  # fmt: skip
conv2d_layer.change("leaves the padding on", "return dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p]", "return dX",
    "dX has the padding around it. Cut it off: dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p].",
    kind="missing-step")  # fmt: skip
conv2d_layer.change("cuts all off where there is no padding",
    "dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p]", "dX[:, :, p:-p, p:-p]",
    "Without padding, dX[:, :, 0:-0, 0:-0] is empty. Count the end from the front: p : dX.shape[2] - p.",
    kind="boundary")  # fmt: skip
conv2d_layer.change("draws weights that are not scaled", "rng.normal(0.0, scale,", "rng.normal(0.0, 1.0,",
    "The filters are not scaled: their variance is 2 / (in_channels * size ** 2).", kind="initialization")  # fmt: skip
conv2d_layer.change("forgets the channels in the scale", "2 / (in_channels * size**2)", "2 / size**2",
    "The scale of the filters forgets the channels: 2 / (in_channels * size ** 2).", kind="initialization",
    alike="the scale of a few weights is measured by a hidden test, with many draws")  # fmt: skip
conv2d_layer.change("takes the variance for the scale", "np.sqrt(2 / (in_channels * size**2))",
    "2 / (in_channels * size**2)",
    "rng.normal is given the variance. It wants the deviation, the root of it.", kind="initialization",
    alike="the scale of a few weights is measured by a hidden test, with many draws")  # fmt: skip
conv2d_layer.change("draws the biases too", "np.zeros(n_filters)", "rng.normal(0.0, scale, n_filters)",
    "The biases do not start from zeros: np.zeros(n_filters).", kind="initialization")  # fmt: skip
conv2d_layer.change("swaps filters and channels", "(n_filters, in_channels, size, size)",
    "(in_channels, n_filters, size, size)",
    "The filters have the shape (in_channels, n_filters, ...). The first axis is that of the filters.",
    kind="transpose")  # fmt: skip
conv2d_layer.change("adds gradients up", 'self.grads = {"W": dW, "b": db}',
    'self.grads = {"W": dW + self.grads.get("W", 0), "b": db + self.grads.get("b", 0)}',
    "The gradients are added to those of the call before. Set them anew.", kind="state")  # fmt: skip
conv2d_layer.change("draws with a fixed seed", "rng.normal(0.0", "np.random.default_rng(0).normal(0.0",
    "The filters do not depend on rng, so that all layers start alike.", kind="randomness")  # fmt: skip
conv2d_layer.change("takes a step in backward", "        p = self.padding\n        return dX",
    '        self.params["W"] -= 0.1 * dW\n        p = self.padding\n        return dX',
    "backward changes the filters. It computes gradients; an optimizer takes the steps.",
    kind="extra-step")  # fmt: skip

max_pool_layer = Mistakes("""
class MaxPool2D:
    def __init__(self, size, stride=None):
        self.size, self.stride = size, stride
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        self.X = X
        return max_pool(X, self.size, self.stride)

    def backward(self, dA):
        return max_pool_backward(dA, self.X, self.size, self.stride)
""")
max_pool_layer.change("ignores the stride", "max_pool(X, self.size, self.stride)", "max_pool(X, self.size)",
    "forward ignores stride. Hand it on to max_pool.", kind="missing-step")  # fmt: skip
max_pool_layer.change("ignores the stride on the way back", "max_pool_backward(dA, self.X, self.size, self.stride)",
    "max_pool_backward(dA[..., :1, :2], self.X, self.size)",
    "backward ignores stride. Hand it on to max_pool_backward.", kind="missing-step")  # fmt: skip
max_pool_layer.change("takes a stride of one by default", "self.size, self.stride = size, stride",
    "self.size, self.stride = size, stride or 1",
    "Without a stride, the windows overlap. None means size: they lie side by side.", kind="boundary")  # fmt: skip
max_pool_layer.change("averages", "return max_pool(X, self.size, self.stride)",
    "s = self.stride or self.size\n        out = max_pool(X, self.size, self.stride)\n"
    "        return np.array([[[[X[n, c, i*s:i*s+self.size, j*s:j*s+self.size].mean() for j in range(out.shape[3])]\n"
    "            for i in range(out.shape[2])] for c in range(X.shape[1])] for n in range(len(X))])",
    "forward takes the mean of each window. It takes the largest.", kind="wrong-function")  # fmt: skip
max_pool_layer.change("remembers the answer", "        self.X = X\n        return max_pool(X, self.size, self.stride)",
    "        self.X = max_pool(X, self.size, self.stride)\n        return self.X",
    "backward needs the images that went in, and has what came out. Store X.", kind="wrong-variable")  # fmt: skip
max_pool_layer.change("has no params", "        self.params, self.grads = {}, {}\n", "",
    "The layer lacks params or grads. Set both to {}, so that it can stand in any network.",
    kind="names")  # fmt: skip
max_pool_layer.change("returns nothing", "return max_pool(X", "max_pool(X",
    "forward returns nothing: return max_pool(...).", kind="return")  # fmt: skip
max_pool_layer.change("takes the size for the stride", "max_pool(X, self.size, self.stride)",
    "max_pool(X, self.size, self.size)", "max_pool_backward(dA, self.X, self.size, self.stride)",
    "max_pool_backward(dA[..., :1, :2], self.X, self.size, self.size)",
    "The windows always lie side by side, whatever stride is.", kind="wrong-variable",
    alike="forward comes to the same as where it ignores stride")  # fmt: skip
