"""Code as an example for others: without comments, texts and the names its author chose."""

import ast
import builtins
import difflib
import string

from autograder.trees import UNREADABLE

LONGEST = 40  # lines of a function that are kept
_KEPT = frozenset({*dir(builtins), "np", "numpy", "math", "scipy", "self"})


def anonymous(source: str, *, keep: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """A definition's lines without comments, docstrings and texts, its own names replaced by a, b, c, …

    Parameters
    ----------
    keep
        names that stay besides Python's own and NumPy's: those of the exercises.
    """
    try:
        tree = _Anonymous(_KEPT | keep).visit(ast.parse(source))
        return tuple(ast.unparse(ast.fix_missing_locations(tree)).split("\n"))[:LONGEST]
    except UNREADABLE:
        return ()


def changed_lines(code: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a wrong function that the right one does not have."""
    found = difflib.SequenceMatcher(None, right, code, autojunk=False).get_opcodes()
    return tuple(line for tag, _, _, start, end in found if tag != "equal" for line in code[start:end])


class _Anonymous(ast.NodeTransformer):
    def __init__(self, kept: frozenset[str]) -> None:
        self.kept = kept
        self.names: dict[str, int] = {}

    def _name(self, name: str) -> str:
        if name in self.kept:
            return name
        number = self.names.setdefault(name, len(self.names))
        return string.ascii_lowercase[number] if number < len(string.ascii_lowercase) else f"v{number}"

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self._name(node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg, node.annotation = self._name(node.arg), None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name, node.returns = self._name(node.name), None
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        self.generic_visit(node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.name = self._name(node.name)
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        self.generic_visit(node)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        if node.value is None:
            return ast.Pass()
        return ast.Assign(targets=[node.target], value=node.value, lineno=node.lineno)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("…") if isinstance(node.value, str | bytes) else node

    def visit_JoinedStr(self, _node: ast.JoinedStr) -> ast.AST:
        return ast.Constant("…")
