"""Workshop W.3 keeps its promise: the reference's 784-128-64-10 network reads 95 % of the MNIST test set or more."""

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from course_data import load_mnist
from neural_network.forward import one_hot
from neural_network.network import Dense, Network, fit

pytestmark = pytest.mark.slow


def test_three_layers_read_95_percent_of_the_test_pictures() -> None:
    train, test = load_mnist(subset="train"), load_mnist(subset="test")
    X, y = train.data.astype(np.float32) / 255, one_hot(train.target, 10).astype(np.float32)
    rng = np.random.default_rng(0)
    order = rng.permutation(len(X))
    for_validation, for_training = order[:10_000], order[10_000:]
    network = Network([Dense(784, 128, "relu", rng), Dense(128, 64, "relu", rng), Dense(64, 10, "softmax", rng)])
    for layer in network.layers:
        layer.W, layer.b = layer.W.astype(np.float32), layer.b.astype(np.float32)

    with threadpool_limits(1):
        history = fit(
            network, X[for_training], y[for_training], X[for_validation], y[for_validation],
            lr=0.1, batch_size=64, epochs=5, rng=rng,
        )  # fmt: skip

    right = network.predict(test.data.astype(np.float32) / 255).argmax(axis=1) == test.target
    assert right.mean() >= 0.95
    assert history.val_accuracy[history.best_epoch] >= 0.95
    assert all(layer.W.dtype == np.float32 for layer in network.layers)
