"""The mistakes of chapter W.4: Dropout and BatchNorm. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes

dropout_layer = Mistakes("""
class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.params, self.grads = {}, {}

    def forward(self, X, training=False):
        if training:
            self.mask = (self.rng.random(X.shape) < self.p) / self.p
        else:
            self.mask = np.ones(X.shape)
        return X * self.mask

    def backward(self, dA):
        return dA * self.mask
""")
dropout_layer.change("drops in use, too", "if training:", "if True:",
    "Elements are dropped without training as well. In use, X stays as it is.", kind="missing-step",
    random=True)  # fmt: skip
dropout_layer.change("takes p for the share to drop", "self.rng.random(X.shape) < self.p) / self.p",
    "self.rng.random(X.shape) >= self.p) / (1 - self.p)",
    "p is taken for the share that is dropped. It is the probability to KEEP.", kind="wrong-variable")  # fmt: skip
dropout_layer.change("forgets to make up for the rest", "< self.p) / self.p", "< self.p) * 1.0",
    "What is kept is not scaled. Divide by p, so that the mean stays what it was.", kind="missing-step")  # fmt: skip
dropout_layer.change("scales in use instead", "< self.p) / self.p", "< self.p) * 1.0", "np.ones(X.shape)",
    "np.full(X.shape, self.p)",
    "X is multiplied by p in use. Here it is divided by p in training, and left alone in use.",
    kind="wrong-step")  # fmt: skip
dropout_layer.change("tosses again on the way back", "return dA * self.mask",
    "self.forward(dA, bool((self.mask != 1).any()))\n        return dA * self.mask",
    "backward tosses anew. What was dropped on the way forward is dropped on the way back: keep the mask.",
    kind="state", random=True)  # fmt: skip
dropout_layer.change("sends back unscaled", "return dA * self.mask", "return dA * (self.mask > 0)",
    "The mask goes back without its 1 / p. What spoke louder gets more: dA times the mask of the forward pass.",
    kind="factor")  # fmt: skip
dropout_layer.change("makes up for the share that is dropped", "< self.p) / self.p", "< self.p) / (1 - self.p)",
    "What is kept is divided by 1 - p. The share that is kept is p: divide by that.",
    kind="wrong-variable")  # fmt: skip
dropout_layer.change("keeps what is above p", "< self.p) / self.p", ">= self.p) / self.p",
    "A share of 1 - p is kept, and divided by p. p is the probability to KEEP: rng.random(X.shape) < p.",
    kind="sign")  # fmt: skip
dropout_layer.change("sends everything back", "return dA * self.mask", "return dA",
    "backward sends back dA as it is. It goes through the mask of the forward pass.", kind="missing-step")  # fmt: skip
dropout_layer.change("tosses once", "        if training:\n",
    "        if training and getattr(self, 'mask', np.ones(1)).shape == X.shape and (self.mask != 1).any():\n"
    "            pass\n        elif training:\n",
    "The same elements are dropped each time. Toss in every forward pass.", kind="state")  # fmt: skip
dropout_layer.change("tosses once for all samples", "self.rng.random(X.shape)", "self.rng.random(X.shape[1:])",
    "All samples lose the same elements, or none. Toss for every element: rng.random(X.shape).", kind="shape",
    random=True, alike="the visible tests count what is kept, of all samples together")  # fmt: skip
dropout_layer.change("draws from another generator", "self.rng.random", "np.random.default_rng().random",
    "The tosses do not come from rng: the same seed drops other elements.", kind="randomness", random=True)  # fmt: skip
dropout_layer.change("keeps the old mask in use",
    "            self.mask = np.ones(X.shape)\n        return X * self.mask",
    "            return X\n        return X * self.mask",
    "After a pass without training, backward still uses the mask of an earlier one, or has none. Set it in both "
    "cases.", kind="state")  # fmt: skip

batch_norm_layer = Mistakes("""
class BatchNorm:
    def __init__(self, n_features, *, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.params = {"gamma": np.ones(n_features), "beta": np.zeros(n_features)}
        self.grads = {}
        self.running_mean, self.running_var = np.zeros(n_features), np.ones(n_features)

    def forward(self, X, training=False):
        self.axes = (0,) if X.ndim == 2 else (0, 2, 3)
        self.by = (1, -1) if X.ndim == 2 else (1, -1, 1, 1)
        self.training = training
        if training:
            mean, var = X.mean(axis=self.axes), X.var(axis=self.axes)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + self.eps).reshape(self.by)
        self.X_hat = (X - mean.reshape(self.by)) / self.std
        return self.params["gamma"].reshape(self.by) * self.X_hat + self.params["beta"].reshape(self.by)

    def backward(self, dA):
        self.grads = {"gamma": (dA * self.X_hat).sum(axis=self.axes), "beta": dA.sum(axis=self.axes)}
        G = self.params["gamma"].reshape(self.by) * dA
        if not self.training:
            return G / self.std
        mean = G.mean(axis=self.axes, keepdims=True)
        slope = (G * self.X_hat).mean(axis=self.axes, keepdims=True)
        return (G - mean - self.X_hat * slope) / self.std
