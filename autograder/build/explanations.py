"""The making of the table of explanations: each known mistake is put to each test of its exercise, once. Beside it
stand the mistakes that learners may look for, as code."""

import ast
import functools
import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any, TypeVar

import numpy as np
from threadpoolctl import threadpool_limits

from autograder.checks.mistakes import Mistake
from autograder.checks.testing import GraderTest
from autograder.course import Chapter, Course
from autograder.graders import library_before, load_grader, load_mistakes, load_reference
from autograder.grading.observing import observe
from autograder.grading.table import BUGS, COMPLETE, VISIBLE, explanations, grader_folder, key
from autograder.grading.trace import trace_of_random
from autograder.library import PACKAGE, homes, importable_reference
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Student
from autograder.sandbox.workers import InProcess

Result = TypeVar("Result")


def implementation(item: Mistake, chapter: Chapter, library: Mapping[str, Any]) -> Student:
    """A mistake as a student whose functions can be called."""
    functions = {"np": np, **library}
    unit = Unit(f"{chapter.module}.py", item.source)
    with importable_reference():
        return Student(InProcess(chapter.module, (unit,), functions=functions))


def make_explanations(course: Course, only: Chapter | None = None) -> Iterator[Chapter]:
    """Make the tables that are missing or older than their sources; the chapters whose table was made."""
    stale = [chapter for chapter in ([only] if only else course.chapters) if not is_fresh(chapter)]
    if len(stale) > 1:
        yield from side_by_side(functools.partial(_make, course), stale)
    else:
        yield from (_make(course, chapter) for chapter in stale)
    explanations.cache_clear()


def side_by_side(function: Callable[[Chapter], Result], chapters: Sequence[Chapter]) -> Iterator[Result]:
    """What a function returns for each chapter, in processes of their own with a thread each, as soon as it is there.
    Later chapters take longest, and are begun first: no process is left with one of them when the others are done."""
    with ProcessPoolExecutor(initializer=threadpool_limits, initargs=(1,)) as pool:
        futures = [pool.submit(function, chapter) for chapter in reversed(chapters)]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # of those left, where one has failed


def is_fresh(chapter: Chapter) -> bool:
    """Whether a chapter's table is made from its sources of today."""
    try:
        data = json.loads(gzip.decompress((grader_folder(chapter) / COMPLETE).read_bytes()))
        beside = [grader_folder(chapter) / name for name in (VISIBLE, BUGS)]
        return bool(data["key"] == key(chapter)) and all(path.exists() for path in beside)
    except (OSError, EOFError, ValueError, LookupError):
        return False


def _make(course: Course, chapter: Chapter) -> Chapter:
    grader, reference = load_grader(chapter), load_reference(chapter)
    library = library_before(course, chapter)
    made_from = key(chapter)
    table = {
        name: [_row(item, grader.tests[name], chapter, library, reference) for item in items]
        for name, items in load_mistakes(chapter).items()
    }
    visible = {test.label for tests in grader.tests.values() for test in tests if not test.hidden}
    bugs = {
        item.exercise: {
            "slug": item.slug,
            "sentence": item.sentence,
            "code": with_imports(item.source, chapter, course),
        }
        for items in load_mistakes(chapter).values()
        for item in items
        if item.find
    }
    for file, rows in ((COMPLETE, table), (VISIBLE, _only(table, visible)), (BUGS, bugs)):
        text = json.dumps({"key": made_from, "table": rows}, separators=(",", ":"))
        path = grader_folder(chapter) / file
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(".new")  # whoever reads meanwhile finds the old one, whole
        scratch.write_bytes(gzip.compress(text.encode(), compresslevel=6, mtime=0))
        scratch.replace(path)
    return chapter


def with_imports(source: str, chapter: Chapter, course: Course) -> str:
    """A mistake's code as a file of its own: with NumPy, and what it uses of the library's earlier chapters."""
    names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    home = homes(course, chapter)
    lines = [f"from {PACKAGE}.{home[name]} import {name}" for name in sorted(names & home.keys())]
    return "\n".join(["import numpy as np", *lines, "", "", source.strip()]) + "\n"


def _row(
    item: Mistake, tests: list[GraderTest], chapter: Chapter, library: Mapping[str, Any], reference: Any
) -> dict[str, Any]:
    student = implementation(item, chapter, library)
    seen = {test.label: observe(test, student, reference) for test in tests}
    traces = {
        label: (trace_of_random(observed.found) if item.random else observed.trace).as_json()
        for label, observed in seen.items()
    }
    return {"slug": item.slug, "sentence": item.sentence, "kind": item.kind, "random": item.random, "traces": traces}


def _only(table: dict[str, list[dict[str, Any]]], labels: set[str]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [
            {**row, "traces": {label: data for label, data in row["traces"].items() if label in labels}} for row in rows
        ]
        for name, rows in table.items()
    }
