"""How fast is a class graded? `course grade` against stock nbgrader, in submissions a minute and core.

    .venv/bin/python benchmarks/class_grading.py [--submissions N]

The same kinds of submissions to chapter 1.1 (right, wrong, half-done: none that runs into a limit of time) are graded
in the same minutes: by nbgrader's own autograde with its default preprocessors, which is serial; by `course grade` with
one process, and with two; and where every submission imports Matplotlib. What each takes to start is measured with a
class of one and told apart. Memory is the largest of the driver and of a process that grades, at the end of a small and
of a large class.
"""

import argparse
import dataclasses
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grading import STOCK_CONFIG, TEN, environment, generate

from autograder.build.release import root
from autograder.classroom.demo import hand_in, make_course
from autograder.course import Chapter, load_course

CHAPTER = load_course().find("1.1").chapter


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=int, default=200, help="of the class that `course grade` grades")
    count = parser.parse_args().submissions
    with tempfile.TemporaryDirectory() as scratch:
        stock = Path(scratch, "stock")
        make_course(stock, root(), [CHAPTER])
        (stock / "nbgrader_config.py").write_text(STOCK_CONFIG, encoding="utf-8")
        generate(stock, CHAPTER)
        few, one = len(TEN), Path(scratch, "one")
        class_of(stock, few)
        (one / "release").parent.mkdir()
        (one / "release").symlink_to(stock / "release")
        class_of(one, 1)
        large = Path(scratch, "large")
        large.mkdir()
        (large / "release").symlink_to(stock / "release")
        class_of(large, count)

        started = timed([sys.executable, "-m", "nbgrader", "--version"], stock)
        whole = timed([sys.executable, "-m", "nbgrader", "autograde", CHAPTER.id], stock)
        by_stock = 60 * few / (whole - started)
        print(f"stock nbgrader autograde: {few} submissions, start {started:.1f} s, {by_stock:.0f} a minute")
        rates, memory = {}, {}
        for jobs in (1, 2):
            start = timed(grade(one, Path(scratch, f"r{jobs}-one"), jobs), stock)
            small = peak()
            seconds = timed(grade(large, Path(scratch, f"r{jobs}"), jobs), stock)
            rates[jobs] = 60 * (count - 1) / (seconds - start)
            memory[jobs] = small, peak()
            print(
                f"course grade --jobs {jobs}: {count} submissions, start {start:.1f} s, {rates[jobs]:.0f} a minute, "
                f"{rates[jobs] / by_stock:.1f} times stock nbgrader"
            )
        print(f"two processes against one: {rates[2] / rates[1]:.2f} times")
        for module in large.glob(f"submitted/*/*/{CHAPTER.module}.py"):
            module.write_text(
                f"import matplotlib.pyplot as plt\n{module.read_text(encoding='utf-8')}", encoding="utf-8"
            )
        seconds = timed(grade(large, Path(scratch, "plotting"), 1), stock)
        plotting = 60 * count / seconds
        print(f"all import Matplotlib: {plotting:.0f} a minute, {plotting / rates[1]:.2f} times those that do not")
        print(f"largest process, class of 1 and of {count}: {memory[2][0]:.0f} MB, {memory[2][1]:.0f} MB")


def class_of(folder: Path, count: int, chapter: Chapter = CHAPTER) -> None:
    """Hand in for so many students, the ten kinds in turn; for another chapter most of them are right."""
    pupils = [dataclasses.replace(TEN[number % len(TEN)], name=f"student{number:05}") for number in range(count)]
    shutil.rmtree(folder / "submitted", ignore_errors=True)
    hand_in(folder, [chapter], pupils)


def grade(class_folder: Path, results: Path, jobs: int) -> list[str]:
    return [
        sys.executable, "-m", "autograder", "grade", str(class_folder / "submitted"), "--results", str(results),
        "--jobs", str(jobs), "--allow-reduced-isolation",
    ]  # fmt: skip


def timed(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - start


def peak() -> float:
    """Megabytes of the largest process that has been waited for so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (
        1 << 20 if os.uname().sysname == "Darwin" else 1024
    )


if __name__ == "__main__":
    main()
