"""By which tests each submission in a gradebook was graded, kept in a table of ours beside nbgrader's own."""

import json
from collections.abc import Mapping
from typing import Any

from nbgrader.api import Assignment, SubmittedAssignment
from sqlalchemy import Column, MetaData, String, Table, delete, insert, inspect, select
from sqlalchemy.schema import CreateTable

_TABLE = Table(
    "course_tests", MetaData(),
    Column("assignment", String, primary_key=True), Column("student", String, primary_key=True),
    Column("tests", String, nullable=False),  # JSON: digests by exercise
)  # fmt: skip


def remember(gradebook: Any, assignment: str, student: str, tests: Mapping[str, str]) -> None:
    """Keep by which tests a submission is graded now: digests by exercise."""
    here = (_TABLE.c.assignment == assignment) & (_TABLE.c.student == student)
    gradebook.db.execute(CreateTable(_TABLE, if_not_exists=True))
    gradebook.db.execute(delete(_TABLE).where(here))
    text = json.dumps(dict(tests), sort_keys=True)
    gradebook.db.execute(insert(_TABLE).values(assignment=assignment, student=student, tests=text))
    gradebook.db.commit()


def graded_by_others(gradebook: Any, assignment: str, tests: Mapping[str, str]) -> dict[str, list[str]]:
    """For each student who is graded in an assignment by other tests than these: the exercises that it concerns.
    Where it is not known by which, nobody is named."""
    if not inspect(gradebook.engine).has_table(_TABLE.name):
        return {}
    graded = select(SubmittedAssignment.student_id).join(Assignment).where(Assignment.name == assignment)
    rows = gradebook.db.execute(select(_TABLE.c.student, _TABLE.c.tests).where(
        _TABLE.c.assignment == assignment, _TABLE.c.student.in_(graded)
    ))  # fmt: skip
    found = {}
    for student, text in rows:
        known = _read(text)
        other = [name for name, digest in tests.items() if known.get(name, digest) != digest]
        if other:
            found[student] = other
    return found


def _read(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
