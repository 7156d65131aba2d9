"""An exercise's result as a piece of HTML, for notebooks and nbgrader's feedback. Every text in it is escaped."""

import functools

import jinja2

from autograder.report.model import ExerciseResult, Failure
from autograder.report.terminal import explanation, of_points, points

_TEMPLATE = """\
<div class="course-result" style="border-left:4px solid {{ color }};padding:.3em .8em;line-height:1.5">
<div><strong>{{ exercise.name }}</strong>
<span style="color:{{ color }}">{% if exercise.status == "not_started" %}not started
{%- else %}{{ points(exercise.score) }} / {{ of_points(exercise.max_score) }}{% endif %}</span></div>
{% if exercise.status == "not_started" %}<div>
Write its body in the place of <code>raise NotImplementedError</code>.
A hint, in a terminal: <code>course hint {{ exercise.name }}</code></div>{% endif %}
{% if exercise.status not in ("not_started", "absent") %}<ul style="list-style:none;margin:.2em 0;padding:0">
{% for check in exercise.checks %}<li>
{%- if check.passed %}<span style="color:#1a7f37">✓</span> {{ check.label }}
{%- elif check.passed is none %}<span style="color:#6e7781">–</span>
<span style="color:#6e7781">{{ check.label }} (can't be checked until the first works)</span>
{%- else %}<span style="color:#b42318">✗</span> {{ check.label }}
{%- if check.failure in told %}<div style="margin-left:1.2em">
{% for text, style in explanation(check.failure) %}<div style="{{ styles[style] }}">{{ text }}</div>
{% endfor %}</div>{% endif %}{% endif %}</li>
{% endfor %}</ul>{% endif %}
{% for remark in exercise.remarks %}<div>{{ remark }}</div>{% endfor %}
{% for note in exercise.notes %}<div style="color:#9a6700">{{ note }}</div>{% endfor %}
</div>
"""
_COLORS = {"passed": "#1a7f37", "failed": "#b42318", "not_started": "#6e7781", "absent": "#6e7781"}
_STYLES = {
    "": "",
    "bold": "font-weight:600",
    "dim": "font-family:monospace;color:#57606a;white-space:pre-wrap",
    "cyan": "font-family:monospace;white-space:pre-wrap",
}


@functools.cache
def _template() -> jinja2.Template:
    return jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_TEMPLATE)


def _different_causes(exercise: ExerciseResult) -> list[Failure]:
    """The failures to explain: of several with the same advice, the first."""
    causes: dict[str, Failure] = {}
    for check in exercise.checks:
        if check.failure:
            causes.setdefault(check.failure.advice or check.failure.seen, check.failure)
    return list(causes.values())


def exercise_html(exercise: ExerciseResult) -> str:
    """The result as HTML: points, each check by name, and the first failure explained."""
    return _template().render(
        exercise=exercise,
        told=_different_causes(exercise),
        color=_COLORS[exercise.status],
        styles=_STYLES,
        explanation=explanation,
        points=points,
        of_points=of_points,
    )
