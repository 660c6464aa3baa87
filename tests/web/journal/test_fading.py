"""Do the outsiders become needless."""

import datetime as dt

import polars as pl
from django.db import transaction

from edulis.web.journal.fading import acts_of, shares
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


def test_acts_are_those_of_the_trail(cast: Cast) -> None:
    for who, verb in (("hoa", "journal.line_decide"), ("minh", "journal.minutes_write"), ("an", "people.role_end")):
        with transaction.atomic():
            record_act(cast.visit(who), verb)
    assert sorted(acts_of(cast.village).select("kind", "by").rows()) == [
        ("act", "ally"),
        ("act", "facilitator"),
        ("decision", "member"),
    ]
    assert shares(acts_of(cast.elsewhere)) == []
