"""The mistakes of chapter 2.4, as changes of plain right versions."""

from autograder.checks.mistakes import Mistakes

# fmt: off

numerical_gradient = Mistakes("""
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    work = {name: value.copy() for name, value in params.items()}
    slopes = {}
    for name, value in work.items():
        slopes[name] = np.zeros(value.shape)
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + h
            above = loss_fn(X, y, work)[0]
            value[index] = kept - h
            below = loss_fn(X, y, work)[0]
            value[index] = kept
            slopes[name][index] = (above - below) / (2 * h)
    return slopes
""")
numerical_gradient.change("looks forward only", "kept - h", "kept", "(2 * h)", "h",
    "The slopes look to one side only (a forward difference). Take the loss at p + h and at p - h: the error is far "
    "smaller.", kind="wrong-step")
numerical_gradient.variant("looks forward only", """
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    start, out = loss_fn(X, y, params)[0], {}
    for key in params:
        g = np.zeros_like(params[key]).ravel()
        for i in range(g.size):
            moved = params[key].copy()
            moved.flat[i] += h
            g[i] = (loss_fn(X, y, {**params, key: moved})[0] - start) / h
        out[key] = g.reshape(params[key].shape)
    return out
""")
numerical_gradient.change("looks backward only", "kept + h", "kept", "(2 * h)", "h",
    "The slopes look to the left side only (a backward difference). Take the loss at p + h and at p - h.",
    kind="wrong-step")
numerical_gradient.change("comes back to the middle", "kept - h", "kept",
    "The second loss is taken at p itself, and the slopes are half of what they should be, or nearly. From p + h it "
    "takes 2 * h to come to p - h.", kind="wrong-step")
numerical_gradient.change("divides by one step", "(2 * h)", "h",
    "The slopes are twice too large: p + h and p - h are 2 * h apart, so divide by (2 * h).", kind="factor")
numerical_gradient.variant("divides by one step", """
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    def at(key, i, step):
        moved = {k: np.array(v) for k, v in params.items()}
        moved[key][i] += step
        return loss_fn(X, y, moved)[0]
    return {
        key: np.array([(at(key, i, h) - at(key, i, -h)) / h for i in np.ndindex(v.shape)]).reshape(v.shape)
        for key, v in params.items()
    }
""")
numerical_gradient.change("forgets the brackets below", "/ (2 * h)", "/ 2 * h",
    "The difference is divided by 2 and multiplied by h, as / 2 * h does. Put brackets around it: / (2 * h).",
    kind="division")
numerical_gradient.change("forgets the brackets above", "(above - below) / (2 * h)", "above - below / (2 * h)",
    "Only the second loss is divided. Write the difference in brackets: (above - below) / (2 * h).", kind="division")
numerical_gradient.change("does not divide", "(above - below) / (2 * h)", "above - below",
    "The difference of the losses is not divided by the distance, 2 * h.", kind="missing-step")
numerical_gradient.change("subtracts the wrong way round", "above - below", "below - above",
    "The sign is wrong: subtract the loss at p - h from the loss at p + h.", kind="sign")
numerical_gradient.change("takes half the step", "kept + h", "kept + h / 2", "kept - h", "kept - h / 2", "(2 * h)", "h",
    "The steps are h / 2 to either side. Go to p + h and p - h, and divide by 2 * h.", kind="factor")
numerical_gradient.change("has a step of its own", "work = {", "h = 1e-5\n    work = {",
    "The slopes come out as for a tiny step, whatever h is. Go from p - h to p + h, with the h that is given.",
    kind="missing-step")
numerical_gradient.change("takes another step where none is given", "h=1e-5", "h=1e-4",
    "Where no h is given, your step is another than 1e-5. Keep the default of the stub, and set h nowhere else.",
    kind="initialization")
numerical_gradient.change("scales the step", "kept + h", "kept + h * abs(kept)", "kept - h", "kept - h * abs(kept)",
    "2 * h", "2 * h * abs(kept)",
    "The step grows with the parameter (h * p), and is nothing for p = 0. Add and subtract h itself.",
    kind="wrong-step")
numerical_gradient.code("nudges whole arrays", """
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    slopes = {}
    for name, value in params.items():
        above = loss_fn(X, y, {**params, name: value + h})[0]
        below = loss_fn(X, y, {**params, name: value - h})[0]
        slopes[name] = np.full(value.shape, (above - below) / (2 * h))
    return slopes
""",
    "All numbers of an array are moved at once, as value + h does. Move one at a time: value[index] + h.",
    kind="indexing")
