"""What each exercise is tested by, as a digest: it changes where a test, or what a test calls, does other things.

Comments, docstrings, the order of definitions and other exercises' tests make no difference.
"""

import ast
import functools
import hashlib
import importlib
import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.checks.testing import GraderTest
from autograder.course import Chapter
from autograder.graders import load_grader

_OURS = "autograder.graders."


@functools.cache
def test_digests(chapter: Chapter) -> Mapping[str, str]:
    """For each exercise of a chapter, a digest of the tests that give points."""
    return {name: digest(tests) for name, tests in load_grader(chapter).tests.items()}


def digest(tests: Sequence[GraderTest]) -> str:
    """A digest of what these tests do."""
    marks = [f"{test.function.__name__} {test.purpose} {test.weight}" for test in tests]
    waiting = [(test.function.__module__, test.function.__name__) for test in tests]
    reached: dict[tuple[str, str], str] = {}
    while waiting:
        place = waiting.pop()
        if place not in reached:
            module, name = _module(place[0]), place[1]
            reached[place] = module.texts.get(name, "")
            waiting += [(place[0], used) for used in module.uses.get(name, ()) if used in module.texts]
            waiting += [module.imports[used] for used in module.uses.get(name, ()) if used in module.imports]
    texts = [f"{name}\0{text}" for (_module_name, name), text in sorted(reached.items())]
    return hashlib.sha256("\0".join([*marks, *texts]).encode()).hexdigest()[:16]


@dataclass
class _Module:
    """The names that a module of tests defines: the text of each, which names it uses, and where others come from."""

    texts: dict[str, str] = field(default_factory=dict)
    uses: dict[str, set[str]] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)


@functools.cache
def _module(name: str) -> _Module:
    found = _Module()
    for node in ast.parse(inspect.getsource(importlib.import_module(name))).body:
        if isinstance(node, ast.ImportFrom):
            if (node.module or "").startswith(_OURS):
                found.imports |= {each.asname or each.name: (node.module or "", each.name) for each in node.names}
            continue
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = {node.name}
        else:
            names = {
                each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            }
        uses = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} - names
        text = ast.unparse(_Plain().visit(node))
        for each in names:  # of a name that is set twice, both
            found.texts[each] = found.texts.get(each, "") + text
            found.uses[each] = found.uses.get(each, set()) | uses
    return found


class _Plain(ast.NodeTransformer):
    """Takes docstrings away, and the marks of tests, which are told besides."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        if node.name.startswith("test_"):
            node.decorator_list = []
        return self.generic_visit(node)
