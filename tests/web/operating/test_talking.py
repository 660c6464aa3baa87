"""What the founding case says in its forum."""

from pathlib import Path

import pytest

from edulis.exchange import read
from edulis.web.forum.models import Decision, Post, Relayed, Reminder, Slip, Topic, Translation, Trial
from edulis.web.kit.models import Line
from edulis.web.kit.trail import breaks
from edulis.web.operating.story import tell
from edulis.web.operating.talking import DEEDS


@pytest.mark.parametrize("language", ["vi", "en"])
def test_both_sides_hear_each_other_try_something_and_say_what_failed(
    village_folder: Path, db: None, language: str
) -> None:
    tables = read(village_folder).cluster
    assert tables is not None
    cluster = tell(tables, language)  # type: ignore[arg-type]
    dialogue = Topic.objects.get(dialogue=True)
    parts = set(Post.objects.filter(topic=dialogue).values_list("part", flat=True))
    assert parts == {"open", "quality", "behind", "proposal", "came"}
    assert set(Trial.objects.values_list("state", flat=True)) == {"trying", "worked", "failed"}
    assert (Decision.objects.count(), Reminder.objects.count(), Slip.objects.count()) == (1, 1, 0)
    assert sorted(Relayed.objects.values_list("state", flat=True)) == ["shown", "shown", "waits"]
    assert Translation.objects.count() == (1 if language == "vi" else 0)
    assert set(Post.objects.exclude(guest__gt=0).values_list("language", flat=True)) == {language}
    assert list(breaks(cluster)) == []
    moments = list(Line.objects.filter(verb__startswith="forum.").order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments)


def test_the_deeds_stand_in_the_order_of_their_days() -> None:
    days = [day for day, _ in DEEDS]
    assert days == sorted(days)
