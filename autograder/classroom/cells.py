"""The cells of a submitted notebook, reduced to what grading and feedback need.

nbgrader and nbconvert take a notebook's metadata, raw cells and HTML as they find them. An instructor opens the
result in formgrader, with the rights of a running Jupyter server, so nothing of it may run there.
"""

import re
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.submission import LESSON_MARK

# Where HTML begins, but for the two elements that lessons use.
_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!/?(?:details|summary)>)")
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


def new_cell(kind: str, source: str, **metadata: Any) -> Any:
    """A code or markdown cell."""
    return (new_code_cell if kind == "code" else new_markdown_cell)(source, metadata=metadata)


def clean_cell(cell: Any) -> Any:
    """A cell with the text of a student's, and of its metadata only the lesson's mark.

    HTML in Markdown becomes text, and so does a raw cell, which nbconvert would copy into a page. Pictures that
    were pasted into Markdown are kept.
    """
    if cell.cell_type == "code":
        course = cell.metadata.get("course")
        mark = course.get(LESSON_MARK) if isinstance(course, dict) else None
        return new_cell("code", cell.source, **({"course": {LESSON_MARK: mark}} if isinstance(mark, str) else {}))
    if cell.cell_type == "raw":
        return new_cell("markdown", "\n".join(f"    {line}" for line in _HTML.sub("&lt;", cell.source).split("\n")))
    clean = new_cell("markdown", _HTML.sub("&lt;", cell.source))
    if pictures := _pictures(cell.get("attachments")):
        clean["attachments"] = pictures
    return clean


def _pictures(attachments: Any) -> dict[str, dict[str, str]]:
    if not isinstance(attachments, dict):
        return {}
    return {
        name: {kind: data}
        for name, bundle in attachments.items()
        if isinstance(bundle, dict)
        for kind, data in bundle.items()
        if kind in _PICTURES and isinstance(data, str) and _BASE64.fullmatch(data)
    }
