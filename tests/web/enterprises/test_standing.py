"""Who may write and read whose rows."""

import pytest

from edulis.web.enterprises.standing import may_keep, may_see, standing
from tests.web.conftest import Cast

STOCK = {"round": "2002", "month": "2002-10-01", "product": "wet"}


def test_a_household_comes_with_its_enterprises(filled: Cast) -> None:
    who = standing(filled.visit("binh"))
    assert who.mine == {"h_binh", "binh"}
    assert who.alone("lan")
    assert not who.alone("hoa")


@pytest.mark.parametrize(
    ("name", "enterprise", "may"),
    [
        ("binh", "binh", True), ("binh", "hoa", False), ("binh", "lan", False), ("hoa", "binh", False),
        ("hoa", "lan", True), ("minh", "lan", False), ("minh", "binh", False), ("an", "shop", True),
        ("an", "binh", False),
    ],
)  # fmt: skip
def test_figures_are_written_by_the_household_or_from_paper_where_nobody_speaks_for_it(
    filled: Cast, name: str, enterprise: str, may: bool
) -> None:
    visit = filled.visit(name)
    assert may_keep(visit, "stock", {**STOCK, "enterprise": enterprise}) is may
    assert may_see(visit, "stock", {**STOCK, "enterprise": enterprise}) is may


def test_what_belongs_to_all_is_kept_by_coordinators_and_facilitators_and_read_by_all(filled: Cast) -> None:
    for name, may in (("hoa", True), ("minh", True), ("binh", False), ("an", False), ("ngoc", False)):
        assert may_keep(filled.visit(name), "place", {"code": "x"}) is may
        assert may_see(filled.visit(name), "place", {"code": "x"})
