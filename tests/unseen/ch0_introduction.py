"""Unseen tries for chapter 0: the first function."""


#: right | count_ink | other algorithm | flattened list comprehension, int at the end
def count_ink(image):
    return len([p for row in image for p in row if p])


#: right | count_ink | other algorithm | size less the zeros
def count_ink(image):
    return int(image.size - np.sum(image == 0))


#: right | count_ink | other algorithm | positions of nonzero pixels
def count_ink(image):
    rows, cols = np.nonzero(image)
    return rows.shape[0]


#: wrong | count_ink | other algorithm | astype(bool) of an int cast: floats below 1 are cut off to 0 | named: counts from 1 on
def count_ink(image):
    return int(image.astype(int).astype(bool).sum())


#: wrong | count_ink | other algorithm | counts the distinct values other than 0
def count_ink(image):
    return len(set(image.ravel().tolist()) - {0})


#: wrong | count_ink | same algorithm | above 1, not above 0: a pixel of 1 and all floats are lost | named: skips the faintest ink
def count_ink(image):
    return int((image > 1).sum())


#: wrong | count_ink | other algorithm | returns from within the outer loop: the first row alone | named: returns inside the loop
def count_ink(image):
    count = 0
    for row in image:
        for pixel in row:
            if pixel > 0:
                count += 1
        return count


#: wrong | count_ink | other algorithm | a global counter that is never set back
total = 0

def count_ink(image):
    global total
    for pixel in image.ravel():
        if pixel != 0:
            total += 1
    return total


#: right | count_ink | other algorithm | recursion over halves of the rows
def count_ink(image):
    if image.shape[0] == 0:
        return 0
    if image.shape[0] == 1:
        return sum(1 for pixel in image[0] if pixel)
    half = image.shape[0] // 2
    return count_ink(image[:half]) + count_ink(image[half:])


#: right | count_ink | other algorithm | masked array that hides the paper
def count_ink(image: np.ndarray) -> int:
    masked = np.ma.masked_equal(image, 0)
    return int(masked.count())


#: wrong | count_ink | same algorithm | compares with a threshold in the middle, as binarization does | named: counts bright pixels alone
def count_ink(image):
    return int(np.sum(image > 127))


#: wrong | count_ink | other algorithm | adds the bright pixels up in place of counting them
def count_ink(image):
    total = 0
    for row in image:
        for pixel in row:
            if pixel > 0:
                total += pixel
    return int(total)


#: wrong | count_ink | other algorithm | len of np.nonzero's tuple, which is the number of axes
def count_ink(image):
    return len(np.nonzero(image))


#: wrong | count_ink | other algorithm | number of rows that hold ink | named: counts rows with ink
def count_ink(image):
    return int(np.any(image != 0, axis=1).sum())


#: wrong | count_ink | other algorithm | the count as a float | named: gives a float
def count_ink(image):
    return float(np.count_nonzero(image))


#: wrong | count_ink | other algorithm | prints the count and returns nothing | named: prints and returns nothing
def count_ink(image):
    print(np.count_nonzero(image))


#: wrong | count_ink | other algorithm | counts zeros | named: counts the empty paper
def count_ink(image):
    return int(np.sum(image == 0))


#: wrong | count_ink | other algorithm | one count for each row
def count_ink(image):
    return [int(np.count_nonzero(row)) for row in image]


#: wrong | count_ink | same algorithm | paints the ink with 1 on the image itself, then adds up | named: writes into the picture
def count_ink(image):
    image[image != 0] = 1
    return int(image.sum())


#: right | count_ink | other algorithm | plain: total minus Counter of zeros
from collections import Counter


def count_ink(image):
    counts = Counter(image.ravel().tolist())
    return image.size - counts[0]
