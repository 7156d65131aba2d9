"""What the tests of chapter 4.3 share: worked examples, and checks of shapes and spreads."""

import numpy as np

from autograder.checks import Mismatch, close, unpack


def some_parameters(rng, shapes):
    """Parameters of these shapes, the biases too drawn at random."""
    return {name: rng.normal(0.0, 0.45, shape) for name, shape in shapes.items()}


def shapes_of(params):
    return {name: value.shape for name, value in params.items()}


PAIR = np.array([[[[1.0, 3.0, 8.0, 5.0], [7.0, 4.0, 6.0, 2.0]]]])
WORKED = np.array(
    [[1.0, 3.0, 2.0, 0.0, 6.0], [4.0, 2.0, 1.0, 5.0, 3.0], [0.0, 1.0, 7.0, 6.0, 2.0], [2.0, 1.0, 3.0, 8.0, 4.0]]
)
MAPS = np.array(
    [
        [[[1.0, 2.0], [4.0, 3.0]], [[5.0, 1.0], [2.0, 3.0]], [[0.0, 9.0], [8.0, 7.0]]],
        [[[6.0, 5.0], [2.0, 4.0]], [[1.0, 4.0], [8.0, 3.0]], [[3.0, 1.0], [2.0, 0.5]]],
    ]
)
REMAINDERS = np.array([[[[1.0, 5.0, 2.0, 4.0, -1.0], [3.0, 4.0, 7.0, 6.0, -2.0], [-5.0, -3.0, -6.0, -8.0, -4.0]]]])
PIXELS = np.array([[[[0, 200, 17, 90], [131, 4, 250, 3]], [[12, 255, 1, 60], [7, 128, 30, 77]]]], dtype=np.uint8)
HAND_X = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 1.0, 1.0]]]])
HAND_F = np.array([[[[1.0, -1.0], [2.0, 0.0]]]])
LAYER_X = np.array([[[[1.0, 4.0, 2.0], [3.0, 0.0, 5.0]]], [[[2.0, 1.0, -1.0], [-2.0, 6.0, 3.0]]]])
LAYER_F = np.array([[[[1.0, -1.0], [2.0, 0.5]]], [[[0.0, 3.0], [-2.0, 1.0]]], [[[4.0, 1.0], [-3.0, 2.0]]]])
LAYER_DOUT = np.array([[[[1.0, 2.0]], [[-1.0, 3.0]], [[0.5, 0.0]]], [[[2.0, -3.0]], [[4.0, 1.0]], [[-2.0, 1.5]]]])


def backward_parts(student, *arguments):
    return unpack(student.conv_layer_backward(*arguments), "dX", "dfilters", "db")


HE_ADVICE = "The variance is 2 / fan_in, the standard deviation its root; fan_in is how many numbers one score adds up."


def spread_close(drawn, fan_in, name):
    """Check that numbers have the standard deviation sqrt(2 / fan_in), to 20 %: for the 1,000 numbers or more that are
    drawn here that is at least 8.9 times the deviation of a standard deviation by chance."""
    spread = float(np.sqrt(2 / fan_in))
    close(drawn.std(), spread, what=f"the standard deviation of {name}", rtol=0.1, advice=HE_ADVICE)


def around_zero(drawn, name):
    """Check that numbers differ and that their mean is 0, to 15 % of their standard deviation: for the 3,000 numbers or
    more that are drawn here that is at least 8 times what a mean deviates by chance."""
    if drawn.min() == drawn.max():
        advice = "Draw each number by itself: equal weights learn the same, and tell no class from another."
        raise Mismatch("values", f"all numbers of {name} are equal", advice=advice)
    what = f"the mean of {name}, in standard deviations"
    close(drawn.mean() / drawn.std(), 0.0, what=what, atol=0.15, advice="Draw around 0, as rng.normal does.")


SMALL_SHAPES = {"F": (2, 1, 3, 3), "bF": (2,), "W": (8, 4), "b": (1, 4)}  # for images of 6 x 6, 7 x 6 or 7 x 7
# Filters of 1 x 1. The first map is X - 1, the second 2 - X; the pools are [3 2], [1 3] and [2 1], a row for each
# image. Weights and biases are multiples of log 2: twice e to the scores is [8 2 1 2], [2 4 8 32] and [4 1 1 1].
SMALL_X = np.array([[[[1.0, 4.0], [0.0, 2.0]]], [[[2.0, -1.0], [1.0, 0.5]]], [[[1.5, 2.0], [1.0, 3.0]]]])
SMALL_PARAMS = {
    "F": np.array([[[[1.0]]], [[[-1.0]]]]),
    "bF": np.array([-1.0, 2.0]),
    "W": np.log(2.0) * np.array([[1.0, 0.0, -1.0, -1.0], [0.0, 1.0, 1.0, 2.0]]),
    "b": np.log(2.0) * np.array([[-1.0, -2.0, 0.0, -1.0]]),
}
SMALL_A = np.array([[8 / 13, 2 / 13, 1 / 13, 2 / 13], [2 / 46, 4 / 46, 8 / 46, 32 / 46], [4 / 7, 1 / 7, 1 / 7, 1 / 7]])
# A filter of 2 x 2: the convolution gives [[-1, 4], [3, 0]], the pool 4, and the scores are 2 + log 3 and 2.
HAND_PARAMS = {
    "F": HAND_F,
    "bF": np.array([0.0]),
    "W": np.array([[1.0, 0.5]]),
    "b": np.array([[np.log(3.0) - 2.0, 0.0]]),
}
SMALL_Y = np.array([[0.0, 0.0, 1.0, 0.0], [1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]])
