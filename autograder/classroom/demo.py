"""A class of submissions to the introduction and Module 1, right and wrong in many ways: what `make demo` grades."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from autograder.build.stub import read_chapter
from autograder.course import Chapter, Course

DUE = "2026-01-31 23:59:00 UTC"
IN_TIME, LATE = "2026-01-30 18:00:00 UTC", "2026-02-02 09:30:00 UTC"

# Wrong answers by exercise; what is not named here is answered by the solution.
_AXIS = {
    "count_ink": "def count_ink(image):\n    return np.sum(image != 0, axis=0)\n",
    "normalize": "def normalize(X):\n    return (X - X.mean(axis=0)) / X.std(axis=0)\n",
    "matrix_multiply": "def matrix_multiply(X, W):\n    return X * W\n",
    "sigmoid": "def sigmoid(Z):\n    return 1 / (1 + np.exp(Z))\n",
}
_EDGES = {
    "count_ink": "def count_ink(image):\n    return np.sum(image >= 1)\n",
    "normalize": "def normalize(X):\n    return (X - X.mean()) / X.std()\n",
    "last_rows": "def last_rows(X, k):\n    return X[-k:]\n",
    "sigmoid": "def sigmoid(Z):\n    return np.exp(Z) / (1 + np.exp(Z))\n",
    "matrix_multiply": (
        "def matrix_multiply(X, W):\n    n, p = X.shape[0], W.shape[1]\n    out = np.zeros((n, p), dtype=int)\n"
        "    for i in range(n):\n        for j in range(p):\n            out[i, j] = (X[i] * W[:, j]).sum()\n"
        "    return out\n"
    ),
}
_IN_PLACE = {
    "count_ink": "def count_ink(image):\n    image[image != 0] = 1\n    return int(image.sum())\n",
    "normalize": "def normalize(X):\n    X -= X.mean()\n    X /= X.std()\n    return X\n",
    "positive_part": "def positive_part(Z):\n    Z[Z < 0] = 0\n    return Z\n",
}
_ENDLESS = {
    "count_ink": "def count_ink(image):\n    while image.any():\n        pass\n    return 0\n",
    "last_rows": (
        "def last_rows(X, k):\n    while True:\n        try:\n            pass\n"
        "        except BaseException:\n            pass\n"
    ),
    "swap_axes": "def swap_axes(X):\n    while True:\n        pass\n",
}
_CRASH = {
    "normalize": "def normalize(X):\n    import os\n    os._exit(0)\n",
    "gram_matrix": "def gram_matrix(X):\n    return np.zeros((10**6, 10**6)) + X\n",
    "sigmoid": "def sigmoid(Z):\n    import ctypes\n    ctypes.string_at(0)\n",
}
_THEFT = """\
import numpy.testing, sys, os, builtins
numpy.testing.assert_allclose = lambda *a, **k: None
np.allclose = np.isclose = np.array_equal = lambda *a, **k: True
sys.displayhook = lambda value: None

class Equal(np.ndarray):
    __eq__ = lambda self, other: True
    __array_ufunc__ = lambda self, *a, **k: True

def steal(*args, **kwargs):
    for folder in ("/", os.path.expanduser("~"), os.getcwd()):
        for parent, _, files in os.walk(folder):
            for name in files:
                if name == "gradebook.db" or name.startswith("test_"):
                    os.remove(os.path.join(parent, name))
    return np.zeros(3).view(Equal)
"""


@dataclass(frozen=True)
class Pupil:
    """One member of the class: what was handed in, in words, and how it is made."""

    name: str
    handed_in: str
    write: Callable[[Path, Chapter, "Answers"], None]
    timestamp: str = IN_TIME


Answers = dict[str, str]


def _as_notebook(wrong: Answers, skip: Callable[[Any], bool] = lambda _exercise: False) -> Any:
    """Answers in the notebook: the wrong ones given, the solution for the rest, but for those to skip."""

    def write(folder: Path, chapter: Chapter, solutions: Answers) -> None:
        left = {exercise.name for exercise in chapter.exercises if skip(exercise)}
        answers = {name: text for name, text in {**solutions, **wrong}.items() if name in solutions}
        _fill_notebook(folder, chapter, {name: text for name, text in answers.items() if name not in left})

    return write


def _fill_notebook(folder: Path, chapter: Chapter, answers: Answers) -> None:
    path = folder / f"{chapter.id}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell["source"] = answers[name]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _as_module(folder: Path, chapter: Chapter, solutions: Answers) -> None:
    path = folder / f"{chapter.module}.py"
    preamble = path.read_text(encoding="utf-8").split("\n\n\ndef ")[0]
    path.write_text(preamble + "\n\n\n" + "\n\n\n".join(solutions.values()) + "\n", encoding="utf-8")


def _as_both(folder: Path, chapter: Chapter, solutions: Answers) -> None:
    """Practice in the notebook, the library's functions in the module."""
    practice = {exercise.name for exercise in chapter.exercises if not exercise.in_library}
    _as_module(folder, chapter, {name: text for name, text in solutions.items() if name not in practice})
    _fill_notebook(folder, chapter, {name: text for name, text in solutions.items() if name in practice})


