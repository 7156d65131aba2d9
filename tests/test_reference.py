"""The reference library against code that is not ours: what SciPy and scikit-learn answer to the same random numbers.

Gradients and training have a file of their own, test_reference_training.py.
"""

import numpy as np
import pytest
import scipy.linalg
import scipy.ndimage
import scipy.optimize
import scipy.signal
import scipy.special
import scipy.stats
import sklearn.feature_extraction.image
import sklearn.linear_model
import sklearn.metrics
import sklearn.metrics.pairwise
import sklearn.model_selection
import sklearn.preprocessing
import sklearn.utils
from numpy.testing import assert_allclose, assert_array_equal

import neural_network as nn
import practice.activations
import practice.arrays
import practice.capstone
import practice.convolution
import practice.deeper
import practice.dense_layer
import practice.forward
import practice.functions
import practice.gradient_descent
import practice.losses
import practice.matrices
import practice.mini_batches
import practice.network
import practice.neurons
import practice.numerical_gradients
import practice.perceptron
import practice.pooling


@pytest.fixture(params=range(3), ids="seed {}".format)
def rng(request):
    return np.random.default_rng(request.param)


def slope_of(function, Z):
    """The slope of an element-wise function at every element of Z, by SciPy's differences."""
    steps = scipy.optimize.approx_fprime(Z.ravel(), lambda z: function(z.reshape(Z.shape)).ravel())
    return np.diag(steps).reshape(Z.shape)


def probabilities(rng, n, k):
    return rng.dirichlet(np.ones(k), n)


# Element by element


def test_sigmoid_and_tanh_are_scipy_s_and_the_c_library_s(rng):
    Z = rng.normal(0, 20, (5, 4, 3))
    assert_allclose(nn.sigmoid(Z), scipy.special.expit(Z), rtol=1e-13)
    assert_allclose(nn.tanh(Z), 2 * scipy.special.expit(2 * Z) - 1, rtol=1e-10, atol=1e-14)
    extreme = np.array([-1e308, -1000.0, -745.2, 36.8, 1000.0, 1e308])
    assert_allclose(nn.sigmoid(extreme), scipy.special.expit(extreme), rtol=1e-13)


@pytest.mark.parametrize("name", ["sigmoid", "relu", "tanh", "leaky_relu"])
def test_the_slopes_of_activations_are_what_differences_find(name, rng):
    Z = rng.normal(0, 2, (3, 4))
    assert_allclose(getattr(nn, f"{name}_derivative")(Z), slope_of(getattr(nn, name), Z), atol=1e-6)


def test_the_slope_of_a_chain_of_sigmoids_is_what_differences_find(rng):
    weights = rng.normal(0, 2, 4)

    def chain(a):
        for w in weights:
            a = scipy.special.expit(w * a)
        return a

    found = practice.deeper.chain_slope(0.3, weights.tolist())
    assert found == pytest.approx(slope_of(chain, np.array([0.3]))[0], abs=1e-6)


def test_relu_and_its_relatives_are_numpy_s_clip(rng):
    Z = rng.normal(0, 2, (3, 4, 2))
    assert_array_equal(nn.relu(Z), np.clip(Z, 0, None))
    assert_allclose(nn.leaky_relu(Z, 0.2), np.clip(Z, 0, None) + 0.2 * np.clip(Z, None, 0))
    assert_array_equal(nn.step(Z), np.sign(Z) >= 0)


def test_softmax_is_scipy_s(rng):
    for shape in [(5,), (4, 3), (2, 3, 4)]:
        Z = rng.normal(0, 30, shape)
        Z[0] += 2000 if Z.ndim > 1 else 0  # no row is measured by another one's maximum
        assert_allclose(nn.softmax(Z), scipy.special.softmax(Z, axis=-1), rtol=1e-12)
        assert_allclose(np.log(nn.softmax(Z)), scipy.special.log_softmax(Z, axis=-1), rtol=1e-11, atol=1e-14)
        tempered = scipy.special.softmax(Z / 0.7, axis=-1)
        assert_allclose(practice.activations.tempered_softmax(Z, 0.7), tempered, rtol=1e-12)
    z = rng.normal(0, 3, (6, 1))
    assert_allclose(practice.activations.two_way_softmax(z)[:, :1], scipy.special.expit(z), rtol=1e-12)


