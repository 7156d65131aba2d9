"""How fast does a class come into nbgrader's gradebook? Seconds per submission, start included, in three ways.

    .venv/bin/python benchmarks/nbgrader_class.py [--submissions N] [--chapter W.3]

`nbgrader autograde`, serial; two `nbgrader autograde --student` side by side, each with half of the students, which
wait for one another at the gradebook; `course grade --nbgrader`, which grades side by side and has one writer. The same
class, none of whose submissions runs into a limit of time: of chapter 1.1, whose tests are quick, or of another.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from class_grading import CHAPTER, class_of
from grading import environment, generate

from autograder.build.release import root
from autograder.classroom.demo import make_course
from autograder.course import load_course


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=int, default=100)
    parser.add_argument("--chapter", default=CHAPTER.number)
    options = parser.parse_args()
    count, chapter = options.submissions, load_course().find(options.chapter).chapter
    autograde = [sys.executable, "-m", "nbgrader", "autograde", chapter.id]
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch, "made")
        make_course(made, root(), [chapter])
        generate(made, chapter)
        class_of(made, count, chapter)
        halves = [[*autograde, "--student", f"student*[{digits}]"] for digits in ("02468", "13579")]
        ways = {
            "nbgrader autograde": [autograde],
            "two nbgrader autograde --student": halves,
            "course grade --nbgrader": [
                [sys.executable, "-m", "autograder", "grade", "--nbgrader", ".", "--jobs", "2"]
            ],
        }
        plain = 0.0
        for number, (name, commands) in enumerate(ways.items()):
            folder = Path(shutil.copytree(made, Path(scratch, str(number))))
            start = time.perf_counter()
            running = [
                subprocess.Popen(
                    command, cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
                for command in commands
            ]
            codes = [process.wait() for process in running]
            each = (time.perf_counter() - start) / count
            plain = plain or each
            if any(codes):
                raise SystemExit(f"{name} ended with {codes}")
            print(f"{name}: {each:.2f} s per submission, {plain / each:.1f} times the first")


if __name__ == "__main__":
    main()
