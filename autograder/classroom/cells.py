"""The cells of a submitted notebook, reduced to what grading and feedback need.

nbgrader and nbconvert take a notebook's metadata, raw cells and HTML as they find them. An instructor opens the
result in formgrader, with the rights of a running Jupyter server, so nothing of it may run there. And nbformat looks
at each output and at whatever else a notebook holds: a few megabytes of outputs that are none keep it busy for an
hour. So nothing of a submission goes through it.
"""

import json
import re
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.code_files import LESSON_MARK

# Where HTML begins, but for the two elements that lessons use.
_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!/?(?:details|summary)>)")
_PICTURES = ("image/png", "image/jpeg", "image/gif")
LONGEST_NAME = 250  # bytes, as of a file's name
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


class OldNotebook(ValueError):
    """A notebook of a format before the fourth, which JupyterLab opens and saves as one of today's."""


def submitted_notebook(text: str) -> Any:
    """A submitted notebook's cells as nbformat would give them, with what is needed of each and no more: its text,
    which exercise or lesson's cell it claims to be, its pictures.

    Raises
    ------
    OldNotebook
        for a notebook of an older format than 4.
    ValueError
        for what is no notebook.
    """
    found = json.loads(text.removeprefix("\ufeff"))  # which some editors put before a text in UTF-8
    if isinstance(found, dict) and found.get("nbformat") in (1, 2, 3):
        raise OldNotebook
    if not isinstance(found, dict) or found.get("nbformat") != 4 or not isinstance(found.get("cells"), list):
        raise ValueError("not a notebook of format 4")
    cells = [_submitted_cell(cell) for cell in found["cells"]]
    return NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(), cells=cells)


def _submitted_cell(cell: Any) -> Any:
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        raise ValueError("a cell that is none")
    source, metadata = cell.get("source"), cell.get("metadata", {})
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str) or not isinstance(metadata, dict):
        raise ValueError("a cell that is none")
    source.encode()  # half a character has no encoding
    claims = NotebookNode()
    for room, name in (("nbgrader", "grade_id"), ("course", LESSON_MARK)):
        claim = metadata.get(room)
        if isinstance(claim, dict) and _is_name(claim.get(name)):
            claims[room] = NotebookNode({name: claim[name]})
    pictures = _pictures(cell.get("attachments"))
    return NotebookNode(cell_type=cell["cell_type"], source=source, metadata=claims, attachments=pictures)


def new_cell(kind: str, source: str, **metadata: Any) -> Any:
    """A code or markdown cell."""
    return (new_code_cell if kind == "code" else new_markdown_cell)(source, metadata=metadata)


def clean_cell(cell: Any) -> Any:
    """A cell with the text of a submitted one, and of its metadata only the lesson's mark.

    HTML in Markdown becomes text, and so does a raw cell, which nbconvert would copy into a page. Pictures that
    were pasted into Markdown are kept.
    """
    if cell.cell_type == "code":
        return new_cell("code", cell.source, **{key: mark for key, mark in cell.metadata.items() if key == "course"})
    if cell.cell_type == "raw":
        return new_cell("markdown", "\n".join(f"    {line}" for line in _HTML.sub("&lt;", cell.source).split("\n")))
    clean = new_cell("markdown", _HTML.sub("&lt;", cell.source))
    if cell.attachments:
        clean["attachments"] = cell.attachments
    return clean


def _is_name(value: Any) -> bool:
    """Whether something can be written down as a name: JSON can spell halves of characters, which no file holds."""
    try:
        return isinstance(value, str) and len(value.encode()) <= LONGEST_NAME
    except UnicodeEncodeError:
        return False


def _pictures(attachments: Any) -> dict[str, dict[str, str]]:
    if not isinstance(attachments, dict):
        return {}
    return {
        name: {kind: data}
        for name, bundle in attachments.items()
        if _is_name(name) and isinstance(bundle, dict)
        for kind, data in bundle.items()
        if kind in _PICTURES and isinstance(data, str) and _BASE64.fullmatch(data)
    }
