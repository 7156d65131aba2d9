"""Standard streams that are closed, or know few characters, as Windows' consoles often do."""

import io
import os
import re
import sys


def write_anywhere() -> None:
    """Have a stream that is closed be an empty one, and a character that cannot be written a question mark."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def with_room() -> None:
    """Have a width of 0, by which some terminals say that they know none, mean just that, and what is no number, too:
    rich would write nothing, or fail."""
    if not re.fullmatch("0*[1-9][0-9]*", os.environ.get("COLUMNS", "")):
        os.environ.pop("COLUMNS", None)
