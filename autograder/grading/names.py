"""Names that stand for nothing, or for something else than they should: where in a submission that comes from."""

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Sequence

from autograder.language import said
from autograder.sandbox.messages import Problem, Unit
from autograder.sandbox.student import Student
from autograder.trees import UNREADABLE, bound_in, defined_in, definitions, parsed

_UNDEFINED = re.compile(r"^name '(\w+)' is not defined")
_REPLACED = (
    ("TypeError", re.compile(r"object is not callable$"), r"\b{name}\s*\("),
    ("AttributeError", re.compile(r"object has no attribute '\w+'$"), r"\b{name}\s*\."),
)
_ALL_OF_NUMPY = (  # max(a, b) takes b for an axis
    ("TypeError", "AxisError"),
    re.compile(
        r"cannot be interpreted as an integer$|unexpected keyword argument 'key'|np\.sum\(generator\)|"
        r"out of bounds for array of dimension 0$"
    ),
    re.compile(r"(?<![.\w])(max|min|sum)\s*\("),
)  # fmt: skip
_NUMPY = "np"


def undefined(problem: Problem) -> str:
    """The name that an exception says is not defined, or ""."""
    found = _UNDEFINED.search(problem.message) if "NameError" in problem.types else None
    return found[1] if found else ""


def problem_with(name: str, student: Student) -> Problem | None:
    """What stopped the loading of the piece of code, a cell or a module, that would have defined a name. Of a module
    that cannot be read nobody knows what it would have."""
    for problem in student.loaded.problems:
        if problem.unit is None:
            continue
        unit = student.units[problem.unit]
        if not unit.notebook and "SyntaxError" in problem.types:
            return problem
        start = _stopped_at(problem, unit)
        for other, line, _node in bound_in(unit.source):
            if (other == name and line >= start) or (other == "*" and line == start):
                return problem
    return None


def _stopped_at(problem: Problem, unit: Unit) -> int:
    """The line of the statement at which the loading of a piece of code stopped; 0 where nothing of it was run."""
    lines = [number for file, number, _text in problem.lines if file == unit.name]
    if not lines or "SyntaxError" in problem.types:
        return 0
    try:
        return max((node.lineno for node in parsed(unit.source).body if node.lineno <= lines[0]), default=0)
    except UNREADABLE:
        return 0


def advice_on_name(problem: Problem, student: Student) -> str:
    """A sentence on where a name got lost, or was replaced; "" where nothing of the kind is seen."""
    name = undefined(problem)
    return _on_undefined(name, problem, student) if name else _on_replaced(problem, student)


def _seen_by(problem: Problem, student: Student) -> list[Unit]:
    """The pieces of code that have their names in common with the one that a problem is in: the cells with each other,
    and a module with none."""
    files = {file for file, _number, _text in problem.lines[-1:]}
    is_cell = next((unit.notebook for unit in student.units if unit.name in files), None)
    return [unit for unit in student.units if is_cell in (None, unit.notebook)]


def _may_bring(name: str, stopped: Problem, units: Sequence[Unit], student: Student) -> bool:
    """Whether these pieces of code would have had a name from where loading stopped: functions are seen by all."""
    unit = student.units[stopped.unit or 0]
    return unit in units or name in defined_in(unit.source)


def _on_undefined(name: str, problem: Problem, student: Student) -> str:
    units = _seen_by(problem, student)
    stopped = problem_with(name, student)
    if stopped is not None and stopped.lines and _may_bring(name, stopped, units, student):
        if "NotImplementedError" in stopped.types:  # a line of the lesson's waits for what is still to be written
            return ""
        file, number, _text = stopped.lines[-1]
        return said(
            "{name} is to be defined where loading stopped, at {place}, with {kind}: {message}. Mend that first.",
            name=name, place=f"{file}:{number}", kind=stopped.type, message=stopped.message.rstrip("."),
        )  # fmt: skip
    places = [(unit, line) for unit in units for other, line, _node in bound_in(unit.source) if other == name]
    if places and all(_is_guarded(unit, line) for unit, line in places):
        unit, line = places[-1]
        return said(
            "{name} is defined at {place}, below a condition such as if __name__ == \"__main__\":, which does not hold "
            "when the code is checked. Define it above, at the left margin.",
            name=name, place=unit.place(line),
        )  # fmt: skip
    inside = [] if places else [*_functions_with(name, units)]
    if len(inside) == 1 and problem.function.split(".")[0] not in inside:
        return said(
            "{name} is a name inside of {function}, which nothing outside of it sees: return it from there, and hand "
            "it on as an argument.",
            name=name, function=inside[0],
        )  # fmt: skip
    return ""


def _is_guarded(unit: Unit, line: int) -> bool:
    """Whether something stands below if __name__ == "__main__":."""
    return any(
        isinstance(guard, ast.If)
        and any(isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(guard.test))
        and guard.body[0].lineno <= line <= (guard.body[-1].end_lineno or 0)
        for guard in parsed(unit.source).body
    )


def _functions_with(name: str, units: Iterable[Unit]) -> Iterator[str]:
    """The functions that have a name of their own of this kind."""
    for unit in units:
        for function in definitions(unit.source):
            stored = (
                part for part in ast.walk(function) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
            )
            if any(part.id == name for part in stored):
                yield function.name


def _on_replaced(problem: Problem, student: Student) -> str:
    """What Python or NumPy brings, and the submission has put something else in its place, in the line that fails."""
    units = _seen_by(problem, student)
    kinds, message, by_numpy = _ALL_OF_NUMPY
    if problem.type in kinds and message.search(problem.message) and problem.lines:
        found = by_numpy.search(problem.lines[-1][2])
        stars = [unit.place(line) for unit in units for line in _stars(unit)]
        if found and stars:
            return said(
                "{name} is NumPy's here, and not Python's: so says from numpy import *, at {place}. Write import numpy "
                "as np, and np. before each of its names.",
                name=found[1], place=stars[-1],
            )  # fmt: skip
    for kind, message, use in _REPLACED:
        if problem.type != kind or not message.search(problem.message) or not problem.lines:
            continue
        text = problem.lines[-1][2]
        for unit in units:
            for name, line, node in bound_in(unit.source):
                is_known = hasattr(builtins, name) or (name == _NUMPY and not isinstance(node, ast.Import))
                if is_known and re.search(use.format(name=re.escape(name)), text):
                    return said(
                        "{name} is given another meaning at {place}, which holds in every function: choose another "
                        "name there.",
                        name=name, place=unit.place(line),
                    )  # fmt: skip
    return ""


def _stars(unit: Unit) -> Iterator[int]:
    """The lines that import all of NumPy's names."""
    for name, line, node in bound_in(unit.source):
        if name == "*" and isinstance(node, ast.ImportFrom) and node.module == "numpy":
            yield line
