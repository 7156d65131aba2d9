"""A notebook as a page of HTML that is whole without the net, and fits a phone: `jupyter nbconvert --to course`.

nbconvert's own HTML fetches MathJax to draw formulas. Here they are MathML, which browsers draw by themselves.
"""

import html
import logging
import re
from typing import Any

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets.config import Config

from autograder.report.formulas import FormulaRenderer, without_scripts_from_the_net

# Where there is little room, tables, code and formulas scroll by themselves, and the page does not.
STYLE = """<style>
.jp-RenderedMarkdown p:has(> math[display="block"]) { overflow: auto hidden; padding: 0.2em 0; }
.jp-RenderedMarkdown table { display: block; overflow-x: auto; }
.jp-RenderedMarkdown pre, .jp-OutputArea-output, .jp-InputArea-editor { overflow-x: auto !important; }
.jp-RenderedMarkdown { overflow-wrap: break-word; }
@media (max-width: 600px) {
  body.jp-Notebook, .jp-Notebook, .jp-Cell { padding: 4px; }
  .jp-InputPrompt, .jp-OutputPrompt, .jp-Collapser { display: none !important; }
  .jp-Cell-inputWrapper, .jp-Cell-outputWrapper, .jp-InputArea, .jp-InputArea-editor, .jp-MarkdownOutput,
  .jp-OutputArea-child, .jp-OutputArea-output { display: block !important; width: auto; }
  .jp-OutputArea-output img { max-width: 100%; height: auto; }
}
</style>
</head>"""
_NO_TEXT = re.compile('alt="No description has been provided for this image"')


def _is_of_something_else(record: logging.LogRecord) -> bool:
    """Whether a message is not that alt texts are missing: they are put in afterwards."""
    return "Alternative text is missing" not in str(record.msg)


class _Renderer(FormulaRenderer, IPythonRenderer):
    """nbconvert's renderer, but for formulas."""


class CoursePage(HTMLExporter):
    """HTML without a request to the net and without the code that only draws; JupyterLab offers it in its menu File,
    Save and Export Notebook As."""

    export_from_notebook = "Course page (HTML)"

    @property
    def default_config(self) -> Any:
        config = Config({"TagRemovePreprocessor": {"enabled": True, "remove_input_tags": {"hide-input"}}})
        config.merge(super().default_config)
        return config

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """nbconvert's filter of this name, with formulas as MathML."""
        attachments = context.get("cell", {}).get("attachments", {})
        return str(MarkdownWithMath(renderer=_Renderer(escape=False, attachments=attachments)).render(source))

    def from_notebook_node(  # type: ignore[override]  # which returns a page, as its own subclasses do
        self, nb: Any, resources: Any = None, **options: Any
    ) -> tuple[str, Any]:
        """Convert a notebook; the page, and what goes with it."""
        log = getattr(self.log, "logger", self.log)
        log.addFilter(_is_of_something_else)
        try:
            page, resources = super().from_notebook_node(nb, resources, **options)
        finally:
            log.removeFilter(_is_of_something_else)
        described = _describe_figures(without_scripts_from_the_net(page), nb)
        return described.replace("</head>", STYLE, 1), resources


def _describe_figures(page: str, notebook: Any) -> str:
    """Give the figures their alt texts, which nbconvert's newer template leaves out: in their order, one for each."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    pictures = (output for output in outputs if "image/png" in output.get("data", {}))
    texts = (output.metadata.get("image/png", {}).get("alt") for output in pictures)
    return _NO_TEXT.sub(lambda found: f'alt="{html.escape(text)}"' if (text := next(texts, None)) else found[0], page)
