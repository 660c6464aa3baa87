"""Do the outsiders become needless."""

import datetime as dt

import polars as pl
from django.db import transaction

from edulis.web.journal import rules
from edulis.web.journal.fading import acts_of, at_a_glance, shares
from edulis.web.kit.trail import record_act
from tests.web.conftest import Cast

MAY, JUNE = dt.date(2003, 5, 6), dt.date(2003, 6, 1)


def test_the_members_share_of_acts_and_decisions_by_month() -> None:
    rows = [(MAY, "act", "member"), (MAY, "act", "facilitator"), (JUNE, "act", "member"), (JUNE, "decision", "member")]
    found = shares(pl.DataFrame(rows, schema=["month", "kind", "by"], orient="row"))
    assert [(one.month.month, one.kind, one.acts, one.per_cent) for one in found] == [
        (6, "act", 1, 100),
        (6, "decision", 1, 100),
        (5, "act", 2, 50),
    ]
    assert all(0 <= one.low <= one.per_cent <= one.high <= 100 for one in found)


def told(*rows: tuple[dt.date, str, str, int]) -> pl.DataFrame:
    every = [(month, kind, by) for month, kind, by, number in rows for _ in range(number)]
    return pl.DataFrame(every, schema={"month": pl.Date, "kind": pl.String, "by": pl.String}, orient="row")


def test_at_a_glance_decisions_come_before_other_acts_and_few_say_nothing() -> None:
    acts = (MAY, "act", "facilitator", 8), (MAY, "act", "member", 2), (JUNE, "act", "member", 9)
    assert [(one.month.month, one.acts, one.ours) for one in at_a_glance(told(*acts))] == [(5, 10, 2), (6, 9, 9)]
    decided = (MAY, "decision", "member", 8), (JUNE, "decision", "member", 5)
    assert {one.kind for one in at_a_glance(told(*acts, *decided))} == {"decision"}
    assert at_a_glance(told((MAY, "act", "member", 5), (JUNE, "act", "member", 6))) == []
    assert at_a_glance(told((JUNE, "act", "member", 50))) == []
    assert at_a_glance(told()) == []
    year = [(dt.date(2003, month, 1), "act", "member", 5) for month in range(1, 13)]
    assert [one.month.month for one in at_a_glance(told(*year))] == [7, 8, 9, 10, 11, 12]


def test_acts_are_those_of_the_trail(cast: Cast) -> None:
    for who, verb in (("hoa", rules.DECIDE.verb), ("minh", "journal.minutes_write"), ("an", "people.role_end")):
        with transaction.atomic():
            record_act(cast.visit(who), verb)
    assert sorted(acts_of(cast.village).select("kind", "by").rows()) == [
        ("act", "ally"),
        ("act", "facilitator"),
        ("decision", "member"),
    ]
    assert shares(acts_of(cast.elsewhere)) == []
