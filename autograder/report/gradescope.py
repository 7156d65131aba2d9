"""A report as JSON, in the schema of Gradescope's results.json: one test per exercise."""

from typing import Any

from autograder.report.model import ExerciseResult, Report
from autograder.report.terminal import explanation


def results(report: Report) -> dict[str, Any]:
    """The report as plain data, ready for json.dumps."""
    return {
        "score": report.score,
        "max_score": report.max_score,
        "output": "\n".join([report.title, *report.notes]),
        "output_format": "text",
        "visibility": "visible",
        "tests": [_test(exercise) for exercise in report.exercises if exercise.status != "absent"],
        "extra_data": {
            "chapter": report.chapter,
            "submission": report.submission,
            "isolation": report.isolation,
            "absent": [exercise.name for exercise in report.exercises if exercise.status == "absent"],
        },
    }


def _test(exercise: ExerciseResult) -> dict[str, Any]:
    failure = exercise.failure
    return {
        "name": exercise.name,
        "score": exercise.score,
        "max_score": exercise.max_score,
        "status": "passed" if exercise.status == "passed" else "failed",
        "output": output(exercise),
        "output_format": "text",
        "visibility": "visible",
        "extra_data": {
            "kind": "not_started" if exercise.status == "not_started" else failure.kind if failure else None,
            "misconception": failure.misconception if failure else None,
            "checks": [{"label": check.label, "passed": check.passed} for check in exercise.checks],
        },
    }


def output(exercise: ExerciseResult) -> str:
    """An exercise's result in a few lines of plain text."""
    if exercise.status == "passed":
        return "\n".join(["All checks passed.", *exercise.remarks, *exercise.notes])
    if exercise.status == "not_started":
        return "Not started: the function still raises NotImplementedError."
    lines = []
    for check in exercise.checks:
        if check.failure:
            lines.append(f"✗ {check.label}")
            lines += [f"  {text}" for text, _style in explanation(check.failure)]
            break
    others = [check.label for check in exercise.checks if check.failure][1:]
    if others:
        lines.append(f"also: {'; '.join(others)}")
    return "\n".join([*lines, *exercise.remarks, *exercise.notes])
