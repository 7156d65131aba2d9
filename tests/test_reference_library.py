"""Workshop W.4's reference against code that is not ours, and against differences."""

import numpy as np
import pytest
import scipy.signal
import scipy.special
import sklearn.metrics
import sklearn.preprocessing
from numpy.testing import assert_allclose, assert_array_equal
from threadpoolctl import threadpool_limits

from course_data import draw_digit, load_mnist
from neural_network.forward import one_hot
from neural_network.library import (
    SGD,
    Adam,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPool2D,
    Network,
    ReLU,
    cosine_decay,
    load,
    mse,
    prepare_digit,
    save,
    sigmoid_cross_entropy,
    softmax_cross_entropy,
    train,
)
from neural_network.numerical_gradients import gradient_check, numerical_gradient


@pytest.fixture(params=[0, *(pytest.param(n, marks=pytest.mark.slow) for n in (1, 2))], ids="seed {}".format)
def rng(request):
    return np.random.default_rng(request.param)


def deep(rng, dtype=float):
    """A network of all kinds of layers, for images (n, 2, 9, 8) of three classes."""
    network = Network([
        Conv2D(2, 4, 3, rng, padding=1), BatchNorm(4), ReLU(), MaxPool2D(2), Conv2D(4, 3, 2, rng, stride=2), ReLU(),
        Flatten(), Dense(12, 6, "tanh", rng), BatchNorm(6), Dropout(1.0, rng), Dense(6, 3, "linear", rng),
    ])  # fmt: skip
    for layer in network.layers:
        if isinstance(layer, Dense):
            layer.W, layer.b = layer.W.astype(dtype), layer.b.astype(dtype)
        else:
            layer.params = {name: value.astype(dtype) for name, value in layer.params.items()}
    return network


def batch(rng, n=5, dtype=float):
    return rng.normal(size=(n, 2, 9, 8)).astype(dtype), np.eye(3, dtype=dtype)[rng.integers(0, 3, n)]


# Gradients


@pytest.mark.slow
@pytest.mark.parametrize("training", [True, False])
def test_the_gradients_of_a_deep_network_are_what_differences_find(rng, training):
    network, (X, y) = deep(rng), batch(rng)
    network.forward(batch(rng)[0], training=True)  # so that the running statistics are no zeros and ones

    def loss_fn(X, y, params):
        for name, value in network.params.items():
            value[...] = params[name]
        loss, dZ = softmax_cross_entropy(network.forward(X, training), y)
        network.backward(dZ)
        return loss, network.grads

    params = {name: value.copy() for name, value in network.params.items()}
    _, grads = loss_fn(X, y, params)
    # A bias before batch normalization has no effect in training: its gradient is 0, and no relative error is small.
    for name, expected in numerical_gradient(X, y, params, loss_fn).items():
        assert_allclose(grads[name], expected, rtol=1e-5, atol=1e-8, err_msg=name)


@pytest.mark.slow
@pytest.mark.parametrize("training", [True, False])
def test_the_gradient_by_the_images_is_what_differences_find(rng, training):
    network, (X, y) = deep(rng), batch(rng, n=3)

    def loss_fn(_, y, params):
        loss, dZ = softmax_cross_entropy(network.forward(params["X"], training), y)
        return loss, {"X": network.backward(dZ)}

    assert gradient_check(X, y, {"X": X}, loss_fn) < 1e-6


@pytest.mark.parametrize(
    ("loss", "targets"),
    [(softmax_cross_entropy, np.eye(3)), (sigmoid_cross_entropy, np.eye(3)), (mse, np.ones((3, 3)))],
)
def test_the_gradients_of_losses_are_what_differences_find(rng, loss, targets):
    def loss_fn(_, y, params):
        value, dZ = loss(params["Z"], y)
        return value, {"Z": dZ}

    assert gradient_check(np.zeros(1), targets, {"Z": rng.normal(size=(3, 3))}, loss_fn) < 1e-7


# Losses and layers


