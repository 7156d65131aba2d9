"""The cells that were run in a notebook's kernel: what a check reads in place of the file, which may not be saved."""

import ast
import linecache
import os
import sys
from collections.abc import Mapping
from inspect import unwrap
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from autograder.course import Chapter
from autograder.trees import UNREADABLE, unwritten_in, written_in

_ids: dict[int, str] = {}  # of the cells that were run, by the number at their prompts


def shell() -> Any:
    """IPython's shell, or None where this is no notebook and no IPython."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def is_notebook() -> bool:
    """Whether a notebook shows what comes out, as HTML."""
    return any(kind.__name__ == "ZMQInteractiveShell" for kind in type(shell()).__mro__)


def note_cell(event: Any) -> None:
    """IPython's event before a cell (and after: of the one that imports us, nothing is told before): remember which
    cell it is, since the same may be run again, changed."""
    info, number = getattr(event, "info", event), getattr(event, "execution_count", None)
    cell = getattr(info, "cell_id", None)
    if cell and info.store_history:
        _ids[number or len(shell().history_manager.input_hist_raw)] = cell  # into which its text goes next


def cells_run() -> list[tuple[int, str]]:
    """What was run in this kernel: numbers and texts, each cell in the place of its first run as it was run last."""
    history = [(number, text) for number, text in enumerate(shell().history_manager.input_hist_raw) if text.strip()]
    return latest(history, _ids)


def locked_cells_run(chapter: Chapter) -> set[int]:
    """The numbers at the prompts of cells that check exercises, where the editor says which cell is run (JupyterLab
    and Notebook do): nothing that is written there is handed in."""
    checks = {exercise.check_cell_id for exercise in chapter.exercises}
    return {number for number, cell in _ids.items() if cell in checks}


def latest(history: list[tuple[int, str]], ids: Mapping[int, str]) -> list[tuple[int, str]]:
    """A history without what was run again, changed or not.

    Parameters
    ----------
    history
        the number at each cell's prompt, and its text, in the order of the runs.
    ids
        the cells' names, by those numbers, where they are known. A cell without one was run again where a later
        one has its text, or defines all that it defines.
    """
    kept: dict[Any, tuple[int, str]] = {}
    for number, text in history:
        again = ids.get(number) or next(
            (place for place, (other, old) in kept.items() if other not in ids and _replaces(text, old)), number
        )
        kept[again] = (number, text)
    return list(kept.values())


def _replaces(new: str, old: str) -> bool:
    defined = _defined(old)
    return new.strip() == old.strip() or bool(defined and defined <= _defined(new))


def _defined(source: str) -> set[str]:
    return written_in(source) | unwritten_in(source)


def saved_notebook(chapter: Chapter) -> Path | None:
    """The file of the notebook that runs here, where it can be told."""
    told = (
        str(getattr(shell(), "user_ns", {}).get("__vsc_ipynb_file__", "")),  # by VS Code
        os.environ.get("JPY_SESSION_NAME", ""),  # by JupyterLab
        f"{chapter.id}.ipynb",
    )
    return next((Path(name) for name in told if name.endswith(".ipynb") and Path(name).is_file()), None)


def definition_of(function: Any) -> str:
    """The text in which a function or class was defined, or "" where it cannot be had."""
    code = _code(function)
    if code is None:
        return ""
    linecache.checkcache(code.co_filename)
    text, name = "".join(linecache.getlines(code.co_filename)), getattr(function, "__name__", "")
    try:
        found = [node for node in ast.parse(text).body if getattr(node, "name", None) == name]
    except UNREADABLE:
        return ""
    return ast.get_source_segment(text, found[-1]) or "" if found else ""


def _code(function: Any) -> CodeType | None:
    """The code of a function, or of the first of a class's methods and properties."""
    members = vars(function).values() if isinstance(function, type) else [unwrap(function)]
    functions = (getattr(member, "fget", getattr(member, "__func__", member)) for member in members)
    return next((found.__code__ for found in functions if isinstance(found, FunctionType)), None)
