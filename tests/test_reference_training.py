"""The reference library's gradients and training against SciPy's differences and scikit-learn's estimators."""

import warnings
from functools import partial

import numpy as np
import pytest
import scipy.optimize
import scipy.special
import sklearn.linear_model
from numpy.testing import assert_allclose
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor

import neural_network as nn


@pytest.fixture(params=range(3), ids="seed {}".format)
def rng(request):
    return np.random.default_rng(request.param)


def flat(params):
    return np.concatenate([value.ravel() for value in params.values()])


def unflat(numbers, like):
    parts = np.split(numbers, np.cumsum([value.size for value in like.values()])[:-1])
    return {name: part.reshape(value.shape) for (name, value), part in zip(like.items(), parts, strict=True)}


def normal(rng, **shapes):
    return {name: rng.normal(0, 0.7, shape) for name, shape in shapes.items()}


def classes(rng, n, k):
    return nn.one_hot(rng.integers(0, k, n), k)


LINEAR = {"W": (3, 1), "b": (1, 1)}
MLP = {"W1": (3, 6), "b1": (1, 6), "W2": (6, 4), "b2": (1, 4)}
DEEP = {"W1": (3, 5), "b1": (1, 5), "W2": (5, 6), "b2": (1, 6), "W3": (6, 4), "b3": (1, 4)}
CNN = {"F": (2, 3, 3, 2), "bF": (2,), "W": (2 * 2 * 3, 4), "b": (1, 4)}


def cases(rng):
    X, images = rng.normal(size=(7, 3)), rng.normal(size=(5, 3, 7, 7))
    yes, quantity, y, y_images = (
        rng.integers(0, 2, (7, 1)),
        rng.normal(size=(7, 1)),
        classes(rng, 7, 4),
        classes(rng, 5, 4),
    )
    return {
        "linear_loss": (nn.linear_loss, X, quantity, LINEAR),
        "logistic_loss": (nn.logistic_loss, X, yes, LINEAR),
        "mlp_loss": (nn.mlp_loss, X, y, MLP),
        "deep_mlp_loss": (nn.deep_mlp_loss, X, y, DEEP),
        "deep_mlp_loss of sigmoids": (partial(nn.deep_mlp_loss, hidden="sigmoid"), X, y, DEEP),
        "cnn_loss": (nn.cnn_loss, images, y_images, CNN),
        "regularized_loss": (partial(nn.regularized_loss, loss_fn=nn.mlp_loss, lambda_=0.3), X, y, MLP),
    }


@pytest.mark.parametrize("name", cases(np.random.default_rng(0)))
def test_the_gradient_of_every_loss_is_what_differences_find(name, rng):
    loss_fn, X, y, shapes = cases(rng)[name]
    params = normal(rng, **shapes)

    def loss(numbers):
        return loss_fn(X, y, unflat(numbers, params))[0]

    def grads(numbers):
        return flat({key: loss_fn(X, y, unflat(numbers, params))[1][key] for key in params})

    assert_allclose(grads(flat(params)), scipy.optimize.approx_fprime(flat(params), loss), atol=2e-6)
    assert scipy.optimize.check_grad(loss, grads, flat(params), direction="random", seed=1) < 1e-5


def test_the_way_back_through_strided_layers_is_what_differences_find(rng):
    X, filters, dout = rng.normal(size=(1, 2, 7, 8)), rng.normal(size=(2, 2, 3, 2)), rng.normal(size=(1, 2, 3, 4))
    dX, dfilters, _ = nn.conv_layer_backward(dout, X, filters, 2)

    def of(numbers):
        both = unflat(numbers, {"X": X, "filters": filters})
        return float((nn.conv_layer(both["X"], both["filters"], np.zeros(2), 2) * dout).sum())

    found = scipy.optimize.approx_fprime(flat({"X": X, "filters": filters}), of)
    assert_allclose(flat({"X": dX, "filters": dfilters}), found, atol=1e-6)


@pytest.mark.parametrize(("size", "stride", "places"), [(2, None, (3, 4)), (3, 2, (2, 3)), (2, 3, (2, 3))])
def test_the_way_back_through_max_pool_is_what_differences_find(rng, size, stride, places):
    X = rng.permutation(2 * 6 * 8).reshape(2, 6, 8) / 10  # no two numbers are close
    dout = rng.normal(size=(2, *places))
    found = scipy.optimize.approx_fprime(
        X.ravel(), lambda x: (nn.max_pool(x.reshape(X.shape), size, stride) * dout).sum()
    )
    assert_allclose(nn.max_pool_backward(dout, X, size, stride).ravel(), found, atol=1e-6)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "leaky_relu", "linear", "softmax"])
