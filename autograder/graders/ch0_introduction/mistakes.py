"""The mistakes of the introduction, as changes of a plain right version."""

from autograder.checks.mistakes import Mistakes

# fmt: off

count_ink = Mistakes("""
def count_ink(image):
    ink = image != 0
    return np.sum(ink)
""")
count_ink.change("adds the brightness", "np.sum(ink)", "np.sum(image)",
    "You add up the pixels' values. Each pixel with ink counts as 1, be it bright or faint: np.sum(image != 0).",
    kind="missing-step")
count_ink.change("counts the empty paper", "image != 0", "image == 0",
    "You count the pixels that are 0. Count the others: image != 0.", kind="sign")
count_ink.change("counts every pixel", "np.sum(ink)", "image.size",
    "You count every pixel of the picture. Count those that are not 0: image != 0.", kind="missing-step")
count_ink.change("counts bright pixels alone", "image != 0", "image > 127",
    "You count the bright pixels alone. A faint one, such as 3 of 255, has ink on it as well: image != 0.",
    kind="boundary")
count_ink.change("counts from 1 on", "image != 0", "image >= 1",
    "You count pixels of 1 and more. Where pixels are floats from 0 to 1, a gray one is less than 1: image != 0.",
    kind="boundary")
count_ink.change("counts full ink alone", "image != 0", "image == image.max()",
    "You count the brightest pixels alone. Fainter ones have ink on them as well: image != 0.", kind="boundary")
count_ink.change("skips the faintest ink", "image != 0", "image > 1",
    "You count pixels above 1 alone. A pixel of 1, or a float such as 0.25, has ink on it as well: image != 0.",
    kind="boundary")
count_ink.change("counts in each row", "np.sum(ink)", "np.sum(ink, axis=1)",
    "You count row by row, so there is one number for each row. Leave axis out: np.sum(image != 0) is one number.",
    kind="axis")
count_ink.change("counts in each column", "np.sum(ink)", "np.sum(ink, axis=0)",
    "You count column by column, so there is one number for each. np.sum(image != 0), without axis, is one number; "
    "Python's own sum goes through the rows, and adds them up column by column.", kind="axis")
count_ink.change("gives a share", "np.sum(ink)", "np.mean(ink)",
    "That is the share of pixels with ink. Their number is asked for: np.sum in place of np.mean.", kind="mean-or-sum")
count_ink.change("gives the mask", "np.sum(ink)", "ink",
    "You say for each pixel whether it has ink. Now count them, True counting as 1: np.sum(image != 0).",
    kind="missing-step")
count_ink.change("gives the positions", "np.sum(ink)", "np.nonzero(image)",
    "np.nonzero says where the pixels with ink are. How many there are is np.count_nonzero(image).",
    kind="wrong-function")
count_ink.change("gives a float", "np.sum(ink)", "float(np.sum(ink))",
    "The number is right, but a float. A count is a whole number: return int(...) of it.", kind="type", score=0.8)
count_ink.change("gives a string", "np.sum(ink)", "str(np.sum(ink))",
    "The result is a text, with quotes around it. Return the number itself, without str.", kind="type")
count_ink.change("prints and returns nothing", "return np.sum(ink)", "print(np.sum(ink))",
    "You print the count, and the function ends without an answer. Write return where you wrote print.", kind="return")
count_ink.change("misses the first row and column", "image != 0", "image[1:, 1:] != 0",
    "The first row and the first column are left out. Counting starts at 0: range(h), and image[0] is the first row.",
    kind="off-by-one")
count_ink.change("misses the last row and column", "image != 0", "image[:-1, :-1] != 0",
    "The last row and the last column are left out. range(h) ends at h - 1 by itself, and image[:-1] leaves out a row.",
    kind="off-by-one")
count_ink.change("returns inside the loop", "    ink = image != 0\n    return np.sum(ink)\n",
    "    count = 0\n    for row in image:\n        for pixel in row:\n            if pixel != 0:\n"
    "                count += 1\n        return count\n",
    "Only the first row is counted. Does a return stand inside the loop? It ends the loop there: move it below, to "
    "the left.",
    kind="return")
count_ink.change("counts rows with ink", "np.sum(ink)", "np.sum(ink.any(axis=1))",
    "You count the rows that have ink. Count the pixels: all of them, not one per row.", kind="axis")
count_ink.change("writes into the picture", "    ink = image != 0\n", "    image[image != 0] = 1\n    ink = image\n",
    "You write into the caller's picture (image[...] = does that). Keep what you find in a new array: image != 0.",
    kind="in-place", score=0.8)
count_ink.variant("counts in each column", """
def count_ink(image):
    return sum(image != 0)
""")
count_ink.variant("prints and returns nothing", """
def count_ink(image):
    count = 0
    for row in image:
        for pixel in row:
            if pixel > 0:
                count += 1
    print(count)
""")
count_ink.variant("misses the last row and column", """
def count_ink(image):
    count = 0
    for i in range(len(image) - 1):
        for j in range(len(image[0]) - 1):
            if image[i, j] != 0:
                count = count + 1
    return count
""")
count_ink.variant("misses the first row and column", """
def count_ink(image):
    h, w = image.shape
    count = 0
    for i in range(1, h):
        for j in range(1, w):
            count += image[i, j] > 0
    return count
""")
count_ink.variant("gives the mask", """
def count_ink(image):
    return image > 0
""")
