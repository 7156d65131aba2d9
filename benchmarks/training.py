"""How fast does the library train? A step of its networks against the same step in PyTorch.

    make bench-training        (or: .venv/bin/python benchmarks/training.py [--repeat N])

A step is forward pass, loss, backward pass and update with momentum, in float32, for 64 shuffled images. Both sides
start from the same numbers and see the same batches, and their losses are compared before anything is timed. Each side
lives in a process of its own, with as many threads as the other; they run in turn, so that a slow minute of the machine
slows both. What counts is the ratio of the medians.
"""

import argparse
import importlib.util
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
BATCH, STEPS, LR, MU, SEED = 64, 40, 0.05, 0.9, 0


@dataclass(frozen=True)
class Case:
    """A row of the table: a loss function of the course, and the ratio aimed at (PyTorch on one thread is 1)."""

    name: str
    network: str
    aim: float


CASES = (
    Case("MLP 784-256-10, mlp_loss", "mlp", 0.75),
    Case("CNN of chapter 4.3, cnn_loss", "cnn", 0.70),
    Case("CNN, fast_cnn_loss (4.3, Going faster)", "fast_cnn", 0.30),
)

Runner = Callable[[], float]  # trains one epoch of STEPS batches from the same start, and returns its mean loss


def data(network: str) -> tuple[Any, Any, dict[str, Any]]:
    """Images, one-hot targets and first parameters, the same in every process."""
    from course_data import load_mnist
    from neural_network import init_cnn, init_mlp, one_hot

    digits = load_mnist(subset="train")
    X = digits.data[: BATCH * STEPS].astype(np.float32) / 255
    y = one_hot(digits.target[: BATCH * STEPS], 10).astype(np.float32)
    rng = np.random.default_rng(0)
    params = init_mlp([784, 256, 10], rng) if network == "mlp" else init_cnn(rng)
    if network != "mlp":
        X = X.reshape(-1, 1, 28, 28)
    return X, y, {name: value.astype(np.float32) for name, value in params.items()}


def with_numpy(network: str) -> Runner:
    """The library's own loss functions and its own `momentum_descent`."""
    from neural_network import cnn_loss, mlp_loss, momentum_descent

    loss_fn = {"mlp": mlp_loss, "cnn": cnn_loss, "fast_cnn": fast_cnn_loss()}[network]
    X, y, params = data(network)

    def run() -> float:
        rng = np.random.default_rng(SEED)
        return momentum_descent(X, y, params, LR, loss_fn, BATCH, mu=MU, epochs=1, rng=rng)[1][0]

    return run


def fast_cnn_loss() -> Any:
    """The function of the appendix "Going faster" to chapter 4.3, taken from there."""
    from autograder.build.notebook import run_tagged_cell
    from autograder.course import load_course

    return run_tagged_cell(load_course().chapter("ch4_3_pooling"), "faster")["fast_cnn_loss"]


def with_pytorch(network: str) -> Runner:
    """The same network as PyTorch's users write it."""
    import torch
    from torch import nn

    X, y, params = data(network)
    first = {name: torch.from_numpy(value) for name, value in params.items()}
    images, labels = torch.from_numpy(X), torch.from_numpy(y.argmax(axis=1))

    def run() -> float:
        if network == "mlp":
            dense = nn.Linear(784, 256), nn.Linear(256, 10)
            model = nn.Sequential(dense[0], nn.ReLU(), dense[1])
            start = {dense[0]: ("W1", "b1"), dense[1]: ("W2", "b2")}
        else:
            layers = nn.Conv2d(1, 8, 3), nn.Linear(8 * 13 * 13, 10)
            model = nn.Sequential(layers[0], nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), layers[1])
            start = {layers[0]: ("F", "bF"), layers[1]: ("W", "b")}
        with torch.no_grad():
            for layer, (weight, bias) in start.items():
                layer.weight.copy_(first[weight] if weight == "F" else first[weight].T)
                layer.bias.copy_(first[bias].reshape(-1))
        cross_entropy = nn.CrossEntropyLoss()
        optimizer = torch.optim.SGD(model.parameters(), lr=LR, momentum=MU)
        total = 0.0
        order = torch.from_numpy(np.random.default_rng(SEED).permutation(len(images)))
        for begin in range(0, len(images), BATCH):
            rows = order[begin : begin + BATCH]
            optimizer.zero_grad()
            loss = cross_entropy(model(images[rows]), labels[rows])
            loss.backward()
            optimizer.step()
            total += loss.item()
        return total / STEPS

    return run


