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
