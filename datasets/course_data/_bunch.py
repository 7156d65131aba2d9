"""Bunch: a dictionary whose keys are attributes too, as scikit-learn's.

scikit-learn's own would cost two thirds of a second of import time before the first digit is seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Bunch(dict[str, Any]):
    """A dictionary with attribute access: `bunch.data` is `bunch["data"]`, for reading and for writing.

    An unknown attribute raises AttributeError, an unknown key KeyError. As in scikit-learn, `dir()` lists the
    keys, and a key that is also a method of dict (`items`, `copy`) is reached with brackets only.
    """

    def __init__(self, **values: Any) -> None:
        super().__init__(values)

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __dir__(self) -> Iterable[str]:
        return self.keys()
