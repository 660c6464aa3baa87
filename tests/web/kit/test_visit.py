"""A visit knows whether somebody belongs here."""

from tests.web.conftest import Cast


def test_roles_make_one_belong_and_neither_operating_nor_having_left_does(cast: Cast) -> None:
    assert {name for name in cast.people if cast.visit(name).inside} == {
        "hoa", "binh", "dao", "an", "minh", "son", "ngoc",
    }  # fmt: skip
    assert not cast.visit("").inside


def test_the_site_itself_acts_under_number_nought(cast: Cast) -> None:
    assert cast.visit("").number == 0
    assert cast.visit("hoa").number == cast.hoa.pk
