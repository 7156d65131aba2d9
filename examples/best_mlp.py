"""The best network of dense layers alone: what can be had without convolutions.

    784 pixels, dense 1024, ReLU, dropout, dense 512, ReLU, dropout, dense 10

It knows nothing of what lies beside what in an image, and learns it from images that are shifted at random. Run it
with `python examples/best_mlp.py`.
"""

import numpy as np

from examples.layers import Array
from examples.training import Model, Settings, run
from neural_network.library import Dense, Dropout, Flatten, Network

KEEP = 0.85  # how much of each hidden layer dropout keeps


def make(rng: np.random.Generator) -> Network:
    """Make the network with its first parameters, from W.4's layers as they are."""
    return Network([
        Flatten(), Dense(784, 1024, "relu", rng), Dropout(KEEP, rng),
        Dense(1024, 512, "relu", rng), Dropout(KEEP, rng), Dense(512, 10, "linear", rng),
    ])  # fmt: skip


def first_layer(network: Network) -> Array:
    """Return the weights of the first 32 hidden neurons as images, (32, 28, 28)."""
    weights: Array = network.layers[1].W
    return weights[:, :32].T.reshape(32, 28, 28)


MODEL = Model("best_mlp", make, first_layer)
SETTINGS = Settings(epochs=20, batch_size=128, lr=0.1, momentum=0.9, largest_shift=1)

if __name__ == "__main__":
    run(MODEL, SETTINGS, str(__doc__))