numerical_gradient.change("nudges whole rows", "np.ndindex(value.shape)", "range(len(value))", "= value[index]",
    "= value[index].copy()",
    "A whole row of a matrix is moved at once, as value[i] is one. Go through single numbers: np.ndindex(value.shape).",
    kind="indexing")
numerical_gradient.change("knows only matrices", "np.ndindex(value.shape)",
    "((i, j) for i in range(value.shape[0]) for j in range(value.shape[1]))",
    "Only arrays of two axes will do here. Parameters have any shape: np.ndindex(value.shape) goes through all of "
    "them.", kind="shape")
numerical_gradient.change("unpacks two sizes", "    for index in np.ndindex(value.shape):",
    "    rows, columns = value.shape\n        for index in np.ndindex(rows, columns):",
    "Only arrays of two axes will do here. Parameters have any shape: np.ndindex(value.shape) goes through all of "
    "them.", kind="shape")
numerical_gradient.change("never puts back", "            value[index] = kept\n", "",
    "The nudged number is not put back before the next one is tried, so that all slopes but the first are taken at "
    "another place. Keep the old number, and assign it back.", kind="state")
numerical_gradient.variant("never puts back", """
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    import copy
    p, out = copy.deepcopy(params), {k: np.zeros_like(v) for k, v in params.items()}
    for k in p:
        for i in np.ndindex(*p[k].shape):
            p[k][i] += h
            up, _ = loss_fn(X, y, p)
            p[k][i] -= 2 * h
            down, _ = loss_fn(X, y, p)
            out[k][i] = (up - down) / h / 2
    return out
""")
numerical_gradient.change("puts back by adding", "{name: value.copy() for name, value in params.items()}", "params",
    "value[index] = kept\n", "value[index] += h\n",
    "The caller's params are not what they were, to the last bit: adding and subtracting h leaves a number a hair "
    "off. Keep the old number in a variable, and assign it back: value[index] = kept.", kind="in-place")
numerical_gradient.change("goes to and fro", "{name: value.copy() for name, value in params.items()}", "params",
    "value[index] = kept + h", "value[index] += h", "value[index] = kept - h", "value[index] -= 2 * h",
    "value[index] = kept\n", "value[index] += h\n",
    "The caller's params are not what they were, to the last bit: adding and subtracting h leaves a number a hair "
    "off. Keep the old number in a variable, and assign it back: value[index] = kept.", kind="in-place", score=5.25)
numerical_gradient.change("leaves the params nudged", "{name: value.copy() for name, value in params.items()}",
    "params", "            value[index] = kept\n", "",
    "The caller's params are nudged, and the numbers stay where they are. Put each back before the next: keep the old "
    "number, and assign it.", kind="in-place")
numerical_gradient.code("returns the gradient it was given", """
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    loss, grads = loss_fn(X, y, params)
    return grads
""",
    "That is the gradient that loss_fn computed. The point is to find it without: use only the loss.",
    kind="wrong-variable")
numerical_gradient.change("subtracts the pairs", "above = loss_fn(X, y, work)[0]", "above = loss_fn(X, y, work)",
    "below = loss_fn(X, y, work)[0]", "below = loss_fn(X, y, work)",
    "loss_fn returns a pair. Take the loss out of it: loss, _ = loss_fn(X, y, params).", kind="type")
numerical_gradient.change("returns one long row", "return slopes",
    "return np.concatenate([s.ravel() for s in slopes.values()])",
    "The result is one long row of slopes. Return a dictionary, with each array in the shape it has in params.",
    kind="shape")
numerical_gradient.change("flattens the slopes", "return slopes",
    "return {name: s.ravel() for name, s in slopes.items()}",
    "The slopes have lost the shape of their parameter. Start from np.zeros(value.shape), and fill it place by place.",
    kind="shape")
numerical_gradient.change("returns after the first array", "    return slopes", "        return slopes",
    "Only the first array of params is there. Perhaps return stands inside the loop: move it to the left.",
    kind="return")
numerical_gradient.change("divides by the samples", "(2 * h)", "(2 * h * len(X))",
    "The slopes are divided by the number of samples. The loss is a mean already: divide by 2 * h alone.",
    kind="division")
