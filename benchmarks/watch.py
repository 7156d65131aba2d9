"""How soon does the verdict stand? `course watch` from a save to the drawn verdict, beside a cold `course check`.

    make bench-watch        (or: .venv/bin/python benchmarks/watch.py [--saves N])

For each exercise of Modules 1 to 3: a right answer that changes a little is saved again and again as editors save, into
a copy of the release, and the clock runs until its verdict is drawn. Beside it the same file is checked by a new
process. Whatever takes longer than 0.3 s is named.
"""

import argparse
import ast
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

from rich.console import Console

from autograder.build.stub import read_chapter
from autograder.course import Chapter, Exercise, load_course
from autograder.learner.watch.events import Event, Graded, Idle
from autograder.learner.watch.grader import Grader
from autograder.learner.watch.saves import Saves
from autograder.learner.watch.screen import frame
from autograder.learner.watch.session import Session
from autograder.learner.work import Workspace
from autograder.places import course_file

LIMIT = 0.3  # seconds
PATIENCE = 60.0


class Answers:
    """A chapter's module with all its answers, of which one changes from save to save."""

    def __init__(self, space: Workspace, chapter: Chapter) -> None:
        self.path = space.module(chapter)
        stub = self.path.read_text(encoding="utf-8")
        self.head = stub[: stub.index("def ")]
        self.trees = {name: ast.parse(solution.marked) for name, solution in read_chapter(chapter).solutions.items()}

    def save(self, name: str, number: int) -> float:
        """Save them, with a new line in one; when."""
        parts = [self.head]
        for each, tree in self.trees.items():
            if each == name:
                tree = ast.parse(ast.unparse(tree))
                (function,) = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
                function.body.insert(1, ast.parse(f"_number = {number}").body[0])
            parts.append(ast.unparse(tree))
        part = self.path.with_suffix(".part")
        part.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        began = time.perf_counter()
        part.replace(self.path)
        return began


class Watching:
    """`course watch` without its keys: the same parts, in the same order."""

    def __init__(self, space: Workspace, chapter: Chapter) -> None:
        self.session = Session(space.course, space, None, chapter, chapter.exercises[0])
        self.console = Console(file=io.StringIO(), force_terminal=True, width=80, height=40, highlight=False)
        self.console.set_alt_screen(True)
        self.events: SimpleQueue[Event] = SimpleQueue()
        self.woken = threading.Event()
        self.noticed = False
        self.grader = Grader(space.course, self._post)
        self.grader.start()
        self.saves = Saves(space, self._post, self._notice)

    def _post(self, event: Event) -> None:
        self.events.put(event)
        self.woken.set()

    def _notice(self) -> None:
        self.noticed = True
        self.woken.set()

    def until(self, kind: type[Event], name: str = "") -> Event:
        """Go on until an event has come and is drawn."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            self.woken.wait(self.saves.wait)
            self.woken.clear()
            told, self.noticed = self.noticed, False
            self.saves.look(told=told)
            for event in self._taken():
                if (job := self.session.take(event)) is not None:
                    self.grader.ask(job)
                if isinstance(event, kind) and (not isinstance(event, Graded) or event.result.name == name):
                    self.console.update_screen_lines(frame(self.session, self.console))
                    return event
            self.console.update_screen_lines(frame(self.session, self.console))
        raise SystemExit(f"{kind.__name__} {name} does not come: {self.session.problem} {self.session.said}")

    def _taken(self) -> Iterator[Event]:
        while True:
            try:
                yield self.events.get_nowait()
            except Empty:
                return

    def close(self) -> None:
        self.saves.close()
        self.grader.close()


def save_to_verdict(watching: Watching, answers: Answers, exercise: Exercise, saves: int) -> list[float]:
    """Seconds of each save."""
    seconds = []
    watching.session.go_to(watching.session.chapter, exercise)
    for number in range(saves):
        began = answers.save(exercise.name, number)
        event = watching.until(Graded, exercise.name)
        seconds.append(time.perf_counter() - began)
        assert isinstance(event, Graded)
        assert event.result.status == "passed", event.result
        watching.until(Idle)
    return seconds


def cold_check(path: Path, exercise: Exercise) -> float:
    """Seconds of `course check` in a new process."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "check", str(path), "--exercise", exercise.name],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    assert done.returncode == 0, done.stdout + done.stderr
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--saves", type=int, default=50, help="of each exercise (default 50)")
    parser.add_argument("--chapter", help="this chapter alone, such as 2.2")
    options = parser.parse_args()
    saves, course = options.saves, load_course()
    chapters = [chapter for module in course.modules[1:4] for chapter in module.chapters]
    if options.chapter:
        chapters = [course.find(options.chapter).chapter]
    slow: list[str] = []
    every: list[float] = []
    print(f"seconds from a save to its verdict, {saves} saves of each exercise\n")
    print(f"{'':34}{'median':>8}{'worst':>8}{'cold check':>12}")
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "workspace")
        shutil.copytree(course_file().parent / "release", root)
        space = Workspace(root, course)
        for chapter in chapters:
            answers, watching = Answers(space, chapter), Watching(space, chapter)
            try:
                answers.save(chapter.exercises[0].name, -1)
                watching.until(Idle)
                for exercise in chapter.exercises:
                    found = save_to_verdict(watching, answers, exercise, saves)
                    cold = cold_check(answers.path, exercise)
                    median, worst = statistics.median(found), max(found)
                    every += found
                    name = f"{chapter.number} {exercise.name}"
                    print(f"{name:34}{median:8.3f}{worst:8.3f}{cold:12.2f}", flush=True)
                    if worst > LIMIT:
                        slow.append(f"{name} (median {median:.2f}, worst {worst:.2f})")
            finally:
                watching.close()
    print(f"\n{len(every)} saves: median {statistics.median(every):.3f} s, worst {max(every):.3f} s")
    print(f"over {LIMIT} s: {'; '.join(slow) or 'none'}")


if __name__ == "__main__":
    main()
