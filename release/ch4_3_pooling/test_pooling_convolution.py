"""The tests of chapter 4.3 that you are given: the gradients of a convolution. Run them with: pytest"""

import numpy as np

from autograder.checks import advice, array, close, pure, same_for_whole_numbers, visible
from autograder.graders.ch4_3_pooling.helpers import (
    HAND_F,
    HAND_X,
    LAYER_DOUT,
    LAYER_F,
    LAYER_X,
    PIXELS,
    backward_parts,
)

# conv_layer_backward


@visible("conv_layer_backward")
def test_conv_layer_backward_of_two_images_and_three_filters_worked_out_by_hand(student):
    # Each filter lies on two windows of each image. The first number of the first filter met 1, 4, 2 and 1,
    # where dout is 1, 2, 2 and -3: its gradient is 1 + 8 + 4 - 3.
    dX, dfilters, db = backward_parts(student, LAYER_DOUT, LAYER_X, LAYER_F)
    close(dX, [[[[3.0, -1.5, 7.0], [2.5, -1.5, 4.0]]], [[[-6.0, 11.0, 7.5], [2.0, -11.5, 2.5]]]], what="dX")
    close(
        dfilters,
        [[[[10.0, 13.0], [-19.0, 13.0]]], [[[20.0, 5.0], [-5.0, 42.0]]], [[[-2.0, -1.5], [14.5, -7.5]]]],
        what="dfilters",
    )
    close(db, [2.0, 7.0, 0.0], what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_has_the_shapes_of_images_filters_and_biases(student):
    rng = np.random.default_rng(30)
    dout, X, filters = rng.normal(size=(2, 4, 5, 6)), rng.normal(size=(2, 3, 7, 7)), rng.normal(size=(4, 3, 3, 2))
    dX, dfilters, db = backward_parts(student, dout, X, filters)
    array(dX, (2, 3, 7, 7), what="dX")
    array(dfilters, (4, 3, 3, 2), what="dfilters")
    array(db, (4,), what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_adds_up_samples_and_keeps_channels_apart(student):
    # Filters of 1 x 1: each number of a filter is multiplied by all pixels of its channel.
    X = np.array([[[[1.0, 2.0]], [[3.0, 4.0]], [[-1.0, 5.0]]], [[[6.0, -2.0]], [[7.0, 8.0]], [[0.0, 9.0]]]])
    filters = np.array([[[[2.0]], [[3.0]], [[-1.0]]], [[[5.0]], [[1.0]], [[4.0]]]])
    dout = np.array([[[[1.0, 0.0]], [[2.0, -1.0]]], [[[10.0, 3.0]], [[-4.0, 5.0]]]])
    dX, dfilters, db = backward_parts(student, dout, X, filters)
    close(
        dX,
        [[[[12.0, -5.0]], [[5.0, -1.0]], [[7.0, -4.0]]], [[[0.0, 31.0]], [[26.0, 14.0]], [[-26.0, 17.0]]]],
        what="dX",
    )
    close(dfilters, [[[[55.0]], [[97.0]], [[26.0]]], [[[-34.0]], [[14.0]], [[38.0]]]], what="dfilters")
    close(db, [14.0, 2.0], what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_with_a_stride_leaves_out_pixels_that_no_window_reached(student):
    X, filters = np.arange(1.0, 7.0).reshape(1, 1, 1, 6), np.array([[[[10.0]]]])
    dX, dfilters, db = backward_parts(student, np.array([[[[1.0, 2.0]]]]), X, filters, 3)
    close(dX, [[[[10.0, 0.0, 0.0, 20.0, 0.0, 0.0]]]], what="dX")
    close(dfilters, [[[[9.0]]]], what="dfilters")
    close(db, [3.0], what="db")


@visible("conv_layer_backward")
def test_conv_layer_backward_leaves_its_arguments_alone(student):
    pure(student.conv_layer_backward, LAYER_DOUT, LAYER_X, LAYER_F)


@advice("conv_layer_backward")
def test_conv_layer_backward_of_whole_numbers_in_the_images(student):
    dout, filters = LAYER_DOUT[:1, :, :, :1] * 0.25, np.concatenate([LAYER_F, LAYER_F + 0.5], axis=1)
    dout = np.concatenate([dout, 2 * dout, -dout], axis=3)
    same_for_whole_numbers(student.conv_layer_backward, dout, PIXELS, filters)
    same_for_whole_numbers(student.conv_layer_backward, dout, PIXELS.astype(int) - 100, filters)


# Practice


@visible("filter_gradient")
def test_filter_gradient_of_the_worked_examples(student):
    image = np.array([[1.0, 2.0, 3.0, 5.0], [4.0, -1.0, 6.0, 0.0], [7.0, 8.0, -2.0, 9.0]])
    close(student.filter_gradient(np.array([[1.0, 10.0, -3.0]]), image), [[12.0, 17.0], [-24.0, 59.0], [93.0, -39.0]])
    close(student.filter_gradient(np.array([[1.0, 2.0], [0.0, -1.0]]), HAND_X[0, 0]), [[4.0, -1.0], [1.0, 6.0]])


@visible("filter_gradient")
def test_filter_gradient_leaves_its_arguments_alone(student):
    pure(student.filter_gradient, np.array([[1.0, 10.0]]), HAND_X[0, 0])


@visible("image_gradient", try_it="image_gradient(np.array([[1.0, 10.0]]), np.array([[2.0, 3.0]]))   # [[2. 23. 30.]]")
def test_image_gradient_of_the_worked_examples(student):
    dout, kernel = np.array([[1.0, 10.0, -2.0]]), np.array([[2.0, 3.0], [5.0, -1.0]])
    close(student.image_gradient(dout, kernel), [[2.0, 23.0, 26.0, -6.0], [5.0, 49.0, -20.0, 2.0]])
    expected = [[1.0, 1.0, -2.0], [2.0, 3.0, 1.0], [0.0, -2.0, 0.0]]
    close(student.image_gradient(np.array([[1.0, 2.0], [0.0, -1.0]]), HAND_F[0, 0]), expected)


@visible("image_gradient")
def test_image_gradient_leaves_its_arguments_alone(student):
    pure(student.image_gradient, np.array([[1.0, 10.0]]), HAND_F[0, 0])