numerical_gradient.change("asks sample by sample", "above = loss_fn(X, y, work)[0]",
    "above = np.mean([loss_fn(X[i : i + 1], y[i : i + 1], work)[0] for i in range(len(X))])",
    "below = loss_fn(X, y, work)[0]",
    "below = np.mean([loss_fn(X[i : i + 1], y[i : i + 1], work)[0] for i in range(len(X))])",
    "loss_fn is asked about one sample at a time. Hand it X and y as they are.", kind="loop")
numerical_gradient.code("nudges the samples", """
def numerical_gradient(X, y, params, loss_fn, h=1e-5):
    above, below = loss_fn(X + h, y, params)[0], loss_fn(X - h, y, params)[0]
    return {name: np.full(value.shape, (above - below) / (2 * h)) for name, value in params.items()}
""",
    "X is nudged. It is params whose slopes are asked for.", kind="wrong-variable")


gradient_check = Mistakes("""
def gradient_check(X, y, params, loss_fn, h=1e-5):
    _, grads = loss_fn(X, y, params)
    slopes = numerical_gradient(X, y, params, loss_fn, h)
    errors = []
    for name in params:
        a, n = grads[name], slopes[name]
        difference = np.linalg.norm(a - n)
        size = np.linalg.norm(a) + np.linalg.norm(n)
        errors.append(difference / max(size, 1e-12))
    return max(errors)
""")
gradient_check.change("averages over the parameters", "max(errors)", "np.mean(errors)",
    "The errors of the parameters are averaged, so that right ones hide a wrong one. Return the largest.",
    kind="mean-or-sum")
gradient_check.change("returns the smallest", "max(errors)", "min(errors)",
    "The result is the smallest of the errors. The worst parameter counts: use max.", kind="wrong-function")
gradient_check.change("adds the errors up", "max(errors)", "sum(errors)",
    "The errors of the parameters are added up. Return the largest of them.", kind="mean-or-sum")
gradient_check.change("keeps the last error", "max(errors)", "errors[-1]",
    "Only the last parameter counts. Keep the errors of all, and return the largest.", kind="loop")
gradient_check.change("returns the first error", "max(errors)", "errors[0]",
    "Only the first parameter counts. Perhaps return stands inside the loop: look at all of them, and return the "
    "largest.", kind="return")
gradient_check.variant("returns the first error", """
def gradient_check(X, y, params, loss_fn, h=1e-5):
    grads, slopes = loss_fn(X, y, params)[1], numerical_gradient(X, y, params, loss_fn, h)
    for k in grads:
        gap = np.sqrt(np.sum((grads[k] - slopes[k]) ** 2))
        return float(gap / max(np.sqrt(np.sum(grads[k] ** 2)) + np.sqrt(np.sum(slopes[k] ** 2)), 1e-12))
""")
gradient_check.change("pairs by order", "name in params:", "a, n in zip(grads.values(), slopes.values()):",
    "        a, n = grads[name], slopes[name]\n", "",
    "The gradients are paired by their order in the two dictionaries. Pair them by name: grads[name], slopes[name].",
    kind="names")
gradient_check.code("measures all parameters together", """
def gradient_check(X, y, params, loss_fn, h=1e-5):
    _, grads = loss_fn(X, y, params)
    slopes = numerical_gradient(X, y, params, loss_fn, h)
    a = np.concatenate([grads[name].ravel() for name in params])
    n = np.concatenate([slopes[name].ravel() for name in params])
    return np.linalg.norm(a - n) / max(np.linalg.norm(a) + np.linalg.norm(n), 1e-12)
""",
    "All parameters are measured as one long vector, where large ones hide small ones. Work out an error for each "
    "array, and return the largest.", kind="wrong-step", score=4.23)
gradient_check.change("compares number by number", "np.linalg.norm(a - n)", "np.abs(a - n)",
    "np.linalg.norm(a) + np.linalg.norm(n)", "np.abs(a) + np.abs(n)", "difference / max(size, 1e-12)",
    "(difference / np.maximum(size, 1e-12)).max()",
    "The gradients are compared number by number. Take the norm over each whole array: one error for each array.",
    kind="axis")
