"""The founding case on a site: rows, people, meetings that become the members' own."""

from pathlib import Path

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.exchange import read
from edulis.web.enterprises import analysing
from edulis.web.enterprises.agreed import counted
from edulis.web.enterprises.loading import load
from edulis.web.journal.fading import acts_of, shares
from edulis.web.journal.models import Meeting
from edulis.web.kit.models import Line
from edulis.web.kit.trail import breaks
from edulis.web.operating.story import MEETINGS, on_day, tell
from edulis.web.people.consents import words_on
from edulis.web.people.models import Membership


def test_the_example_is_laid_out_whole_and_its_trail_has_a_past(village_folder: Path, db: None) -> None:
    tables = read(village_folder).cluster
    assert tables is not None
    cluster = tell(tables, "en")
    assert load(cluster)["trade"].height == tables["trade"].height
    assert Meeting.objects.count() == len(MEETINGS)
    assert {"member", "coordinator", "facilitator", "support", "researcher", "ally"} == set(
        Membership.objects.values_list("role", flat=True)
    )
    assert list(breaks(cluster)) == []
    moments = list(Line.objects.order_by("number").values_list("at", flat=True))
    assert (moments[-1] - moments[0]).days > 40
    assert {one.kind for one in shares(acts_of(cluster))} == {"act", "decision"}
    assert analysing.under_way(cluster) is not None  # nobody has to ask before there is a map


def test_buyers_of_the_city_are_no_members(village_folder: Path, db: None) -> None:
    village = read(village_folder).cluster
    assert village is not None
    first = village["household"].sort("code")["code"][0]
    city = pl.when(pl.col("code") == first).then(pl.lit("city")).otherwise("group").alias("group")
    tell(Cluster.of({**village.tables, "household": village["household"].with_columns(city)}), "en")
    assert not Membership.objects.filter(household=first).exists()


def test_the_survey_heard_everybody_and_the_meeting_asked_for_pictures_aloud(village_folder: Path, db: None) -> None:
    tables = read(village_folder).cluster
    assert tables is not None
    cluster = tell(tables, "en")
    assert set(words_on(cluster, "map")) == set(tables["household"]["code"])
    assert {one.how for one in words_on(cluster, "pictures").values()} <= {"voice"}
    assert counted(cluster).cluster["trade"].height == tables["trade"].height


def test_the_clock_is_right_again_afterwards() -> None:
    import datetime as dt

    from django.utils import timezone

    with on_day(dt.datetime(2002, 10, 1, tzinfo=dt.UTC)):
        assert timezone.now().year == 2002
    assert timezone.now().year > 2002
