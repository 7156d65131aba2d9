"""An exercise's result as a piece of HTML, for notebooks and nbgrader's feedback. Every text in it is escaped."""

import functools
from collections.abc import Iterator, Sequence

import jinja2
from markupsafe import Markup, escape

from autograder.grading.results import ExerciseResult
from autograder.language import N_, _
from autograder.report import colors
from autograder.report.account import Account, account
from autograder.report.pictures import picture_html

_TEMPLATE = """\
<div class="course-result" role="group" aria-label="{{ _("check of {name}", name=told.name) }}" \
style="border-left:4px solid {{ color }};padding:.3em .8em;line-height:1.5">
<div><strong>{{ told.name }}</strong> <span style="{{ text(color) }}">{{ told.state }}</span></div>
{% if told.status == "not_started" %}<div>
{% for sentence in unwritten %}{{ sentence }}
{% endfor %}</div>{% else %}
<ul role="list" style="list-style:none;margin:.2em 0;padding:0">
{% for test in told.tests %}<li>
{%- if test.passed %}<span role="img" aria-label="{{ _("passed") }}" style="{{ text(good) }}">✓</span> {{ test.label }}
{%- elif test.passed is none %}<span role="img" aria-label="{{ _("not checked") }}" style="{{ text(quiet) }}">–</span>
<span style="{{ text(quiet) }}">{{ _(WAITS, label=test.label) }}</span>
{%- else %}<span role="img" aria-label="{{ _("failed") }}" style="{{ text(wrong) }}">✗</span> {{ test.label }}
{%- if test.lines %}<div style="margin-left:1.2em">
{% for text, role in test.lines %}<div style="{{ styles[role] }}">{{ text }}</div>
{% endfor %}{{ picture(test.picture) if test.picture }}</div>{% endif %}{% endif %}</li>
{% endfor %}</ul>{% endif %}
{% for line in ending %}<div>{{ line }}</div>{% endfor %}
{% for aside in told.asides %}<div style="{{ text(note) }};white-space:pre-wrap">{{ aside }}</div>{% endfor %}
</div>
"""
N_("check of {name}"), N_("passed"), N_("not checked"), N_("failed")  # of the template
_WAITS = N_("{label} (can't be checked until the first works)")
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
    return jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        _TEMPLATE, {"_": _, "WAITS": _WAITS}
    )


def exercise_html(exercise: ExerciseResult, ending: Sequence[str] = ()) -> str:
    """The result as HTML: points or star, each test by name, each different cause explained, and lines on what is
    finished by it."""
    palette = _OPTIONAL if exercise.stretch else _COLORS
    told = account(exercise)
    return _template().render(
        told=told, unwritten=[*_unwritten(told)], color=palette[exercise.status], wrong=palette["failed"],
        good=colors.GOOD,
        ending=ending, quiet=colors.QUIET, note=colors.NOTE, text=colors.text, styles=_STYLES, picture=picture_html,
    )  # fmt: skip


def _unwritten(told: Account) -> Iterator[Markup]:
    """What there is to say of an exercise that is not started."""
    if told.stretch:
        yield escape(_("A stretch exercise, which has no points."))
    yield _with_code(_("Write its body in the place of {line}."), line="raise NotImplementedError")
    yield _with_code(
        _("A hint: {imported}, then {call}, or in a terminal {command}"),
        imported="from autograder import hint", call=f"hint({told.name})", command=f"course hint {told.name}",
    )  # fmt: skip


def _with_code(sentence: str, **code: str) -> Markup:
    """A sentence whose fields are code."""
    return escape(sentence).format(**{name: Markup("<code>{}</code>").format(text) for name, text in code.items()})
