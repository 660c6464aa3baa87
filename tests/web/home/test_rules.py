"""The front door is open to all."""

from edulis.web.home.rules import CHOOSE_TONGUE, LOOK
from edulis.web.kit.rules import may
from tests.web.conftest import Cast


def test_everybody_may_look_and_choose_a_language(cast: Cast) -> None:
    assert all(may(cast.visit(name), rule) for name in ("", *cast.people) for rule in (LOOK, CHOOSE_TONGUE))