def test_fused_losses_are_scikit_learn_s(rng):
    Z, labels = rng.normal(0, 3, (7, 4)), rng.integers(0, 4, 7)
    expected = sklearn.metrics.log_loss(labels, scipy.special.softmax(Z, axis=1), labels=range(4))
    assert softmax_cross_entropy(Z, np.eye(4)[labels])[0] == pytest.approx(expected)
    yes = (rng.random((9, 1)) < 0.5).astype(float)
    yes[:2] = [[0.0], [1.0]]
    scores = rng.normal(0, 3, (9, 1))
    expected = sklearn.metrics.log_loss(yes.ravel(), scipy.special.expit(scores).ravel())
    assert sigmoid_cross_entropy(scores, yes)[0] == pytest.approx(expected)


def test_batch_norm_in_training_is_the_standard_scaler(rng):
    X = rng.normal(3, 5, (40, 6))
    layer = BatchNorm(6, eps=0.0)
    scaler = sklearn.preprocessing.StandardScaler()
    assert_allclose(layer.forward(X, training=True), scaler.fit_transform(X))
    assert_allclose(layer.running_mean, 0.1 * scaler.mean_)
    assert_allclose(layer.running_var, 0.9 + 0.1 * scaler.var_)


def test_batch_norm_after_many_equal_batches_does_in_use_what_it_did_in_training(rng):
    X, layer = rng.normal(3, 5, (20, 4, 3, 2)), BatchNorm(4)
    for _ in range(300):
        in_training = layer.forward(X, training=True)
    assert_allclose(layer.forward(X), in_training, atol=1e-5)


# Optimizers


def path(optimizer, gradients):
    """Where a single number goes from 0."""
    params, places = {"p": np.zeros(1)}, []
    for gradient in gradients:
        optimizer.step(params, {"p": np.array([gradient])})
        places.append(params["p"][0])
    return np.array(places)


def test_sgd_with_momentum_is_scipy_s_filter(rng):
    gradients = rng.normal(size=30)
    steps = scipy.signal.lfilter([-0.1], [1.0, -0.9], gradients)
    assert_allclose(path(SGD(0.1, momentum=0.9), gradients), np.cumsum(steps))


def test_adam_is_two_of_scipy_s_filters_corrected(rng):
    gradients, t = rng.normal(size=30), np.arange(1, 31)
    m = scipy.signal.lfilter([0.1], [1.0, -0.9], gradients) / (1 - 0.9**t)
    v = scipy.signal.lfilter([0.001], [1.0, -0.999], gradients**2) / (1 - 0.999**t)
    assert_allclose(path(Adam(0.01), gradients), np.cumsum(-0.01 * m / (np.sqrt(v) + 1e-8)))


@pytest.mark.parametrize("size", [1e-4, 1.0, 1e4])
def test_adam_goes_equally_far_whatever_the_size_of_a_constant_gradient(size):
    assert_allclose(path(Adam(0.5, eps=0.0), np.full(9, size)), -0.5 * np.arange(1, 10))


def test_weight_decay_is_apart_from_the_gradient():
    for optimizer in (SGD(0.1, momentum=0.9, weight_decay=0.5), Adam(0.1, weight_decay=0.5)):
        params = {"p": np.array([8.0])}
        for step in range(1, 6):
            optimizer.step(params, {"p": np.zeros(1)})
            assert params["p"][0] == pytest.approx(8.0 * 0.95**step)


def test_a_schedule_drives_an_optimizer():
    schedule = cosine_decay(0.4, 8, warmup=2)
    assert_allclose(path(SGD(schedule), np.ones(10)), -np.cumsum([schedule(t) for t in range(10)]))
    assert schedule(2) == 0.4
    assert schedule(8) == schedule(100) == pytest.approx(0.0)


# Training and files


def test_float32_stays_float32(rng):
    network, (X, y) = deep(rng, np.float32), batch(rng, 6, np.float32)
    optimizer = Adam(cosine_decay(0.01, 9, warmup=1))
    train(network, X, y, X, y, loss=softmax_cross_entropy, optimizer=optimizer, batch_size=4, epochs=3, rng=rng)
    assert {value.dtype for value in network.params.values()} == {np.dtype(np.float32)}


