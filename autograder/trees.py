"""A student's code as a tree, read and never run. It may be nested deeper than Python's own tools follow it."""

import ast
import functools
import hashlib

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)  # what ast.parse raises on what is no code
_SHORT = 4 << 10  # of code that is parsed once: a lesson's cells are looked at again and again
_LAYOUT = ("kind", "type_comment")  # u"text" is "text"


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
