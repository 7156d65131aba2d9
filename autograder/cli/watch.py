"""`course watch`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.course import Course, CourseError, load_course
from autograder.language import _
from autograder.learner.work import Target, Workspace, resolve, workspace_at


def run_watch(names: Sequence[str], poll: bool) -> int:
    """Watch until a key ends it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise CourseError(_("course watch needs a terminal to draw in. `course check` says the same, once."))
    course, here = load_course(), Path.cwd()
    targets = resolve(names, here, course)
    space = _workspace(targets[0], here, course)
    from rich.console import Console

    from autograder.learner.checking import state_of
    from autograder.learner.watch.run import watch
    from autograder.learner.watch.session import begin

    session = begin(course, space, state_of(space.root, course), targets)
    if session.state:
        session.state.tell = session.said.append
    try:
        watch(session, Console(highlight=False), poll=poll)
    except KeyboardInterrupt:
        return 130
    finally:
        chapter = session.chapter
        counted = [exercise for exercise in chapter.exercises if not exercise.stretch]
        done = sum(session.is_done(chapter, exercise) for exercise in counted)
        passing = _("{passed} of {total} exercises pass.", passed=done, total=len(counted))
        print(f"{chapter.number} {chapter.title}: {passing}")
    return 0


def _workspace(target: Target, here: Path, course: Course) -> Workspace:
    """The workspace of a target; a chapter's folder that lies alone makes one by itself."""
    around = target.path if target.path.is_dir() else target.path.parent
    space = workspace_at(around, course) or workspace_at(here, course)
    if space is None and around.resolve().name == target.chapter.id:
        space = Workspace(around.resolve().parent, course)
    if space is None or target.chapter not in space.chapters:
        raise CourseError(
            _("{path} is in no folder of a chapter. course watch looks at such folders alone.", path=target.path)
        )
    return space
