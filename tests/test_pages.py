"""Pages of HTML: formulas as MathML, nothing fetched from the net, and nothing that acts, whoever wrote the formula."""

import html
import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbgrader.server_extensions.formgrader import formgrader, handlers
from traitlets.config import Config

from autograder.build.notebook import source_notebook
from autograder.classroom.config import set_preprocessors
from autograder.classroom.hooks import hook_into_nbgrader
from autograder.classroom.pages import FormgraderPage, highlight_code, parsed, sanitized_html
from autograder.course import load_course
from autograder.learner.pages import CoursePage
from autograder.report.formulas import LONGEST, mathml

COURSE = load_course()


def page_of(*cells):
    page, _ = CoursePage().from_notebook_node(nbformat.v4.new_notebook(cells=list(cells)))
    return page


@pytest.mark.slow
@pytest.mark.parametrize("chapter", COURSE.chapters, ids=lambda chapter: chapter.id)
def test_every_formula_of_a_lesson_is_drawn_without_a_script(chapter):
    cells = [cell for cell in source_notebook(chapter, COURSE).cells if cell.cell_type == "markdown"]
    page = page_of(*cells)
    assert "$" not in re.sub(r"<(code|pre|style)\b.*?</\1>", "", page.split("<body", 1)[1], flags=re.DOTALL)
    assert not re.search(r"<code>[^<]*\\[a-z]+[^<]*</code>", page), "a formula that was not understood is shown as TeX"
    drawn = re.findall(r"<math.*?</math>", page, re.DOTALL)
    assert drawn
    assert not [formula for formula in drawn if "\\" in formula]


def test_a_page_is_parsed_only_where_nbconvert_would_find_something_in_it():
    page = '<body><p>1 < 2<img src="x" alt="A line."></p></body>'
    assert str(parsed(page, "html.parser")) == page
    for found in ('<img src="x">', '<img src="x" data-alt="">', '<div class="jp-Notebook"></div>'):
        assert isinstance(parsed(page + found, "html.parser"), BeautifulSoup)


def test_a_page_fetches_nothing():
    code = nbformat.v4.new_code_cell("1 + 1")
    page = page_of(nbformat.v4.new_markdown_cell("# Title\n\n$$x^2$$"), code)
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//[^"'> ]*""", page)
    assert "mathjax" not in page.lower()
    assert '<math display="block">' in page


def test_a_figure_keeps_its_description_and_its_code_is_left_out():
    picture = {"image/png": "iVBORw0KGgo="}
    drawing = nbformat.v4.new_code_cell("draw()", metadata={"tags": ["hide-input"]})
    own = nbformat.v4.new_code_cell("mine()")
    for cell, metadata in ((own, {}), (drawing, {"image/png": {"alt": 'A "falling" line.'}})):
        cell.outputs = [nbformat.v4.new_output("display_data", data=picture, metadata=metadata)]
    page = page_of(own, drawing)
    assert page.count('alt="No description') == 1
    assert page.index('alt="No description') < page.index('alt="A &quot;falling&quot; line."')
    assert "mine" in page
    assert "draw()" not in page


SLOW_TO_COLOR = {
    "lines of a space": "a\n" + " \n" * 20_000 + "b",
    "dots": "." * 40_000,
    "spaces before a word": "match" + " " * 40_000 + "<x>",
    "names of characters": "'" + r"\N{" * 10_000,
}


@pytest.mark.parametrize("code", SLOW_TO_COLOR.values(), ids=SLOW_TO_COLOR)
def test_code_that_would_take_minutes_to_color_is_shown_as_it_is(code):
    shown = highlight_code(code, metadata={})
    assert "<span" not in shown
    assert html.escape(code) in shown
    fenced = sanitized_html(f"```python\n{code}\n```\n", {})
    assert "<span" not in fenced
    assert html.unescape(re.sub("<.*?>", "", fenced)).strip() == code.strip()


