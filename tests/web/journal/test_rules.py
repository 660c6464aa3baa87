"""Outsiders facilitate and write; members decide; researchers keep to their layer."""

from edulis.web.journal.rules import DECIDE, NOTE, PLAN, RESEARCH, SEE, SEE_TRAIL, STRIKE, WRITE
from edulis.web.kit.rules import may
from tests.web.conftest import Cast

WHO = ("binh", "hoa", "an", "minh", "son", "ngoc", "tu", "lan", "gone")


def those(cast: Cast, rule: object) -> set[str]:
    return {name for name in WHO if may(cast.visit(name), rule)}  # type: ignore[arg-type]


def test_who_may_what(cast: Cast) -> None:
    assert those(cast, SEE) == {"binh", "hoa", "an", "minh", "son", "ngoc"}
    assert those(cast, SEE_TRAIL) == {"binh", "hoa", "an", "minh"}
    assert those(cast, WRITE) == those(cast, PLAN) == {"binh", "hoa", "minh"}
    assert those(cast, DECIDE) == those(cast, STRIKE) == {"binh", "hoa"}
    assert those(cast, NOTE) == {"minh"}
    assert those(cast, RESEARCH) == {"ngoc"}
