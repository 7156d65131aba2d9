"""`course verify`: the graders are put to the proof.

Every stub must be "not started", every solution must earn all points, and every misconception must lose points
and be named by its own sentence. What does not hold is a fault of the course, and is listed.
"""

import dataclasses
import functools
import math
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from autograder.build.stub import read_chapter, stub_module
from autograder.checks.misconception import Misconception
from autograder.course import Chapter, Course, Exercise, Limits, solutions_folder
from autograder.graders import Grader, library_before, library_sources, load_grader, load_reference
from autograder.report.grade import grade_exercise
from autograder.report.model import ExerciseResult
from autograder.sandbox.student import Student, StudentStopped, Unit
from autograder.sandbox.workers import InProcess, Sandboxed

LEAST_MISCONCEPTIONS = 6  # of each library function


@dataclass
class Proof:
    """What was found about one exercise; `faults` is empty where all is well."""

    chapter: Chapter
    exercise: Exercise
    tests: int
    hidden: int
    misconceptions: int = 0
    losing: int = 0
    named: int = 0
    faults: list[str] = field(default_factory=list)


def verify(course: Course, only: Chapter | None = None) -> Iterator[Proof]:
    """Prove the graders of a chapter, or of all, several chapters side by side."""
    if only:
        yield from prove_chapter(course, only)
        return
    with ProcessPoolExecutor() as pool:
        for proofs in pool.map(functools.partial(prove_chapter, course), course.chapters):
            yield from proofs


def prove_chapter(course: Course, chapter: Chapter) -> list[Proof]:
    """Prove the graders of a chapter's exercises."""
    # Here a misconception must be found however long it takes; a class's feedback may not wait for it.
    grader, reference = dataclasses.replace(load_grader(chapter), patience=math.inf), load_reference(chapter)
    stub = (Unit(f"{chapter.module}.py", stub_module(chapter)),)
    proofs = []
    with _sandboxed(course, chapter, stub) as stubs, _sandboxed(course, chapter, _solution(chapter)) as solved:
        for exercise in chapter.exercises:
            tests = grader.tests[exercise.name]
            proof = Proof(chapter, exercise, len(tests), sum(test.hidden for test in tests))
            if not tests:
                proof.faults.append("has no tests")
            else:
                _prove_order(proof, grader)
                limits = course.limits_of(chapter, exercise)
                _prove_stub(proof, _graded(stubs, limits, exercise, grader, reference))
                _prove_solution(proof, _graded(solved, limits, exercise, grader, reference))
                _prove_misconceptions(proof, course, grader, reference)
            proofs.append(proof)
    return proofs


def _sandboxed(course: Course, chapter: Chapter, units: tuple[Unit, ...]) -> Sandboxed:
    library = library_sources(course, chapter)
    return Sandboxed(chapter.module, units, library=library, datasets=chapter.datasets)


def _solution(chapter: Chapter) -> tuple[Unit, ...]:
    folder = solutions_folder()
    assert folder is not None
    read_chapter(chapter)  # complains in a builder's terms where something is missing
    paths = [folder / package / f"{chapter.module}.py" for package in ("neural_network", "practice")]
    # A practice module may import its chapter's own library functions, which here stand in the same module.
    return tuple(
        Unit(f"{path.parent.name}/{path.name}", _without_own_imports(path.read_text(encoding="utf-8"), chapter))
        for path in paths
        if path.is_file()
    )


def _without_own_imports(source: str, chapter: Chapter) -> str:
    own = f"from neural_network.{chapter.module} import"
    return "\n".join("" if line.startswith(own) else line for line in source.split("\n"))


def _prove_order(proof: Proof, grader: Grader) -> None:
    if grader.tests[proof.exercise.name][0].hidden:
        proof.faults.append("its first test, on which the others stand, is hidden: make it visible")
    if not proof.exercise.practice and len(grader.misconceptions[proof.exercise.name]) < LEAST_MISCONCEPTIONS:
        proof.faults.append(f"has fewer than {LEAST_MISCONCEPTIONS} misconceptions")


def _graded(
    worker: Sandboxed, limits: Limits, exercise: Exercise, grader: Grader, reference: Any
) -> ExerciseResult | str:
    try:
        with worker.student(limits) as student:
            return grade_exercise(exercise, grader, student, reference)
    except StudentStopped as stopped:
        return stopped.detail


def _prove_stub(proof: Proof, result: ExerciseResult | str) -> None:
    if isinstance(result, str) or result.status != "not_started":
        proof.faults.append(f"the stub is not 'not started' but {result if isinstance(result, str) else result.status}")


def _prove_solution(proof: Proof, result: ExerciseResult | str) -> None:
    if isinstance(result, str):
        proof.faults.append(f"the solution stopped: {result}")
    elif result.status != "passed":
        failure = result.failure
        proof.faults.append(f"the solution earns {result.score}: {failure.seen if failure else 'no failure told'}")


def _prove_misconceptions(proof: Proof, course: Course, grader: Grader, reference: Any) -> None:
    library = library_before(course, proof.chapter)
    for item in grader.misconceptions[proof.exercise.name]:
        assert isinstance(item, Misconception)
        proof.misconceptions += 1
        fault = _prove_misconception(item, proof, grader, reference, library)
        if fault:
            proof.faults.append(f"{item.slug} {fault}")


def _prove_misconception(
    item: Misconception, proof: Proof, grader: Grader, reference: Any, library: dict[str, Any]
) -> str:
    functions = {**library, proof.exercise.name: item.function}
    student = Student(InProcess(proof.chapter.module, functions=functions))
    result = grade_exercise(proof.exercise, grader, student, reference)
    if result.score >= proof.exercise.points or result.failure is None:
        return "loses no points"
    proof.losing += 1
    if result.failure.kind == "unexpected":
        return f"breaks a test: {result.failure.seen}"
    if result.failure.misconception != item.slug:
        return f"is named {result.failure.misconception} ({result.failure.seen})"
    proof.named += 1
    return ""
