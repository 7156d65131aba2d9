"""Words for the learner's terminal: broken between words at any width, and plain where colors are not wanted."""

import os
import re
import shutil
import sys
import textwrap
from typing import Any

import typer

WIDEST = 100
_NARROWEST = 20


def width() -> int:
    return max(min(shutil.get_terminal_size().columns, WIDEST), _NARROWEST)


def wrapped(text: str, first: str = "", rest: str | None = None, widest: int = WIDEST) -> str:
    """A text in lines that fit; `first` and `rest` stand before the first line and the others. A word is not broken,
    and neither is a command: `course check 1.1` stays on one line as long as it fits."""
    rest = first if rest is None else rest
    joined = re.sub(
        r"course (?:check|hint|init|reset|skip|solution|bug|list|next|watch|--help)\b(?: [\w./-]+)*", _glued, text
    )
    lines = textwrap.fill(
        joined,
        min(width(), widest),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines.replace("\0", " ")


def _glued(match: re.Match[str]) -> str:
    return match[0].replace(" ", "\0") if len(match[0]) < width() // 2 else match[0]


def say(text: str = "", first: str = "", rest: str | None = None, widest: int = WIDEST, **style: Any) -> None:
    """Print a text, wrapped; `style` as of typer.style."""
    line = wrapped(text, first, rest, widest) if text else ""
    typer.echo(typer.style(line, **style) if style and colored() else line)


def say_line(text: str, **style: Any) -> None:
    """Print one line as it is."""
    typer.echo(typer.style(text, **style) if style and colored() else text)


def colored() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def counted(count: int, one: str, many: str = "") -> str:
    """How many there are, in words: "1 exercise", "2 exercises"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def can_show(characters: str) -> bool:
    """Whether standard output knows some characters: a Windows console may not."""
    try:
        characters.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
