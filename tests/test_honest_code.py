"""Honest code that looks strange where it is graded: what runs in Jupyter, or as a script on a machine of one's own,
runs here, or is told what is different."""

import numpy as np
import pytest

from autograder.grading.exceptions import advice_on_exception
from autograder.sandbox.messages import Unit
from autograder.sandbox.workers import Sandboxed

X = np.arange(6.0).reshape(2, 3)
NUMPY = "import numpy as np\n"
DOUBLE = "def double(X):\n    return 2 * X\n"
RUNS = {
    "shows what it computes": "def double(X):\n    display(X)\n    return 2 * X\n",
    "sets the notebook up": "get_ipython().run_line_magic('matplotlib', 'inline')\n" + DOUBLE,
    "sets the encoding of what it prints": "import sys\nsys.stdout.reconfigure(encoding='utf-8')\n" + DOUBLE,
    "prints bytes": "import sys\nsys.stdout.buffer.write(b'x')\nprint(sys.stdout.encoding.upper())\n" + DOUBLE,
    "wraps what it prints to": "import io, sys\nsys.stdout = io.TextIOWrapper(sys.stdout.buffer)\nprint(1)\n" + DOUBLE,
    "asks where it prints to": "import sys\nsys.stdout.isatty() or sys.stdout.fileno()\n" + DOUBLE,
    "makes errors of warnings": "import warnings\nwarnings.simplefilter('error')\n" + DOUBLE,
    "makes errors of NumPy's warnings": NUMPY + "np.seterr(all='raise')\n" + DOUBLE,
    "lifts the limit of recursion": "import sys\nsys.setrecursionlimit(10**6)\n" + DOUBLE,
    "uses threads": (
        "from concurrent.futures import ThreadPoolExecutor\ndef double(X):\n"
        "    with ThreadPoolExecutor(2) as pool:\n        return list(pool.map(lambda x: 2 * x, [X]))[0]\n"
    ),
    "tries itself out": DOUBLE + "if __name__ == '__main__':\n    print(double(undefined))\n",
    "compares by a method of its own": "class N(int):\n    def __eq__(self, other): return False\n" + DOUBLE,
    "prints much": "def double(X):\n    for _ in range(2000): print(X)\n    return 2 * X\n",
}
STOPS = {
    "n = input('How many? ')": "input()",
    "data = open('data.csv')": "No file of yours",
    "import my_helpers": "another file of yours",
    "from .my_helpers import f": "another file",
    "import subprocess\nsubprocess.run(['ls'])": "closed room",
}


def sandboxed(*sources: str, notebook: bool) -> Sandboxed:
    names = [f"notebook.ipynb cell {number}" if notebook else "module.py" for number in range(len(sources))]
    units = tuple(Unit(name, source, notebook=notebook) for name, source in zip(names, sources, strict=True))
    return Sandboxed("module", units)


@pytest.mark.slow
@pytest.mark.parametrize("notebook", [False, True], ids=["module", "notebook"])
@pytest.mark.parametrize("source", RUNS.values(), ids=RUNS)
def test_code_that(source: str, notebook: bool) -> None:
    with sandboxed(source, notebook=notebook) as worker, worker.student() as student:
        assert student.loaded.problems == ()
        np.testing.assert_array_equal(student.double(X), 2 * X)


def test_what_a_cell_imports_from_the_future_holds_for_those_below() -> None:
    cells = ("from __future__ import annotations\n", "def double(X: NotImported) -> Neither:\n    return 2 * X\n")
    with sandboxed(*cells, notebook=True) as worker, worker.student() as student:
        assert student.loaded.problems == ()
        np.testing.assert_array_equal(student.double(X), 2 * X)


def test_a_future_of_a_module_is_its_own() -> None:
    with sandboxed("from __future__ import annotations\n", DOUBLE, notebook=False) as worker:
        worker.units = (worker.units[0], Unit("other.py", "def double(X: NotImported):\n    return 2 * X\n"))
        with worker.student() as student:
            assert [problem.type for problem in student.loaded.problems] == ["NameError"]


@pytest.mark.parametrize(("line", "told"), STOPS.items(), ids=STOPS)
def test_what_cannot_be_had_here_is_told(line: str, told: str) -> None:
    with sandboxed(f"{line}\n{DOUBLE}", notebook=False) as worker, worker.student() as student:
        (problem,) = student.loaded.problems
        assert told in advice_on_exception(problem, "double", student.loaded)
