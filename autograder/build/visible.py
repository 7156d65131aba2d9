"""Visible tests: a grader's test file without the hidden tests and everything that only they used.

Imports nothing but Python's own, since the wheel's build runs it too.
"""

import ast
import itertools


def visible_tests(source: str, number: str) -> str:
    """The text of the test file that students are given."""
    tree = ast.parse(source)
    gone = [node for node in tree.body if _is_hidden(node)]
    body = [node for node in tree.body if node not in gone]
    while unused := [node for node in body if _is_unused(node, body)]:
        gone += unused
        body = [node for node in body if node not in unused]
    lines = source.split("\n")
    for node in gone:
        first = _start(node) - 1
        while first and lines[first - 1].startswith("#"):
            first -= 1  # a comment that stands right above goes with it
        for line in range(first, node.end_lineno or node.lineno):
            lines[line] = "\0"
    _remove_empty_sections(lines)
    _narrow_imports(body, lines)
    docstring = body[0]
    lines[docstring.lineno - 1 : docstring.end_lineno] = [
        f'"""The tests of chapter {number} that you are given. Run them with: pytest"""'
    ]
    return _tidy([line for line in lines if line != "\0"])


def _start(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _is_hidden(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        "hidden" in _loaded_names(decorator) for decorator in node.decorator_list
    )


def _loaded_names(node: ast.AST) -> set[str]:
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Load)}


def _binds(node: ast.stmt) -> set[str]:
    """The names a top-level statement defines, where it does nothing else."""
    if isinstance(node, ast.Assign):
        return {n.id for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name)}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("test_"):
        return {node.name}
    return set()


def _is_unused(node: ast.stmt, body: list[ast.stmt]) -> bool:
    used = set().union(*(_loaded_names(other) for other in body if other is not node))
    return bool(_binds(node)) and not _binds(node) & used


def _narrow_imports(body: list[ast.stmt], lines: list[str]) -> None:
    """Cut imports down to the names that are still used."""
    used = set().union(*map(_loaded_names, body))
    for node in body:
        if isinstance(node, ast.ImportFrom):
            kept = [alias for alias in node.names if (alias.asname or alias.name) in used]
            if len(kept) < len(node.names):
                for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                    lines[number] = "\0"
                lines[node.lineno - 1] = ast.unparse(ast.ImportFrom(node.module, kept, node.level))


def _remove_empty_sections(lines: list[str]) -> None:
    """Remove the comments that head a section of which nothing is left."""
    for number in reversed(range(len(lines))):
        if lines[number].startswith("#"):
            rest = list(itertools.takewhile(lambda line: line.strip("\0 ") == "", lines[number + 1 :]))
            after = lines[number + 1 + len(rest) :]
            if "\0" in rest and (not after or after[0].startswith("#")):
                lines[number] = "\0"


def _tidy(lines: list[str]) -> str:
    """No more than two empty lines in a row."""
    result: list[str] = []
    for line in lines:
        if not line.strip() and result[-2:] == ["", ""]:
            continue
        result.append(line.rstrip())
    return "\n".join(result).rstrip() + "\n"