def test_the_jacobian_of_softmax_is_what_differences_find(rng):
    z = rng.normal(0, 1, 5)
    found = practice.network.softmax_jacobian(nn.softmax(z))
    assert_allclose(found, scipy.optimize.approx_fprime(z, scipy.special.softmax), atol=1e-7)


def test_sawtooth_is_scipy_s_triangle_wave(rng):
    x = rng.random((4, 5))
    for depth in (1, 2, 5):
        wave = scipy.signal.sawtooth(2 * np.pi * 2 ** (depth - 1) * x, width=0.5)
        assert_allclose(practice.deeper.sawtooth(x, depth), (wave + 1) / 2, atol=1e-12)


# Matrices and scales


def test_products_are_those_of_blas(rng):
    X, W, b = rng.normal(size=(5, 4)), rng.normal(size=(4, 3)), rng.normal(size=(1, 3))
    product = scipy.linalg.blas.dgemm(1.0, X, W)
    assert_allclose(nn.matrix_multiply(X, W), product)
    assert_allclose(practice.matrices.affine(X, W, b), product + b)
    assert_allclose(nn.layer_forward(X, W.T, b[0]), product + b)
    assert_allclose(nn.dense_forward(X, W, b[0]), scipy.special.expit(product + b))
    assert_allclose(practice.matrices.gram_matrix(X), sklearn.metrics.pairwise.linear_kernel(X))
    squared = sklearn.metrics.pairwise.euclidean_distances(X, X[:3], squared=True)
    assert_allclose(practice.matrices.pairwise_distances(X, X[:3]), squared, atol=1e-12)
    assert nn.dot_product(X[0], W[:, 0]) == pytest.approx(scipy.linalg.blas.ddot(X[0], W[:, 0]))
    assert nn.neuron(X[0], W[:, 0], 2.0) == pytest.approx(product[0, 0] + 2.0)


def test_windows_are_numpy_s_and_the_smooth_bend_is_logaddexp(rng):
    x = rng.normal(size=9)
    assert_array_equal(practice.arrays.sliding_windows(x, 4), np.lib.stride_tricks.sliding_window_view(x, 4))
    Z = np.append(rng.normal(0, 20, 50), [1000.0, -1000.0])
    assert_allclose(practice.functions.softplus(Z), np.logaddexp(0, Z), rtol=1e-9, atol=1e-15)


def test_the_loss_from_scores_is_made_of_log_expit_and_correlations_are_numpy_s(rng):
    Z, y = rng.normal(0, 200, (40, 1)), rng.integers(0, 2, (40, 1)).astype(float)
    expected = -np.mean(y * scipy.special.log_expit(Z) + (1 - y) * scipy.special.log_expit(-Z))
    assert practice.losses.loss_from_scores(Z, y) == pytest.approx(expected)
    assert_allclose(practice.dense_layer.correlations(Z.reshape(10, 4)), np.corrcoef(Z.reshape(10, 4).T))


def test_back_substitution_is_solve_triangular(rng):
    U, b = np.triu(rng.uniform(0.5, 2, (5, 5))), rng.normal(size=5)
    found = practice.neurons.back_substitution(U.tolist(), b.tolist())
    assert_allclose(found, scipy.linalg.solve_triangular(U, b))


def test_directional_check_follows_the_gradient_check(rng):
    X, y = rng.normal(size=(6, 3)), rng.normal(size=(6, 1))
    params = {"W": rng.normal(size=(3, 1)), "b": rng.normal(size=(1, 1))}
    direction = {"W": rng.normal(size=(3, 1)), "b": rng.normal(size=(1, 1))}

    def twice(X, y, params):
        loss, grads = nn.linear_loss(X, y, params)
        return loss, {name: 2 * grad for name, grad in grads.items()}

    check = practice.numerical_gradients.directional_check
    assert check(X, y, params, direction, nn.linear_loss) < 1e-7
    assert check(X, y, params, direction, twice) == pytest.approx(1 / 3, abs=1e-6)


