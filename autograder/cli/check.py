"""`course check`."""

import json
import sys
from pathlib import Path

from autograder.course import CourseError, load_course
from autograder.sandbox.launch import SandboxError, start_sandbox
from autograder.submission import SubmissionError, read_submission


def run_check(path: Path, chapter_id: str | None, exercise: str | None, as_json: bool) -> int:
    """Grade, print, and return the exit code: 0 all points, 1 some lost, 2 unusable input, 3 the grader failed."""
    try:
        course = load_course()
        if exercise and not chapter_id:  # an exercise that only one chapter has tells the chapter
            homes = [chapter.id for chapter in course.chapters for e in chapter.exercises if e.name == exercise]
            chapter_id = homes[0] if len(homes) == 1 else None
        submission = read_submission(path, course, chapter_id)
        if exercise:
            submission.chapter.exercise(exercise)
    except (SubmissionError, CourseError) as error:
        return _stop(str(error), as_json, 2)
    try:
        sandbox = start_sandbox(submission.chapter.datasets)  # starts while the grader is being imported
        from autograder.cli.progress import show_progress
        from autograder.grading.seed import seed_here
        from autograder.report.model import grade

        with show_progress() as progress:
            report = grade(submission, course, exercise, sandbox, progress, seed_here(Path.cwd()))
    except SandboxError as error:
        return _stop(f"The grader failed, not the submission: {error}. `course doctor` may tell why.", as_json, 3)
    except CourseError as error:
        return _stop(str(error), as_json, 3)
    except Exception as error:
        return _stop(f"The grader failed, not the submission ({type(error).__name__}: {error}).", as_json, 3)
    if as_json:
        from autograder.report.gradescope import results

        print(json.dumps(results(report), indent=2, ensure_ascii=False))
    else:
        from rich.console import Console

        from autograder.report.terminal import print_report

        print_report(report, Console(highlight=False))
    return 0 if report.complete else 1


def _stop(message: str, as_json: bool, code: int) -> int:
    if as_json:
        # Without a score, Gradescope reports a failure of the grader; a zero would be the student's.
        nothing_earned = {"score": 0, "tests": []} if code == 2 else {}
        print(json.dumps({**nothing_earned, "output": message, "extra_data": {"error": message}}, indent=2))
    print(message, file=sys.stderr)
    return code
