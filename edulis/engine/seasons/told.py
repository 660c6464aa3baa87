"""The year as a meeting tells it: which months are slack in every trade, and which are nobody's busy time."""

from __future__ import annotations

from collections.abc import Mapping

from edulis.engine.finding import Finding
from edulis.schema import Text

SLACK, USUAL, BUSY = 1, 2, 3
LEAST_TRADES = 2  # of one trade alone the year is its own, and no common time

Year = Mapping[str, Mapping[int, int]]  # kind of enterprise → month (1 to 12) → load


def slack_months(told: Year) -> tuple[int, ...]:
    """The months (1 to 12) of which every trade spoke, in which none is busy and at least one is slack."""
    spoken = [months for months in told.values() if months]
    return tuple(
        month
        for month in range(1, 13)
        if spoken
        and all(month in months for months in spoken)
        and all(months[month] < BUSY for months in spoken)
        and any(months[month] == SLACK for months in spoken)
    )


def read_told_year(told: Year) -> tuple[Finding, ...]:
    """In how many months all trades have time at once, by what was said aloud; nothing for fewer than two trades.

    told: loads 1 slack, 2 usual, 3 busy. Raises ValueError for other months or loads. Source: Chambers (1994), seasonal
    calendars.
    """
    spoken = {kind: months for kind, months in sorted(told.items()) if months}
    for months in spoken.values():
        if not set(months) <= set(range(1, 13)) or not set(months.values()) <= {SLACK, USUAL, BUSY}:
            raise ValueError("months are 1 to 12, loads 1 to 3")
    if len(spoken) < LEAST_TRADES:
        return ()
    free = slack_months(spoken)
    gaps = sum(12 - len(months) for months in spoken.values())
    return (
        Finding(
            code="seasons.told",
            title=Text(
                "By what the meeting said, no trade is busy in these months: {months}.",
                months=", ".join(map(str, free)),
            )
            if free
            else Text("By what the meeting said, there is no month in which all trades have time at once."),
            value=float(len(free)), unit="months", n=len(spoken), missing=gaps,
            method=Text("Months of which every trade spoke, in which none is busy and at least one is slack."),
            source="Chambers 1994",
            question=Text("Is that when you want to meet and to try something new?")
            if free
            else Text("Whose busy time could a meeting disturb least, and how short would it have to be?"),
        ),
    )  # fmt: skip
