from hypothesis import given
from hypothesis import strategies as st

from edulis.reports.figures.layers import Link, columns, crossing, forward, order

LINKS = st.lists(
    st.builds(Link, st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.integers(1, 50).map(float)),
    min_size=1, max_size=20,
)  # fmt: skip


@given(LINKS)
def test_what_is_drawn_points_one_way_and_nothing_is_lost(links: list[Link]) -> None:
    onward, back = forward(links)
    assert sorted(map(repr, (*onward, *back))) == sorted(map(repr, links))
    column = columns(onward)
    assert all(column[link.source] < column[link.target] for link in onward)


def test_of_a_circle_the_lightest_link_goes_back() -> None:
    onward, back = forward([Link("pigs", "farm", 2.0), Link("farm", "starch", 9.0), Link("starch", "pigs", 5.0)])
    assert back == [Link("pigs", "farm", 2.0)]
    assert len(onward) == 2


def test_sources_stand_before_their_buyer_and_end_users_last() -> None:
    links = [Link("roots", "binh", 3.0), Link("binh", "hoa", 3.0), Link("hoa", "shop", 3.0), Link("coal", "hoa", 1.0),
             Link("binh", "lan", 1.0)]  # fmt: skip
    assert columns(links) == {"roots": 0, "binh": 1, "hoa": 2, "shop": 3, "coal": 1, "lan": 3}


def test_bands_that_need_not_cross_do_not() -> None:
    links = [Link("a", "y", 5.0), Link("b", "x", 4.0), Link("c", "z", 3.0)]
    column = columns(links)
    assert crossing(links, order(links, column), column) == 0
