"""Formulas as MathML, which a browser draws by itself: without a script, and without the net.

The TeX may be a student's, and the page an instructor's, so what comes out is built anew from a list of elements and
attributes, with every text escaped.
"""

import html
import re
import xml.etree.ElementTree as ET

from latex2mathml.converter import convert_to_element

LONGEST = 4000  # characters of TeX that are tried; the course's longest formula has about 600

_ELEMENTS = {
    "math", "menclose", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace", "msqrt",
    "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
}  # fmt: skip
_ATTRIBUTES = {
    "accent", "columnalign", "columnspacing", "depth", "display", "displaystyle", "fence", "form", "height",
    "linebreak", "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "rowspacing",
    "rspace", "scriptlevel", "separator", "stretchy", "voffset", "width",
}  # fmt: skip
# As nbconvert's templates write them.
_FETCHED = re.compile(
    r"<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->|<script src=\"https?:[^>]*></script>", re.DOTALL
)
_PLAIN = re.compile(r"[A-Za-z0-9 .%+-]*")
_NAMESPACE = re.compile(r"^\{[^}]*\}")


def mathml(tex: str, *, display: bool) -> str:
    """A formula's MathML, as a line of its own where `display` says so; the TeX itself where it cannot be read."""
    if len(tex) <= LONGEST:
        try:
            root = convert_to_element(tex.strip(), display="block" if display else "inline")
            return ET.tostring(_clean(root), encoding="unicode")
        except Exception:  # whatever a converter makes of a formula that is none
            pass
    return f"<code>{html.escape(tex)}</code>"


class FormulaRenderer:
    """The part of nbconvert's renderer of Markdown that writes formulas: mix it in before the renderer."""

    def formula(self, tex: str, display: bool) -> str:
        return mathml(tex, display=display)

    def inline_math(self, body: str) -> str:
        return self.formula(body, False)

    def block_math(self, body: str) -> str:
        return self.formula(body, True)

    def multiline_math(self, text: str) -> str:
        return self.formula(text.strip("$"), True)

    def latex_environment(self, name: str, body: str) -> str:
        return self.formula(rf"\begin{{{name}}}{body}\end{{{name}}}", True)


def without_scripts_from_the_net(page: str) -> str:
    """A page of nbconvert's without the scripts that it would fetch: formulas need none."""
    return _FETCHED.sub("", page)


def _clean(element: ET.Element) -> ET.Element:
    """A copy of an element with known elements, plain attributes and text alone.

    Raises
    ------
    ValueError
        for an element that is not on the list.
    """
    tag = _NAMESPACE.sub("", element.tag)
    if tag not in _ELEMENTS:
        raise ValueError(f"<{tag}> is no element of a formula")
    kept = {k: v for k, v in element.attrib.items() if k in _ATTRIBUTES and _PLAIN.fullmatch(v)}
    if tag == "menclose":  # a box, which not every browser draws by itself
        tag, kept = "mrow", {"style": "border: thin solid; padding: 0.3em"}
    copy = ET.Element(tag, kept)
    # The converter writes characters as entities; an underscore in \text is escaped in TeX.
    copy.text = html.unescape(element.text or "").replace("\\_", "_")
    copy.extend(_clean(child) for child in element)
    if tag == "mtable":
        _align(copy)
    return copy


def _align(table: ET.Element) -> None:
    """Align the cells of a table by style too: browsers have dropped `columnalign`."""
    columns = table.attrib.get("columnalign", "").split()
    for row in table:
        for cell, side in zip(row, columns, strict=False):
            cell.set("style", f"text-align: {side}")
