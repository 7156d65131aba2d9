"""The tests of chapter W.4 that you are given: your own digits. Run them with: pytest"""

import numpy as np

from autograder.checks import Mismatch, array, close, pure, raises, unpack, visible
from autograder.graders.w3_network.helpers import rng
from course_data import draw_digit

# prepare_digit


def figure(h=90, w=120):
    """A digit that is no digit: a tall bar and a short one at its foot, light on dark."""
    image = np.zeros((h, w))
    image[10:70, 30:40] = 1.0
    image[60:70, 40:70] = 1.0
    return image


def prepared(student, image, what):
    """What is made of an image, checked by all that is promised."""
    out = array(student.prepare_digit(image), (28, 28), what=f"{what}: the result")
    if out.min() < 0 or out.max() > 1 + 1e-9 or out.max() < 0.5:
        seen = f"{what}: the result runs from {out.min():.3g} to {out.max():.3g}"
        raise Mismatch("values", seen, should_be="in [0, 1], light on dark", advice="Scale it by its own range.")
    if out.mean() > 0.5:
        raise Mismatch("values", f"{what}: the result is dark on light", advice="Turn it round: 1 - image.")
    rows, columns = np.nonzero(out > 0.1)
    sides = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    if max(sides) not in (19, 20):
        seen = f"{what}: the pixels above 0.1 take {sides[0]} rows and {sides[1]} columns"
        raise Mismatch("values", seen, should_be="19 or 20 on the longer side")
    center = np.array([out.sum(axis=1) @ np.arange(28), out.sum(axis=0) @ np.arange(28)]) / out.sum()
    if np.abs(center - 13.5).max() > 0.51:
        seen = f"{what}: the center of mass lies at ({center[0]:.2f}, {center[1]:.2f})"
        raise Mismatch("values", seen, should_be="within half a pixel of (13.5, 13.5)")
    return out


def looks_like_the_figure(out, what):
    """Check where the bars are, within a pixel or two: the tall one to the left, the short one to the lower right."""
    rows, columns = np.nonzero(out > 0.1)
    digit = out[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    h, w = digit.shape
    tall, foot, empty_ = digit[1:-1, 1:2].mean(), digit[-2:-1, 1:-1].mean(), digit[: h // 2, w // 2 :].mean()
    if not (tall > 0.5 and foot > 0.5 and empty_ < 0.1 and abs(w / h - 2 / 3) < 0.12):
        seen = f"{what}: what is on the result is not what was on the image"
        raise Mismatch("values", seen, advice="Look at it: plt.imshow(prepare_digit(image), cmap='gray').")


@visible("prepare_digit")
def test_prepare_digit_of_a_light_figure(student):
    looks_like_the_figure(prepared(student, figure(), "a light figure on dark"), "a light figure on dark")


@visible("prepare_digit")
def test_prepare_digit_turns_a_dark_figure_round(student):
    what = "a dark figure on light"
    looks_like_the_figure(prepared(student, 1 - figure(), what), what)
    photo = (240 - 180 * figure()).astype(np.uint8)
    what = "a dark figure on light, uint8,"
    looks_like_the_figure(prepared(student, photo, what), what)


@visible("prepare_digit")
def test_prepare_digit_scales_by_the_range_of_the_image(student):
    what = "a light figure from -30 to -10"
    looks_like_the_figure(prepared(student, -30 + 20 * figure(), what), what)


@visible("prepare_digit")
def test_prepare_digit_reads_digits_drawn_as_strokes(student):
    for digit in (2, 5, 7):
        prepared(student, draw_digit(digit, rng(digit)), f"a {digit} drawn as strokes")


@visible("prepare_digit")
def test_prepare_digit_refuses_what_is_no_image_or_blank(student):
    raises(ValueError, student.prepare_digit, np.full((40, 50), 0.5))
    raises(ValueError, student.prepare_digit, np.zeros((40, 50, 3)) + figure(40, 50)[:, :, np.newaxis])


@visible("prepare_digit")
def test_prepare_digit_leaves_its_argument_alone(student):
    pure(student.prepare_digit, figure())


# Practice


@visible(
    "light_on_dark",
    try_it="light_on_dark(np.array([[9.0, 9.0, 8.0], [8.0, 4.0, 9.0], [9.0, 8.0, 9.0]]))"
    "   # should be [[0. 0. 0.2] [0.2 1. 0.] [0. 0.2 0.]]",
)
def test_light_on_dark_turns_a_dark_spot_round(student):
    image = np.array([[9.0, 9.0, 8.0, 9.0], [8.0, 4.0, 5.0, 9.0], [9.0, 8.0, 9.0, 9.0]])
    close(student.light_on_dark(image), [[0.0, 0.0, 0.2, 0.0], [0.2, 1.0, 0.8, 0.0], [0.0, 0.2, 0.0, 0.0]])


@visible("light_on_dark", try_it="light_on_dark(np.array([[1.0, 1.0, 1.0], [1.0, 5.0, 2.0], [1.0, 1.0, 1.0]]))   # should be [[0. 0. 0.] [0. 1. 0.25] [0. 0. 0.]]")  # fmt: skip  # noqa: E501
def test_light_on_dark_leaves_a_light_spot_as_it_is(student):
    image = np.array([[1.0, 1.0, 1.0], [1.0, 5.0, 2.0], [1.0, 1.0, 1.0]])
    close(student.light_on_dark(image), [[0.0, 0.0, 0.0], [0.0, 1.0, 0.25], [0.0, 0.0, 0.0]])


@visible("light_on_dark")
def test_light_on_dark_of_uint8(student):
    image = np.full((5, 6), 200, np.uint8)
    image[2, 2:4] = [50, 100]
    expected = np.zeros((5, 6))
    expected[2, 2:4] = [1.0, 2 / 3]
    close(student.light_on_dark(image), expected)


@visible("light_on_dark")
def test_light_on_dark_leaves_its_argument_alone(student):
    pure(student.light_on_dark, figure())


@visible("center_of_mass", try_it="center_of_mass(np.array([[0.0, 1.0, 0.0], [0.0, 2.0, 1.0]]))   # should be (0.75, 1.25)")  # fmt: skip  # noqa: E501
def test_center_of_mass_of_a_small_image(student):
    row, column = unpack(
        student.center_of_mass(np.array([[0.0, 1.0, 0.0, 0.0], [0.0, 2.0, 0.0, 1.0]])), "row", "column"
    )
    close(row, 0.75, what="the row")
    close(column, 1.5, what="the column")


@visible("center_of_mass")
def test_center_of_mass_of_one_pixel_is_its_place(student):
    image = np.zeros((7, 5))
    image[4, 1] = 0.3
    row, column = unpack(student.center_of_mass(image), "row", "column")
    close(row, 4.0, what="the row")
    close(column, 1.0, what="the column")


@visible("center_of_mass")
def test_center_of_mass_leaves_its_argument_alone(student):
    pure(student.center_of_mass, figure())
