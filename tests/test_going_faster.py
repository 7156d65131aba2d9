"""The appendix "Going faster" to chapter 4.3 computes what the library computes."""

import numpy as np
import pytest

from autograder.build.notebook import run_tagged_cell
from autograder.course import load_course
from benchmarks import training
from course_data import load_mnist
from neural_network.convolution import conv_layer
from neural_network.forward import one_hot
from neural_network.pooling import cnn_loss, conv_layer_backward, init_cnn, max_pool, max_pool_backward


@pytest.fixture(scope="module")
def fast_cnn_loss():
    return training.fast_cnn_loss()


@pytest.mark.slow
def test_the_benchmark_s_networks_train_as_the_library_s_own():
    assert training.with_numpy("fast_cnn")() == pytest.approx(training.with_numpy("cnn")(), rel=1e-3)


def assert_same(fast, X, y, params, rtol):
    (loss, grads), (fast_loss, fast_grads) = cnn_loss(X, y, params), fast(X, y, params)
    assert fast_loss == pytest.approx(loss, rel=rtol)
    assert fast_grads.keys() == grads.keys()
    for name, grad in grads.items():
        assert fast_grads[name].shape == grad.shape
        np.testing.assert_allclose(fast_grads[name], grad, rtol=rtol, atol=rtol * np.abs(grad).max())


@pytest.mark.parametrize("size", [2, 3, 5])
@pytest.mark.parametrize("shape", [(1, 9, 8), (3, 8, 11)])
def test_the_faster_loss_is_the_library_s(fast_cnn_loss, size, shape):
    rng = np.random.default_rng(size)
    params = init_cnn(rng, 4, size, shape, 5)
    params["bF"] += 0.3
    X, y = rng.normal(size=(6, *shape)), one_hot(rng.integers(0, 5, 6), 5)
    assert_same(fast_cnn_loss, X, y, params, 1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_faster_loss_is_the_library_s_on_digits_full_of_ties(fast_cnn_loss, dtype):
    digits = load_mnist(subset="train")
    params = {name: value.astype(dtype) for name, value in init_cnn(np.random.default_rng(0)).items()}
    params["bF"] += dtype(0.1)
    X, y = digits.images[:64, np.newaxis].astype(dtype) / 255, one_hot(digits.target[:64], 10).astype(dtype)
    assert_same(fast_cnn_loss, X, y, params, 1e-12 if dtype is np.float64 else 1e-5)


@pytest.fixture(scope="module")
def twins():
    return run_tagged_cell(load_course().chapter("ch4_3_pooling"), "twins")


@pytest.mark.parametrize(("size", "stride"), [(2, None), (3, 2), (2, 3), (3, 1), (1, 1)])
@pytest.mark.parametrize("order", ["C", "F"])
def test_the_faster_way_back_through_a_pool_is_the_library_s(twins, size, stride, order):
    rng = np.random.default_rng(0)
    X = np.asarray(rng.integers(0, 3, (4, 2, 9, 7)) * 1.0, order=order)  # full of ties
    dout = rng.normal(size=max_pool(X, size, stride).shape)
    expected = max_pool_backward(dout, X, size, stride)
    fast = twins["fast_max_pool_backward"]
    np.testing.assert_allclose(fast(dout, X, size, stride), expected, rtol=1e-12)
    np.testing.assert_array_equal(fast(dout, X, size, stride, max_pool(X, size, stride)), fast(dout, X, size, stride))


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_faster_ways_through_a_convolution_are_the_library_s(twins, stride, dtype):
    rng = np.random.default_rng(0)
    X, filters = rng.normal(size=(5, 3, 9, 11)).astype(dtype), rng.normal(size=(4, 3, 2, 3)).astype(dtype)
    b = rng.normal(size=4).astype(dtype)
    expected = conv_layer(X, filters, b, stride)
    dout = rng.normal(size=expected.shape).astype(dtype)
    way_back = conv_layer_backward(dout, X, filters, stride)
    rtol = 1e-12 if dtype is np.float64 else 1e-4
    for columns in None, twins["all_columns"](X, *filters.shape[2:], stride):
        arguments = dout, X, filters, stride, columns
        for array, right in [
            (twins["fast_conv_layer"](X, filters, b, stride, columns), expected),
            *zip(twins["fast_conv_layer_backward"](*arguments), way_back, strict=True),
            *zip(twins["fast_filter_gradients"](*arguments), way_back[1:], strict=True),
        ]:
            assert (array.dtype, array.shape) == (dtype, right.shape)
            np.testing.assert_allclose(array, right, rtol=rtol, atol=rtol * np.abs(right).max())


def test_the_columns_of_rows_that_overlap_are_laid_out_once(twins):
    columns = twins["all_columns"](np.ones((5, 3, 9, 11)), 2, 3, 1)
    assert columns.shape == (8, 2 * 3 * 3, 9 * 5)
    assert np.shares_memory(columns[0], columns[1])