gradient_check.variant("compares number by number", """
def gradient_check(X, y, params, loss_fn, h=1e-5):
    grads, slopes = loss_fn(X, y, params)[1], numerical_gradient(X, y, params, loss_fn, h)
    worst = 0.0
    for k in grads:
        for i in np.ndindex(grads[k].shape):
            a, n = grads[k][i], slopes[k][i]
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-12))
    return worst
""")
gradient_check.change("takes a norm of each column", "np.linalg.norm(a - n)", "np.linalg.norm(a - n, axis=0)",
    "np.linalg.norm(a) + np.linalg.norm(n)", "np.linalg.norm(a, axis=0) + np.linalg.norm(n, axis=0)",
    "difference / max(size, 1e-12)", "np.max(difference / np.maximum(size, 1e-12))",
    "There is a norm for each column. Take one of each whole array: np.linalg.norm without axis.", kind="axis")
gradient_check.change("forgets to divide by the norms", "difference / max(size, 1e-12)", "difference",
    "That is the absolute error. Divide it by norm(a) + norm(n), to see it in proportion.", kind="missing-step")
gradient_check.change("divides by the larger norm", "np.linalg.norm(a) + np.linalg.norm(n)",
    "max(np.linalg.norm(a), np.linalg.norm(n))",
    "The difference is divided by the larger of the two norms. Divide by their sum.", kind="wrong-function")
gradient_check.change("divides by the numerical norm", "np.linalg.norm(a) + np.linalg.norm(n)", "np.linalg.norm(n)",
    "The difference is divided by norm(n) alone. Divide by norm(a) + norm(n).", kind="missing-step")
gradient_check.change("divides by the analytic norm", "np.linalg.norm(a) + np.linalg.norm(n)", "np.linalg.norm(a)",
    "The difference is divided by norm(a) alone. Divide by norm(a) + norm(n).", kind="missing-step")
gradient_check.change("divides by the norm of the sum", "np.linalg.norm(a) + np.linalg.norm(n)",
    "np.linalg.norm(a + n)",
    "The difference is divided by norm(a + n). Divide by the sum of the norms: norm(a) + norm(n).", kind="order")
gradient_check.change("divides by the mean norm", "np.linalg.norm(n)\n", "np.linalg.norm(n)\n        size = size / 2\n",
    "The result is doubled, as by the mean of the two norms. Divide by their sum.", kind="factor")
gradient_check.change("divides zero by zero", "max(size, 1e-12)", "size",
    "Where both gradients are zero, 0 is divided by 0, which is nan. Make the divisor at least 1e-12, with max.",
    kind="division", score=4.62)
gradient_check.change("stops at a larger divisor", "1e-12", "1e-7",
    "Small gradients are not compared in proportion. The smallest divisor is 1e-12, so that tiny ones are, too.",
    kind="epsilon", score=4.62)
gradient_check.change("forgets the square root", "norm(a - n)", "norm(a - n) ** 2", "norm(a) + np.linalg.norm(n)",
    "norm(a) ** 2 + np.linalg.norm(n) ** 2",
    "Those are sums of squares. A norm is the square root of that: np.linalg.norm.", kind="missing-step")
gradient_check.variant("forgets the square root", """
def gradient_check(X, y, params, loss_fn, h=1e-5):
    grads, slopes = loss_fn(X, y, params)[1], numerical_gradient(X, y, params, loss_fn, h)
    def rel(a, n):
        return np.sum((a - n) ** 2) / max(np.sum(a * a) + np.sum(n * n), 1e-12)
    return float(np.max([rel(grads[k], slopes[k]) for k in params]))
""")
gradient_check.change("adds absolute values", "np.linalg.norm(a - n)", "np.abs(a - n).sum()",
    "np.linalg.norm(a) + np.linalg.norm(n)", "np.abs(a).sum() + np.abs(n).sum()",
    "Absolute values are added up. A norm is the root of the sum of squares: np.linalg.norm.", kind="wrong-function")
gradient_check.change("takes the largest difference", "np.linalg.norm(a - n)", "np.abs(a - n).max()",
    "np.linalg.norm(a) + np.linalg.norm(n)", "np.abs(a).max() + np.abs(n).max()",
    "The largest values stand for the arrays. Use the norm, the root of the sum of squares: np.linalg.norm.",
    kind="wrong-function")
gradient_check.change("takes the spectral norm", "norm(a - n)", "norm(a - n, 2)", "norm(a) + np.linalg.norm(n)",
    "norm(a, 2) + np.linalg.norm(n, 2)",
    "np.linalg.norm(..., 2) of a matrix is another norm (its largest stretch). Leave the 2 out.", kind="wrong-function")
