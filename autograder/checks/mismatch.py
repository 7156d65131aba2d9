"""`Mismatch`: how a check says that something is wrong, as data that every renderer can show in its way."""

from typing import Any

# In the order in which checks are made; the first that fails is the one reported.
KINDS = (
    "undefined", "not_callable", "not_started", "syntax", "raised", "not_raised", "type", "shape", "dtype", "finite",
    "values", "accuracy", "purity", "timeout", "crashed", "forged", "unexpected",
)  # fmt: skip


class Mismatch(AssertionError):
    """What a check found wrong.

    Parameters
    ----------
    kind
        one of `KINDS`.
    seen
        what the student's function did, as a clause that follows the call: "has shape (3,), not (3, 1)".
    in_short
        what is told in place of `seen` where the test is hidden, if `seen` says what the student's code chose to say.
    should_be
        what it should have been; shown for visible tests only.
    advice
        what to do about it, where no known mistake explains more.
    got, expected
        the values compared, for diagnosis; never shown whole.
    source
        what a call returned, as it came, where one call's answer is at fault: the report shows that call.
    wrong
        of arrays compared: which values are off.
    numeric
        whether the values are a gradient that central differences measure: a picture says so.
    earned
        the share of the test's points that are earned all the same, from 0 to 1.
    """

    def __init__(
        self,
        kind: str,
        seen: str,
        *,
        in_short: str = "",
        should_be: str = "",
        advice: str = "",
        got: Any = None,
        expected: Any = None,
        source: Any = None,
        wrong: Any = None,
        numeric: bool = False,
        earned: float = 0.0,
    ) -> None:
        assert kind in KINDS, kind
        super().__init__(f"{kind}: {seen}")
        self.kind, self.seen, self.in_short, self.should_be, self.advice = kind, seen, in_short, should_be, advice
        self.got, self.expected, self.wrong, self.earned = got, expected, wrong, earned
        self.numeric = numeric
        self.source = got if source is None else source
