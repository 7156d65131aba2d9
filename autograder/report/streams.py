"""Text for consoles and files that know few characters, as Windows' often do."""

import io
import os
import sys


def write_anywhere() -> None:
    """Have a character that cannot be written become a question mark, and no error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def with_room() -> None:
    """Have a width of 0, by which some terminals say that they know none, mean just that: rich would write nothing."""
    if not os.environ.get("COLUMNS", "").strip("0 "):
        os.environ.pop("COLUMNS", None)