def test_in_markdown_no_code_but_pythons_is_colored():
    assert "<span" in sanitized_html("```python\nx = 1\n```\n", {})
    assert "<span" not in sanitized_html("```perl\nx = 1\n```\n", {})


def test_text_that_would_take_long_to_search_for_formulas_is_shown_as_it_is():
    begun = r"<b>\begin{a}" * 4_000
    assert sanitized_html(begun, {}) == f"<pre>{html.escape(begun)}</pre>"
    assert "<math" in sanitized_html(r"$$\begin{matrix}1\end{matrix}$$ " * 100, {})


@pytest.mark.slow
@pytest.mark.parametrize("chapter", COURSE.chapters, ids=lambda chapter: chapter.id)
def test_every_cell_of_a_lesson_is_quick_to_color(chapter):
    cells = [cell.source for cell in source_notebook(chapter, COURSE).cells if cell.cell_type == "code"]
    assert cells
    assert [source for source in cells if "<span" not in highlight_code(source)] == []


def test_the_pages_of_a_class_color_code_by_that_filter():
    config = Config()
    set_preprocessors(config)
    cells = [nbformat.v4.new_code_cell(code) for code in ("x = 1", SLOW_TO_COLOR["dots"])]
    page, _ = FormgraderPage(config=config).from_notebook_node(nbformat.v4.new_notebook(cells=cells))
    assert '<span class="o">=</span>' in page
    assert SLOW_TO_COLOR["dots"] in page


@pytest.mark.parametrize("tex", [r"\begin{aligned} x", r"\left( <x", "x" * (LONGEST + 1), "{" * 2000])
def test_a_formula_that_is_none_is_shown_as_it_was_written(tex):
    assert mathml(tex, display=False) == f"<code>{html.escape(tex)}</code>"


@pytest.mark.parametrize("tex", [
    r"\text{<script>alert(1)</script>}", r"\mathrm{<img src=x onerror=alert(1)>}", "</math><script>alert(1)</script>",
    r"\href{javascript:alert(1)}{x}", r"\text{&lt;script&gt;alert(1)&lt;/script&gt;}", r"\color{red;position:fixed}{x}",
    r"\class{x}{y}", r"\style{position:fixed}{x}", r"\text{&#60;script&#62;alert(1)&#60;/script&#62;}",
])  # fmt: skip
def test_a_formula_holds_no_markup_of_its_writer_s(tex):
    page = sanitized_html(f"Before ${tex}$ after\n\n$$ {tex} $$", {})
    assert set(re.findall(r"</?([a-z]+)", page)) <= {
        "p", "math", "mrow", "mi", "mo", "mn", "mtext", "mstyle", "mspace", "code", "em", "a",
    }  # fmt: skip
    assert not re.search(r"""<[^>]*\b(?:on\w+|href|class|position)[ =:]""", page)


def test_a_formula_in_an_attribute_stays_text():
    formula = r"$\text{ onerror=alert(1) x=}$"
    for source in (
        f"![{formula}](data:image/png;base64,iVBORw0KGgo=)",
        f'<a href="https://a.b" title="{formula}">x</a>',
        f"[x](https://a.b '{formula}')",
    ):
        page = sanitized_html(source, {})
        assert "<math" not in page
        assert re.search(r'="\$?\\text{ onerror=alert\(1\) x=}\$?"', page)


def test_a_page_of_formgraders_fetches_nothing_and_its_script_has_what_it_waits_for():
    hook_into_nbgrader()
    assert formgrader.HTMLExporter is FormgraderPage
    exporter = FormgraderPage(template_name="formgrade", extra_template_basedirs=[handlers.template_path])
    about = {
        "base_url": "/here",
        "index": 0,
        "total": 1,
        "notebook_id": "ch1_1_arrays",
        "mathjax_url": "https://x.example",
    }
    cells = [nbformat.v4.new_markdown_cell("text")]
    page, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells), about)
    assert "text" in page
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert page.index("window.MathJax = {Hub") < page.index("/formgrader/static/js/formgrade.js")
