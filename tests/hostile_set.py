"""The hostile set: every file of tests/hostile/ says in its first line what it tries and what it earns all the same.

"practice" are the four functions of `PRACTICE`, right ones, which stand before whatever the file holds: they show that
an attack made in one exercise costs no other. Words between @ signs become a path, a process or a port outside the
sandbox.
"""

import json
import os
import re
from pathlib import Path

import autograder

HOSTILE = Path(__file__).parent / "hostile"
REPOSITORY = Path(autograder.__file__).parent.parent
NAMES = sorted(path.name for path in HOSTILE.iterdir() if path.suffix in (".py", ".ipynb"))

PRACTICE = """\
import numpy as np


def reshaped_ones(rows, cols):
    return np.ones(rows * cols).reshape(rows, cols)


def last_rows(X, k):
    return X[len(X) - k :]


def sub_matrix(X, top, left, height, width):
    return X[top : top + height, left : left + width]


def add_row_and_double(X, row):
    return 2 * (X + row)

"""
PRACTICE_POINTS = {"reshaped_ones": 1.0, "last_rows": 1.0, "sub_matrix": 1.0, "add_row_and_double": 1.0}
STRETCH = "sliding_windows"  # which none of them writes, and which has no points


def submission_text(name: str, *, file: Path, canary: Path, database: Path, port: int) -> str:
    """A hostile file as it is handed in: the right functions before its own, aimed at these places."""
    text = (HOSTILE / name).read_text(encoding="utf-8")
    for word, meaning in {
        "@REPOSITORY@": REPOSITORY,
        "@FILE@": file,
        "@CANARY@": canary,
        "@DATABASE@": database,
        "@PID@": os.getpid(),
        "@PORT@": port,
    }.items():
        text = text.replace(word, str(meaning))
    if name.endswith(".py"):
        return PRACTICE + text
    notebook = json.loads(text)
    notebook["cells"].insert(1, {"cell_type": "code", "source": PRACTICE, "metadata": {}, "outputs": []})
    return json.dumps(notebook)


def earned(name: str) -> dict[str, float]:
    """What a hostile file says that it earns."""
    text = (HOSTILE / name).read_text(encoding="utf-8")
    (words,) = re.findall(r'Earns: ([^"\n]+)', text)
    points = dict.fromkeys(("normalize", *PRACTICE_POINTS, STRETCH), 0.0)
    for word in words.split(", "):
        if word == "practice":
            points |= PRACTICE_POINTS
        elif word != "nothing":
            exercise, number = word.split(" ")
            points[exercise] = float(number)
    return points
