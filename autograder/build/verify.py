"""`course verify`: the graders are put to the proof.

Every stub must be "not started", every solution and every catalogue's right version must earn all points, and every
mistake must lose points and be named by its own sentence. What does not hold is a fault of the course, and is listed.
"""

import ast
import contextlib
import functools
import inspect
import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from autograder import graders
from autograder.build.explanations import implementation, make_explanations, side_by_side
from autograder.build.stub import read_chapter, stub_module
from autograder.build.words import MOST_OPEN, length
from autograder.checks import testing
from autograder.checks.advice import alike
from autograder.checks.mistakes import Mistake, Mistakes
from autograder.course import Chapter, Course, Exercise, load_course
from autograder.grader_files import MORE
from autograder.graders import library_before, library_sources, load_reference
from autograder.grading.observing import observe
from autograder.grading.results import ExerciseResult, Failure
from autograder.grading.run import Suite, grade_exercise, is_warning, suite_of
from autograder.grading.table import Known, explanations
from autograder.grading.trace import same_summary, same_trace, summary
from autograder.places import (
    COURSE_TOML,
    LIBRARY,
    PRACTICE,
    installed_root,
    is_own,
    own_data,
    own_graders,
    solution_file,
)
from autograder.sandbox.messages import Unit
from autograder.sandbox.student import Call, Student, StudentStopped
from autograder.sandbox.workers import InProcess, Sandboxed
from course_data._files import is_ours, located

LEAST_MISTAKES = 6  # of each library function of this course; one of a course of one's own


@dataclass
class Proof:
    """What was found about one exercise; `faults` is empty where all is well."""

    exercise: Exercise
    tests: int = 0
    hidden: int = 0
    advice: int = 0
    right: int = 0  # plain right versions
    mistakes: int = 0
    losing: int = 0
    named: int = 0
    tried: int = 0  # "try it" lines that show the fault, counted per mistake
    bugs: int = 0  # mistakes that learners may look for, each shown by a call
    variants: int = 0
    alike: int = 0  # mistakes that no visible test tells from another, with a reason
    faults: list[str] = field(default_factory=list)


@dataclass
class ChapterProof:
    """What was found about a chapter: of each exercise, and in `faults` what is wrong with none of them alone."""

    chapter: Chapter
    exercises: list[Proof] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def verify(course: Course, only: Chapter | None = None) -> Iterator[ChapterProof]:
    """Prove the graders of a chapter, or of all: several chapters side by side, and in the order in which they end."""
    if only:
        yield prove_chapter(course, only)
        return
    yield from side_by_side(functools.partial(prove_chapter, course), course.chapters)


def prove_chapter(course: Course, chapter: Chapter) -> ChapterProof:
    """Prove the graders of a chapter's exercises. What cannot even be read is a fault too, in one line."""
    try:
        list(make_explanations(course, chapter))
        return _Prover(course, chapter).prove()
    except Exception as error:
        where = ""
        for frame in inspect.getinnerframes(error.__traceback__) if error.__traceback__ else []:
            if f"graders/{chapter.id}/" in Path(frame.filename).as_posix():
                where = f" ({Path(frame.filename).name}:{frame.lineno})"
        message = " ".join(str(error).split())[:300]
        return ChapterProof(chapter, faults=[f"{type(error).__name__}: {message}{where}"])