def test_the_way_back_through_a_dense_layer_is_what_differences_find(rng, activation):
    layer, X, dA = nn.Dense(3, 4, activation, rng), rng.normal(size=(5, 3)), rng.normal(size=(5, 4))
    layer.b = rng.normal(size=(1, 4))
    start = {"X": X, "W": layer.W, "b": layer.b}

    def of(numbers):
        moved = unflat(numbers, start)
        layer.W, layer.b = moved["W"], moved["b"]
        return float((layer.forward(moved["X"]) * dA).sum())

    found = scipy.optimize.approx_fprime(flat(start), of)
    of(flat(start))
    dX = layer.backward(dA)
    assert_allclose(flat({"X": dX, "W": layer.dW, "b": layer.db}), found, atol=1e-6)


def test_numerical_gradients_are_the_slopes_that_scipy_knows_of_rosenbrock_s_valley(rng):
    params = {"x": rng.normal(size=(2, 3))}

    def valley(X, y, params):
        x = params["x"].ravel()
        return scipy.optimize.rosen(x), {"x": scipy.optimize.rosen_der(x).reshape(2, 3)}

    found = nn.numerical_gradient(None, None, params, valley)["x"]
    assert_allclose(found.ravel(), scipy.optimize.rosen_der(params["x"].ravel()), rtol=1e-6, atol=1e-5)
    assert nn.gradient_check(None, None, params, valley) < 1e-7


# Where scikit-learn finds the lowest loss, the gradient is zero


def test_linear_regression_and_ridge_lie_where_the_gradient_is_zero(rng):
    X, y = rng.normal(size=(30, 3)), rng.normal(size=(30, 1))
    plain, ridge = sklearn.linear_model.LinearRegression().fit(X, y), sklearn.linear_model.Ridge(alpha=6.0).fit(X, y)
    loss, grads = nn.linear_loss(X, y, {"W": plain.coef_.T, "b": plain.intercept_.reshape(1, 1)})
    assert_allclose(flat(grads), 0, atol=1e-12)
    assert loss == pytest.approx(float(np.mean((plain.predict(X) - y) ** 2)))
    at_ridge = {"W": ridge.coef_.reshape(3, 1), "b": ridge.intercept_.reshape(1, 1)}
    _, grads = nn.regularized_loss(X, y, at_ridge, nn.linear_loss, 6.0 / 30)
    assert_allclose(flat(grads), 0, atol=1e-12)


def test_logistic_regression_lies_where_the_gradient_is_zero_and_training_gets_there(rng):
    X = rng.normal(size=(60, 3))
    y = (X @ [[1.0], [-1.0], [0.5]] + rng.logistic(size=(60, 1)) > 0).astype(float)
    theirs = sklearn.linear_model.LogisticRegression(C=0.5, tol=1e-10, max_iter=1000).fit(X, y[:, 0])
    best = {"W": theirs.coef_.T, "b": theirs.intercept_.reshape(1, 1)}
    _, grads = nn.regularized_loss(X, y, best, nn.logistic_loss, 1 / (2 * 0.5 * 60))
    assert_allclose(flat(grads), 0, atol=1e-6)
    assert_allclose(nn.forward_perceptron(X, **best), theirs.predict_proba(X)[:, 1:], rtol=1e-10)
    assert_allclose(nn.predict_perceptron(X, **best)[:, 0], theirs.predict(X))

    free = sklearn.linear_model.LogisticRegression(C=1e12, tol=1e-10, max_iter=1000).fit(X, y[:, 0])
    params, history = nn.train_perceptron(X, y, lr=2.0, epochs=1500)
    assert_allclose(params["W"], free.coef_.T, atol=1e-4)
    assert_allclose(params["b"][0], free.intercept_, atol=1e-4)
    assert history[-1] == pytest.approx(nn.logistic_loss(X, y, params)[0], abs=1e-6)


# Step by step beside scikit-learn's networks


def theirs_from(estimator, params, X, y, epochs):
    """scikit-learn's network, trained for `epochs` epochs from weights that are ours, and its losses."""
    depth = len(params) // 2
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so few epochs are on purpose
        estimator.fit(X, y)  # makes its arrays; the next fit starts from what is put in their place
        estimator.coefs_ = [params[f"W{i}"].copy() for i in range(1, depth + 1)]
        estimator.intercepts_ = [params[f"b{i}"][0].copy() for i in range(1, depth + 1)]
        estimator.set_params(max_iter=epochs).fit(X, y)
    trained = {f"W{i}": W for i, W in enumerate(estimator.coefs_, 1)}
    return trained | {f"b{i}": b.reshape(1, -1) for i, b in enumerate(estimator.intercepts_, 1)}, estimator.loss_curve_