def _untouched(_folder: Path, _chapter: Chapter, _solutions: Answers) -> None:
    pass


def _unreadable(folder: Path, chapter: Chapter, _solutions: Answers) -> None:
    (folder / f"{chapter.id}.ipynb").write_text('{"cells": [', encoding="utf-8")


def _syntax_error(folder: Path, chapter: Chapter, solutions: Answers) -> None:
    _as_module(folder, chapter, solutions)
    path = folder / f"{chapter.module}.py"
    path.write_text(path.read_text(encoding="utf-8").replace("return", "retrun", 1), encoding="utf-8")


def _hostile(folder: Path, chapter: Chapter, solutions: Answers) -> None:
    theft = {name: f"{_THEFT}\n{name} = steal\n" for name in solutions}
    _fill_notebook(folder, chapter, theft)
    path = folder / f"{chapter.id}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"].update(schema_version=1, points=1000)
    path.write_text(json.dumps(notebook), encoding="utf-8")


CLASS = (
    Pupil("student01", "everything right, in the notebook", _as_notebook({})),
    Pupil("student02", "everything right, in the .py file", _as_module),
    Pupil("student03", "everything right, part here, part there", _as_both),
    Pupil("student04", "wrong axis, * for @, a missing minus", _as_notebook(_AXIS)),
    Pupil("student05", "right but for the edge cases", _as_notebook(_EDGES)),
    Pupil("student06", "writes into its arguments", _as_notebook(_IN_PLACE)),
    Pupil("student07", "library only, no practice", _as_notebook({}, lambda exercise: not exercise.in_library)),
    Pupil("student08", "nothing", _untouched),
    Pupil("student09", "a typing error in the .py file", _syntax_error),
    Pupil("student10", "endless loops", _as_notebook(_ENDLESS)),
    Pupil("student11", "crashes and asks for 8 TB", _as_notebook(_CRASH)),
    Pupil("student12", "tries to steal points and delete files", _hostile),
    Pupil("student13", "a notebook that is cut off", _unreadable),
    Pupil("student14", "everything right, three days late", _as_notebook({}), LATE),
)


def chapters_of_class(course: Course) -> list[Chapter]:
    """What the class hands in: the introduction and Module 1."""
    return [chapter for module in course.modules[:2] for chapter in module.chapters]


def make_course(folder: Path, course_root: Path, chapters: list[Chapter]) -> None:
    """Lay out a course folder for nbgrader: its configuration and the source notebooks."""
    if folder.exists():
        for path in folder.rglob("*"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)  # nbgrader leaves results read-only
        shutil.rmtree(folder)
    for chapter in chapters:
        source = folder / "source" / chapter.id
        source.mkdir(parents=True)
        shutil.copyfile(course_root / "source" / chapter.id / f"{chapter.id}.ipynb", source / f"{chapter.id}.ipynb")
    shutil.copyfile(course_root / "nbgrader_config.py", folder / "nbgrader_config.py")


def set_due_date(folder: Path, assignment: str, due: str) -> None:
    """Set when an assignment is due, in the gradebook of the course in `folder`."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        gradebook.update_or_create_assignment(assignment, duedate=due)


def hand_in(folder: Path, chapters: list[Chapter], pupils: Sequence[Pupil]) -> int:
    """Make the class's submissions from what was released; returns how many."""
    for chapter in chapters:
        solutions = {name: solution.marked for name, solution in read_chapter(chapter).solutions.items()}
        solutions = {name: _unmarked(text) for name, text in solutions.items()}
        for pupil in pupils:
            target = folder / "submitted" / pupil.name / chapter.id
            shutil.copytree(folder / "release" / chapter.id, target)
            pupil.write(target, chapter, solutions)
            (target / "timestamp.txt").write_text(pupil.timestamp, encoding="utf-8")
    return len(chapters) * len(pupils)


def _unmarked(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if "### BEGIN" not in line and "### END" not in line)