class _Prover:
    """A chapter, and what its proofs need."""

    def __init__(self, course: Course, chapter: Chapter) -> None:
        self.course, self.chapter = course, chapter
        self.grader, self.reference = graders.load_grader(chapter), load_reference(chapter)
        self.mistakes = graders.load_mistakes(chapter)
        self.catalogues = {catalogue.exercise: catalogue for catalogue in graders.load_catalogues(chapter)}
        self.table = explanations(chapter).table
        self.library = library_before(course, chapter)

    def prove(self) -> ChapterProof:
        return ChapterProof(self.chapter, self._prove_exercises(), list(self._faults_of_chapter()))

    def _prove_exercises(self) -> list[Proof]:
        proofs = []
        stub = (Unit(f"{self.chapter.module}.py", stub_module(self.chapter)),)
        with self._sandboxed(stub) as stubs, self._sandboxed(_solution(self.chapter)) as solved:
            for exercise in self.chapter.exercises:
                tests = self.grader.tests[exercise.name]
                proof = Proof(
                    exercise, len(tests), sum(test.hidden for test in tests),
                    len(self.grader.advice.get(exercise.name, ())),
                )  # fmt: skip
                proofs.append(proof)
                if not tests:
                    proof.faults.append("has no tests")
                    continue
                suite = suite_of(self.grader, exercise, self.table.get(exercise.name, ()))
                proof.faults += _faults_of_tests(exercise, tests, self._takes_arguments(exercise))
                self._prove_stub(proof, self._graded(stubs, suite)[0])
                self._prove_solution(proof, *self._graded(solved, suite))
                self._prove_mistakes(proof, suite)
                self._prove_catalogue(proof, suite)
        return proofs

    def _sandboxed(self, units: tuple[Unit, ...]) -> Sandboxed:
        return Sandboxed(self.chapter.module, units, datasets=self.chapter.datasets)

    def _graded(self, worker: Sandboxed, suite: Suite) -> tuple[ExerciseResult | str, Sequence[str]]:
        """The result, or why there is none, and what the tests had to tell besides."""
        try:
            library = library_sources(self.course, self.chapter, suite.exercise)
            with worker.student(self.course.limits_of(self.chapter, suite.exercise), library) as student:
                return grade_exercise(suite, student, self.reference), student.notes
        except StudentStopped as stopped:
            return stopped.detail, ()

    def _takes_arguments(self, exercise: Exercise) -> bool:
        function = getattr(self.reference, exercise.name, None)
        return function is None or bool(inspect.signature(function).parameters)

    def _faults_of_chapter(self) -> Iterator[str]:
        names = {exercise.name for exercise in self.chapter.exercises}
        for test in graders.all_tests(self.chapter):
            if test.exercise not in names:
                yield f"the test {test.label!r} is of {test.exercise!r}, which is no exercise of this chapter"
        known = [catalogue.exercise for catalogue in graders.load_catalogues(self.chapter)]
        for name in {name for name in known if known.count(name) > 1}:
            yield f"there are two catalogues of mistakes of {name!r}: put them into one"
        for name in self.catalogues.keys() - names:
            yield f"there is a catalogue of mistakes of {name!r}, which is no exercise of this chapter"
        for name in self.chapter.datasets:
            if not located(name).is_file():
                where = f"{'datasets' if is_own() else 'datasets/course_data'} has no such file"
                yield f"course.toml names the data set {name!r}, and {where}"
        for path in sorted(own.iterdir()) if (own := own_data()) else ():
            if is_ours(path.name):
                yield f"datasets/{path.name} has the name of one of ours, which is taken in its place: give it another"
        words = length(self.chapter)
        if words.is_too_long:
            yield f"the lesson has {words.open:,} open words, more than {MOST_OPEN:,}: shorten it, or fold plot code"

    def _prove_stub(self, proof: Proof, result: ExerciseResult | str) -> None:
        state = result if isinstance(result, str) else result.status
        if state != "not_started":
            proof.faults.append(f"the stub is not 'not started' but {state}")

    def _prove_solution(self, proof: Proof, result: ExerciseResult | str, told: Sequence[str]) -> None:
        """`told` is what tests have to tell besides, which is no advice."""
        if isinstance(result, str):
            proof.faults.append(f"the solution stopped: {result}")
        elif result.status != "passed":
            failure = result.failure
            proof.faults.append(f"the solution earns {result.score}: {failure.seen if failure else 'no failure told'}")
        elif advice := [note for note in result.notes if note not in told and not is_warning(note)]:
            proof.faults.append(f"the solution is given advice: {advice[0]}")

    def _prove_mistakes(self, proof: Proof, suite: Suite) -> None:
        items = self.mistakes[suite.exercise.name]
        least = 1 if is_own() else LEAST_MISTAKES
        if proof.exercise.in_library and len(items) < least:
            proof.faults.append(f"has fewer than {least} mistakes" if least > 1 else "has no mistake")
        for item in items:
            proof.mistakes += 1
            proof.alike += bool(item.alike)
            proof.faults += [f"{item.slug!r} {fault}" for fault in self._faults_of_mistake(item, proof, suite)]
        proof.faults += _not_told_apart(items, suite)

    def _faults_of_mistake(self, item: Mistake, proof: Proof, suite: Suite) -> Iterator[str]:
        result = grade_exercise(suite, implementation(item, self.chapter, self.library), self.reference)
        failure = result.failure
        if failure is None or (suite.exercise.points and result.score >= suite.exercise.points):
            yield "passes" if suite.exercise.stretch else "loses no points"
            return
        proof.losing += 1
        scale = _scale(self.chapter, suite.exercise)
        wanted = item.score * scale if item.score is not None and scale else result.score
        if abs(result.score - wanted) > (0.005 if scale == 1 else 0.02):  # both are rounded
            yield f"earns {result.score:g} points, not {wanted:g}"
        if failure.kind == "unexpected":
            yield f"breaks a test: {failure.seen}"
        elif failure.kind == "raised" and "NameError" in failure.seen and item.kind != "names":
            yield f"is broken itself: {failure.seen}"
        elif failure.mistake != item.slug:
            yield f"is named {failure.mistake!r} ({failure.seen})"
        else:
            proof.named += 1
        for check in result.checks:
            if check.failure and check.failure.try_it and not item.random:
                fault = self._fault_of_try_it(check.failure, item)
                proof.tried += not fault
                if fault:
                    yield fault

        if item.find:
            fault = self._fault_of_bug(item, result, suite)
            proof.bugs += not fault
            if fault:
                yield fault

    def _fault_of_bug(self, item: Mistake, result: ExerciseResult, suite: Suite) -> str:
        """Why learners cannot be given a mistake to look for: they would have points at hand, or nothing to find."""
        if result.score > 0:
            return f"is to be found, so students have its code, and that earns {result.score:g} points: mark another"
        student = implementation(item, self.chapter, self.library)
        visible = [test for test in suite.tests if not test.hidden]
        calls = [call for test in visible for call in observe(test, student, self.reference).calls]
        if not any(self._differs(call) for call in calls if call.name == item.exercise):
            return "is to be found, and no visible test's call is answered otherwise than it should be: mark another"
        return ""

    def _differs(self, call: Call) -> bool:
        """Whether the reference answers a call otherwise."""
        args, kwargs = call.arguments()
        try:
            with np.errstate(all="ignore"):
                right = getattr(self.reference, call.name)(*args, **kwargs)
        except Exception as error:
            return call.raised is None or type(error).__name__ not in call.raised.types
        return call.raised is not None or not alike(call.value, right)

    def _fault_of_try_it(self, failure: Failure, item: Mistake) -> str:
        code, _, _answer = failure.try_it.partition("#")
        wrong = implementation(item, self.chapter, self.library)
        right = dict(vars(self.reference)) if self.reference else {}
        theirs, ours = _evaluated(code, _functions(wrong)), _evaluated(code, {**self.library, **right})
        if isinstance(ours, _Raised) and isinstance(ours.error, NameError | SyntaxError | AttributeError):
            return f"is shown a try-it line that does not run: {failure.try_it} ({ours.error})"
        if isinstance(ours, _Raised) or isinstance(theirs, _Raised):
            alike = isinstance(ours, _Raised) and isinstance(theirs, _Raised) and type(ours.error) is type(theirs.error)
        else:
            alike = same_summary(summary(ours), summary(theirs))
        if alike:
            return f"answers rightly in the try-it line it is shown: {failure.try_it}"
        return ""

    def _prove_catalogue(self, proof: Proof, suite: Suite) -> None:
        catalogue: Mistakes | None = self.catalogues.get(suite.exercise.name)
        if catalogue is None:
            return
        plain = Mistake(suite.exercise.name, "the right version", catalogue.source, "", "")
        result = grade_exercise(suite, implementation(plain, self.chapter, self.library), self.reference)
        if result.status == "passed":
            proof.right += 1
        else:
            failure = result.failure
            proof.faults.append(f"the catalogue's right version fails: {failure.seen if failure else ''}")
        for item in catalogue.variants:
            proof.variants += 1
            result = grade_exercise(suite, implementation(item, self.chapter, self.library), self.reference)
            if result.failure is None:
                proof.faults.append(f"a variant of {item.slug!r} loses no points")
            elif result.failure.mistake not in (None, item.slug):
                proof.faults.append(f"a variant of {item.slug!r} is named {result.failure.mistake!r}")


