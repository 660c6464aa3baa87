"""The season sets the pace."""

import datetime as dt

import pytest

from edulis.web.home.season import Season, Stretch, season_of

STARCH = Stretch("vụ làm bột", "season", dt.date(2002, 11, 15), dt.date(2003, 1, 31))
REST = Stretch("lúc rảnh", "slack", dt.date(2003, 1, 10), dt.date(2003, 1, 20))
TET = Stretch("Tết", "festival", dt.date(2003, 2, 1), dt.date(2003, 2, 5), lunar=True)


@pytest.mark.parametrize(
    ("today", "season"),
    [
        (dt.date(2026, 12, 1), Season("busy", ("vụ làm bột",))),
        (dt.date(2026, 1, 31), Season("busy", ("vụ làm bột",))),
        (dt.date(2026, 7, 1), Season()),
        (dt.date(2026, 1, 15), Season("slack", ("lúc rảnh",))),
        (dt.date(2026, 2, 3), Season()),
        (dt.date(2003, 2, 3), Season("busy", ("Tết",))),
    ],
)
def test_the_year_comes_back_and_the_moon_does_not(today: dt.date, season: Season) -> None:
    assert season_of([TET, REST, STARCH], today) == season


def test_without_a_calendar_nothing_is_said() -> None:
    assert season_of([], dt.date(2026, 1, 1)) == Season()


def test_a_stretch_of_a_whole_year_holds_on_each_day() -> None:
    whole = Stretch("quanh năm", "season", dt.date(2002, 1, 1), dt.date(2003, 1, 1))
    assert season_of([whole], dt.date(2026, 6, 1)).pace == "busy"
