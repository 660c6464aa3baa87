"""Anybody may come to the door."""

from edulis.web.kit.rules import may
from edulis.web.people.rules import ENTER
from tests.web.conftest import Cast


def test_anybody_may_come_to_the_door(cast: Cast) -> None:
    assert all(may(cast.visit(name), ENTER) for name in ("", *cast.people))
