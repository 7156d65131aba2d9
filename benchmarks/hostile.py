"""What can one submission cost? The dearest that are known, each graded in a process of its own.

    .venv/bin/python benchmarks/hostile.py [--only NAME] [--seconds S]

For each it prints seconds on the clock, processor seconds and the most memory: of the grader itself, and of the largest
process that it started (a worker or one for call-backs, with what they share with others). Memory of the kernel's is
no process's: files in the folder for scratch, pipes and threads, which have bounds of their own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from autograder.code_files import MAX_BYTES, MAX_CELLS, MAX_CODE, SubmissionError, lesson_digest
from autograder.course import Chapter, Course, Limits, load_course
from autograder.report.model import grade
from autograder.sandbox.workers import MAX_UNITS_GIVEN_UP
from autograder.submission import read_submission

ARRAYS, DESCENT = "ch1_1_arrays", "ch2_2_gradient_descent"
Write = Callable[[Course, Path], None]
DEAR: dict[str, tuple[str, Write]] = {}


def dear(chapter: str = ARRAYS) -> Callable[[Write], Write]:
    def register(write: Write) -> Write:
        DEAR[write.__name__] = (chapter, write)
        return write

    return register


def everywhere(course: Course, folder: Path, body: str, chapter: str = ARRAYS) -> None:
    """A module in which every exercise has this body."""
    about = course.chapter(chapter)
    functions = (f"def {exercise.name}(*args, **kwargs):\n{body}\n" for exercise in about.exercises)
    (folder / f"{about.module}.py").write_text("\n".join(["import numpy as np\nimport time\n", *functions]))


def notebook(folder: Path, *sources: str, more: str = "") -> None:
    cells = [{"cell_type": "code", "metadata": {}, "source": source, "outputs": []} for source in sources]
    text = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    (folder / f"{ARRAYS}.ipynb").write_text(text[:-1] + more + "}")


@dear()
def is_honest(course: Course, folder: Path) -> None:
    root = Path(__file__).parent.parent / "solutions"
    text = [(root / package / "arrays.py").read_text() for package in ("neural_network", "practice")]
    (folder / "arrays.py").write_text("\n".join(text))


@dear()
def loops_in_every_exercise(course: Course, folder: Path) -> None:
    everywhere(course, folder, "    while True:\n        pass")


@dear()
def loops_twice_in_every_exercise(course: Course, folder: Path) -> None:
    """A name that is missing after nearly all of the time: the lesson's cells might define it, so all is run again."""
    spin = course.limits.seconds * 0.9
    body = f"    end = time.monotonic() + {spin}\n    while time.monotonic() < end:\n        pass\n    missing"
    everywhere(course, folder, body)
    source = (folder / "arrays.py").read_text()
    (folder / "arrays.py").unlink()
    unchanged = {"course": {"lesson": lesson_digest("1")}}
    cells = [
        {"cell_type": "code", "metadata": unchanged, "source": "1", "outputs": []},
        {"cell_type": "code", "metadata": {}, "source": source, "outputs": []},
    ]
    (folder / f"{ARRAYS}.ipynb").write_text(json.dumps({"nbformat": 4, "cells": cells}))


@dear()
def loops_in_every_cell(course: Course, folder: Path) -> None:
    notebook(folder, *["while True: pass"] * 50, "def normalize(X): return X")


@dear()
def takes_all_memory(course: Course, folder: Path) -> None:
    body = "    kept = []\n    while True:\n        try:\n            kept.append(np.ones(1 << 17))\n"
    everywhere(course, folder, body + "        except MemoryError:\n            pass")


@dear()
def prints_without_end(course: Course, folder: Path) -> None:
    everywhere(course, folder, "    while True:\n        print('5 / 5 points' * 10_000)")


@dear()
def returns_the_largest_arrays(course: Course, folder: Path) -> None:
    everywhere(course, folder, "    return np.full(8 << 20, 1e-300)")


@dear()
def returns_the_most_objects(course: Course, folder: Path) -> None:
    everywhere(course, folder, "    return [[] for _ in range(550_000)]")


@dear()
def returns_the_right_shape_of_nothing_right(course: Course, folder: Path) -> None:
    everywhere(course, folder, "    return np.full(np.shape(args[0]), np.nan) if np.ndim(args[0]) else np.nan")


@dear()
def raises_the_longest_errors(course: Course, folder: Path) -> None:
    everywhere(course, folder, "    raise type('E' * 100_000, (ValueError,), {})('x' * 10_000_000)")


@dear(DESCENT)
def calls_back_without_end(course: Course, folder: Path) -> None:
    body = "    X, y, params, lr, loss_fn = args\n    while True:\n        loss_fn(X, y, params)"
    everywhere(course, folder, body, DESCENT)


