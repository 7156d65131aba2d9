"""The tests of chapter W.4 that only the grader has: your own digits."""

import numpy as np

from autograder.checks import Mismatch, close, hidden, pure, refused, unpack
from autograder.graders.w3_network.helpers import rng
from autograder.graders.w4_library.test_visible_digits import figure, looks_like_the_figure, prepared
from course_data import draw_digit, load_mnist

# prepare_digit


def alike(one, other):
    """How much two images agree, when looked at from afar: the correlation of their blocks of 4 x 4."""
    blocks = [image.reshape(7, 4, 7, 4).mean(axis=(1, 3)).ravel() for image in (one, other)]
    return float(np.corrcoef(*blocks)[0, 1])


def reads(student, reference, image, what):
    out = prepared(student, image, what)
    if alike(out, reference.prepare_digit(image)) < 0.7:
        seen = f"{what}: what is on the result is not what was on the image"
        raise Mismatch("values", seen, advice="Look at it: plt.imshow(prepare_digit(image), cmap='gray').")


@hidden("prepare_digit", weight=2)
def test_prepare_digit_of_strokes_of_all_kinds(student, reference):
    for digit in range(10):
        for seed in range(2):
            reads(student, reference, draw_digit(digit, rng(100 + 10 * seed + digit)), "a digit drawn as strokes")


@hidden("prepare_digit", weight=2)
def test_prepare_digit_bears_noise_and_uneven_light(student, reference):
    clean = figure(140, 110)
    y, x = np.mgrid[0:140, 0:110]
    for sign in (1, -1):
        image = 100 + sign * 80 * clean + 4 * (x / 110 - y / 140) + 2.0 * rng(5).normal(size=clean.shape)
        what = "a figure with 2 per cent of noise, on uneven light"
        looks_like_the_figure(prepared(student, image, what), what)


@hidden("prepare_digit")
def test_prepare_digit_of_wide_and_of_small_images(student, reference):
    what = "a figure on its side"
    wide = figure(90, 120)[::-1].T
    out = prepared(student, np.pad(wide, 30), what)
    rows, columns = np.nonzero(out > 0.1)
    if np.ptp(columns) < np.ptp(rows):
        raise Mismatch("values", f"{what}: the result is taller than it is wide", advice="Keep the proportions.")
    looks_like_the_figure(prepared(student, figure(300, 200), "a figure in a corner"), "a figure in a corner")
    digits = load_mnist(subset="test")
    for number_ in range(12):
        reads(student, reference, digits.images[number_], "a digit of MNIST's")


@hidden("prepare_digit")
def test_prepare_digit_refuses_blank_images_and_colors(student):
    blank, white = np.zeros((30, 30)), np.full((30, 30), 255, np.uint8)
    refused(student.prepare_digit, (blank,), (white,), (figure(30, 40)[np.newaxis],), (figure(30, 40)[15],))
    pure(student.prepare_digit, (200 - 150 * figure()).astype(np.uint8))


# Practice


@hidden("light_on_dark")
def test_light_on_dark_of_both_kinds(student):
    for image in (figure(), 3 - figure(), 7 * figure(40, 90) - 2, (255 - 100 * figure()).astype(np.uint8)):
        light = image.astype(float)
        light = (light - light.min()) / np.ptp(light)
        close(student.light_on_dark(image), light if light[0, 0] == 0 else 1 - light)


@hidden("light_on_dark")
def test_light_on_dark_asks_the_whole_border(student):
    specks = figure()
    specks[0, 0] = specks[-1, -1] = specks[0, -1] = specks[-1, 0] = 1.0  # the border's mean is 0.02, the image's 0.08
    close(student.light_on_dark(specks), specks)
    close(student.light_on_dark(1 - specks), specks)
    # Numbers that were drawn: each side counts, and no line beside it.
    for seed in range(40):
        image = rng(seed).random((4, 5))
        once = np.r_[image[0], image[-1], image[1:-1, 0], image[1:-1, -1]].mean() > image.mean()
        twice = np.r_[image[0], image[-1], image[:, 0], image[:, -1]].mean() > image.mean()
        if once == twice:
            light = (image - image.min()) / np.ptp(image)
            close(student.light_on_dark(7 * image - 3), 1 - light if once else light)
    even = np.array([[0.0, 1.0], [1.0, 0.0]])  # here the border's mean is that of the image, and not above it
    close(student.light_on_dark(even), even)


@hidden("center_of_mass")
def test_center_of_mass_of_any_image(student):
    for h, w in ((5, 9), (12, 3)):
        image = rng(h).random((h, w)) ** 3
        row, column = unpack(student.center_of_mass(image), "row", "column")
        close(row, (image * np.arange(h)[:, np.newaxis]).sum() / image.sum(), what="the row")
        close(column, (image * np.arange(w)).sum() / image.sum(), what="the column")