def _solution(chapter: Chapter) -> tuple[Unit, ...]:
    read_chapter(chapter)  # complains in a builder's terms where something is missing
    paths = [solution_file(package, chapter.module) for package in (LIBRARY, PRACTICE)]
    # A practice module may import its chapter's own library functions, which here stand in the same module.
    return tuple(
        Unit(f"{path.parent.name}/{path.name}", _without_own_imports(path.read_text(encoding="utf-8"), chapter))
        for path in paths
        if path
    )


def _scale(chapter: Chapter, exercise: Exercise) -> float | None:
    """What the points of a chapter of ours are multiplied by in a course of one's own, since scores are recorded in
    ours; None where they hold no more, as there are other tests."""
    if not is_own():
        return 1.0
    folder = own_graders() / chapter.id
    if any(folder.glob("test_*.py")) and not any(folder.glob("mistakes*.py")):
        return None
    ours = load_course(installed_root() / COURSE_TOML)
    points = {(each.id, e.name): e.points for each in ours.chapters for e in each.exercises}
    recorded = points.get((chapter.id, exercise.name))
    return exercise.points / recorded if recorded else 1.0


def _without_own_imports(source: str, chapter: Chapter) -> str:
    own = f"from neural_network.{chapter.module} import"
    return "\n".join("" if line.startswith(own) else line for line in source.split("\n"))


