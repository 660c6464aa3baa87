"""Reading livelihoods: portfolios, poverty, returns, control, and how it all hangs on the cluster."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.livelihoods.assumptions import LivelihoodAssumptions
from edulis.engine.livelihoods.control import control_table
from edulis.engine.livelihoods.findings import tell
from edulis.engine.livelihoods.groups import group_table, reliance, source_table
from edulis.engine.livelihoods.margins import enterprise_margins, process_margins
from edulis.engine.livelihoods.outside import outside_groups
from edulis.engine.livelihoods.portfolio import households, incomes, living
from edulis.engine.livelihoods.poverty import Line, poverty_line
from edulis.engine.livelihoods.result import NEEDS, Livelihoods
from edulis.engine.livelihoods.returns import cash_returns
from edulis.engine.livelihoods.urban import by_setting, urban_shares
from edulis.engine.livelihoods.work import year_of_work
from edulis.engine.need import unmet
from edulis.engine.seasons import ledger, month_span, worked_hours
from edulis.engine.seasons.paid import paid_deliveries


def read_livelihoods(
    cluster: Cluster,
    round: str | None = None,
    flows: Flows | None = None,
    *,
    line: float | None = None,
    assumptions: LivelihoodAssumptions | None = None,
    seed: int = 0,
    resamples: int = 200,
) -> Livelihoods:
    """What households live from in one round (the latest unless given), how poor they are, and what work brings.

    `flows` gives reconciled quantities; without it reports are taken as they are. `line` is a poverty line in money per
    head and month; the one of the cluster's references that is nearest in time unless given. Intervals come from
    `resamples` draws of households from `seed`. Raises LookupError where there is no such round, ValueError for a line
    that is not positive.
    """
    if line is not None and not line > 0:
        raise ValueError("a poverty line must be more than nothing")
    beliefs = assumptions or LivelihoodAssumptions()
    code = round or (flows.round if flows is not None else cluster.latest("labour", "trade", "income"))
    known = cluster.at(code) if code else cluster
    span = month_span(known)
    paid, hours = paid_deliveries(known, flows), worked_hours(known, flows)
    book = ledger(known, flows, paid=paid, hours=hours)
    work = year_of_work(known, flows, beliefs, hours)
    money = incomes(known)
    sales = book.filter(pl.col("measure") == "sales").group_by("enterprise").agg(sales=pl.col("amount").sum())
    each = households(living(known, sales), money, len(span))
    hanging = reliance(known, money)
    drawn = Line(line) if line is not None else poverty_line(known, span[len(span) // 2] if span else None)
    kinds = known["enterprise"].select("kind", enterprise="code").unique("enterprise")
    women = hours.drop_nulls(["women", "total"]).join(kinds, on="enterprise").select("kind", "total", "women")
    answer = Livelihoods(
        round=code,
        lacks=unmet(known, NEEDS),
        households=each.join(hanging, on="household", how="left").sort("household"),
        sources=source_table(each, money),
        groups=group_table(each, money, hanging, drawn),
        control=control_table(money, women),
        returns=cash_returns(book, work, beliefs),
        margins=process_margins(enterprise_margins(known, flows, paid, work, beliefs)),
        outside=outside_groups(known, book, hours, money, paid),
        urban=urban_shares(known, each, money, work, beliefs),
        settings=by_setting(known, paid),
        line=drawn,
    )
    return tell(answer, known, seed=seed, resamples=resamples)
