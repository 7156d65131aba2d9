"""From what a test found to a `Failure` in the learner's terms: the call that shows it, the cause, what to do."""

import difflib
import re
from collections.abc import Collection, Mapping, Sequence, Set
from typing import Any

from autograder.checks.mismatch import Mismatch
from autograder.checks.testing import GraderTest
from autograder.grading.describe import describe_call
from autograder.grading.exceptions import advice_on_exception
from autograder.grading.explain import Observation, name_mistakes
from autograder.grading.hypotheses import hypotheses
from autograder.grading.kept import remembers
from autograder.grading.names import advice_on_name, problem_with
from autograder.grading.pictures import picture
from autograder.grading.results import Failure
from autograder.grading.secrecy import FIXED_MESSAGES, GRADERS_OWN, told, without_inputs, words_of
from autograder.grading.syntax import is_syntax, syntax_failure
from autograder.grading.table import Known
from autograder.language import N_, _, said, translated, translators_words
from autograder.sandbox.messages import Problem
from autograder.sandbox.student import Call, Student
from autograder.sandbox.vocabulary import SOME_FUNCTION
from autograder.trees import bound_in


def failures(
    counted: Sequence[Observation], seen: Sequence[Observation], student: Student, known: Sequence[Known]
) -> Mapping[str, Failure]:
    """The failures of the tests that count, explained by all that was seen; by the test's label."""
    named = name_mistakes(known, seen) if any(item.found for item in counted) else {}
    guesses = hypotheses([(item.found, _failing(item, student)) for item in counted if item.found])
    failed = [item for item in counted if item.found]
    kept = remembers(seen) if failed else ""
    return {
        item.test.label: _failure(
            item, student, named.get(item.test.label), kept or guesses.get(id(item.found), ""), item is failed[0]
        )
        for item in failed
    }


def _failure(item: Observation, student: Student, named: Known | None, guess: str, is_first: bool) -> Failure:
    found, test = item.found, item.test
    assert found is not None
    failing = _failing(item, student)
    problem = failing[-1].raised if failing and found.kind == "raised" else None
    return Failure(
        kind=found.kind,
        call=describe_call(failing[-1], student, hidden=test.hidden) if failing else "",
        seen=told(found, _known_words(test, student)) if test.hidden else found.seen,
        should_be="" if test.hidden else found.should_be,
        advice=named.sentence if named else guess or _general_advice(found, test, student, failing),
        mistake=named.slug if named else None,
        mistake_kind=named.kind if named else "",
        try_it=test.try_it,
        lines=_lines(problem) if problem else (),
        earned=found.earned,
        picture=picture(found) if is_first and not test.hidden else None,
    )


def _general_advice(found: Mismatch, test: GraderTest, student: Student, failing: Sequence[Call]) -> str:
    of_what_changed = _on_what_changed(failing, student) if found.kind == "purity" else ""
    return of_what_changed or _advice(found, test, student)


def _on_what_changed(failing: Sequence[Call], student: Student) -> str:
    """What writes into a dictionary or a list, where that is the argument that was changed; checks speak of arrays."""
    changed = failing[-1].effects.changed if failing else ()
    if not changed:
        return ""
    args, kwargs = failing[-1].arguments()
    given = {**dict(zip(student.loaded.parameters.get(failing[-1].name, ()), args, strict=False)), **kwargs}
    match given.get(changed[0]):
        case dict():
            return _(
                "Writing under a key, pop, del and update change the caller's dictionary, and -= the arrays in it. "
                "Make a new one, and new arrays: {name: params[name] * 1.0 for name in params}."
            )
        case list():
            return _("append, pop, sort and values[i] = ... write into the caller's list. Make a new one: [*values].")
    return ""


def _advice(found: Mismatch, test: GraderTest, student: Student) -> str:
    if not test.hidden or found.kind in GRADERS_OWN:
        return found.advice
    if found.kind == "raised" and found.in_short and re.search(r"\d", found.advice):
        return ""  # its numbers come from a message, which may have been made to say something
    return without_inputs(translated(found.advice), _known_words(test, student) | translators_words(found.advice))


def _known_words(test: GraderTest, student: Student) -> Set[str]:
    """The words of a test, and the names that the student's code had before it met one."""
    loaded = student.loaded
    return words_of(test) | loaded.defined.keys() | {name for names in loaded.parameters.values() for name in names}


def _failing(item: Observation, student: Student) -> list[Call]:
    """The calls to show for a failed test, the guilty one last: the one whose answer was compared, if that is known."""
    name = item.test.exercise
    assert item.found is not None
    if item.found.kind == "purity":  # the guilty call may be one of an earlier test's
        every = (call for call in student.calls if call.name == name)
        return [call for call in every if call.effects.changed or call.effects.global_random][:1]
    calls = [call for call in item.calls if call.name == name]
    got = item.found.source
    guilty = [call for call in calls if got is not None and _holds(call.value, got)]
    return guilty[-1:] or calls


def _holds(value: Any, part: Any) -> bool:
    if value is part:
        return True
    if isinstance(value, dict):
        value = list(value.values())
    return isinstance(value, list | tuple) and any(_holds(item, part) for item in value[:50])


