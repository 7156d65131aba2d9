"""The mistakes of chapter W.4: your own digits. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes

prepare_digit = Mistakes("""
from scipy.ndimage import zoom

def prepare_digit(image):
    if image.ndim != 2 or image.max() == image.min():
        raise ValueError("an image (h, w) with a digit on it is needed")
    grey = image.astype(float)
    grey = (grey - grey.min()) / (grey.max() - grey.min())
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    if border.mean() > grey.mean():
        grey = 1 - grey
    paper = np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]))
    ink = np.clip((grey - paper - 0.25) / (0.75 - paper), 0, 1)
    rows, columns = np.nonzero(ink > 0.1)
    ink = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    factor = 19.5 / max(ink.shape)
    block = max(int(0.7 / factor), 1)
    blurred = np.pad(ink, block)
    blurred = sum(
        np.roll(np.roll(blurred, i, 0), j, 1)
        for i in range(-(block // 2), block - block // 2) for j in range(-(block // 2), block - block // 2)
    ) / block**2
    for _ in range(12):
        small = np.clip(zoom(blurred, factor, order=1), 0, 1)
        small = np.clip(small / np.quantile(small[small > 0.1], 0.7), 0, 1)
        rows, columns = np.nonzero(small > 0.1)
        side = max(np.ptp(rows), np.ptp(columns)) + 1
        if side in (19, 20):
            break
        factor *= 19.5 / side
    small = small[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    h, w = small.shape
    center = small.sum(axis=1) @ np.arange(h) / small.sum(), small.sum(axis=0) @ np.arange(w) / small.sum()
    top, left = (min(max(round(13.5 - c), 0), 28 - n) for c, n in zip(center, (h, w)))
    out = np.zeros((28, 28))
    out[top : top + h, left : left + w] = small
    return out
""")
prepare_digit.change("does not turn it round", "grey = 1 - grey", "pass",
    "A digit that is dark on light stays so. If the border is brighter than the whole, turn it round: 1 - image.",
    kind="missing-step")  # fmt: skip
prepare_digit.change("always turns it round", "if border.mean() > grey.mean():", "if True:",
    "A digit that is light on dark is turned round, too. Let the border decide.", kind="missing-step")  # fmt: skip
prepare_digit.change("does not scale by the range", "grey = (grey - grey.min()) / (grey.max() - grey.min())",
    "grey = grey / 255 if grey.max() > 1 else grey",
    "np.clip((grey - paper - 0.25) / (0.75 - paper), 0, 1)", "np.clip((grey - 0.25) / 0.75, 0, 1)",
    "The image is not scaled by its own range: (image - smallest) / (largest - smallest).",
    kind="missing-step")  # fmt: skip
prepare_digit.change("puts the box in the middle",
    "top, left = (min(max(round(13.5 - c), 0), 28 - n) for c, n in zip(center, (h, w)))",
    "top, left = (28 - h) // 2, (28 - w) // 2",
    "The box of the digit is in the middle, and not its center of mass.", kind="wrong-variable")  # fmt: skip
prepare_digit.change("stretches the digit", "    h, w = small.shape\n",
    "    small = np.clip(zoom(small, (20 / small.shape[0], 20 / small.shape[1]), order=1), 0, 1)\n    h, w = "
    "small.shape\n",
    "Height and width are scaled by different factors. Keep the proportions of the digit.", kind="factor")  # fmt: skip
prepare_digit.change("fills the whole picture", "factor = 19.5 / max", "factor = 27.0 / max", "side in (19, 20)",
    "side in (26, 27, 28)", "factor *= 19.5 / side", "factor *= 27.0 / side",
    "The digit is too large. Its longer side is 20 pixels, with a margin around.", kind="factor")  # fmt: skip
prepare_digit.change("accepts blank images", "image.ndim != 2 or image.max() == image.min()", "image.ndim != 2",
    "grey = (grey - grey.min()) / (grey.max() - grey.min())",
    "grey = (grey - grey.min()) / max(grey.max() - grey.min(), 1e-9)\n    if grey.max() == 0:\n"
    "        return np.zeros((28, 28))",
    "A blank image is accepted. There is no digit on it: raise ValueError.", kind="errors")  # fmt: skip
prepare_digit.change("accepts colors", "image.ndim != 2 or image.max()", "image.max()", "grey = image.astype(float)",
    "grey = image.astype(float)\n    grey = grey.mean(axis=-1) if grey.ndim == 3 else grey",
    "An image with three axes is accepted. It has to be (h, w): raise ValueError.", kind="errors")  # fmt: skip
prepare_digit.change("swaps rows and columns", "    return out\n", "    return out.T\n",
    "The digit lies on its side: rows and columns are swapped.", kind="transpose")  # fmt: skip
prepare_digit.change("answers in whole grey levels", "    return out\n", "    return np.rint(255 * out)\n",
    "The result runs to 255. It runs from 0 to 1.", kind="factor")  # fmt: skip
prepare_digit.change("gives one row", "    return out\n", "    return out.reshape(1, 784)\n",
    "The result has another shape: (28, 28).", kind="shape")  # fmt: skip
prepare_digit.change("lets the paper shine through",
    "np.clip((grey - paper - 0.25) / (0.75 - paper), 0, 1)", "grey.copy()",
    "Noise and shadows of the paper are left. Set to 0 what is far below the ink.", kind="missing-step")  # fmt: skip

light_on_dark = Mistakes("""
def light_on_dark(image):
    grey = image.astype(float)
    scaled = (grey - grey.min()) / (grey.max() - grey.min())
    border = np.concatenate([scaled[0], scaled[-1], scaled[:, 0], scaled[:, -1]])
    if border.mean() > scaled.mean():
        return 1 - scaled
    return scaled
""")
light_on_dark.change("never turns it round", "return 1 - scaled", "return scaled",
    "A digit that is dark on light stays so: return 1 - scaled.", kind="missing-step")  # fmt: skip
light_on_dark.change("always turns it round", "border.mean() > scaled.mean()", "True",
    "A digit that is light on dark is turned round, too. Let the border decide.", kind="missing-step")  # fmt: skip
light_on_dark.change("turns round the wrong ones", "border.mean() > scaled.mean()", "border.mean() < scaled.mean()",
    "The wrong images are turned round: a bright border means dark on light, and 1 - scaled.", kind="sign")  # fmt: skip
light_on_dark.change("asks a corner alone", "border.mean() > scaled.mean()", "scaled[0, 0] > scaled.mean()",
    "One pixel of the border decides, or a few of them. A speck there turns the image round: take the mean of all four "
    "sides.", kind="missing-step")  # fmt: skip
light_on_dark.change("counts from 255 again", "image.astype(float)", "image",
    "(grey - grey.min()) / (grey.max() - grey.min())", "(grey - grey.max()) / (grey.max() - grey.min()) + 1",
    "uint8 starts again from 255 below 0. Make floats of it first: image.astype(float).", kind="type")  # fmt: skip
light_on_dark.change("forgets the smallest", "(grey - grey.min()) / (grey.max() - grey.min())", "grey / grey.max()",
    "The image is divided by its largest value alone. Subtract the smallest first.", kind="missing-step")  # fmt: skip

center_of_mass = Mistakes("""
def center_of_mass(image):
    h, w = image.shape
    row = image.sum(axis=1) @ np.arange(h) / image.sum()
    column = image.sum(axis=0) @ np.arange(w) / image.sum()
    return row, column
""")
center_of_mass.change("swaps row and column", "return row, column", "return column, row",
    "Row and column are swapped: return row, column.", kind="order")  # fmt: skip
center_of_mass.change("counts from one", "np.arange(h)", "np.arange(1, h + 1)", "np.arange(w)", "np.arange(1, w + 1)",
    "Rows and columns are counted from 1. They count from 0.", kind="off-by-one")  # fmt: skip
center_of_mass.change("counts pixels", "image.shape\n", "image.shape\n    image = (image > 0) * 1.0\n",
    "All pixels with ink count alike. Weigh each by its brightness.", kind="missing-step")  # fmt: skip
center_of_mass.change("divides by the number of pixels", "np.arange(h) / image.sum()", "np.arange(h) / image.size",
    "np.arange(w) / image.sum()", "np.arange(w) / image.size",
    "The sums are divided by the number of pixels. Divide by the sum of the image.", kind="division")  # fmt: skip
