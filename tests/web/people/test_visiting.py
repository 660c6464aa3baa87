"""Who comes, and as what."""

from edulis.web.people.visiting import clusters_of
from tests.web.conftest import Cast


def test_a_coordinator_comes_as_coordinator_and_speaks_for_their_household(cast: Cast) -> None:
    visit = cast.visit("hoa")
    assert visit.roles >= {"coordinator", "member"}
    assert (visit.acting_as, visit.households) == ("coordinator", frozenset({"h_hoa"}))


def test_who_left_is_former_and_who_was_never_there_is_a_visitor(cast: Cast) -> None:
    assert cast.visit("gone").acting_as == "former"
    assert cast.visit("lan").acting_as == "visitor"
    assert cast.visit("tu").acting_as == "operator"


def test_a_person_sees_the_clusters_they_belong_to_now(cast: Cast) -> None:
    assert clusters_of(cast.hoa) == [cast.village]
    assert clusters_of(cast.gone) == []
