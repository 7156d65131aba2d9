"""The picture that the course ends with: digits that a learner's own model has not seen, and how it reads them."""

from typing import Any

import numpy as np

from autograder.graders.ch4_5_capstone.answers import read, trained_on
from autograder.graders.ch4_5_capstone.digits import SIDE, mnist
from autograder.graders.ending import Strip

LEARNED = 5_000  # digits of the training set, which is quick
LOOKED_AT = 1_000  # others, of which the strip shows some
SHOWN = 10
WRONG = 2  # at most, of those that are shown


def strip(student: Any) -> Strip:
    """Train the learner's model on some digits, and have it read others; of those some are shown, with the wrong ones
    for the sake of the truth."""
    train = mnist("train")
    params = trained_on(student, train.data[:LEARNED], train.target[:LEARNED], seed=2)
    data, truth = train.data[LEARNED : LEARNED + LOOKED_AT], train.target[LEARNED : LEARNED + LOOKED_AT]
    said = read(student, data, params).argmax(axis=1)
    wrong = np.flatnonzero(said != truth)[:WRONG]
    right = np.flatnonzero(said == truth)[: SHOWN - len(wrong)]
    shown = np.sort(np.concatenate([right, wrong]))
    share = float((said == truth).mean())
    return Strip(
        pictures=data[shown].reshape(-1, SIDE, SIDE),
        said=tuple(map(str, said[shown])),
        truth=tuple(map(str, truth[shown])),
        caption=f"Your model, after {LEARNED:,} digits: it reads {share:.1%} of {LOOKED_AT:,} that it has never seen.",
    )
