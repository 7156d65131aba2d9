"""Text for consoles and files that know few characters, as Windows' often do."""

import io
import sys


def write_anywhere() -> None:
    """Have a character that cannot be written become a question mark, and no error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