def test_a_line_search_never_climbs(rng):
    X, y = rng.normal(0, 50, (20, 2)), rng.normal(size=(20, 1))
    params = {"W": np.zeros((2, 1)), "b": np.zeros((1, 1))}
    losses = []
    for _ in range(5):
        losses.append(nn.linear_loss(X, y, params)[0])
        params, rate = practice.gradient_descent.line_search(X, y, params, 1.0, nn.linear_loss)
    assert losses == sorted(losses, reverse=True)
    assert rate < 0.01


def test_stratified_batches_are_as_even_as_scikit_learn_s(rng):
    labels = rng.integers(0, 4, 50)
    folds = sklearn.model_selection.StratifiedKFold(5).split(np.zeros((50, 1)), labels)
    theirs = np.array([np.bincount(labels[rows], minlength=4) for _rest, rows in folds])
    dealt = practice.mini_batches.stratified_batches(labels, 5, rng)
    ours = np.array([np.bincount(labels[rows], minlength=4) for rows in dealt])
    assert_array_equal(np.sort(ours, axis=0), np.sort(theirs, axis=0))


def test_scaling_is_zscore_and_standard_scaler(rng):
    X = rng.normal(50, 30, (20, 3))
    assert_allclose(nn.normalize(X), scipy.stats.zscore(X, axis=None), rtol=1e-11)
    X[:, 1] = 0.1  # a column with nothing to scale
    assert_allclose(nn.standardize(X), sklearn.preprocessing.StandardScaler().fit_transform(X), rtol=1e-11, atol=1e-12)


def test_the_sizes_of_gradients_are_scipy_s_norms(rng):
    grads = {"W2": rng.normal(size=(4, 3)), "b2": rng.normal(size=(1, 3)), "W1": rng.normal(size=(2, 4))}
    assert nn.gradient_norms(grads) == pytest.approx(
        {"W1": scipy.linalg.norm(grads["W1"]), "W2": scipy.linalg.norm(grads["W2"])}
    )


# Losses and counts


def test_losses_of_quantities_are_scikit_learn_s(rng):
    y_pred, y = rng.normal(size=(20, 1)), rng.normal(size=(20, 1))
    assert nn.mse_loss(y_pred, y) == pytest.approx(sklearn.metrics.mean_squared_error(y, y_pred))
    found = practice.losses.mean_absolute_error(y_pred, y)
    assert found == pytest.approx(sklearn.metrics.mean_absolute_error(y, y_pred))


def test_cross_entropies_are_log_loss(rng):
    y, A = rng.integers(0, 2, (30, 1)), rng.random((30, 1))
    assert nn.binary_cross_entropy(A, y) == pytest.approx(sklearn.metrics.log_loss(y[:, 0], A[:, 0], labels=[0, 1]))
    labels, A = rng.integers(0, 4, 30), probabilities(rng, 30, 4)
    y = nn.one_hot(labels, 4)
    assert nn.cross_entropy(A, y) == pytest.approx(sklearn.metrics.log_loss(labels, A, labels=range(4)))
    assert nn.cross_entropy(A, y) == pytest.approx(-np.log(practice.forward.true_class_probabilities(A, labels)).mean())


def test_one_hot_is_label_binarize(rng):
    labels = rng.integers(0, 5, 30)
    assert_array_equal(nn.one_hot(labels, 5), sklearn.preprocessing.label_binarize(labels, classes=range(5)))


