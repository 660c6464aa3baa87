"""Reading what changed off the outcomes of a cluster, beside those who took no part."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.need import Need, unmet
from edulis.engine.outcomes.attrition import attrition_rows
from edulis.engine.outcomes.changes import change_rows, goal_rows, group_rows, spread_rows
from edulis.engine.outcomes.effects import balance_rows, effect_rows
from edulis.engine.outcomes.events import event_rows
from edulis.engine.outcomes.findings import findings
from edulis.engine.outcomes.panel import Panel, baseline_of, latest_of, panel_of
from edulis.engine.outcomes.result import Outcomes
from edulis.engine.outcomes.verdicts import verdicts
from edulis.schema import Text

NEEDS = (
    Need(
        "outcome", Text("whether the trade serves the owners' own goals"), rows=10, where=(("indicator", ("served",)),)
    ),
    Need("round", Text("what changed since the baseline"), ("baseline",), rows=2),
    Need("enterprise_round", Text("for whose goals it changed"), ("goal_kind",)),
    Need("enterprise_round", Text("for women and men apart"), ("managed_by",)),
    Need(
        "reference", Text("profit in money of the same worth"), ("month",), rows=2, where=(("kind", ("price_index",)),)
    ),
    Need("adoption", Text("whether it was the joint work"), ("joint",)),
    Need("round", Text("whether both sides moved alike before"), rows=3),
)


def measure_outcomes(
    cluster: Cluster,
    comparison: Cluster | None = None,
    round: str | None = None,
    *,
    treated: Collection[str] | None = None,
    seed: int = 0,
) -> Outcomes:
    """What changed from the baseline to a round: the last one with outcomes where none is named.

    `comparison`: a cluster where nothing was done jointly, asked in the same rounds. `treated`: codes of enterprises
    that took part; without it, those with an adoption within a joint project. With no baseline, or nothing after it,
    the owners' goals of the last round are told and the rest is lacking. `seed` draws bootstrap signs and placebos.
    Raises LookupError where there is no such round. Source: see docs/outcomes.md.
    """
    if round is not None and round not in cluster.rounds:
        raise LookupError(f"no round is called {round!r}")
    first = baseline_of(cluster)
    second = (latest_of(cluster, first) if round is None else round) if first else ""
    lacks = unmet(cluster, NEEDS)
    if not second or second == first:
        return _alone(cluster, round, lacks, seed)
    panel = panel_of(cluster, first, second, comparison, treated)
    taken = panel.rows.filter("took_part")["enterprise"].unique().sort().to_list()
    parts = {
        "goals": goal_rows(panel),
        "changes": change_rows(panel, seed),
        "spread": spread_rows(panel),
        "groups": group_rows(panel, seed),
        "attrition": attrition_rows(panel),
        "effects": effect_rows(panel, seed),
        "balance": balance_rows(panel),
        "events": event_rows(cluster, first, comparison, taken, seed),
    }
    told = (*findings(panel, parts, seed), *verdicts(panel, parts))
    return Outcomes(round=second, baseline=first, deflator=panel.deflator, findings=told, lacks=lacks, **parts)


def _alone(cluster: Cluster, round: str | None, lacks: tuple[Need, ...], seed: int) -> Outcomes:
    """What one round can tell: whether the trade serves the owners' goals now."""
    told = [code for code in cluster.rounds if code in set(cluster["outcome"]["round"].to_list())]
    only = round if round is not None else (told[-1] if told else "")
    panel = panel_of(cluster, only, only) if only else Panel(pl.DataFrame(), "", "", None, 0)
    # Nothing is after: the pairs are of a round with itself and say nothing.
    if only:
        blank = [pl.lit(None, pl.Float64).alias(name) for name in ("after", "change", "log_change")]
        panel = Panel(panel.rows.with_columns(blank), only, "", None, 0)
    goals = goal_rows(panel) if only else pl.DataFrame()
    return Outcomes(round=only, goals=goals, lacks=lacks, findings=findings(panel, {"goals": goals}, seed))
