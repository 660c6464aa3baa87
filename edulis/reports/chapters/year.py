"""The year: when which work is done, beside festivals and crop stages."""

from __future__ import annotations

import datetime as dt
import math

import polars as pl

from edulis.reports.amounts import months, plain
from edulis.reports.chapters.slack import at, seasonal_strips, slack_weeks
from edulis.reports.chapters.talking import statements
from edulis.reports.figures import Event, Strip, calendar
from edulis.reports.material import Material
from edulis.reports.tree import Figure, Paragraph, Section, Table
from edulis.reports.words import capital
from edulis.schema import Text

SHOWN = 12
CODES = ("seasons.weeks", "seasons.cash", "seasons.raw", "seasons.labour", "seasons.apart")
EVEN = 0.02  # of the busiest month: less is no season
SLACK = 0.25  # of its busiest month


def the_year(material: Material) -> Section | None:
    """The section; none where no month is known for anything."""
    rounds = material.cluster["round"].to_dicts()
    if not rounds:
        return None
    span = months(rounds[-1]["first_month"], rounds[-1]["last_month"])
    if len(span) < 3:
        return None
    strips, n = seasonal_strips(material, span)
    counted = Text("n = {n:,} enterprises", n=n)
    if not strips:
        rows, n = _work(material)
        strips = _strips(material, rows, span) if rows.height else []
        counted = Text("n = {n:,} months of work told", n=n)
    if not strips:
        return None
    told = statements(material, CODES, most=3)
    return Section(
        key="year",
        title=material.say(Text("The year")),
        blocks=(
            _figure(material, strips, span, counted),
            Paragraph(
                text=material.say(
                    Text(
                        "Meetings and joint work fit the pale months best. In the dark months nobody should be "
                        "asked for "
                        "time: people are at work from early morning."
                    )
                )
            ),
            *((told,) if told else ()),
        ),
    )


def _work(material: Material) -> tuple[pl.DataFrame, int]:
    """Contributions (what, who, month, amount): what was made, or where that was not told, what was delivered."""
    made = material.flows.activities
    if made.height:
        rows = made.select(what="process", who="enterprise", month="month", amount="level")
        return rows.filter(pl.col("amount").is_finite()), made.height
    sold = material.trades.filter(pl.col("month").is_not_null())
    rows = sold.select(what="product", who="seller", month="month", amount=pl.col("quantity").fill_null(1.0))
    return rows.filter(pl.col("amount").is_finite()), sold.height


def _strips(material: Material, rows: pl.DataFrame, span: list[dt.date]) -> list[tuple[Strip, int]]:
    """The strips that the reader may see, in the order of their busiest month."""
    found = []
    for (what,), part in rows.group_by("what", maintain_order=True):
        values: list[float | None]
        if material.edition == "public":
            positive = part.filter(pl.col("amount") > 0).with_columns(pl.col("month").cast(pl.String))
            if positive.is_empty():
                continue
            cells = material.cross(positive, "month", None, "who", "amount")
            shown = {cell["row"]: cell["amount"] for cell in cells.to_dicts()}
            values = [shown.get(month.isoformat(), 0.0) for month in span]
        else:
            sums = {
                row["month"]: row["amount"] for row in part.group_by("month").agg(pl.col("amount").sum()).to_dicts()
            }
            values = [sums.get(month, 0.0) for month in span]
        known = [value for value in values if value is not None]
        if len(known) * 2 <= len(values) or max(known) <= 0:
            continue
        peak = values.index(max(known))
        busiest = _short(material, span[peak])
        strip = Strip(material.product(str(what)), tuple(values), busiest)
        found.append((sum(known), peak, strip, part["who"].n_unique()))
    largest = sorted(found, key=lambda each: -each[3])[:SHOWN]
    return [(strip, n) for _, _, strip, n in sorted(largest, key=lambda each: (each[1], -each[0]))]


def _short(material: Material, month: dt.date) -> str:
    return material.say(Text("{month:month}", month=month))


def _figure(material: Material, strips: list[tuple[Strip, int]], span: list[dt.date], counted: Text) -> Figure:
    drawn = [strip for strip, _ in strips]
    title = material.say(_title(material, drawn, span))
    described = material.say(
        Text(
            "Each row is one activity; the darker the month, the more of it is done, as a share of "
            "its busiest month (framed)."
        )
    )
    heads = [str(month.month) for month in span]
    legend = material.say(Text("little")), material.say(Text("busiest month"))
    events = _events(material, span)

    free = slack_weeks(material, span)

    def draw(width: float) -> str:
        return calendar(drawn, heads, events, free, title=title, description=described, legend=legend, width=width)

    rows = [
        (
            strip.label,
            *(
                "–"
                if value is None
                else plain(round(100 * value / max(v or 0 for v in strip.values)), material.language)
                for value in strip.values
            ),
        )
        for strip in drawn
    ]
    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(counted)),
        table=Table(
            title=title,
            head=(material.say(Text("% of the busiest month")), *heads),
            rows=tuple(rows),
            numeric=frozenset(range(1, len(heads) + 1)),
            widths=(3.4, *(1.0 for _ in heads)),
        ),
    )


def _title(material: Material, strips: list[Strip], span: list[dt.date]) -> Text:
    """The months in which most activities are slack, or busy, in one sentence."""
    busy = []
    for place in range(len(span)):
        shown = [strip for strip in strips if strip.values[place] is not None]
        shares = [(strip.values[place] or 0.0) / max(v or 0.0 for v in strip.values) for strip in shown]
        busy.append(sum(shares) / len(shares) if shares else math.nan)
    known = [part for part in busy if not math.isnan(part)]
    if max(known) - min(known) < EVEN:
        return Text("The work is spread evenly over the months")
    peak, calm = busy.index(max(known)), busy.index(min(known))
    return Text(
        "All work together is busiest in {peak}, calmest in {calm}",
        peak=_short(material, span[peak]),
        calm=_short(material, span[calm]),
    )


def _events(material: Material, span: list[dt.date]) -> list[Event]:
    events = []
    for row in material.cluster["calendar"].to_dicts():
        if row["kind"] not in ("festival", "crop"):
            continue
        start, end = at(row["first_day"], span), at(row["last_day"], span)
        if end > 0 and start < len(span):
            events.append(
                Event(capital(material.wording(row["name"])), max(start, 0.0), min(end + 1 / 31, float(len(span))))
            )
    return sorted(events, key=lambda event: event.start)[:8]
