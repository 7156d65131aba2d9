"""Opening a file at a line in the reader's editor."""

import os
import shlex
import shutil
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from autograder.language import _

# Editors with a window of their own, by what says "at this line"; all others get the terminal meanwhile.
_WINDOWS = {"code": "-g", "codium": "-g", "code-insiders": "-g", "cursor": "-g", "subl": "", "zed": ""}
_PLAIN_WINDOWS = ("gedit", "kate", "mousepad", "notepad", "gnome-text-editor", "xed", "pluma", "idle", "open")
_WITH_PLUS = ("vi", "vim", "nvim", "nano", "emacs", "micro", "joe", "ne", "mg", "emacsclient")


def editor() -> list[str]:
    """The command of the reader's editor: $VISUAL, $EDITOR, or VS Code where that is installed; else []."""
    for variable in ("VISUAL", "EDITOR"):
        if text := os.environ.get(variable, "").strip():
            return shlex.split(text, posix=os.name == "posix")
    return ["code"] if shutil.which("code") else []


def open_file(path: Path, line: int, terminal: Any) -> str:
    """Open a file at a line; "" or, in a sentence, why it could not be done.

    Parameters
    ----------
    terminal
        has `lent()`, a context in which another program has the terminal.
    """
    try:
        command = editor()
    except ValueError as error:
        return _("$VISUAL or $EDITOR cannot be read as a command: {error}.", error=error)
    if not command:
        return _(
            "No editor is known: set EDITOR, for example export EDITOR=nano. The file is {path}:{line}.",
            path=path,
            line=line,
        )
    name = Path(command[0]).stem
    program = shutil.which(command[0])
    if program is None:
        return _("The editor {command} (from $VISUAL or $EDITOR) is not there.", command=command[0])
    try:
        if name in _WINDOWS or name in _PLAIN_WINDOWS:
            place = [*filter(None, [_WINDOWS[name]]), f"{path}:{line}"] if name in _WINDOWS else [str(path)]
            quiet = subprocess.DEVNULL
            subprocess.Popen([program, *command[1:], *place], stdin=quiet, stdout=quiet, stderr=quiet)
            return ""
        lent: AbstractContextManager[None] = terminal.lent()
        with lent:
            at = [f"+{line}"] if name in _WITH_PLUS else []
            subprocess.run([program, *command[1:], *at, str(path)], check=False)
    except OSError as error:
        return _("The editor {command} cannot be started: {strerror}.", command=command[0], strerror=error.strerror)
    return ""
