"""Checking a learner's work: one target or several side by side, and what came of it remembered in the workspace."""

import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.code_files import SubmissionError
from autograder.course import Chapter, Course, CourseError, load_course
from autograder.grading.results import ExerciseResult
from autograder.grading.run import Progress, no_progress
from autograder.grading.seed import seed_here
from autograder.language import _
from autograder.learner.slips import with_earlier_slips
from autograder.learner.state import State
from autograder.learner.work import OWN, Target, Workspace, chapter_here, workspace_at
from autograder.lesson_cells import as_taught
from autograder.places import course_file
from autograder.report.model import Report, grade
from autograder.sandbox import hardening
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.launch import SandboxError, start_sandbox
from autograder.submission import read_submission

DONE, LOST, UNUSABLE, GRADER_FAILED = range(4)  # exit codes


@dataclass(frozen=True)
class Checked:
    """What checking a target came to: a report, or in `problem` why there is none; `code` is the exit code. `digest` is
    of the chapter's work, from before it was read."""

    target: Target
    report: Report | None = None
    problem: str = ""
    code: int = DONE
    digest: str = ""


def check(target: Target, course: Course, sandbox: Sandbox | None = None, progress: Progress = no_progress) -> Checked:
    """Check a target. What is wrong with the work, or with the grader, is told and not raised."""
    state = state_of(target.path, course)
    digest = state.digest(target.chapter) if state else ""
    try:
        submission = target.submission(course)
    except (SubmissionError, CourseError) as error:
        if sandbox is not None:
            sandbox.close()
        return Checked(target, problem=str(error), code=UNUSABLE)
    try:
        sandbox = sandbox or start_sandbox(target.chapter.datasets)
        only = target.exercise.name if target.exercise else None
        report = _as_taught(grade(submission, course, only, sandbox, progress, seed_here(Path.cwd())), target.chapter)
    except SandboxError as error:
        why = _("The grader failed, not the submission: {error}. `course doctor` may tell why.", error=error)
        return Checked(target, problem=why, code=GRADER_FAILED)
    except CourseError as error:
        return Checked(target, problem=str(error), code=GRADER_FAILED)
    except Exception as error:
        why = _("The grader failed, not the submission ({name}: {error}).", name=type(error).__name__, error=error)
        return Checked(target, problem=why, code=GRADER_FAILED)
    return Checked(target, report, code=DONE if report.complete else LOST, digest=digest)


def _as_taught(report: Report, chapter: Chapter) -> Report:
    """The same report in the lesson's order, so that what is told as next is what the reader comes to first."""
    order = [exercise.name for exercise in as_taught(chapter)]
    results = sorted(report.exercises, key=lambda result: order.index(result.name))
    return report.model_copy(update={"exercises": tuple(results)})


def check_all(targets: Sequence[Target], course: Course) -> Iterator[Checked]:
    """Check several targets side by side, in as many processes as there are cores; what came of each, in order."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(cores, len(targets)), context, hardening.end_with_parent) as executor:
        jobs = [executor.submit(_check_there, target) for target in targets]
        try:
            for target, job in zip(targets, jobs, strict=True):
                try:
                    yield job.result()
                except Exception as error:  # a process has died
                    why = _(
                        "The grader failed, not the submission ({name}: {error}).",
                        name=type(error).__name__,
                        error=error,
                    )
                    yield Checked(target, problem=why, code=GRADER_FAILED)
        finally:
            executor.shutdown(cancel_futures=True)


def _check_there(target: Target) -> Checked:
    return check(target, load_course())


def state_of(path: Path, course: Course) -> State | None:
    """Where results of work at this place are remembered: in a workspace, and in no folder of somebody else's."""
    space = workspace_at(path, course)
    if space is None or space.root == course_file().parent / "release":
        return None
    is_own = (space.root / OWN).is_dir() or (space.root / "neural_network").is_dir()
    return State(space) if is_own else None


def remembered(checked: Checked, course: Course) -> Checked:
    """Keep what a check came to, and add to its report where the same kind of slip was made before."""
    report, target = checked.report, checked.target
    state = state_of(target.path, course)
    if report is None or state is None or chapter_here(target.path, course) != target.chapter:
        return checked
    told = with_earlier_slips(report, state.choices.slips, course)
    results = _of_the_work(target, report, state.space)
    if results:
        state.remember(target.chapter, results, checked.digest)
    return replace(checked, report=told)


def _of_the_work(target: Target, report: Report, space: Workspace) -> Mapping[str, ExerciseResult]:
    """The results that hold for the chapter's folder, too: a file beside it may be only a part of the work."""
    results = {exercise.name: exercise for exercise in report.exercises}
    folder = space.folder(target.chapter)
    if target.path.resolve() == folder.resolve():
        return results
    try:
        part = read_submission(target.path, space.course, target.chapter.id)
        whole = read_submission(folder, space.course, target.chapter.id)
    except SubmissionError:
        return {}
    return {name: result for name, result in results.items() if part.definition(name) == whole.definition(name)}


def known(state: State | None, chapter: Chapter) -> dict[str, ExerciseResult]:
    """The results of a chapter's work as it stands, as far as it has been checked."""
    found = state.results(chapter) if state else {}
    return {name: item.result for name, item in found.items() if item.current}