def side(connection: Connection, library: str, threads: int) -> None:
    """A process of one of the two: runs what it is asked for, and sends back the loss and the seconds per step."""
    if library == "PyTorch":
        import torch

        torch.set_num_threads(threads)
    from threadpoolctl import threadpool_limits

    threadpool_limits(threads)
    make = {"NumPy": with_numpy, "PyTorch": with_pytorch}[library]
    runners = {case.network: make(case.network) for case in CASES}
    while network := connection.recv():
        begin = time.perf_counter()
        loss = runners[network]()
        connection.send((loss, (time.perf_counter() - begin) / STEPS))


@dataclass(frozen=True)
class Times:
    """Milliseconds per step of many runs, of both sides in turn."""

    numpy: list[float]
    pytorch: list[float]

    @property
    def ratio(self) -> float:
        return statistics.median(self.numpy) / statistics.median(self.pytorch)


def measure(threads: int, repeat: int) -> dict[str, Times]:
    """Run all cases with so many threads on each side."""
    spawn = multiprocessing.get_context("spawn")
    ends: dict[str, Connection] = {}
    processes = []
    for library in ("NumPy", "PyTorch"):
        ends[library], theirs = spawn.Pipe()
        processes.append(spawn.Process(target=side, args=(theirs, library, threads), daemon=True))
        processes[-1].start()

    def run(library: str, network: str) -> tuple[float, float]:
        ends[library].send(network)
        loss, seconds = ends[library].recv()
        return loss, 1000 * seconds

    times = {}
    for case in CASES:
        losses = {library: run(library, case.network)[0] for library in ends}  # also warms both up
        if not np.isclose(losses["NumPy"], losses["PyTorch"], rtol=1e-3):
            sys.exit(f"{case.name}: the two do not compute the same, mean losses {losses}")
        taken: dict[str, list[float]] = {"NumPy": [], "PyTorch": []}
        for _ in range(repeat):
            for library, values in taken.items():
                values.append(run(library, case.network)[1])
        times[case.name] = Times(taken["NumPy"], taken["PyTorch"])
    for end in ends.values():
        end.send("")
    for process in processes:
        process.join()
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeat", type=int, default=25, help=f"runs of {STEPS} steps on each side (default 25)")
    repeat = parser.parse_args().repeat
    if importlib.util.find_spec("torch") is None:
        sys.exit("This compares with PyTorch, which nothing else here needs. `make bench-training` installs it.")
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):  # the limits below are set in the processes
        os.environ.pop(variable, None)
    sys.path[:0] = [str(ROOT / folder) for folder in (".", "solutions", "datasets")]  # the processes have it, too
    print(f"milliseconds per step of {BATCH} images, {repeat} runs of {STEPS} steps in turn: median (min to max)")
    for threads in (1, 2):
        print(
            f"\n{threads} thread{'s' * (threads > 1)} each"
            + " " * 30
            + "NumPy                PyTorch        ratio   aim"
        )
        for (name, both), case in zip(measure(threads, repeat).items(), CASES, strict=True):
            columns = [
                f"{statistics.median(values):5.2f} ({min(values):5.2f} to {max(values):5.2f})"
                for values in (both.numpy, both.pytorch)
            ]
            aim = f"{case.aim:5.2f}" if threads == 1 else ""
            print(f"{name:38} {columns[0]}  {columns[1]}   {both.ratio:5.2f} {aim}")


if __name__ == "__main__":
    main()