def test_what_is_counted_is_what_scikit_learn_counts(rng):
    labels, A = rng.integers(0, 4, 50), probabilities(rng, 50, 5)  # nobody is of the fifth class
    predicted = A.argmax(axis=1)
    counts = sklearn.metrics.confusion_matrix(labels, predicted, labels=range(5))
    for y in (labels, nn.one_hot(labels, 5)):
        assert nn.accuracy(A, y) == pytest.approx(sklearn.metrics.accuracy_score(labels, predicted))
        assert_array_equal(nn.confusion_matrix(A, y, 5), counts)
    each = {"labels": range(5), "average": None, "zero_division": 0}
    precisions = sklearn.metrics.precision_score(labels, predicted, **each)
    recalls = sklearn.metrics.recall_score(labels, predicted, **each)
    for c in range(5):
        assert practice.capstone.precision_recall(counts, c) == pytest.approx((precisions[c], recalls[c]))
    yes, y = rng.random((20, 1)), rng.integers(0, 2, (20, 1))
    assert practice.losses.error_rate(yes, y) == pytest.approx(sklearn.metrics.zero_one_loss(y, yes >= 0.5))


# Images


def correlate(image, filter, stride=1):
    return scipy.signal.correlate2d(image, filter, mode="valid")[::stride, ::stride]


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_convolutions_are_scipy_s(rng, stride):
    X, filters, b = rng.normal(size=(2, 3, 9, 8)), rng.normal(size=(4, 3, 3, 2)), rng.normal(size=4)
    assert_allclose(nn.conv2d(X[0, 0], filters[0, 0], stride), correlate(X[0, 0], filters[0, 0], stride), atol=1e-12)
    out = nn.conv_layer(X, filters, b, stride)
    for n, f in np.ndindex(2, 4):
        channels = [correlate(X[n, c], filters[f, c], stride) for c in range(3)]
        assert_allclose(out[n, f], sum(channels) + b[f], atol=1e-12)


def test_convolution_as_mathematics_defines_it_is_scipy_s(rng):
    image, filter = rng.normal(size=(7, 6)), rng.normal(size=(2, 3))
    convolved = scipy.signal.convolve2d(image, filter, mode="valid")
    assert_allclose(practice.convolution.true_convolution(image, filter), convolved, atol=1e-12)
    assert_allclose(nn.conv2d(image, practice.convolution.flip_filter(filter)), convolved, atol=1e-12)


def test_windows_as_columns_are_scikit_learn_s_patches(rng):
    image = rng.normal(size=(6, 5))
    patches = sklearn.feature_extraction.image.extract_patches_2d(image, (3, 2))
    assert_array_equal(practice.convolution.windows_as_columns(image, 3, 2).T, patches.reshape(len(patches), -1))


def test_the_way_back_through_a_convolution_is_scipy_s(rng):
    X, filters, dout = rng.normal(size=(2, 3, 7, 6)), rng.normal(size=(4, 3, 3, 2)), rng.normal(size=(2, 4, 5, 5))
    dX, dfilters, db = nn.conv_layer_backward(dout, X, filters)
    for c in range(3):
        for n in range(2):
            full = [scipy.signal.convolve2d(dout[n, f], filters[f, c]) for f in range(4)]
            assert_allclose(dX[n, c], sum(full), atol=1e-12)
        for f in range(4):
            assert_allclose(dfilters[f, c], sum(correlate(X[n, c], dout[n, f]) for n in range(2)), atol=1e-12)
    assert_allclose(db, np.einsum("nfij->f", dout))
    assert_allclose(practice.pooling.filter_gradient(dout[0, 0], X[0, 0]), correlate(X[0, 0], dout[0, 0]), atol=1e-12)
    found = practice.pooling.image_gradient(dout[0, 0], filters[0, 0])
    assert_allclose(found, scipy.signal.convolve2d(dout[0, 0], filters[0, 0]), atol=1e-12)


@pytest.mark.parametrize(("size", "stride"), [(2, None), (3, None), (3, 2), (2, 3)])
def test_max_pool_is_scipy_s_maximum_filter(rng, size, stride):
    X, step = rng.normal(size=(2, 3, 9, 8)), stride or size
    windows = scipy.ndimage.maximum_filter(X, size=(1, 1, size, size))  # centered: a window's first place is size // 2
    first, height, width = size // 2, 9 - size + 1, 8 - size + 1
    expected = windows[..., first : first + height : step, first : first + width : step]
    assert_array_equal(nn.max_pool(X, size, stride), expected)


