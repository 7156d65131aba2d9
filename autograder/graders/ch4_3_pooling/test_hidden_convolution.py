"""The tests of chapter 4.3 that only the grader has: the gradients of a convolution."""

import numpy as np

from autograder.checks import LONG, central_differences, close, hidden
from autograder.graders.ch4_3_pooling.helpers import backward_parts
from autograder.graders.ch4_3_pooling.hidden_helpers import convolution_gradients, places, scores_of

# conv_layer_backward

# shape of X, shape of the filters, stride
LAYERS = (
    ((2, 3, 7, 6), (4, 3, 3, 2), 1),
    ((3, 1, 5, 8), (2, 1, 2, 3), 1),
    ((1, 2, 8, 9), (5, 2, 2, 2), 3),
    ((4, 2, 7, 10), (3, 2, 3, 3), 2),
    ((2, 3, 6, 6), (3, 3, 3, 3), 2),  # the last row and column are reached by no window
    ((3, 3, 3, 3), (3, 3, 3, 3), 1),  # a single place
    ((2, 2, 5, 4), (3, 2, 1, 1), 2),
)


def layer_case(seed, shape, filter_shape, stride):
    rng = np.random.default_rng(seed)
    X, filters = rng.normal(size=shape), rng.normal(size=filter_shape)
    sizes = [len(places(shape[axis], filter_shape[axis], stride)) for axis in (2, 3)]
    return rng.normal(size=(shape[0], filter_shape[0], *sizes)), X, filters


@hidden("conv_layer_backward", weight=2)
def test_conv_layer_backward_of_the_filters_in_other_layers(student):
    for seed, (shape, filter_shape, stride) in enumerate(LAYERS):
        arguments = layer_case(100 + seed, shape, filter_shape, stride)
        _, dfilters, _ = backward_parts(student, *arguments, stride)
        close(dfilters, convolution_gradients(*arguments, stride)[1], what="dfilters", rtol=LONG)


@hidden("conv_layer_backward", weight=2)
def test_conv_layer_backward_of_the_images_in_other_layers(student):
    for seed, (shape, filter_shape, stride) in enumerate(LAYERS):
        arguments = layer_case(200 + seed, shape, filter_shape, stride)
        dX, _, _ = backward_parts(student, *arguments, stride)
        close(dX, convolution_gradients(*arguments, stride)[0], what="dX", rtol=LONG)


@hidden("conv_layer_backward")
def test_conv_layer_backward_of_the_biases_in_other_layers(student):
    for seed, (shape, filter_shape, stride) in enumerate(LAYERS):
        arguments = layer_case(300 + seed, shape, filter_shape, stride)
        _, _, db = backward_parts(student, *arguments, stride)
        close(db, [sum(arguments[0][:, f].ravel()) for f in range(filter_shape[0])], what="db", rtol=LONG)


@hidden("conv_layer_backward", weight=2)
def test_conv_layer_backward_agrees_with_slopes(student):
    for seed, (shape, filter_shape, stride) in enumerate(
        (((2, 2, 5, 4), (3, 2, 2, 3), 1), ((2, 1, 6, 5), LAYERS[1][1], 2))
    ):
        dout, X, filters = layer_case(400 + seed, shape, filter_shape, stride)
        params = {"dX": X, "dfilters": filters, "db": np.zeros(len(filters))}

        def weighted_sum(p, dout=dout, stride=stride):
            return float((scores_of(p["dX"], p["dfilters"], p["db"], stride) * dout).sum())

        slopes = central_differences(weighted_sum, params)
        for name, got in zip(params, backward_parts(student, dout, X, filters, stride), strict=True):
            close(got, slopes[name], what=name, rtol=LONG)


# Practice


@hidden("filter_gradient", weight=2)
def test_filter_gradient_of_other_shapes(student):
    for seed, (shape, kernel) in enumerate((((5, 4), (2, 3)), ((6, 6), (3, 3)), ((3, 7), (3, 1)), ((4, 4), (4, 4)))):
        dout, X, filters = layer_case(1100 + seed, (1, 1, *shape), (1, 1, *kernel), 1)
        expected = convolution_gradients(dout, X, filters, 1)[1]
        close(student.filter_gradient(dout[0, 0], X[0, 0]), expected[0, 0], rtol=LONG)


@hidden("image_gradient", weight=2)
def test_image_gradient_of_other_shapes(student):
    for seed, (shape, kernel) in enumerate((((5, 4), (2, 3)), ((6, 6), (3, 3)), ((3, 7), (3, 1)), ((4, 4), (4, 4)))):
        dout, X, filters = layer_case(1200 + seed, (1, 1, *shape), (1, 1, *kernel), 1)
        expected = convolution_gradients(dout, X, filters, 1)[0]
        close(student.image_gradient(dout[0, 0], filters[0, 0]), expected[0, 0], rtol=LONG)
