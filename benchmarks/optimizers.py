"""What Adam and batch normalization are worth: workshop W.4's parts on a deep network, each at its best rate.

    python benchmarks/optimizers.py [--seeds N] [--epochs N]

Ten hidden layers of 64 neurons learn from 10,000 of MNIST's training digits; the last 5,000 judge. Every arm has the
same first weights, batches and number of epochs, and tries the same number of learning rates. Batch normalization makes
a step dearer, so the plain arms run once more for twice as many epochs. The last two arms start from weights a tenth as
large. Printed are, for each arm, the median and the
range of the accuracies over the seeds, at the rate with the best median, and how many of its rates come within two
percent of that.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from course_data import load_mnist
from neural_network.forward import one_hot
from neural_network.library import SGD, Adam, BatchNorm, Dense, Network, ReLU, softmax_cross_entropy, train

DEPTH, WIDTH, N_TRAINING, N_VALIDATION, BATCH = 10, 64, 10_000, 5_000, 64


@dataclass(frozen=True)
class Arm:
    """A way to train: an optimizer with its candidate rates, with or without batch normalization, for how long."""

    name: str
    optimizer: Callable[[float], SGD | Adam]
    rates: tuple[float, ...]
    normalized: bool = False
    times: int = 1  # as many epochs
    spread: float = 1.0  # factor on the first weights


def momentum(lr: float) -> SGD:
    return SGD(lr, momentum=0.9)


OF_MOMENTUM, OF_ADAM = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3), (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03)
ARMS = (
    Arm("momentum", momentum, OF_MOMENTUM),
    Arm("momentum, twice the epochs", momentum, OF_MOMENTUM, times=2),
    Arm("momentum, batch normalization", momentum, OF_MOMENTUM, normalized=True),
    Arm("Adam", Adam, OF_ADAM),
    Arm("Adam, twice the epochs", Adam, OF_ADAM, times=2),
    Arm("Adam, batch normalization", Adam, OF_ADAM, normalized=True),
    Arm("momentum, small first weights", momentum, OF_MOMENTUM, spread=0.1),
    Arm("the same, batch normalization", momentum, OF_MOMENTUM, normalized=True, spread=0.1),
)


def network(arm: Arm, rng: np.random.Generator) -> Network:
    """The deep network in float32, its weights drawn alike (He) with and without batch normalization."""
    layers: list[Any] = []
    for n_in in (784, *(DEPTH - 1) * [WIDTH]):
        dense = Dense(n_in, WIDTH, "relu", rng)
        if arm.normalized:
            dense.activation = "linear"
        layers += [dense, BatchNorm(WIDTH), ReLU()] if arm.normalized else [dense]
    layers.append(Dense(WIDTH, 10, "linear", rng))
    for layer in layers:
        if isinstance(layer, Dense):
            layer.W, layer.b = (arm.spread * layer.W).astype(np.float32), layer.b.astype(np.float32)
        if isinstance(layer, BatchNorm):
            layer.params = {name: value.astype(np.float32) for name, value in layer.params.items()}
            layer.running_mean = layer.running_mean.astype(np.float32)
            layer.running_var = layer.running_var.astype(np.float32)
    return Network(layers)


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5, help="of first weights and batches (default 5)")
    parser.add_argument("--epochs", type=int, default=3, help="times through the digits (default 3)")
    options = parser.parse_args()
    digits = load_mnist(subset="train")
    X = digits.data.astype(np.float32) / np.float32(255)
    y = one_hot(digits.target, 10).astype(np.float32)

    print(f"{'':32}{'rate':>7}{'median':>9}   range          seconds   good rates")
    for arm in ARMS:
        accuracies: dict[float, list[float]] = {}
        start = time.process_time()
        for lr in arm.rates:
            accuracies[lr] = []
            for seed in range(options.seeds):
                rng = np.random.default_rng(seed)
                with threadpool_limits(1), np.errstate(all="ignore"):  # rates that are too large end in nan
                    history = train(
                        network(arm, rng), X[:N_TRAINING], y[:N_TRAINING], X[-N_VALIDATION:],
                        y[-N_VALIDATION:], loss=softmax_cross_entropy, optimizer=arm.optimizer(lr), batch_size=BATCH,
                        epochs=arm.times * options.epochs, rng=np.random.default_rng(100 + seed),
                    )  # fmt: skip
                accuracies[lr].append(history.val_accuracy[-1])
        seconds = (time.process_time() - start) / len(arm.rates) / options.seeds
        medians = {lr: statistics.median(values) for lr, values in accuracies.items()}
        best = max(medians, key=lambda lr: medians[lr])
        good = [str(lr) for lr in arm.rates if medians[lr] >= medians[best] - 0.02]
        low, high = min(accuracies[best]), max(accuracies[best])
        print(
            f"{arm.name:32}{best:7}{medians[best]:9.2%}   {low:.2%}-{high:.2%} {seconds:8.1f}   {' '.join(good)}",
            flush=True,
        )


if __name__ == "__main__":
    main()
