"""Findings as other rooms would give them."""

from collections.abc import Callable
from typing import Any

import pytest

from edulis.engine.finding import Finding
from edulis.schema import Text


def found_of(code: str = "innovation.growth", value: float | None = 1.5, low: float | None = 1.2,
             high: float | None = 1.9, n: int = 200, **more: Any) -> Finding:  # fmt: skip
    words = {
        "title": Text("A figure"),
        "method": Text("Counted"),
        "source": "Nobody 2002",
        "question": Text("Is it so?"),
    }
    return Finding(code=code, value=value, low=low, high=high, n=n, **(words | more))


@pytest.fixture(scope="session")
def found() -> Callable[..., Finding]:
    """A finding with an interval; all can be given otherwise."""
    return found_of
