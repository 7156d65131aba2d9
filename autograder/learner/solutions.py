"""The course's own solution of an exercise beside the learner's, and what is worth comparing in them."""

import ast
from dataclasses import dataclass

from autograder.course import Chapter, Exercise
from autograder.language import _, of_number
from autograder.library import PACKAGE
from autograder.places import PRACTICE, solution_file
from autograder.trees import UNREADABLE

_LOOPS = (ast.For, ast.While, ast.comprehension)


def solution(chapter: Chapter, exercise: Exercise) -> str | None:
    """The text of the course's own solution, without its docstring; None where the solutions are not installed."""
    path = solution_file(PACKAGE if exercise.in_library else PRACTICE, chapter.module)
    if path is None:
        return None
    text = path.read_text(encoding="utf-8")
    nodes = [node for node in ast.parse(text).body if getattr(node, "name", "") == exercise.name]
    return without_docstring(ast.get_source_segment(text, nodes[-1]) or "") if nodes else None


def without_docstring(definition: str) -> str:
    """A function without its docstring: what it does, for who knows what it should."""
    try:
        node = ast.parse(definition).body[0]
    except (*UNREADABLE, IndexError):
        return definition
    if not isinstance(node, ast.FunctionDef) or ast.get_docstring(node) is None or len(node.body) < 2:
        return definition
    lines, doc = definition.split("\n"), node.body[0]
    return "\n".join(lines[: doc.lineno - 1] + lines[doc.end_lineno or doc.lineno :])


@dataclass(frozen=True)
class _Traits:
    lines: int
    loops: int
    functions: frozenset[str]  # NumPy's, as "np.where"


def comparison(own: str, reference: str) -> str:
    """What is worth comparing, in a sentence or two; "" where the two are alike."""
    try:
        mine, theirs = _traits(own), _traits(reference)
    except UNREADABLE:
        return ""
    said = []
    if mine.loops != theirs.loops:
        said.append(_("yours has {mine}, this {theirs}", mine=_loops(mine.loops), theirs=_loops(theirs.loops)))
    if abs(mine.lines - theirs.lines) > 1:
        said.append(_("yours takes {mine}, this {theirs}", mine=_lines(mine.lines), theirs=_lines(theirs.lines)))
    here, there = (
        ", ".join(sorted(one.functions - other.functions)[:3]) for one, other in ((theirs, mine), (mine, theirs))
    )
    if here and there:
        said.append(_("this uses {names}, where yours has {others}", names=here, others=there))
    elif here:
        said.append(_("this uses {names}", names=here))
    elif there:
        said.append(_("this does without {names}", names=there))
    return _("Worth comparing: {names}.", names="; ".join(said)) if said else ""


def _loops(number: int) -> str:
    return of_number(number, "{number} loop", "{number} loops") if number else _("no loop")


def _lines(number: int) -> str:
    return of_number(number, "{number} line", "{number} lines")


def _traits(definition: str) -> _Traits:
    tree = ast.parse(without_docstring(definition))
    code = ast.unparse(tree).splitlines()  # comments and blank lines count nothing
    nodes = list(ast.walk(tree))
    functions = {
        f"np.{node.attr}"
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("np", "numpy")
    }
    return _Traits(len(code), sum(isinstance(node, _LOOPS) for node in nodes), frozenset(functions))
