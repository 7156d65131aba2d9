"""A student's code, read and never run: as a tree, which may be nested deeper than Python's own tools follow it; what
it defines, what of it is still a stub, and what of a notebook's is no Python."""

import ast
import functools
import hashlib
import itertools
import re
from collections.abc import Iterator

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)  # what ast.parse raises on what is no code
_SHORT = 4 << 10  # of code that is parsed once: a lesson's cells are looked at again and again
_LAYOUT = ("kind", "type_comment")  # u"text" is "text"
# %time f(X)    !ls    ?np.sum    np.sum?    files = !ls
_MAGIC = re.compile(r"[%!?].*|[\w.*]+\?{1,2}|[\w., ]+=\s*[%!].*")
_DEFINES = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_ASSIGNS = re.compile(r"^(\w+)[ \t]*=(?!=)", re.MULTILINE)


def parsed(source: str) -> ast.Module:
    """A piece of code as a tree, which is only to be read; of short code always the same one. Errors as ast.parse."""
    return _parsed(source) if len(source) < _SHORT else ast.parse(source)


@functools.lru_cache(maxsize=512)
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)


def digest(tree: ast.AST) -> str:
    """What a piece of code says, in short: the same where two differ in layout and comments alone.

    Unlike ast.dump and ast.unparse it follows a sum of thousands of terms to its end, and writes out no number of
    thousands of digits.
    """
    found = hashlib.sha256()
    for node in ast.walk(tree):
        said = [(name, _plain(value)) for name, value in ast.iter_fields(node) if name not in _LAYOUT]
        found.update(f"{type(node).__name__}{said}\n".encode(errors="backslashreplace"))
    return found.hexdigest()


def _plain(value: object) -> str:
    """A field's value, or that a node stands there: the walk comes to it."""
    if isinstance(value, ast.AST):
        return "node"
    if isinstance(value, list):
        return f"[{' '.join(map(_plain, value))}]"
    return hex(value) if type(value) is int else repr(value)


def definitions(source: str) -> Iterator[Definition]:
    """The functions and classes of a piece of code, in their order; none of code that Python cannot read."""
    try:
        body = parsed(source).body
    except UNREADABLE:
        return
    for node in body:
        if isinstance(node, Definition):
            yield node


def is_stub(node: Definition) -> bool:
    """Whether a definition is still to be written: nothing but a docstring and `raise NotImplementedError`."""
    if isinstance(node, ast.ClassDef):
        methods = [item for item in node.body if isinstance(item, ast.FunctionDef)]
        return bool(methods) and all(map(is_stub, methods))
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return len(body) == 1 and isinstance(body[0], ast.Raise) and _names(body[0], "NotImplementedError")


def _names(node: ast.AST, name: str) -> bool:
    return any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(node))


def unwritten_in(source: str) -> set[str]:
    """The functions and classes that are left as stubs in a piece of code."""
    return {node.name for node in definitions(source) if is_stub(node)}


def written_in(source: str) -> set[str]:
    """The functions and classes that are written in a piece of code, and not left as stubs; of code that Python cannot
    read, all that it mentions: a stub elsewhere must not hide the typing error."""
    try:
        body = parsed(source).body
    except UNREADABLE:
        return set(defined_in(source))
    return {node.name for node in body if isinstance(node, Definition) and not is_stub(node)}


def bound_in(source: str) -> Iterator[tuple[str, int, ast.AST]]:
    """The names that a piece of code gives a meaning outside of its functions, each with its line and what gives it; of
    code that Python cannot read, what it defines by the look of its lines."""
    try:
        tree = parsed(source)
    except UNREADABLE:
        for found in (*_DEFINES.finditer(source), *_ASSIGNS.finditer(source)):
            yield found[1], source.count("\n", 0, found.start(1)) + 1, ast.Pass()
    else:
        yield from _bound_below(tree)


def _bound_below(tree: ast.AST) -> Iterator[tuple[str, int, ast.AST]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Definition):
            yield node.name, node.lineno, node
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name.split(".")[0], node.lineno, node
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno, node
        if not isinstance(node, Definition | ast.Lambda | ast.comprehension):
            waiting += reversed([*ast.iter_child_nodes(node)])


def imported_in(source: str) -> Iterator[str]:
    """What a piece of code imports, by whole names: packages, modules, and what it takes out of them."""
    try:
        tree = parsed(source)
    except UNREADABLE:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            start = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for alias in node.names:
                yield from itertools.accumulate(".".join([*start, alias.name]).split("."), "{}.{}".format)


def replaced_in(source: str) -> Iterator[tuple[str, int]]:
    """The names that lines at the margin give to something else, f = 3 or from mine import f, each with its line; none
    that is made of what it was, f = jit(f)."""
    try:
        body = parsed(source).body
    except UNREADABLE:
        return
    for node in body:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.Import | ast.ImportFrom):
            used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}
            yield from ((name, line) for name, line, _node in _bound_below(node) if name not in used)


def defined_in(source: str) -> list[str]:
    """The names that a text defines, be it code or not, by the look of its lines."""
    return _DEFINES.findall(source)


def without_magics(source: str) -> str:
    """A cell's source without IPython's magics and shell escapes, line numbers kept."""
    try:
        parsed(source)
    except UNREADABLE:
        pass
    else:
        return source
    lines = source.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%") and not first.startswith(("%%time", "%%timeit", "%%capture", "%%prun")):
        return ""
    return "\n".join("" if _MAGIC.fullmatch(line.strip()) else line for line in lines)


def without_magics_of_exports(source: str) -> str:
    """A module without the lines get_ipython()... that an exported notebook holds, line numbers kept."""
    if "get_ipython()" not in source:
        return source
    return "\n".join("" if line.startswith("get_ipython()") else line for line in source.split("\n"))