def settings(hidden, lr, mu=0.0, batch_size=32, activation="relu", alpha=0.0):
    return {
        "hidden_layer_sizes": hidden,
        "activation": activation,
        "solver": "sgd",
        "learning_rate_init": lr,
        "momentum": mu,
        "nesterovs_momentum": False,
        "alpha": alpha,
        "batch_size": batch_size,
        "shuffle": False,
        "warm_start": True,
        "max_iter": 1,
        "tol": 0.0,
        "n_iter_no_change": 1000,
    }


@pytest.mark.parametrize(("mu", "alpha"), [(0.0, 0.0), (0.9, 0.0), (0.9, 0.5)])
@pytest.mark.parametrize("batch_size", [20, 8], ids=["full batch", "batches of 8"])
def test_training_takes_the_steps_that_scikit_learn_takes(rng, mu, alpha, batch_size):
    X, labels = rng.normal(size=(20, 3)), np.arange(20) % 4
    params = normal(rng, **MLP)
    estimator = MLPClassifier(**settings((6,), 0.1, mu, batch_size, alpha=alpha))
    trained, losses = theirs_from(estimator, params, X, labels, epochs=5)

    def loss_fn(X_b, y_b, params):  # scikit-learn charges alpha / 2 a batch, divided by its size
        return nn.regularized_loss(X_b, y_b, params, nn.mlp_loss, alpha / 2 / len(X_b))

    y = nn.one_hot(labels, 4)
    if mu:
        ours, history = nn.momentum_descent(X, y, params, 0.1, loss_fn, batch_size, mu=mu, epochs=5)
    else:
        ours, history = nn.gradient_descent(X, y, params, 0.1, loss_fn, batch_size, epochs=5)
    assert_allclose(history, losses[-5:], rtol=1e-10)
    for name, value in trained.items():
        assert_allclose(ours[name], value, rtol=1e-9, atol=1e-12)
    assert_allclose(nn.forward_mlp(X, **ours)[1], estimator.predict_proba(X), rtol=1e-9)
    assert nn.accuracy(nn.forward_mlp(X, **ours)[1], y) == estimator.score(X, labels)


@pytest.mark.parametrize(("hidden", "theirs"), [("relu", "relu"), ("sigmoid", "logistic")])
def test_deep_networks_are_trained_as_scikit_learn_s(rng, hidden, theirs):
    X, labels = rng.normal(size=(20, 3)), np.arange(20) % 4
    params = normal(rng, **DEEP)
    estimator = MLPClassifier(**settings((5, 6), 0.2, batch_size=20, activation=theirs))
    trained, losses = theirs_from(estimator, params, X, labels, epochs=4)
    loss_fn = partial(nn.deep_mlp_loss, hidden=hidden)
    ours, history = nn.gradient_descent(X, nn.one_hot(labels, 4), params, 0.2, loss_fn, epochs=4)
    assert_allclose(history, losses[-4:], rtol=1e-10)
    for name, value in trained.items():
        assert_allclose(ours[name], value, rtol=1e-9, atol=1e-12)
    assert_allclose(nn.forward_deep_mlp(X, ours, hidden)[-1], estimator.predict_proba(X), rtol=1e-9)


@pytest.mark.parametrize(
    ("hidden", "output", "theirs"),
    [("tanh", "softmax", "tanh"), ("relu", "sigmoid", "relu"), ("sigmoid", "linear", "logistic")],
)
def test_a_network_of_objects_is_trained_as_scikit_learn_s(rng, hidden, output, theirs):
    X, labels = rng.normal(size=(20, 3)), np.arange(20) % (4 if output == "softmax" else 2)
    y = nn.one_hot(labels, 4) if output == "softmax" else labels.reshape(-1, 1) * 1.0
    network = nn.Network([nn.Dense(3, 5, hidden, rng), nn.Dense(5, y.shape[1], output, rng)])
    params = {f"{name}{i}": getattr(layer, name) for i, layer in enumerate(network.layers, 1) for name in "Wb"}
    # Its squared error has a factor 1/2, so that its steps are half as long.
    estimator, lr, factor = (MLPRegressor, 0.02, 2) if output == "linear" else (MLPClassifier, 0.1, 1)
    trained, losses = theirs_from(
        estimator(**settings((5,), factor * lr, batch_size=20, activation=theirs)), params, X, labels, epochs=6
    )
    history = nn.fit(network, X, y, X, y, lr=lr, batch_size=20, epochs=6, rng=rng)
    assert_allclose(history.train_loss, factor * np.array(losses[-6:]), rtol=1e-7)
    assert history.best_epoch == 5
    for i, layer in enumerate(network.layers, 1):
        assert_allclose(layer.W, trained[f"W{i}"], rtol=1e-6, atol=1e-9)
        assert_allclose(layer.b, trained[f"b{i}"], rtol=1e-6, atol=1e-9)
