"""The answers to later stretch exercises against SciPy, scikit-learn, and slopes that differences find."""

import numpy as np
import pytest
import scipy.ndimage
import scipy.signal
import scipy.special
import sklearn.linear_model
import sklearn.metrics
import sklearn.model_selection
from numpy.testing import assert_allclose

import neural_network as nn
import practice.activations
import practice.autograd
import practice.backpropagation
import practice.capstone
import practice.convolution
import practice.deeper
import practice.forward
import practice.network
import practice.perceptron
import practice.pooling
import practice.regularization


@pytest.fixture(params=range(3), ids="seed {}".format)
def rng(request):
    return np.random.default_rng(request.param)


def test_the_pocket_never_holds_more_mistakes_than_the_rule_leaves(rng):
    X = rng.normal(size=(30, 2))
    y = (X[:, :1] + rng.normal(size=(30, 1)) > 0) * 1.0
    pocket = practice.perceptron.pocket_perceptron

    def wrong(W, b):
        return np.sum(practice.perceptron.step_unit(X, W, b) != y)

    counts = [wrong(*pocket(X, y, 0.5, rounds)) for rounds in range(6)]
    assert counts == sorted(counts, reverse=True)
    theirs = sklearn.linear_model.Perceptron(shuffle=False, max_iter=5, tol=None).fit(X, y[:, 0])
    assert counts[5] <= wrong(theirs.coef_.T, theirs.intercept_)


def test_log_softmax_is_scipy_s(rng):
    for Z in (rng.normal(size=(4, 6)), 1000 * rng.normal(size=(2, 3, 4))):
        assert_allclose(practice.activations.log_softmax(Z), scipy.special.log_softmax(Z, axis=-1), rtol=1e-12)


def test_top_k_accuracy_is_scikit_learn_s(rng):
    A, labels = rng.dirichlet(np.ones(6), 40), rng.integers(0, 6, 40)
    for k in (1, 2, 5):
        theirs = sklearn.metrics.top_k_accuracy_score(labels, A, k=k, labels=range(6))
        assert practice.forward.top_k_accuracy(A, labels, k) == pytest.approx(theirs)


def test_the_gradient_by_the_pixels_is_what_differences_find(rng):
    X, y, params = rng.normal(size=(5, 4)), nn.one_hot(rng.integers(0, 3, 5), 3), nn.init_mlp([4, 6, 3], rng)
    found = practice.backpropagation.input_gradient(*nn.forward_mlp(X, **params), y, params["W1"], params["W2"])

    def loss(_, y, inputs):
        return nn.mlp_loss(inputs["X"], y, params)[0], {"X": found}

    assert nn.gradient_check(X, y, {"X": X}, loss) < 1e-6


def test_the_gradient_around_a_layer_is_what_differences_find(rng):
    params = {"A": rng.normal(size=(4, 3)), "W": rng.normal(size=(3, 3)), "b": rng.normal(size=(1, 3))}
    dout = rng.normal(size=(4, 3))
    found = practice.deeper.residual_backward(**params, dout=dout)

    def loss(_, dout, p):
        return float(np.sum(dout * (p["A"] + nn.relu(p["A"] @ p["W"] + p["b"])))), dict(zip("AWb", found, strict=True))

    assert nn.gradient_check(None, dout, params, loss) < 1e-6


@pytest.mark.parametrize("dilation", [1, 2, 3])
def test_a_dilated_filter_is_kronecker_s_product(rng, dilation):
    image, filter = rng.normal(size=(9, 11)), rng.normal(size=(3, 2))
    dot = np.zeros((dilation, dilation))
    dot[0, 0] = 1.0
    spread = np.kron(filter, dot)[: 2 * dilation + 1, : dilation + 1]
    assert_allclose(
        practice.convolution.dilated_conv2d(image, filter, dilation),
        scipy.signal.correlate(image, spread, mode="valid"),
        atol=1e-12,
    )


@pytest.mark.parametrize(("size", "stride"), [(2, 2), (3, 1), (3, 2), (2, 3)])
def test_the_way_back_through_a_mean_is_scipy_s_uniform_filter(rng, size, stride):
    shape = (8, 9)
    dout = rng.normal(size=tuple((length - size) // stride + 1 for length in shape))
    framed = np.zeros((shape[0] + 2 * size, shape[1] + 2 * size))
    framed[size:-size, size:-size][: shape[0] - size + 1 : stride, : shape[1] - size + 1 : stride] = dout
    origin = (size - 1) // 2  # the mean over a place and those before it
    spread = scipy.ndimage.uniform_filter(framed, size, mode="constant", origin=origin)[size:-size, size:-size]
    assert_allclose(practice.pooling.average_pool_backward(dout, shape, size, stride), spread, atol=1e-12)


@pytest.mark.parametrize(("n", "k"), [(10, 3), (12, 4), (5, 5)])
def test_folds_have_the_sizes_of_scikit_learn_s(rng, n, k):
    theirs = [len(val) for _, val in sklearn.model_selection.KFold(k).split(np.zeros(n))]
    pairs = practice.regularization.k_folds(n, k, rng)
    assert [len(val) for _, val in pairs] == theirs
    assert all(set(train) == set(range(n)) - set(val) for train, val in pairs)


def test_a_linear_model_sees_the_mean_of_shifts_as_a_smoothed_picture(rng):
    images, mix = rng.random((3, 6, 5)), rng.normal(size=(30, 4))
    smooth = np.array([scipy.ndimage.uniform_filter(image, 3, mode="constant") for image in images])
    found = practice.capstone.averaged_over_shifts(images, lambda moved: moved.reshape(3, 30) @ mix, 1)
    assert_allclose(found, smooth.reshape(3, 30) @ mix)


def test_a_scale_is_a_dense_layer_with_a_diagonal(rng):
    X, dA = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    scale, dense = practice.network.Scale(3), nn.Dense(3, 3, "linear", rng)
    scale.W, scale.b = rng.normal(size=(1, 3)), rng.normal(size=(1, 3))
    dense.W, dense.b = np.diag(scale.W[0]), scale.b
    assert_allclose(scale.forward(X), dense.forward(X))
    assert_allclose(scale.backward(dA), dense.backward(dA))
    assert_allclose(scale.dW[0], np.diag(dense.dW))
    assert_allclose(scale.db, dense.db)


def test_tanh_of_a_tensor_is_numpy_s_with_the_slope_of_the_library(rng):
    x = nn.Tensor(3 * rng.normal(size=(4, 5)))
    result = practice.autograd.tensor_tanh(x)
    result.sum().backward()
    assert_allclose(result.data, np.tanh(x.data))
    assert_allclose(x.grad, nn.tanh_derivative(x.data), rtol=1e-6)
