"""An exercise's result as a piece of HTML, for notebooks and nbgrader's feedback. Every text in it is escaped."""

import functools
from collections.abc import Sequence

import jinja2

from autograder.grading.results import ExerciseResult
from autograder.report import colors
from autograder.report.account import account
from autograder.report.pictures import picture_html

_TEMPLATE = """\
<div class="course-result" role="group" aria-label="check of {{ told.name }}" \
style="border-left:4px solid {{ color }};padding:.3em .8em;line-height:1.5">
<div><strong>{{ told.name }}</strong> <span style="{{ text(color) }}">{{ told.state }}</span></div>
{% if told.status == "not_started" %}<div>
{% if told.stretch %}
A stretch exercise, which has no points.
{% endif %}
Write its body in the place of <code>raise NotImplementedError</code>.
A hint: <code>from autograder import hint</code>, then <code>hint({{ told.name }})</code>, or in a terminal
<code>course hint {{ told.name }}</code></div>{% else %}
<ul role="list" style="list-style:none;margin:.2em 0;padding:0">
{% for test in told.tests %}<li>
{%- if test.passed %}<span role="img" aria-label="passed" style="{{ text(good) }}">✓</span> {{ test.label }}
{%- elif test.passed is none %}<span role="img" aria-label="not checked" style="{{ text(quiet) }}">–</span>
<span style="{{ text(quiet) }}">{{ test.label }} (can't be checked until the first works)</span>
{%- else %}<span role="img" aria-label="failed" style="{{ text(wrong) }}">✗</span> {{ test.label }}
{%- if test.lines %}<div style="margin-left:1.2em">
{% for text, role in test.lines %}<div style="{{ styles[role] }}">{{ text }}</div>
{% endfor %}{{ picture(test.picture) if test.picture }}</div>{% endif %}{% endif %}</li>
{% endfor %}</ul>{% endif %}
{% for line in ending %}<div>{{ line }}</div>{% endfor %}
{% for aside in told.asides %}<div style="{{ text(note) }};white-space:pre-wrap">{{ aside }}</div>{% endfor %}
</div>
"""
_COLORS = {"passed": colors.GOOD, "failed": colors.BAD, "not_started": colors.QUIET}
_OPTIONAL = {**_COLORS, "failed": colors.NOTE}  # of a stretch exercise, with which nothing is lost
_STYLES = {
    "seen": "",
    "cause": "font-weight:600",
    "code": f"font-family:monospace;{colors.text(colors.QUIET)};white-space:pre-wrap",
    "try": "font-family:monospace;white-space:pre-wrap",
}


@functools.cache
def _template() -> jinja2.Template:
    return jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_TEMPLATE)


def exercise_html(exercise: ExerciseResult, ending: Sequence[str] = ()) -> str:
    """The result as HTML: points or star, each test by name, each different cause explained, and lines on what is
    finished by it."""
    palette = _OPTIONAL if exercise.stretch else _COLORS
    return _template().render(
        told=account(exercise), color=palette[exercise.status], wrong=palette["failed"], good=colors.GOOD,
        ending=ending, quiet=colors.QUIET, note=colors.NOTE, text=colors.text, styles=_STYLES, picture=picture_html,
    )  # fmt: skip