gradient_check.change("compares only the norms", "np.linalg.norm(a - n)", "abs(np.linalg.norm(a) - np.linalg.norm(n))",
    "The two norms are compared. Two arrays can be equally long and point in opposite directions: norm(a - n).",
    kind="wrong-step")
gradient_check.change("does not hand on the step", "loss_fn, h)\n", "loss_fn)\n",
    "The argument h makes no difference. Hand it on to numerical_gradient.", kind="missing-step")
gradient_check.change("answers yes or no", "max(errors)", "max(errors) < 1e-6",
    "The answer is yes or no. Return the error itself; the caller decides what is small enough.", kind="type")
gradient_check.change("returns all errors", "max(errors)", "errors",
    "There is an error for each parameter. Return one number, the largest of them.", kind="return")
gradient_check.change("leaves something changed", "    return max",
    "    for value in params.values():\n        value += h\n        value -= h\n    return max",
    "Something is not what it was before the call: params, or what loss_fn returned. Nudge copies, and make new "
    "arrays for differences.", kind="in-place")


# Practice

forward_difference = Mistakes("""
def forward_difference(f, x, h):
    right = f(x + h)
    here = f(x)
    return (right - here) / h
""")
forward_difference.change("steps to the left", "f(x + h)", "f(x - h)",
    "The second point lies on the left of x, where the difference has the other sign. Step forward: f(x + h).",
    kind="sign")
forward_difference.change("looks on both sides", "here = f(x)", "here = f(x - h)", "/ h", "/ (2 * h)",
    "That is a central difference. Here the points are x and x + h.", kind="wrong-step")
forward_difference.change("looks back", "f(x + h)", "f(x)", "here = f(x)", "here = f(x - h)",
    "The points are x - h and x. A forward difference takes x + h and x.", kind="wrong-step")
forward_difference.change("divides by two steps", "/ h", "/ (2 * h)",
    "The points x and x + h are h apart, not 2 * h: divide by h.", kind="factor")
forward_difference.change("divides only one value", "(right - here) / h", "right - here / h",
    "Only f(x) is divided. Write the difference in brackets: (f(x + h) - f(x)) / h.", kind="division")
forward_difference.change("returns the rise", "(right - here) / h", "right - here",
    "That is the rise alone. Divide it by the run, h.", kind="missing-step")

central_errors = Mistakes("""
def central_errors(f, x, slope, steps):
    errors = []
    for h in steps:
        estimate = (f(x + h) - f(x - h)) / (2 * h)
        errors.append(abs(estimate - slope))
    return np.array(errors)
""")
central_errors.change("does not divide", "(f(x + h) - f(x - h)) / (2 * h)", "f(x + h) - f(x - h)",
    "The difference is not divided by the run. The estimate is (f(x + h) - f(x - h)) / (2 * h).", kind="missing-step")
central_errors.change("divides one value", "(f(x + h) - f(x - h)) / (2 * h)", "f(x + h) - f(x - h) / (2 * h)",
    "Only f(x - h) is divided. Write the difference in brackets: (f(x + h) - f(x - h)) / (2 * h).", kind="order")
central_errors.change("keeps the sign", "abs(estimate - slope)", "estimate - slope",
    "Some errors are negative. How far off an estimate is, is its distance: abs(...).", kind="missing-step")
central_errors.change("uses forward differences", "f(x - h)) / (2 * h)", "f(x)) / h",
    "Those are the errors of forward differences. Look to both sides: f(x + h) and f(x - h).", kind="wrong-step")
central_errors.change("divides by two and multiplies", "/ (2 * h)", "/ 2 * h",
    "The difference is divided by 2 and multiplied by h, as / 2 * h does. Put brackets: / (2 * h).", kind="division")
central_errors.change("divides by one step", "/ (2 * h)", "/ h",
    "The estimates are twice too large: x + h and x - h are 2 * h apart.", kind="factor")
central_errors.change("returns the estimates", "abs(estimate - slope)", "estimate",
    "Those are the estimates. Subtract the true slope, and take abs.", kind="missing-step")
central_errors.change("divides by the slope", "abs(estimate - slope)", "abs((estimate - slope) / slope)",
    "The errors are divided by the true slope. The plain distance is asked for: abs(estimate - slope).",
    kind="extra-step")