def test_training_ends_with_the_best_epoch_running_statistics_included(rng):
    network, (X, y), (X_val, y_val) = deep(rng), batch(rng, 12), batch(rng, 12)
    history = train(network, X, y, X_val, y_val, loss=softmax_cross_entropy, optimizer=SGD(0.5), batch_size=4, epochs=8,
                    rng=rng)  # fmt: skip
    loss, _ = softmax_cross_entropy(network.predict(X_val), y_val)
    assert loss == pytest.approx(min(history.val_loss))
    assert history.best_epoch == int(np.argmin(history.val_loss))


def test_what_was_saved_answers_the_same_elsewhere(rng, tmp_path):
    network, (X, y) = deep(rng), batch(rng, 8)
    train(network, X, y, X, y, loss=softmax_cross_entropy, optimizer=Adam(0.01), batch_size=4, epochs=2, rng=rng)
    save(network, tmp_path / "network.npz")
    other = deep(rng)
    load(other, tmp_path / "network.npz")
    assert_array_equal(other.predict(X), network.predict(X))


def test_a_file_that_does_not_fit_is_refused_whole_with_the_layer_and_both_shapes(rng, tmp_path):
    save(Network([Dense(3, 4, "relu", rng), Dense(4, 2, "linear", rng)]), tmp_path / "network.npz")
    other = Network([Dense(3, 4, "relu", rng), Dense(4, 5, "linear", rng)])
    before = {name: value.copy() for name, value in other.params.items()}
    with pytest.raises(ValueError, match=r"layer 1: its W is \(4, 5\) in the network, and \(4, 2\) in"):
        load(other, tmp_path / "network.npz")
    for name, value in other.params.items():
        assert_array_equal(value, before[name])


# Digits of one's own


@pytest.mark.parametrize("digit", range(10))
def test_a_prepared_digit_is_of_the_size_and_in_the_place_of_mnist_s(digit):
    for seed in range(4):
        image = draw_digit(digit, np.random.default_rng(seed))
        out = prepare_digit(image)
        rows, columns = np.nonzero(out > 0.1)
        assert max(np.ptp(rows), np.ptp(columns)) + 1 in (19, 20)
        center = out.sum(axis=1) @ np.arange(28) / out.sum(), out.sum(axis=0) @ np.arange(28) / out.sum()
        assert np.abs(np.array(center) - 13.5).max() <= 0.5
        assert_allclose(prepare_digit(255 - image), out, atol=1e-9)


def test_a_stroke_close_to_the_edge_is_ink_and_not_the_light_on_the_paper():
    photo = np.full((220, 115), 0.9) - 0.06 * np.arange(115) / 115
    photo[70:125, 109:112] -= 0.6
    out = prepare_digit(photo)
    rows, columns = np.nonzero(out > 0.1)
    assert (np.ptp(rows) + 1, np.ptp(columns) + 1) in [(19, 2), (20, 2)]


@pytest.mark.slow
def test_a_small_network_reads_most_digits_that_are_drawn_as_strokes():
    rng, digits = np.random.default_rng(0), load_mnist(subset="train")
    X, y = digits.images[:, np.newaxis].astype(np.float32) / 255, one_hot(digits.target, 10).astype(np.float32)
    network = Network([Conv2D(1, 8, 3, rng), ReLU(), MaxPool2D(2), Flatten(), Dense(1352, 10, "linear", rng)])
    with threadpool_limits(1):
        train(network, X[:20_000], y[:20_000], X[-2000:], y[-2000:], loss=softmax_cross_entropy, optimizer=Adam(0.002),
              batch_size=64, epochs=2, rng=rng)  # fmt: skip
    drawn = [prepare_digit(draw_digit(i % 10, np.random.default_rng(i))) for i in range(200)]
    read = network.predict(np.array(drawn)[:, np.newaxis]).argmax(axis=1)
    assert (read == np.arange(200) % 10).mean() >= 0.7