def missing(name: str, student: Student, exercises: Collection[str] = ()) -> Failure | None:
    """Why a function cannot be called at all: it is not defined (perhaps under a name like it that is no other of the
    `exercises`), or is no function."""
    kind = student.loaded.defined.get(name)
    if kind in ("function", "class"):
        return None
    if kind == "imported":
        return Failure(
            kind="imported",
            seen=said("{name} is imported from the library, which holds that of an earlier chapter", name=name),
            advice=said(
                "Write this chapter's {name} yourself, with def {name}(...); it may call the earlier one.", name=name
            ),
        )
    if kind is not None:
        return Failure(
            kind="not_callable",
            seen=said("{name} is of type {kind}, not a function", name=name, kind=kind),
            advice=said(
                "Is there a line {name} = ... after the function? It replaces the function. Rename that variable.",
                name=name,
            ),
            lines=_bound(name, student),
        )
    stopped = problem_with(name, student)
    if stopped is not None and is_syntax(stopped):
        return syntax_failure(stopped, _lines(stopped))
    seen = said("there is no function {name}", name=name)
    if stopped is not None and "NotImplementedError" in stopped.types:
        seen = said("there is no function {name}: loading stopped at what is still to be written", name=name)
        advice = N_("Lines that try something out stand best at the end of the file, below all functions.")
        return Failure(kind="undefined", seen=seen, lines=_lines(stopped), advice=advice)
    if stopped is not None:
        seen = said(
            "there is no function {name}: loading stopped with {kind}: {message}",
            name=name, kind=stopped.type, message=stopped.message,
        )  # fmt: skip
        return Failure(kind="undefined", seen=seen, lines=_lines(stopped), advice=_on_exception(stopped, name, student))
    if close := _misspelt(name, student, exercises):
        advice = said("There is a {close}: rename it to {name}.", close=close, name=name)
        return Failure(kind="undefined", seen=seen, advice=advice, lines=_bound(close, student))
    advice = said("Write it at the left margin, as: def {name}(...).", name=name)
    return Failure(kind="undefined", seen=seen, advice=advice)


def _bound(name: str, student: Student) -> tuple[str, ...]:
    """The line that gives a name its meaning, the last one, with its place."""
    lines = (
        f"{unit.place(line)}  {unit.source.splitlines()[line - 1].strip()}"
        for unit in student.units
        for other, line, _node in bound_in(unit.source)
        if other == name
    )
    return tuple(lines)[-1:]


def left_out(name: str, student: Student, exercises: Collection[str] = ()) -> bool:
    """Whether a function stands nowhere in code that could be read, not even misspelt: nobody tried to write it."""
    is_tried = problem_with(name, student) is not None or _misspelt(name, student, exercises)
    return name not in student.loaded.defined and not is_tried


def _misspelt(name: str, student: Student, exercises: Collection[str]) -> str:
    """The one function of the student's own with a name like this that is no other exercise's, or ""."""
    written = {other for unit in student.units for other, _line, _node in bound_in(unit.source)}
    others = [
        other
        for other, kind in student.loaded.defined.items()
        if kind in ("function", "class") and other in written and other not in exercises
    ]
    return next(iter(difflib.get_close_matches(name, others, n=1, cutoff=0.8)), "")


def calls_a_stub(name: str) -> str:
    """What is seen of code that calls a function that is still to be written; "" where its name may not be told."""
    if not name:
        return N_("calls a function that is still to be written")
    return said("calls {name}, which is still to be written", name=name)


def raised(problem: Problem, exercise: str, student: Student) -> Mismatch:
    """An exception of the student's code as a mismatch; advice only where its cause is sure."""
    if "NotImplementedError" in problem.types:
        where = problem.function.split(".")[0]
        if not where or where == exercise:
            return Mismatch("not_started", N_("it still raises NotImplementedError"))
        seen = calls_a_stub("" if where == SOME_FUNCTION else where)
        if where == SOME_FUNCTION:
            return Mismatch("raised", seen)
        advice = said("Write {name} first: {exercise} needs it.", name=where, exercise=exercise)
        return Mismatch("raised", seen, in_short=seen, advice=advice)
    seen = in_short = said("raises {kind}", kind=problem.type)
    if message := problem.message[:200].rstrip(": "):
        seen = said("raises {kind}: {message}", kind=problem.type, message=message)
    if problem.message in FIXED_MESSAGES:
        in_short = said("raises {kind}: {message}", kind=problem.type, message=problem.message)
    advice = _on_exception(problem, exercise, student)
    return Mismatch("raised", seen, in_short=in_short, advice=advice)


def _on_exception(problem: Problem, exercise: str, student: Student) -> str:
    return advice_on_name(problem, student) or advice_on_exception(problem, exercise, student.loaded)


def _lines(problem: Problem) -> tuple[str, ...]:
    lines = dict.fromkeys(f"{file}:{number}  {text}".rstrip() for file, number, text in problem.lines)
    return tuple(lines)[-2:]