def _faults_of_tests(exercise: Exercise, tests: Sequence[testing.GraderTest], takes_arguments: bool) -> Iterator[str]:
    if tests[0].hidden:
        yield "its first test, on which the others stand, is hidden: make it visible"
    for test in tests:
        if not test.hidden and "reference" in inspect.signature(test.function).parameters:
            yield f"the visible test {test.label!r} uses `reference`, which students do not have"
    for hidden in (False, True):
        files = {test.function.__module__.rpartition(".")[2] for test in tests if test.hidden == hidden}
        files.discard(Path(MORE).stem)
        if len(files) > 1:  # their order would be that of the files' names
            yield f"its tests stand in {', '.join(sorted(files))}: put them into one"
    labels = [test.label for test in tests]
    for label in {label for label in labels if labels.count(label) > 1}:
        yield f"two tests are called {label!r}"
    behind, every = sum(test.weight for test in tests if test.hidden), sum(test.weight for test in tests)
    if exercise.in_library and behind < every / 2:
        yield f"hidden tests carry {behind:g} of {every:g} parts of its points: make it half"
    if not behind and takes_arguments:
        yield "has no hidden test"


def _not_told_apart(items: Sequence[Mistake], suite: Suite) -> Iterator[str]:
    """Pairs of mistakes that come to the same in every visible test, and give no reason."""
    visible = [test.label for test in suite.tests if not test.hidden]
    known = {item.slug: item for item in suite.known}
    reasons = {item.slug: item.alike for item in items}
    for one, other in itertools.combinations(known.values(), 2):
        if one.random or other.random or reasons.get(one.slug) or reasons.get(other.slug):
            continue
        if any(one.fails(label) for label in visible) and _same_traces(one, other, visible):
            yield f"no visible test tells {one.slug!r} from {other.slug!r}"


def _same_traces(one: Known, other: Known, labels: Sequence[str]) -> bool:
    return all(
        same_trace(one.traces[label], other.traces[label]) or same_trace(other.traces[label], one.traces[label])
        for label in labels
    )


@dataclass(frozen=True)
class _Raised:
    """What came of a line that raised."""

    error: Exception


def _functions(student: Student) -> dict[str, Any]:
    worker = student._worker
    assert isinstance(worker, InProcess)
    return worker.submission.module.__dict__


def _evaluated(code: str, names: Mapping[str, Any]) -> Any:
    try:
        with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            *before, last = ast.parse(code.strip()).body
            namespace = {"np": np, **names}
            exec(compile(ast.Module(before, []), "try it", "exec"), namespace)
            assert isinstance(last, ast.Expr), "its last part is no expression"
            return eval(compile(ast.Expression(last.value), "try it", "eval"), namespace)
    except Exception as error:
        return _Raised(error)
