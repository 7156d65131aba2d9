"""A report as JSON, in the schema of Gradescope's results.json: one test per exercise."""

from typing import Any

from autograder.grading.results import ExerciseResult
from autograder.language import _
from autograder.report.account import account, star, total
from autograder.report.model import Report


def results(report: Report) -> dict[str, Any]:
    """The report as plain data, ready for json.dumps. Points are in it where all tests are installed."""
    scores = {"score": report.score, "max_score": report.max_score} if report.hidden_tests else {}
    return {
        **scores,
        "output": "\n".join([report.title, *report.notes, *([] if report.hidden_tests else [total(report)])]),
        "output_format": "text",
        "visibility": "visible",
        "tests": [_test(exercise) for exercise in report.exercises],
        "extra_data": {
            "chapter": report.chapter,
            "submission": report.submission,
            "isolation": report.isolation,
            "hidden_tests": report.hidden_tests,
        },
    }


def _test(exercise: ExerciseResult) -> dict[str, Any]:
    failure = exercise.failure
    shown: dict[str, Any] = {"status": "passed" if exercise.status == "passed" else "failed"}
    if exercise.stretch and exercise.status == "not_started":
        shown = {}  # without a status it is neither red nor green
    elif exercise.hidden_tests and not exercise.stretch:
        shown |= {"score": exercise.score, "max_score": exercise.max_score}
    return {
        "name": exercise.name,
        **shown,
        "output": output(exercise),
        "output_format": "text",
        "visibility": "visible",
        "extra_data": {
            "kind": "not_started" if exercise.status == "not_started" else failure.kind if failure else None,
            "mistake": failure.mistake if failure else None,
            "mistake_kind": (failure.mistake_kind or None) if failure else None,
            "checks": [{"label": check.label, "passed": check.passed} for check in exercise.checks],
            "printed": exercise.printed,
            "star": star(exercise) if exercise.stretch else None,
            "advice": list(exercise.notes),
        },
    }


def output(exercise: ExerciseResult) -> str:
    """An exercise's result in a few lines of plain text."""
    told = account(exercise)
    if told.status == "not_started":
        if told.stretch:
            return _("{state}: a stretch exercise, which has no points.", state=told.state)
        return _("Not started: the function still raises NotImplementedError.")
    if told.status == "passed":
        every = exercise.hidden_tests and not exercise.stretch
        lines = [_("All checks passed.") if every else f"{told.state}."]
    else:
        lines = [f"{told.state}."] if told.stretch else []
        lines += [f"✗ {test.label}" for test in told.failed[:1]]
        lines += [f"  {text}" for test in told.failed[:1] for text, _role in test.lines]
        others = [test.label for test in told.failed[1:]]
        lines += [_("also: {tests}", tests="; ".join(others))] if others else []
    return "\n".join([*lines, *told.asides])