""")
batch_norm_layer.change("normalizes all features together", "X.mean(axis=self.axes), X.var(axis=self.axes)",
    "X.mean(), X.var()",
    "Mean and variance are taken over all features together. Each feature has its own: over the samples (and places).",
    kind="axis")  # fmt: skip
batch_norm_layer.change("normalizes each place of the images by itself", "(0,) if X.ndim == 2 else (0, 2, 3)",
    "(0,) if X.ndim == 2 else (0, 3)", "(1, -1) if X.ndim == 2 else (1, -1, 1, 1)",
    "(1, -1) if X.ndim == 2 else (1, X.shape[1], -1, 1)",
    "Images are not normalized over all places. A channel is one feature: take mean and variance over the axes (0, "
    "2, 3).",
    kind="axis")  # fmt: skip
batch_norm_layer.change("adds eps outside the root", "np.sqrt(var + self.eps).reshape(self.by)",
    "(np.sqrt(var) + self.eps).reshape(self.by)",
    "eps is added outside the root. It is added to the variance: sqrt(var + eps).", kind="epsilon",
    alike="with the small eps of the visible tests, it is no different")  # fmt: skip
batch_norm_layer.change("forgets eps", "var + self.eps", "var",
    "eps is not added to the variance: where all values of a feature are equal, they are divided by 0.",
    kind="missing-step")  # fmt: skip
batch_norm_layer.change("divides by the variance", "np.sqrt(var + self.eps).reshape(self.by)",
    "(var + self.eps).reshape(self.by)",
    "The deviations are divided by the variance. Divide by its root.", kind="missing-step")  # fmt: skip
batch_norm_layer.change("takes the unbiased variance", "X.var(axis=self.axes)", "X.var(axis=self.axes, ddof=1)",
    "The variance is divided by n - 1. Here it is divided by n, as np.var does.", kind="division")  # fmt: skip
batch_norm_layer.change("keeps the unbiased variance", "(1 - self.momentum) * var",
    "(1 - self.momentum) * X.var(axis=self.axes, ddof=1)",
    "running_var takes up the variance that is divided by n - 1. Here it is divided by n.",
    kind="division")  # fmt: skip
batch_norm_layer.change("swaps the shares of the running statistics",
    "self.momentum * self.running_mean + (1 - self.momentum) * mean",
    "(1 - self.momentum) * self.running_mean + self.momentum * mean",
    "self.momentum * self.running_var + (1 - self.momentum) * var",
    "(1 - self.momentum) * self.running_var + self.momentum * var",
    "The running statistics take up too much of each batch: momentum is the share of the old ones.",
    kind="wrong-variable")  # fmt: skip
batch_norm_layer.change("uses the batch in use, too", "            mean, var = self.running_mean, self.running_var",
    "            mean, var = X.mean(axis=self.axes), X.var(axis=self.axes)",
    "Without training, the batch's own mean and variance are used. Use the running ones.",
    kind="wrong-variable")  # fmt: skip
batch_norm_layer.change("uses the running statistics in training, too", "        self.std =",
    "        mean, var = self.running_mean, self.running_var\n        self.std =",
    "In training, the running statistics are used. There they only follow: normalize by the batch's own.",
    kind="wrong-variable")  # fmt: skip
batch_norm_layer.change("never updates the running statistics",
    "            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean\n"
    "            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var\n", "",
    "The running statistics never change. In training they follow those of the batches.",
    kind="missing-step")  # fmt: skip
batch_norm_layer.change("updates them in use as well", "            mean, var = self.running_mean, self.running_var",
    "            mean, var = self.running_mean, self.running_var\n"
    "            self.running_mean = self.momentum * mean + (1 - self.momentum) * X.mean(axis=self.axes)",
    "running_mean changes in use. Only batches in training count.", kind="extra-step")  # fmt: skip
batch_norm_layer.change("forgets the shift", ' + self.params["beta"].reshape(self.by)', "",
    "The shift is not added.", kind="missing-step")  # fmt: skip
batch_norm_layer.change("forgets the scale", 'self.params["gamma"].reshape(self.by) * self.X_hat', "self.X_hat",
    "The result is not multiplied by the scale.", kind="missing-step")  # fmt: skip
batch_norm_layer.change("takes mean and variance for constants",
    "return (G - mean - self.X_hat * slope) / self.std", "return G / self.std",
    "In training, dX leaves out that every sample has a share in the mean and the variance. Two terms are missing: the "
    "mean of dX_hat, and X_hat times the mean of dX_hat * X_hat.", kind="missing-step")  # fmt: skip
batch_norm_layer.change("takes the variance for a constant", " - self.X_hat * slope", "",
    "In training, dX leaves out that every sample has a share in the variance: the term with X_hat.",
    kind="missing-step")  # fmt: skip
batch_norm_layer.change("takes the mean for a constant", "(G - mean - self.X_hat", "(G - self.X_hat",
    "In training, dX leaves out that every sample has a share in the mean: minus the mean of dX_hat.",
    kind="missing-step")  # fmt: skip
batch_norm_layer.change("forgets the scale on the way back", 'self.params["gamma"].reshape(self.by) * dA', "dA",
    "dX leaves out the scale: dX_hat = scale * dA.", kind="missing-step")  # fmt: skip
batch_norm_layer.change("forgets the deviation on the way back", "return G / self.std", "return G",
    "self.X_hat * slope) / self.std", "self.X_hat * slope)",
    "dX is not divided by sqrt(var + eps).", kind="missing-step")  # fmt: skip
batch_norm_layer.change("takes dA for dX_hat in the last term", "slope = (G * self.X_hat)", "slope = (dA * self.X_hat)",
    "In the last term of dX, the mean is that of dA * X_hat. It is the mean of dX_hat * X_hat, with the scale in it.",
    kind="wrong-variable")  # fmt: skip
batch_norm_layer.change("goes back as in training always",
    "        if not self.training:\n            return G / self.std\n",
    "",
    "After a pass without training, backward uses the formula of training. In use, mean and variance are constants.",
    kind="missing-step")  # fmt: skip
batch_norm_layer.change("averages the gradients", "(dA * self.X_hat).sum(axis=self.axes)",
    "(dA * self.X_hat).mean(axis=self.axes)", "dA.sum(axis=self.axes)", "dA.mean(axis=self.axes)",
    "The gradients of scale and shift are means. The 1/n is in dA already: sums.", kind="mean-or-sum")  # fmt: skip
batch_norm_layer.change("sums dA for the scale, too", "(dA * self.X_hat).sum(axis", "dA.sum(axis",
    "The gradient of the scale is the sum of dA. Each dA is multiplied by its X_hat first.",
    kind="missing-step")  # fmt: skip
batch_norm_layer.change("takes X for X_hat", "(dA * self.X_hat).sum", "(dA * self.X_hat * self.std).sum",
    "The gradient of the scale is made with what was not divided by the deviation yet. It is the sum of dA * X_hat.",
    kind="wrong-variable")  # fmt: skip
batch_norm_layer.change("starts from a variance of zero", "np.zeros(n_features), np.ones(n_features)\n",
    "np.zeros(n_features), np.zeros(n_features)\n",
    "running_var starts from 0. It starts from 1: np.ones(n_features).", kind="initialization")  # fmt: skip

standardize_batch = Mistakes("""
def standardize_batch(X, eps=1e-5):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    return (X - mean) / np.sqrt(var + eps)
""")
standardize_batch.change("standardizes each sample", "X.mean(axis=0)", "X.mean(axis=1, keepdims=True)", "X.var(axis=0)",
    "X.var(axis=1, keepdims=True)", "Mean and variance run over each row. They run over the samples: axis=0.",
    kind="axis")  # fmt: skip
standardize_batch.change("adds eps to the root", "np.sqrt(var + eps)", "(np.sqrt(var) + eps)",
    "eps is added to the root. It is added to the variance: sqrt(var + eps).", kind="epsilon")  # fmt: skip
standardize_batch.change("forgets the root", "np.sqrt(var + eps)", "(var + eps)",
    "The deviations are divided by the variance. Divide by its root.", kind="missing-step")  # fmt: skip
standardize_batch.change("forgets eps", "var + eps", "var",
    "eps is not used: a column of equal numbers is divided by 0.", kind="missing-step")  # fmt: skip
