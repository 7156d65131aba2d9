"""How fast is grading? Stock nbgrader against nbgrader with the course's preprocessor, and `course check`.

    make bench        (or: .venv/bin/python benchmarks/grading.py [--repeat N])

Both runs grade the same ten notebooks of each chapter of Module 1 with nbgrader's own autograde command, in turn,
on the same machine in the same minutes; what counts is the ratio. Stock means nbgrader's default preprocessors: a
kernel per notebook, which runs the lesson's cells and the check cells (visible tests only, and without isolation).
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.build.release import build, root
from autograder.build.stub import read_chapter
from autograder.classroom.demo import CLASS, hand_in, make_course
from autograder.course import Chapter, load_course

STOCK_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "numpy_dl"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.md"]
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
"""
# The ten that stock nbgrader can grade too: no endless loops, no damaged notebooks.
TEN = [pupil for pupil in CLASS if pupil.name not in ("student10", "student11", "student12", "student13")][:10]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeat", type=int, default=3, help="runs of each kind (default 3)")
    repeat = parser.parse_args().repeat
    course = load_course()
    build(course)
    chapters = list(course.modules[1].chapters)
    with tempfile.TemporaryDirectory() as scratch:
        stock, ours = Path(scratch, "stock"), Path(scratch, "ours")
        for folder in (stock, ours):
            prepare(folder, chapters)
        (stock / "nbgrader_config.py").write_text(STOCK_CONFIG, encoding="utf-8")
        seconds: dict[str, list[float]] = {"stock": [], "ours": []}
        for _ in range(repeat):  # in turn, so that a slow minute of the machine slows both
            for name, folder in (("stock", stock), ("ours", ours)):
                seconds[name].append(autograde(folder, chapters))
        start = {name: startup(folder) for name, folder in (("stock", stock), ("ours", ours))}
    submissions = len(TEN) * len(chapters)
    print(f"nbgrader autograde, {submissions} notebooks, seconds per submission (its start-up taken off):")
    per = {
        name: [(value - len(chapters) * start[name]) / submissions for value in values]
        for name, values in seconds.items()
    }
    for name, values in per.items():
        print(f"  {name:5}  median {statistics.median(values):.3f}  min {min(values):.3f}  max {max(values):.3f}")
    ratio = statistics.median(per["stock"]) / statistics.median(per["ours"])
    print(f"  stock / ours = {ratio:.2f}")
    print("course check, whole process, seconds (median of five):")
    for chapter in chapters:
        print(f"  {chapter.id:18} {check(chapter):.3f}")
    print(f"  python -c 'import numpy'  {timed([sys.executable, '-c', 'import numpy']):.3f}")


def prepare(folder: Path, chapters: list[Chapter]) -> None:
    """A course folder with ten submissions of each chapter."""
    make_course(folder, root(), chapters)
    for chapter in chapters:
        generate(folder, chapter)
    hand_in(folder, chapters, TEN)


def generate(folder: Path, chapter: Chapter) -> None:
    """Have nbgrader release a chapter; stock nbgrader does so without the module's stub."""
    run(folder, "generate_assignment", chapter.id)
    stub = f"{chapter.id}/{chapter.module}.py"
    shutil.copyfile(root() / "release" / stub, folder / "release" / stub)


def autograde(folder: Path, chapters: list[Chapter]) -> float:
    """Seconds that nbgrader's command takes for all chapters."""
    shutil.rmtree(folder / "autograded", ignore_errors=True)
    start = time.perf_counter()
    for chapter in chapters:
        run(folder, "autograde", chapter.id)
    return time.perf_counter() - start


def startup(folder: Path) -> float:
    """Seconds that the command takes before it grades: a run in which all is graded already."""
    chapter = load_course().modules[1].chapters[0]
    return timed([sys.executable, "-m", "nbgrader", "autograde", chapter.id], folder)


def run(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise SystemExit(f"nbgrader {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")


def check(chapter: Chapter) -> float:
    with tempfile.TemporaryDirectory() as scratch:
        module = Path(scratch, f"{chapter.module}.py")
        module.write_text(read_chapter(chapter).text)
        return timed([str(Path(sys.executable).with_name("course")), "check", str(module)])


def timed(command: list[str], folder: Path | None = None) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def environment(folder: Path | None = None) -> dict[str, str]:
    """For a command run in a folder; in one with stock settings, what keeps stock nbgrader from this course is off."""
    own = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    config = folder / "nbgrader_config.py" if folder else None
    if config and config.is_file() and config.read_text(encoding="utf-8") == STOCK_CONFIG:
        own["JUPYTER_NO_CONFIG"] = "1"
    return {**os.environ, **own}


if __name__ == "__main__":
    main()
