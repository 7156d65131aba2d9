"""What a capstone answered: its parameters and scores, checked, and what they say about the model behind them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks import Mismatch, Scaled, StudentRaised, array
from autograder.graders.ch4_5_capstone.digits import copies

Scores = NDArray[np.floating]
Labels = NDArray[np.integer]

GUESSING = 0.2  # the fraction of right answers below which nothing was learned: chance is 0.1
MORE_BY_HEART = 0.05  # by how much better those digits are read that were learned, where they are learned by heart
BY_HEART = 0.9  # and how well at least


def checked_params(params: Any) -> dict[str, Any]:
    """What train_capstone returned, checked to be parameters."""
    if not isinstance(params, dict) or not params:
        seen = "an empty dictionary" if isinstance(params, dict) else f"{type(params).__name__}, not a dictionary"
        advice = "Return the trained parameters alone: a dictionary of arrays, which predict_capstone reads."
        raise Mismatch("type", f"the result is {seen}", advice=advice)
    for name, value in params.items():
        if isinstance(value, int | float | np.ndarray | np.generic) and not np.isfinite(value).all():
            advice = "The training has gone off: a smaller learning rate, or first weights that are not so large."
            raise Mismatch("finite", f"params[{name!r}] holds values that are not finite", advice=advice)
        array(np.asarray(value) if isinstance(value, int | float) else value, what=f"params[{name!r}]")
    return params


def trained_model(student: Any, X: Scores, labels: Labels, seed: int) -> dict[str, Any]:
    """What train_capstone returns for these images, checked to be parameters."""
    y = np.eye(10, dtype=np.float32)[labels]
    return checked_params(student.train_capstone(X, y, np.random.default_rng(seed)))


def trained_on(student: Any, data: NDArray[np.uint8], labels: Labels, seed: int) -> dict[str, Any]:
    """The same for many images, whose pixels cross as whole numbers from 0 to 255."""
    X, y = Scaled(data, 255), Scaled(np.eye(10, dtype=np.uint8)[labels])
    return checked_params(student.train_capstone(X, y, np.random.default_rng(seed)))


def scores(student: Any, X: Scores, params: dict[str, Any]) -> Scores:
    """What predict_capstone says of these images: (n, 10)."""
    try:
        got = student.predict_capstone(X, params)
    except StudentRaised as raised:
        if "NotImplementedError" in raised.problem.types:
            seen = "returns parameters, but predict_capstone, which is to read them, is not written yet"
            raise Mismatch("raised", seen, advice="Write predict_capstone: the two are one model.") from None
        raise
    return array(got, (len(X), 10), what="what predict_capstone returns")


def read(student: Any, data: NDArray[np.uint8], params: dict[str, Any]) -> Scores:
    """The scores of images whose pixels are whole numbers from 0 to 255."""
    return scores(student, data.astype(np.float32) / 255, params)


def share_right(S: Scores, labels: Labels) -> float:
    """The fraction of samples whose highest score is that of their label."""
    return float((S.argmax(axis=1) == labels).mean())


def learned_by_heart(student: Any, seed: int, least: float) -> None:
    """Train on copies of ten digits, and check what fraction of these very copies is recognized."""
    X, labels = copies(2000, seed)
    S = scores(student, X, trained_model(student, X, labels, seed))
    share = share_right(S, labels)
    if share < least:
        seen = f"after training on 2,000 noisy copies of ten digits, {share:.0%} of these very copies are recognized"
        raise Mismatch("values", seen, should_be=f"at least {least:.0%}", advice=verdict(S, labels))


def verdict(S: Scores, labels: Labels, learned: float | None = None) -> str:
    """What a model does that earns little: its effect, and a cause only where there is but one.

    Parameters
    ----------
    learned
        the fraction of right answers for digits that it was trained on, if they were asked for.
    """
    said = S.argmax(axis=1)
    right = share_right(S, labels)
    counts = np.zeros((10, 10), dtype=int)
    np.add.at(counts, (labels, said), 1)
    if (said == said[0]).all():
        return (
            f"It answers {said[0]} for every image. Do all weights start at zero, or with the same number? "
            "Is what is returned what was trained?"
        )
    if (S.argmin(axis=1) == labels).mean() > 0.5:
        return "The true digit has the LOWEST score: return scores that are high where the model is sure."
    if learned is not None and learned > max(right + MORE_BY_HEART, BY_HEART):
        return (
            f"It reads {learned:.0%} of the digits it was trained on: it has learned them by heart. More digits, "
            "dropout or an L2 penalty help."
        )
    called = counts.argmax(axis=1)
    if right < GUESSING and len({*called}) == 10 and counts.max(axis=1).sum() > len(labels) / 2:
        return (
            f"It tells the digits apart, but calls them by other names: most that show {labels[0]} are called "
            f"{called[labels[0]]}. Column 0 of the scores is for the digit 0, and so on to column 9."
        )
    if right < GUESSING:
        return (
            "That is guessing: its answers are like chance. Is what is returned what was trained? Do images and labels "
            "stay together when they are shuffled? Does the loss fall from epoch to epoch?"
        )
    never = [digit for digit in range(10) if not counts[:, digit].any() and counts[digit].any()]
    if never:
        return f"It never answers {_listed(never)}. Were such digits among those it was trained on?"
    return (
        "It learns, but too little yet. More epochs or more digits, a larger learning rate, momentum or a larger "
        "network may help: draw the loss by epoch."
    )


def _listed(digits: list[int]) -> str:
    *most, last = map(str, digits)
    return f"{', '.join(most)} or {last}" if most else last
