"""Nobody's change disappears."""

import pytest

from edulis.web.kit.versions import Stale, save_seen
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