central_errors.change("returns inside the loop", "    return", "        return",
    "Only the first step has an error. Perhaps return stands inside the loop: move it to the left.", kind="return")

relative_error = Mistakes("""
def relative_error(a, n):
    difference = np.linalg.norm(a - n)
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return difference / max(size, 1e-12)
""")
relative_error.change("stays absolute", "difference / max(size, 1e-12)", "difference",
    "That is the absolute error. Divide it by norm(a) + norm(n).", kind="missing-step")
relative_error.change("divides nothing by nothing", "max(size, 1e-12)", "size",
    "Where both are zero, 0 is divided by 0. Make the divisor at least 1e-12.", kind="division")
relative_error.change("has a large least divisor", "1e-12", "1e-8",
    "Between small arrays the error comes out too small: the least divisor is too large. It is 1e-12.",
    kind="epsilon", alike="small arrays are in a hidden test", score=0.67)
relative_error.change("forgets the root", "norm(a - n)", "norm(a - n) ** 2", "norm(a) + np.linalg.norm(n)",
    "norm(a) ** 2 + np.linalg.norm(n) ** 2",
    "Those are sums of squares. A norm is the square root of that.", kind="missing-step")
relative_error.change("divides by the larger", "np.linalg.norm(a) + np.linalg.norm(n)",
    "max(np.linalg.norm(a), np.linalg.norm(n))",
    "The difference is divided by the larger of the two norms. Divide by their sum.", kind="wrong-function")
for only in "an":
    relative_error.change(f"divides by {only} alone", "np.linalg.norm(a) + np.linalg.norm(n)",
        f"np.linalg.norm({only})", f"The difference is divided by norm({only}) alone. Divide by norm(a) + norm(n).",
        kind="missing-step")
relative_error.change("stays elementwise", "np.linalg.norm(a - n)", "np.abs(a - n)",
    "np.linalg.norm(a) + np.linalg.norm(n)", "np.abs(a) + np.abs(n)", "max(size", "np.maximum(size",
    "The arrays are compared number by number. There is one error for the whole array: use norms.", kind="axis")
relative_error.change("compares lengths", "np.linalg.norm(a - n)", "abs(np.linalg.norm(a) - np.linalg.norm(n))",
    "The lengths alone are compared. Opposite arrays have the same: norm(a - n).", kind="wrong-step")

nudge = Mistakes("""
def nudge(params, name, index, amount):
    nudged = {key: value.copy() for key, value in params.items()}
    nudged[name][index] += amount
    return nudged
""")
nudge.change("nudges the array of the caller", "{key: value.copy() for key, value in params.items()}", "dict(params)",
    "The caller's array changes. A new dictionary is not enough, its arrays must be copies: value.copy().",
    kind="sharing")
nudge.variant("nudges the array of the caller", """
def nudge(params, name, index, amount):
    params[name][index] = params[name][index] + amount
    return params
""")
nudge.change("sets instead of adding", "+= amount", "= amount",
    "The number becomes amount. Add amount to what is there.", kind="wrong-step")
nudge.change("moves the other way", "+= amount", "-= amount",
    "The number moves the other way. Add amount: a negative amount makes it smaller.", kind="sign")
nudge.change("moves the whole array", "[name][index] +=", "[name] +=",
    "Every number of the array moves. Only the one at index moves: [name][index].", kind="indexing")
nudge.change("moves a row", "[index]", "[index[0]]",
    "A whole row moves. Use the whole tuple as the index: [name][index].", kind="indexing")
nudge.change("picks rows by a list", "[index]", "[list(index)]",
    "Whole rows move: a list as an index picks one for each of its numbers. Use the tuple as it is: [name][index].",
    kind="indexing")
nudge.change("returns one array", "return nudged", "return nudged[name]",
    "One array comes back. Return the whole dictionary, with all the other arrays.", kind="return")

worst_gradient = Mistakes("""
def worst_gradient(analytic, numerical):
    errors = {}
    for name in analytic:
        a, n = analytic[name], numerical[name]
        size = np.linalg.norm(a) + np.linalg.norm(n)
        errors[name] = np.linalg.norm(a - n) / max(size, 1e-12)
    return max(errors, key=errors.get)
""")
worst_gradient.change("goes by absolute errors", " / max(size, 1e-12)", "",
    "That is the one with the largest absolute error. A small gradient can be the most wrong: use the relative error.",
    kind="missing-step", find=True)
