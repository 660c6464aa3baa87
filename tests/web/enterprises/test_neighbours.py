"""Over a link one sees the other's sums, of those who agreed, through the one function of disclosure; nothing else."""

import datetime as dt

from django.utils import timezone

from edulis.web.enterprises.models import ROWS, Release
from edulis.web.enterprises.neighbours import released, shown_tables
from edulis.web.people.consents import taken_from_files
from edulis.web.people.models import Cluster, Link
from tests.web.conftest import Cast

MAKERS, DAY = 12, dt.date(2002, 9, 1)


def next_door(cast: Cast, agreeing: int = MAKERS) -> Cluster:
    """Twelve starch makers of the next village who sell to twelve candy makers; some said yes to being shown."""
    of = cast.elsewhere
    for kind in ("starch", "noodles"):
        for at in range(MAKERS):
            code = f"{kind}{at}"
            ROWS["household"]._default_manager.create(of=of, code=f"h_{code}", name=f"Nhà {code}")
            ROWS["enterprise"]._default_manager.create(of=of, code=code, household=f"h_{code}", kind=kind, local=True)
    for at in range(MAKERS):
        ROWS["trade"]._default_manager.create(
            of=of, round="2002", month="2002-10-01", seller=f"starch{at}", buyer=f"noodles{at}", product="wet",
            reporter="seller", quantity=1.0, value=1_000_000 + at,
        )  # fmt: skip
    words = [
        {"who": f"h_{kind}{at}", "purpose": purpose, "day": DAY, "given": True}
        for kind in ("starch", "noodles") for at in range(agreeing) for purpose in ("map", "link")
    ]  # fmt: skip
    taken_from_files(of, words, 1)
    return of


def live(cast: Cast) -> Link:
    now = timezone.now()
    return Link.objects.create(
        one=cast.village, other=cast.elsewhere, purpose="Bã cho lợn", until=timezone.localdate(), one_agreed=now,
        other_agreed=now,
    )  # fmt: skip


def test_only_those_who_said_yes_to_it_are_in_the_sums(cast: Cast) -> None:
    told = shown_tables(next_door(cast, agreeing=8))
    assert {one["from"]: one["count"] for one in told["kinds"]} == {"starch": 8, "noodles": 8}
    assert told["flows"] == [{"from": "starch", "to": "noodles", "amount": 8_000_000.0}]


def test_what_rests_on_few_is_not_told(cast: Cast) -> None:
    assert shown_tables(next_door(cast, agreeing=2)) == {"kinds": [], "flows": []}
    assert shown_tables(cast.village) == {"kinds": [], "flows": []}


def test_a_release_stands_still_for_a_quarter(cast: Cast) -> None:
    of, link = next_door(cast), live(cast)
    first = released(link, of)
    ROWS["trade"]._default_manager.filter(of=of).update(value=5)
    assert released(link, of).tables == first.tables
    Release.objects.update(made=timezone.now() - dt.timedelta(days=92))
    assert released(link, of).tables != first.tables


def test_both_sides_see_each_other_until_one_cuts_and_nobody_else_does(cast: Cast) -> None:
    next_door(cast)
    link = live(cast)
    here, there = (f"/c/{code}/enterprises/neighbour/{link.pk}/" for code in ("lang-bot", "lang-ben"))
    page = cast.client("binh").get(here).content.decode()
    assert "12" in page
    assert "Nhà" not in page
    assert "starch0" not in page
    for who, status in (("minh", 200), ("an", 200), ("son", 403), ("ngoc", 403), ("lan", 404), ("gone", 403)):
        assert cast.client(who).get(here).status_code == status, who
    assert cast.client("lan").get(there).status_code == 200
    Link.objects.update(cut=timezone.now())
    assert cast.client("binh").get(here).status_code == cast.client("lan").get(there).status_code == 404
