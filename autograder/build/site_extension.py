"""A Sphinx extension: formulas as MathML, which browsers draw without a script and without the net; and docstrings
taken for the plain text that they are."""

import re
from typing import Any

from docutils import nodes

from autograder.report.formulas import mathml


def setup(app: Any) -> dict[str, Any]:
    """Offer the renderer `mathml`, which `html_math_renderer` chooses."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    app.connect("autodoc-process-docstring", _escape, priority=100)  # before napoleon reads its sections
    app.connect("autodoc-process-signature", _shorten)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _inline(writer: Any, node: nodes.math) -> None:
    writer.body.append(mathml(node.astext(), display=False))
    raise nodes.SkipNode


def _block(writer: Any, node: nodes.math_block) -> None:
    writer.body.append(f'<div class="formula">{mathml(node.astext(), display=True)}</div>')
    raise nodes.SkipNode


# What reStructuredText would take for a link, for emphasis, for a substitution.
_MARKUP = re.compile(r"(?<=\w)_(?=\W|$)|[*|]")
_ARRAY = re.compile(r"~?(?:numpy\.)?ndarray\[tuple\[~?(?:typing\.)?Any, \.\.\.\], ~?(?:numpy\.)?dtype\[~?[\w.]+\]\]")


def _escape(_app: Any, _what: str, _name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    """Take a docstring's paragraphs as text, and its indented lines as code."""
    told: list[str] = []
    is_code = False
    for number, line in enumerate(lines):
        if line.strip():
            if line.startswith("    ") and not is_code and (number == 0 or not lines[number - 1].strip()):
                told += ["::", ""]
            is_code = line.startswith("    ")
        told.append(line if is_code else _MARKUP.sub(r"\\\g<0>", line))
    lines[:] = told


def _shorten(
    _app: Any, _what: str, _name: str, _object: Any, _options: Any, signature: str | None, returned: str | None
) -> tuple[str | None, str | None]:
    """A signature with NumPy's types by the name that people use."""
    return (_ARRAY.sub("array", signature or "") or None, _ARRAY.sub("array", returned or "") or None)