worst_gradient.change("names the best", "max(errors,", "min(errors,",
    "That is the best one. Look for the largest relative error: max.", kind="wrong-function")
worst_gradient.change("goes by the alphabet", ", key=errors.get", "",
    "That is the last name in the alphabet, as max of names is. Tell max what to compare, with key=.",
    kind="wrong-step")
worst_gradient.change("returns the error", "max(errors, key=errors.get)", "max(errors.values())",
    "That is the error. Return the name that it belongs to.", kind="return")
worst_gradient.change("lets nan win", "max(size, 1e-12)", "size",
    "One whose gradients are both zero wins, as it can where 0 / 0 is nan. Make the divisor at least 1e-12.",
    kind="division")


directional_check = Mistakes("""
def directional_check(X, y, params, direction, loss_fn, h=1e-5):
    grads = loss_fn(X, y, params)[1]
    f = 0.0
    for name in params:
        f += np.sum(grads[name] * direction[name])
    above = loss_fn(X, y, {name: params[name] + h * direction[name] for name in params})[0]
    below = loss_fn(X, y, {name: params[name] - h * direction[name] for name in params})[0]
    m = (above - below) / (2 * h)
    return float(abs(f - m) / max(abs(f) + abs(m), 1e-12))
""")
directional_check.change("divides by one step", "(2 * h)", "h",
    "The measured rate is twice too large: the two points are 2 h apart, so divide by (2 * h).", kind="factor")
directional_check.change("looks forward only", "params[name] - h * direction[name]", "params[name]", "(2 * h)", "h",
    "You look to one side only. Take the loss at params + h v and at params - h v: the error is far smaller.",
    kind="wrong-step")
directional_check.change("subtracts the other way around", "above - below", "below - above",
    "One of the two rates has the wrong sign, or they are added: it is |f - m|, and the measured rate is the loss at "
    "params + h v less the loss at params - h v.", kind="sign")
directional_check.change("counts the last array only", "f +=", "f =",
    "The formula's rate counts the last array of the dictionary only. Add up over all names.", kind="loop")
directional_check.change("multiplies the sums", "np.sum(grads[name] * direction[name])",
    "np.sum(grads[name]) * np.sum(direction[name])",
    "You multiply the sum of the gradient by the sum of the direction. Multiply number by number, then add up.",
    kind="order")
directional_check.change("returns the difference", "abs(f - m) / max(abs(f) + abs(m), 1e-12)", "abs(f - m)",
    "That is the difference of the two rates. Divide it by max(|f| + |m|, 1e-12).", kind="missing-step")
directional_check.change("divides by the measured rate", "max(abs(f) + abs(m), 1e-12)", "max(abs(m), 1e-12)",
    "You divide by the measured rate alone. Divide by the sum of both sizes, |f| + |m|.", kind="division")
directional_check.change("forgets the absolute value", "abs(f - m) /", "(f - m) /",
    "The result is negative where the formula's rate is the smaller one. Take the size of the difference: abs(f - m).",
    kind="sign")
directional_check.change("takes a step of its own", "    f = 0.0\n", "    f, h = 0.0, 1e-5\n",
    "You measure with a step of your own. Use the h that is handed in.", kind="wrong-variable")
directional_check.change("divides by nothing", "max(abs(f) + abs(m), 1e-12)", "(abs(f) + abs(m))",
    "Where both rates are 0, you divide 0 by 0. Divide by no less than 1e-12: max(|f| + |m|, 1e-12).", kind="division")
directional_check.change("moves one array", "{name: params[name] + h * direction[name] for name in params}",
    "{**params, name: params[name] + h * direction[name]}",
    "{name: params[name] - h * direction[name] for name in params}",
    "{**params, name: params[name] - h * direction[name]}",
    "Only one array moves when you measure. All of them move at once.", kind="loop")
directional_check.variant("divides by one step", """
def directional_check(X, y, params, direction, loss_fn, h=1e-5):
    def at(t):
        return loss_fn(X, y, {k: v + t * direction[k] for k, v in params.items()})[0]
    _, g = loss_fn(X, y, params)
    f = sum((g[k] * direction[k]).sum() for k in g)
    m = (at(h) - at(-h)) / h
    return abs(f - m) / max(abs(f) + abs(m), 1e-12)
""")