@dear(DESCENT)
def calls_back_with_large_products(course: Course, folder: Path) -> None:
    body = (
        "    X, y, params, lr, loss_fn = args\n    key = next(iter(params))\n    while True:\n        try:\n"
        "            loss_fn(np.ones((4096, 1)), y, {**params, key: np.ones((1, 4096))})\n"
        "        except ValueError:\n            pass"
    )
    everywhere(course, folder, body, DESCENT)


@dear()
def fills_its_folder_and_pipes(course: Course, folder: Path) -> None:
    body = (
        "    import os\n    for number in range(4):\n        with open(f'{number}', 'wb') as file:\n"
        "            file.write(bytes(63 << 20))\n    for _ in range(60):\n        write = os.pipe()[1]\n"
        "        os.set_blocking(write, False)\n        try:\n            while True:\n"
        "                os.write(write, bytes(4096))\n        except BlockingIOError:\n            pass"
    )
    everywhere(course, folder, body)


@dear()
def starts_threads(course: Course, folder: Path) -> None:
    body = (
        "    import threading\n    threading.stack_size(32768)\n    for _ in range(5000):\n        try:\n"
        "            threading.Thread(target=time.sleep, args=(1e6,), daemon=True).start()\n"
        "        except RuntimeError:\n            break\n    time.sleep(1e6)"
    )
    everywhere(course, folder, body)


@dear()
def is_hard_to_parse(course: Course, folder: Path) -> None:
    (folder / "arrays.py").write_text("def normalize(X):\n    return X\n" + "1;" * (MAX_CODE // 2 - 50))


@dear()
def has_as_many_cells_as_may_be(course: Course, folder: Path) -> None:
    notebook(folder, *["def normalize(X): return X"] * MAX_CELLS)


@dear()
def has_a_hundred_thousand_cells(course: Course, folder: Path) -> None:
    notebook(folder, *["1"] * 100_000)


@dear()
def has_outputs_of_nothing(course: Course, folder: Path) -> None:
    """A file as large as may be, of the parts that take the most memory when it is read."""
    more = ', "more": [' + "[]," * ((MAX_BYTES - 10_000) // 3) + "0]"
    notebook(folder, "def normalize(X): return X", more=more)


def bound(course: Course, chapter: Chapter) -> float:
    """The most seconds that a submission's own code has: each exercise its time, and a few cells that hang; all of it
    twice, where a name is missing that the lesson's cells may define."""
    times = [course.limits_of(chapter, exercise).seconds for exercise in chapter.exercises]
    return 2 * (sum(times) + (MAX_UNITS_GIVEN_UP + 1) * max(times))


def measure(name: str, folder: Path, seconds: float) -> None:
    """Grade one of them in this process, and print what that took."""
    course = in_time(seconds)
    start, used = time.perf_counter(), time.process_time()
    try:
        score = f"{grade(read_submission(folder, course), course).score:g}"
    except SubmissionError:
        score = "refused"
    wall, own = time.perf_counter() - start, time.process_time() - used
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    most = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    theirs = others.ru_utime + others.ru_stime
    print(f"{name:42}{score:>8}{wall:9.1f}{own:10.1f}{theirs:10.1f}{most[0]:10.0f}{most[1]:10.0f}", flush=True)


def in_time(seconds: float) -> Course:
    """The course, with a limit of so many seconds."""
    course = load_course()
    return course.model_copy(update={"limits": Limits(seconds=seconds, memory_mb=course.limits.memory_mb)})


def main() -> None:
    usual = load_course().limits
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", choices=DEAR, help="this one alone")
    parser.add_argument("--seconds", type=float, default=usual.seconds, help="limit of an exercise (the course's)")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)  # to grade in this process
    options = parser.parse_args()
    if options.folder:
        measure(options.only, options.folder, options.seconds)
        return
    course = in_time(options.seconds)
    print(f"limits of an exercise: {options.seconds:g} s, {usual.memory_mb} MB")
    print(f"{'':50}{'seconds':>9}{'of a processor':>20}{'most MB':>20}")
    print(f"{'':42}{'points':>8}{'':9}{'grader':>10}{'others':>10}{'grader':>10}{'others':>10}", flush=True)
    for name in [options.only] if options.only else DEAR:
        chapter, write = DEAR[name]
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch, chapter)
            folder.mkdir()
            write(course, folder)
            command = [sys.executable, __file__, "--only", name, "--folder", str(folder)]
            subprocess.run([*command, "--seconds", str(options.seconds)], check=True)
    bounds = {chapter.id: bound(course, chapter) for module in course.modules for chapter in module.chapters}
    dearest = max(bounds, key=lambda name: bounds[name])
    middle = sorted(bounds.values())[len(bounds) // 2]
    print(f"the most that limits allow a submission's code: {middle:g} s (median), {bounds[dearest]:g} s ({dearest})")


if __name__ == "__main__":
    main()