def test_the_gradient_of_a_tie_goes_where_scipy_sees_the_maximum(rng):
    X, dout = rng.integers(0, 3, (6, 8)) * 1.0, rng.normal(size=(3, 4))
    expected = np.zeros((6, 8))
    for i, j in np.ndindex(3, 4):
        m, n = scipy.ndimage.maximum_position(X[2 * i : 2 * i + 2, 2 * j : 2 * j + 2])
        expected[2 * i + m, 2 * j + n] = dout[i, j]
    assert practice.pooling.count_ties(X, 2) > 0
    assert_array_equal(nn.max_pool_backward(dout, X, 2), expected)


def test_a_shifted_image_is_scipy_s(rng):
    image = rng.normal(size=(5, 6))
    for down, right in [(0, 0), (1, 0), (-2, 3), (4, -5)]:
        shifted = scipy.ndimage.shift(image, (down, right), order=0)
        assert_array_equal(practice.capstone.shift_image(image, down, right), shifted)


# Batches and chance


@pytest.mark.parametrize(("n", "size"), [(10, 3), (9, 3), (5, 8), (1, 1)])
def test_batches_are_scikit_learn_s(n, size):
    X, y = np.arange(2.0 * n).reshape(n, 2), np.arange(n).reshape(n, 1)
    expected = list(sklearn.utils.gen_batches(n, size))
    assert practice.mini_batches.count_batches(n, size) == len(expected)
    for (X_b, y_b), rows in zip(nn.minibatches(X, y, size), expected, strict=True):
        assert_array_equal(X_b, X[rows])
        assert_array_equal(y_b, y[rows])


def test_first_weights_are_normal_with_he_s_variance(rng):
    drawn = {"W1": (nn.init_mlp([50, 40, 10], rng)["W1"], 50), "F": (nn.init_cnn(rng, 60, 5)["F"], 25)}
    drawn["W"] = (nn.Dense(30, 40, "relu", rng).W, 30)
    for weights, fan_in in drawn.values():
        assert scipy.stats.kstest(weights.ravel(), scipy.stats.norm(0, np.sqrt(2 / fan_in)).cdf).pvalue > 1e-4


def test_dropout_keeps_as_many_as_a_binomial_would(rng):
    A = rng.normal(size=(40, 50))
    dropped, mask = nn.dropout(A, 0.7, rng)
    assert scipy.stats.binomtest(int((mask > 0).sum()), A.size, 0.7).pvalue > 1e-4
    assert_allclose(dropped[mask > 0] / 1.0, A[mask > 0] / 0.7)


def test_rosenblatt_s_rule_is_scikit_learn_s_perceptron(rng):
    X = rng.normal(size=(40, 3))
    y = (X @ [1.0, -2.0, 0.5] + rng.normal(0, 0.5, 40) > 0).astype(int)
    W, b = rng.normal(size=(3, 1)), rng.normal(size=(1, 1))  # from zeros, scores of exactly 0 are counted otherwise
    theirs = sklearn.linear_model.Perceptron(eta0=0.3, shuffle=False, max_iter=1, tol=None)
    theirs.fit(X, y, coef_init=W.T.copy(), intercept_init=b[0].copy())
    for x, label in zip(X, y, strict=True):
        W, b = practice.perceptron.rosenblatt_update(x[np.newaxis], label, W, b, 0.3)
    assert_allclose(W, theirs.coef_.T, rtol=1e-10)
    assert_allclose(b[0], theirs.intercept_, rtol=1e-10)
    assert_array_equal(practice.perceptron.step_unit(X, W, b)[:, 0], theirs.predict(X))


def test_a_moving_average_is_scipy_s(rng):
    values = rng.normal(size=12)
    expected = scipy.signal.convolve(values, np.full(5, 1 / 5), mode="valid")
    assert_allclose(practice.mini_batches.moving_average(values, 5), expected, atol=1e-12)
