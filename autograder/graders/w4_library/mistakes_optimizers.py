"""The mistakes of chapter W.4: optimizers and their rates. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes

sgd = Mistakes("""
class SGD:
    def __init__(self, lr, *, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.t = 0
        self.v = {}

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        for key in params:
            old = params[key].copy()
            v = self.momentum * self.v.get(key, 0.0) - lr * grads[key]
            self.v[key] = v
            params[key] += v
            params[key] -= lr * self.weight_decay * old
        self.t += 1
""")
sgd.change("goes uphill", "- lr * grads[key]", "+ lr * grads[key]",
    "The step goes uphill: minus lr times the gradient.", kind="sign")  # fmt: skip
sgd.change("makes new arrays", "params[key] += v\n", "params[key] = params[key] + v\n",
    "The arrays that were handed in stay what they were. The network holds them: change them in place, p += v.",
    kind="sharing")  # fmt: skip
sgd.change("forgets the momentum", "self.momentum * self.v.get(key, 0.0) - lr", "-lr",
    "momentum has no effect: v = momentum * v - lr * g, with the v of the step before, kept under the parameter's key.",
    kind="state")  # fmt: skip
sgd.variant("forgets the momentum", sgd.source.replace("            self.v[key] = v\n", ""))
sgd.change("shares one velocity", "self.v.get(key, 0.0)", "self.v.get(len(grads[key]), 0.0)", "self.v[key] = v",
    "self.v[len(grads[key])] = v",
    "The parameters do not have a velocity each. Keep it under the parameter's key.", kind="sharing",
    alike="the parameters of the visible tests have as many rows as they are")  # fmt: skip
sgd.change("keeps the whole velocity", "self.momentum * self.v.get(key, 0.0)", "self.v.get(key, 0.0)",
    "The whole velocity is kept, whatever momentum is: v = momentum * v - lr * g.", kind="missing-step")  # fmt: skip
sgd.change("multiplies the velocity by the rate later", "- lr * grads[key]", "- grads[key]", "params[key] += v",
    "params[key] += lr * v",
    "The rate multiplies the whole velocity. It multiplies the gradient as it comes in, so that a new rate changes no "
    "old velocity: v = momentum * v - lr * g.", kind="order")  # fmt: skip
sgd.change("damps the gradient", "- lr * grads[key]", "- (1 - self.momentum) * lr * grads[key]",
    "The gradient is multiplied by 1 - momentum. Here it is not: v = momentum * v - lr * g.",
    kind="factor")  # fmt: skip
sgd.change("lets the decay gather momentum", "- lr * grads[key]", "- lr * (grads[key] + self.weight_decay * old)",
    "            params[key] -= lr * self.weight_decay * old\n", "",
    "The decay is part of the gradient, and gathers momentum. It is apart from the velocity: p + v - lr * decay * "
    "p.", kind="order")  # fmt: skip
sgd.change("forgets the decay", "            params[key] -= lr * self.weight_decay * old\n", "",
    "weight_decay has no effect: p = p + v - lr * weight_decay * p.", kind="missing-step")  # fmt: skip
sgd.change("decays without the rate", "lr * self.weight_decay * old", "self.weight_decay * old",
    "The decay lacks the learning rate: lr * weight_decay * p.", kind="missing-step")  # fmt: skip
sgd.change("decays what has moved already", "self.weight_decay * old", "self.weight_decay * params[key]",
    "The decay is taken of the parameter after its step. Take the value before it.", kind="order")  # fmt: skip
sgd.change("spares the biases", "            params[key] -= lr",
    "            if 'W' in key:\n                params[key] -= lr",
    "Some parameters do not decay, perhaps by their names or shapes. Every array that is handed in decays.",
    kind="names")  # fmt: skip
sgd.change("grows instead of decaying", "-= lr * self.weight_decay", "+= lr * self.weight_decay",
    "weight_decay makes the parameters grow: p + v - lr * weight_decay * p.", kind="sign")  # fmt: skip
sgd.change("decays with a factor of two", "lr * self.weight_decay * old", "2 * lr * self.weight_decay * old",
    "The decay is twice what it should be: lr * weight_decay * p.", kind="factor")  # fmt: skip
sgd.change("counts the keys", "        self.t += 1\n", "        self.t += len(params)\n",
    "Each parameter counts as a step. A step is a call of step: count once, after the loop.", kind="loop")  # fmt: skip
sgd.change("counts from one", "self.lr(self.t)", "self.lr(self.t + 1)",
    "The function lr is asked for step 1 first. Steps count from 0.", kind="off-by-one")  # fmt: skip
sgd.change("never counts", "        self.t += 1\n", "",
    "The function lr is always asked for step 0. Count the calls of step.", kind="state")  # fmt: skip
sgd.change("writes into the gradients",
    "            self.v[key] = v\n", "            self.v[key] = v\n            grads[key] *= 0\n",
    "step changes grads, which belongs to the caller.", kind="in-place")  # fmt: skip

adam = Mistakes("""
class Adam:
    def __init__(self, lr, *, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.beta1, self.beta2, self.eps, self.weight_decay = lr, beta1, beta2, eps, weight_decay
        self.t = 0
        self.m, self.v = {}, {}

    def step(self, params, grads):
        lr = self.lr(self.t) if callable(self.lr) else self.lr
        self.t += 1
        for key in params:
            g = grads[key]
            self.m[key] = self.beta1 * self.m.get(key, 0.0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0.0) + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            update = m_hat / (np.sqrt(v_hat) + self.eps) + self.weight_decay * params[key]
            params[key] -= lr * update
""")
adam.change("forgets the correction", "self.m[key] / (1 - self.beta1**self.t)", "self.m[key]",
    "self.v[key] / (1 - self.beta2**self.t)", "self.v[key]",
    "The two means are not corrected for having begun at 0: divide by 1 - beta ** t.", kind="missing-step")  # fmt: skip
adam.change("corrects the first mean alone", "self.v[key] / (1 - self.beta2**self.t)", "self.v[key]",
    "The mean of the squares is not corrected: v / (1 - beta2 ** t).", kind="missing-step")  # fmt: skip
adam.change("corrects the second mean alone", "self.m[key] / (1 - self.beta1**self.t)", "self.m[key]",
    "The mean of the gradients is not corrected: m / (1 - beta1 ** t).", kind="missing-step")  # fmt: skip
adam.change("multiplies by the correction", "/ (1 - self.beta1**self.t)", "* (1 - self.beta1**self.t)",
    "/ (1 - self.beta2**self.t)", "* (1 - self.beta2**self.t)",
    "The two means are multiplied by 1 - beta ** t, which makes small what began at 0. Divide by it.",
    kind="wrong-function")  # fmt: skip
adam.change("adds the whole gradient", "(1 - self.beta1) * g\n", "g\n",
    "m takes up the whole gradient. It is a mean, so g has the share 1 - beta1.", kind="factor")  # fmt: skip
adam.change("keeps the corrected mean", "            v_hat =", "            self.m[key] = m_hat\n            v_hat =",
    "The corrected mean is kept and corrected again in the next step. Keep m as it is; correct a copy.",
    kind="state")  # fmt: skip
adam.change("keeps both corrected means", "            update =",
    "            self.m[key], self.v[key] = m_hat, v_hat\n            update =",
    "The corrected means are kept and corrected again in the next step. Keep m and v as they are; correct copies.",
    kind="state")  # fmt: skip
adam.change("corrects as in the first step", "self.beta1**self.t)", "self.beta1)", "self.beta2**self.t)", "self.beta2)",
    "The correction is that of the first step every time: 1 - beta ** t, where t counts the calls.",
    kind="power")  # fmt: skip
adam.change("counts the keys", "        self.t += 1\n        for key in params:\n",
    "        for key in params:\n            self.t += 1\n",
    "t grows with each parameter. It counts the calls: once, before the loop.", kind="loop")  # fmt: skip
adam.change("forgets the square", "* g**2", "* g", "np.sqrt(v_hat)", "np.sqrt(np.abs(v_hat))",
    "v is a mean of the gradients. It is one of their squares: g ** 2.", kind="power")  # fmt: skip
adam.change("forgets the root", "np.sqrt(v_hat)", "v_hat",
    "m is divided by the mean of the squares. Divide by its root, sqrt(v).", kind="missing-step")  # fmt: skip
adam.change("adds eps inside the root", "(np.sqrt(v_hat) + self.eps)", "np.sqrt(v_hat + self.eps)",
    "eps is added inside the root. It is added to the root: sqrt(v) + eps.", kind="epsilon")  # fmt: skip
adam.change("swaps the betas", "beta1, beta2, eps, weight_decay\n", "beta2, beta1, eps, weight_decay\n",
    "beta1 and beta2 are swapped: beta1 belongs to the mean, beta2 to the squares.", kind="wrong-variable")  # fmt: skip
adam.change("lets the decay go through the means", "g = grads[key]", "g = grads[key] + self.weight_decay * params[key]",
    " + self.weight_decay * params[key]\n            params", "\n            params",
    "The decay is part of the gradient, and is scaled with it. It is apart: lr * weight_decay * p is taken off p.",
    kind="order")  # fmt: skip
adam.change("forgets the decay", "(np.sqrt(v_hat) + self.eps) + self.weight_decay * params[key]",
    "(np.sqrt(v_hat) + self.eps)",
    "weight_decay has no effect: lr * (m / (sqrt(v) + eps) + weight_decay * p).", kind="missing-step")  # fmt: skip
adam.change("decays without the rate", " + self.weight_decay * params[key]\n            params[key] -= lr * update",
    "\n            params[key] -= lr * update + self.weight_decay * params[key]",
    "The decay lacks the learning rate: lr * weight_decay * p.", kind="missing-step")  # fmt: skip
adam.change("grows instead of decaying", "+ self.weight_decay * params[key]", "- self.weight_decay * params[key]",
    "weight_decay makes the parameters grow. Inside of lr * (...) it is added: + weight_decay * p.",
    kind="sign")  # fmt: skip
adam.change("decays what has moved already",
    " + self.weight_decay * params[key]\n            params[key] -= lr * update",
    "\n            params[key] -= lr * update\n            params[key] -= lr * self.weight_decay * params[key]",
    "The decay is taken of the parameter after its step. Take the value before it.", kind="order")  # fmt: skip
adam.change("goes uphill", "params[key] -= lr * update", "params[key] += lr * update",
    "The step goes uphill: p - lr * ...", kind="sign")  # fmt: skip
adam.change("makes new arrays", "params[key] -= lr * update", "params[key] = params[key] - lr * update",
    "The arrays that were handed in stay what they were. The network holds them: change them in place, p -= ...",
    kind="sharing")  # fmt: skip
adam.change("forgets what was", "self.beta1 * self.m.get(key, 0.0)", "0.0", "self.beta2 * self.v.get(key, 0.0)", "0.0",
    "The means are not kept from step to step. Store them under the key, and go on from there.",
    kind="state")  # fmt: skip
adam.change("counts the rate from one", "self.lr(self.t)", "self.lr(self.t + 1)",
    "The function lr is asked for step 1 first. Steps count from 0.", kind="off-by-one")  # fmt: skip
adam.change("writes into the gradients", "            g = grads[key]\n",
    "            g = grads[key].copy()\n            grads[key] *= 0\n",
    "step changes grads, which belongs to the caller.", kind="in-place")  # fmt: skip

cosine_decay = Mistakes("""
def cosine_decay(lr, steps, *, warmup=0):
    if not 0 <= warmup < steps:
        raise ValueError("warmup has to be at least 0, and below steps")

    def schedule(t):
        if t < warmup:
            return lr * t / warmup
        if t >= steps:
            return 0.0
        return lr / 2 * (1 + np.cos(np.pi * (t - warmup) / (steps - warmup)))

    return schedule
""")
cosine_decay.change("returns a number", "return schedule", "return schedule(steps // 2)",
    "A number comes back. Return the function itself: return schedule.", kind="return")  # fmt: skip
cosine_decay.change("rises again", "        if t >= steps:\n            return 0.0\n", "",
    "After the last step the rate rises again. From t = steps on it is 0.", kind="boundary")  # fmt: skip
cosine_decay.change("forgets the half", "lr / 2 * (1", "lr * (1",
    "The rate is twice what it should be: lr / 2 times (1 + cos).", kind="factor")  # fmt: skip
cosine_decay.change("forgets the one", "(1 + np.cos(np.pi * (t - warmup) / (steps - warmup)))",
    "np.cos(np.pi * (t - warmup) / (steps - warmup))",
    "The rate becomes negative: 1 + cos, which runs from 2 to 0.", kind="missing-step")  # fmt: skip
cosine_decay.change("begins the glide at step 0", "(t - warmup) / (steps - warmup)", "t / steps",
    "The cosine begins at step 0. It begins where the warm-up ends: (t - warmup) / (steps - warmup).",
    kind="wrong-variable")  # fmt: skip
cosine_decay.change("ends too late", "/ (steps - warmup)", "/ steps",
    "The cosine does not reach its end: it has steps - warmup steps to do it.", kind="wrong-variable")  # fmt: skip
cosine_decay.change("warms up from one", "lr * t / warmup", "lr * (t + 1) / warmup",
    "The warm-up begins above 0: lr * t / warmup.", kind="off-by-one")  # fmt: skip
cosine_decay.change("does not warm up", "        if t < warmup:\n            return lr * t / warmup\n",
    "        t = max(t, warmup)\n",
    "There is no warm-up: for t < warmup the rate is lr * t / warmup.", kind="missing-step")  # fmt: skip
cosine_decay.change("accepts any warm-up", "if not 0 <= warmup < steps:", "if steps < 0:",
    "A warm-up that is negative, or leaves no step, is accepted. Say raise ValueError at the call.",
    kind="errors")  # fmt: skip
cosine_decay.change("accepts a warm-up of all steps", "0 <= warmup < steps", "0 <= warmup <= steps",
    "A warm-up of all steps is accepted, and leaves nothing to glide: warmup < steps.", kind="boundary")  # fmt: skip
cosine_decay.change("glides on a straight line", "lr / 2 * (1 + np.cos(np.pi * (t - warmup) / (steps - warmup)))",
    "lr * (1 - (t - warmup) / (steps - warmup))",
    "The rate falls on a straight line. It follows half a cosine.", kind="wrong-function")  # fmt: skip

corrected_means = Mistakes("""
def corrected_means(gradients, beta):
    m, means = 0.0, []
    for i in range(len(gradients)):
        m = beta * m + (1 - beta) * gradients[i]
        means.append(m / (1 - beta ** (i + 1)))
    return np.array(means)
""")
corrected_means.change("forgets the correction", "m / (1 - beta ** (i + 1))", "m",
    "The means are not corrected: divide by 1 - beta ** t.", kind="missing-step")  # fmt: skip
corrected_means.change("keeps the corrected mean", "means.append(m / (1 - beta ** (i + 1)))",
    "m = m / (1 - beta ** (i + 1))\n        means.append(m)",
    "The corrected mean is kept and corrected again. Keep m as it is.", kind="state")  # fmt: skip
corrected_means.change("corrects as in the first step", "beta ** (i + 1)", "beta",
    "The correction is that of the first step every time: 1 - beta ** t.", kind="power")  # fmt: skip
corrected_means.change("returns the last", "np.array(means)", "means[-1]",
    "Only the last mean comes back. Return all of them.", kind="return")  # fmt: skip
