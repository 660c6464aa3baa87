import datetime as dt
from collections.abc import Callable

import polars as pl

from edulis.reports.chapters.slack import at, seasonal_strips, slack_weeks
from edulis.reports.chapters.year import the_year
from edulis.reports.material import Material
from edulis.reports.tree import Figure

SPAN = [dt.date(2002, 10, 1), dt.date(2002, 11, 1), dt.date(2002, 12, 1)]


def profiles(n: int = 9) -> pl.DataFrame:
    rows = []
    for measure, level, who in (("labour", "cluster", None), ("labour", "kind", "starch"), ("labour", "kind", "pigs")):
        for place, month in enumerate(SPAN):
            told = 2 if who == "pigs" else n
            rows.append({"measure": measure, "level": level, "who": who, "month": month,
                         "amount": 100.0 * (place + 1), "n": told, "missing": 0})  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"who": pl.String})


def weeks() -> pl.DataFrame:
    first = [dt.date(2002, 10, 7), dt.date(2002, 10, 14), dt.date(2002, 12, 2)]
    return pl.DataFrame({"week": first, "last_day": [day + dt.timedelta(6) for day in first], "slack": [True] * 3})


def test_work_of_all_and_of_kinds_with_enough_people_has_a_strip(
    material: Material, otherwise: Callable[..., Material]
) -> None:
    strips, n = seasonal_strips(otherwise(material, "seasons", profiles=profiles()), SPAN)
    assert [strip.label for strip, _ in strips] == ["Work, all together", "Starch makers"]
    assert strips[0][0].remark == "Dec 2002"
    assert n == 9


def test_slack_weeks_that_follow_each_other_are_one(material: Material, otherwise: Callable[..., Material]) -> None:
    found = slack_weeks(otherwise(material, "seasons", weeks=weeks()), SPAN)
    assert len(found) == 2
    assert found[0].end - found[0].start > 0.4


def test_the_year_shows_work_and_slack_weeks(
    material: Material, otherwise: Callable[..., Material], eyes: object
) -> None:
    section = the_year(otherwise(material, "seasons", profiles=profiles(), weeks=weeks()))
    assert section is not None
    figure = section.blocks[0]
    assert isinstance(figure, Figure)
    eyes.whole(figure)  # type: ignore[attr-defined]
    assert "Slack weeks" in figure.svg


def test_days_lie_inside_their_month() -> None:
    assert at(SPAN[1], SPAN) == 1.0
    assert 0 < at(dt.date(2002, 10, 31), SPAN) < 1
