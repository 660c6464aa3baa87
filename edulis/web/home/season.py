"""What time of the year it is here: whether to meet, or to leave people to their work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Pace = Literal["busy", "slack", ""]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time of the year from the cluster's own calendar."""

    name: str
    kind: str  # season, slack, festival, crop, weather
    first: dt.date
    last: dt.date
    lunar: bool = False


@dataclass(frozen=True, slots=True)
class Season:
    """The pace of today and the names of what sets it; an empty pace where the calendar does not say."""

    pace: Pace = ""
    names: tuple[str, ...] = ()


def season_of(calendar: Iterable[Stretch], today: dt.date) -> Season:
    """Slack where the members call today so; else busy in a processing season or at a festival.

    A stretch of the solar year comes back every year. One that follows the moon holds only in its own year.
    """
    now = [one for one in calendar if _holds(one, today)]
    for pace, kinds in (("slack", {"slack"}), ("busy", {"season", "festival"})):
        if found := sorted({one.name for one in now if one.kind in kinds}):
            return Season("slack" if pace == "slack" else "busy", tuple(found))
    return Season()


def _holds(one: Stretch, today: dt.date) -> bool:
    if one.lunar or one.last < one.first:
        return one.first <= today <= one.last
    if (one.last - one.first).days >= 365:
        return True
    first, last, now = ((day.month, day.day) for day in (one.first, one.last, today))
    return first <= now <= last if first <= last else now >= first or now <= last
