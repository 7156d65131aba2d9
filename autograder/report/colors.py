"""Colors of a report in HTML, which stands on light pages and on dark ones and is not told which.

Each is mixed with the color of the text around it: darker where that is dark, lighter where it is light. Browsers that
cannot mix (before 2023) take the plain one.
"""

GOOD, BAD, NOTE, QUIET = "#1a9f3f", "#d92d20", "#b7791f", "#6e7781"
_PLAIN = {GOOD: "#1a7f37", BAD: "#b42318", NOTE: "#9a6700"}  # dark enough to be read on white as they are


def text(color: str) -> str:
    """The declarations that give a text this color."""
    return f"color:{_PLAIN.get(color, color)};color:color-mix(in srgb,currentColor 45%,{color})"
