"""The pages that formgrader and feedback make of a student's Markdown: sanitized, by a list of what may stand there.

An instructor reads them with the rights of a running Jupyter server. So a link leads to a web page or an address of
mail and is followed only by a click, a picture is one that was pasted into the notebook, and nothing is fetched.
Formulas are MathML, which needs no script.
"""

import html
import re
import secrets
from typing import Any
from urllib.parse import unquote, urlsplit

import nh3
from bs4 import BeautifulSoup
from jinja2 import pass_context
from nbconvert import HTMLExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.report.formulas import FormulaRenderer, mathml, without_scripts_from_the_net

_SCHEMES = {"http", "https", "mailto"}
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_ELEMENTS = {
    "a", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "img", "input", "li", "ol", "p", "pre", "span", "strong", "summary", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "title"}, "input": {"type", "checked", "disabled"},
    "ol": {"start"}, "span": {"class"}, "div": {"class"}, "td": {"style"}, "th": {"style"},
}  # fmt: skip
# Each as the renderer writes it: a page's own classes and styles would change what an instructor sees and clicks.
_VALUES = {
    "href": re.compile(r"(?:https?://|mailto:).*", re.DOTALL | re.IGNORECASE),
    "src": _PICTURE,
    "type": re.compile("checkbox"),
    "class": re.compile(r"highlight|[a-z][a-z0-9]?"),  # of highlighted code
    "style": re.compile(r"text-align:\s?(?:left|right|center);?"),
}
# Code that is colored: a lexer looks for the end of some things from each of their beginnings, so that a cell of
# nothing but dots, or spaces, takes it minutes. No honest cell is like that; one that is, is shown as it is.
_COLORED = ("python", "py", "python3", "ipython3")
_MAX_CODE, _MAX_LINE = 10_000, 500
_WIDE = re.compile(r"\s{200}")
_MAX_ENVIRONMENTS = 500  # of TeX, in a cell: the end of each is looked for from its beginning
# MathJax's ways to link, to style and to load, in TeX that stands where no formula is looked for.
_ACTIVE_MATH = re.compile(r"\\(?=(?:href|url|class|style|cssId|require|unicode|includegraphics|html\w*)\b)")


# Formgrader's own script waits for MathJax to say that it is done, and without it stops before its keys work.
_NOTHING_TO_DRAW = """<script>
window.MathJax = {Hub: {Startup: {signal: {Interest: told => setTimeout(() => told("End"), 0)}}}};
</script>"""


class FormgraderPage(HTMLExporter):
    """nbconvert's, for the submissions that formgrader shows: nothing is fetched from the net, where the course's class
    may have none."""

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        page, resources = super().from_notebook_node(nb, resources, **options)
        return without_scripts_from_the_net(page).replace("<head>", f"<head>{_NOTHING_TO_DRAW}", 1), resources


_WITHOUT_ALT = re.compile(r"<img(?![^>]*\salt=)")


class _Whole(str):
    """A page in which there is nothing to find."""

    def select(self, _what: str) -> list[Any]:
        return []


def parsed(page: str, features: str) -> Any:
    """BeautifulSoup, which nbconvert asks for pictures without a description and for cells as JupyterLab shows them. It
    takes half of the time that a page of feedback takes; nbgrader's pages have no such cells, and seldom such pictures.
    """
    return BeautifulSoup(page, features) if "jp-Notebook" in page or _WITHOUT_ALT.search(page) else _Whole(page)


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """nbconvert's filter of this name, for the cell that is being shown."""
    cell = context.get("cell", {})
    return sanitized_html(source, cell.get("attachments", {}))


def highlight_code(source: str, **_: Any) -> str:
    """nbconvert's filter of this name: a cell's code in colors, where that takes no longer than a moment."""
    if _is_quickly_read(source):
        return str(Highlight2HTML(pygments_lexer="python")(source))
    return f'<div class="highlight"><pre>{html.escape(source)}</pre></div>'


def _is_quickly_read(code: str) -> bool:
    return len(code) <= _MAX_CODE and max(map(len, code.split("\n"))) <= _MAX_LINE and not _WIDE.search(code)


def sanitized_html(source: str, attachments: Any) -> str:
    """Markdown as HTML in which nothing can act: see the list at the top."""
    if source.count(r"\begin{") > _MAX_ENVIRONMENTS:
        return f"<pre>{html.escape(source)}</pre>"
    renderer = _Renderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    clean = nh3.clean(
        MarkdownWithMath(renderer=renderer).render(source),
        tags=_ELEMENTS,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed,
        url_schemes={*_SCHEMES, "data"},
        link_rel="noopener noreferrer nofollow",
    )
    return renderer.with_formulas(_ACTIVE_MATH.sub(r"\\text ", clean))


def _allowed(_element: str, attribute: str, value: str) -> str | None:
    pattern = _VALUES.get(attribute)
    return value if pattern is None or pattern.fullmatch(value) else None


class _Renderer(FormulaRenderer, IPythonRenderer):
    """nbconvert's, which says what it leaves out: links that lead into the server, pictures from elsewhere. In the
    place of each formula it leaves a mark that nobody can guess, since MathML would not pass the sanitizer."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._formulas: list[tuple[str, bool]] = []
        self._token = secrets.token_hex(16)

    def formula(self, tex: str, display: bool) -> str:
        self._formulas.append((tex, display))
        return f'<span class="mm">{self._token}-{len(self._formulas) - 1}</span>'

    def with_formulas(self, page: str) -> str:
        """The sanitized page with formulas for marks; TeX where a mark stands in an attribute, its quotes escaped."""

        def drawn(found: re.Match[str]) -> str:
            tex, display = self._formulas[int(found[2])]
            return mathml(tex, display=display) if found[1] else html.escape(tex)

        return re.sub(rf'(<span class="mm">)?{self._token}-(\d+)(?(1)</span>)', drawn, page)

    def block_code(self, code: str, info: str | None = None) -> str:
        language = (info or "").strip().lower()
        colored = language in _COLORED and _is_quickly_read(code)
        return str(super().block_code(code, language if colored else None))

    def block_mermaidjs(self, code: str) -> str:
        return str(self.block_code(code))  # a diagram would be drawn by a program from the net

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if _scheme(url) in _SCHEMES:
            return str(super().link(text, url, title))
        return f"{text} <code>{html.escape(url)}</code>"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        name = unquote(url.removeprefix("attachment:"))
        if url.startswith("attachment:") and name in self.attachments:
            return str(super().image(text, f"attachment:{name}", title))
        if _PICTURE.fullmatch(url):
            return str(super().image(text, url, title))
        return f"<em>[a picture that is not in the notebook is not shown: {html.escape(name[:200])}]</em>"


def _scheme(url: str) -> str:
    """A link's scheme, or "" for a link into the page's own server."""
    try:
        return urlsplit(url.strip()).scheme.lower()
    except ValueError:
        return ""
