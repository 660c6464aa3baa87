"""How needless the outsiders have become."""

import datetime as dt

from django.db import transaction

from edulis.web.home.fading import fading, fading_of
from edulis.web.kit.trail import record_act
from tests.web.conftest import Cast

JUNE, JULY = dt.date(2003, 6, 1), dt.date(2003, 7, 1)


def test_the_share_is_the_members_acts_over_all_of_a_month() -> None:
    months = fading([(JULY, "member", 6), (JULY, "coordinator", 3), (JUNE, "facilitator", 8), (JUNE, "member", 2)])
    assert [(one.month, one.acts, one.ours, one.per_cent) for one in months] == [(JUNE, 10, 2, 20), (JULY, 9, 9, 100)]


def test_few_acts_or_one_month_say_nothing() -> None:
    assert fading([(JUNE, "member", 5), (JULY, "member", 6)]) == []
    assert fading([(JUNE, "member", 50)]) == []
    assert fading([]) == []


def test_only_the_last_half_year_is_shown() -> None:
    assert len(fading([(dt.date(2003, month, 1), "member", 5) for month in range(1, 13)])) == 6


def test_it_is_counted_from_the_trail_of_the_cluster(cast: Cast) -> None:
    with transaction.atomic():
        record_act(cast.visit("binh"), "journal.note")
    assert fading_of(cast.village) == []
