"""Nobody's change disappears."""

import pytest
from django.test import RequestFactory

from edulis.web.kit.versions import Stale, save_seen, seen_version
from edulis.web.people.models import Cluster
from tests.web.conftest import Cast


def test_the_first_to_save_wins_and_the_second_sees_both(cast: Cast) -> None:
    mine, theirs = Cluster.objects.get(code="lang-bot"), Cluster.objects.get(code="lang-bot")
    save_seen(mine, mine.version, title="Làng Miến")
    with pytest.raises(Stale) as seen:
        save_seen(theirs, theirs.version, title="Làng Kẹo")
    assert seen.value.current.title == "Làng Miến"  # type: ignore[attr-defined]
    assert Cluster.objects.get(code="lang-bot").title == "Làng Miến"
    save_seen(theirs, seen.value.current.version, title="Làng Kẹo")
    assert (theirs.title, theirs.version) == ("Làng Kẹo", 3)


@pytest.mark.parametrize(("told", "seen"), [("7", 7), ("", 0), ("-1", 0), ("²", 0), ("9" * 40, 0), ("1e3", 0)])
def test_what_a_form_does_not_say_rightly_is_a_version_that_never_was(rf: RequestFactory, told: str, seen: int) -> None:
    assert seen_version(rf.post("/", {"seen": told})) == seen
