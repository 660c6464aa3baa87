"""Reading what proposals set off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.economy import Economy
from edulis.engine.flows.result import Flows
from edulis.engine.innovation import Innovation
from edulis.engine.leverage import tables
from edulis.engine.leverage.assumptions import LeverageAssumptions
from edulis.engine.leverage.cases import Ready, listed, ready
from edulis.engine.leverage.findings import findings
from edulis.engine.leverage.market import market_of
from edulis.engine.leverage.result import Leverage
from edulis.engine.leverage.sensitivity import sensitivity_rows
from edulis.engine.leverage.spreading import pace_of
from edulis.engine.leverage.weighing import drawn, expected, figures
from edulis.engine.leverage.worlds import worlds_of
from edulis.engine.need import Need, unmet
from edulis.engine.network import Network
from edulis.schema import Text

NEEDS: tuple[Need, ...] = (
    Need("proposal", Text("what a small project would set off"), ("users", "user_kind")),
    Need("proposal", Text("what it sets off for what its members give"), ("own_cash",)),
    Need("proposal", Text("how sure that is"), ("uncertainty",)),
    Need("trade", Text("what users gain by it, and who pays"), ("quantity", "value")),
    Need("activity", Text("who could use it and who could follow"), ("level",)),
    Need("labour", Text("what a day of own work is worth"), ("hired_hours", "wages")),
    Need("relation", Text("who would hear of it and follow"), where=(("kind", ("information",)),)),
    Need("adoption", Text("how fast others would follow"), ("month",), rows=12),
    Need("household_round", Text("what reaches the poor"), ("poor",)),
)


def read_leverage(
    cluster: Cluster,
    economy: Economy | None = None,
    network: Network | None = None,
    innovation: Innovation | None = None,
    *,
    flows: Flows | None = None,
    round: str | None = None,
    assumptions: LeverageAssumptions | None = None,
    seed: int = 0,
    draws: int = 100,
) -> Leverage:
    """What each proposal of the cluster sets off, in one round: that of the economy or the flows, else the latest.

    `economy` gives what follows through the chain, `network` who talks, `innovation` the pace at which things were
    copied here; what is not given is left out, or taken from the assumptions, and said so. `draws` possible worlds from
    `seed` give the 95 % bands; 0 gives none. Raises LookupError where there is no such round.
    Source: see docs/leverage.md.
    """
    return weigh_proposals(
        cluster, None, economy, network, innovation, flows=flows, round=round, assumptions=assumptions, seed=seed,
        draws=draws,
    )  # fmt: skip


def weigh_proposals(
    cluster: Cluster,
    proposals: Sequence[Mapping[str, Any]] | None,
    economy: Economy | None = None,
    network: Network | None = None,
    innovation: Innovation | None = None,
    *,
    flows: Flows | None = None,
    round: str | None = None,
    assumptions: LeverageAssumptions | None = None,
    seed: int = 0,
    draws: int = 100,
) -> Leverage:
    """As `read_leverage`, for proposals given as values: columns of the record `proposal` by name, `code` at least.

    For an idea that is not written down yet. What is not given is taken as not told. Raises LookupError for a column
    that is not declared. None: those of the cluster.
    """
    if round is None:
        round = economy.round if economy is not None else flows.round if flows is not None else cluster.latest("trade")
    known = cluster.at(round) if round else cluster
    market = market_of(known, flows)
    beliefs = assumptions or LeverageAssumptions()
    pace = pace_of(innovation, beliefs)
    rows = listed(known, proposals)
    held = [ready(market, one, network, paced=pace.histories > 0, economy=economy is not None) for one in rows]
    worlds = worlds_of(market, economy, beliefs, draws=draws if held else 0, seed=seed)
    weighed: dict[str, tuple[Ready, dict[str, float], pl.DataFrame]] = {}
    swings: list[dict[str, Any]] = []
    for one in held:
        if one.case is None:
            weighed[one.proposal["code"]] = (one, {}, pl.DataFrame())
            continue
        told = expected(one.case, beliefs, worlds.reach, pace, worlds.room)
        random = np.random.default_rng([seed, *str(one.proposal["code"]).encode()])
        chances = [drawn(one.case, told, world, pace, worlds.room, random) for world in worlds.drawn]
        found = pl.DataFrame([figures(market, one.case, chance) for chance in chances])
        weighed[one.proposal["code"]] = (one, figures(market, one.case, told), found)
        swings += sensitivity_rows(market, one.case, told, pace, worlds)
    every = tables.proposal_rows(weighed)
    parts = {
        "summary": tables.summary_rows(every),
        "proposals": every,
        "parts": tables.part_rows(weighed),
        "distribution": tables.distribution_rows(market, economy, weighed, worlds, pace),
        "losers": tables.loser_rows(market, weighed, worlds, pace),
        "sensitivity": tables.swing_frame(swings),
        "unknown": tables.unknown_rows(weighed),
    }
    lacks = unmet(Cluster({**known.tables, "proposal": _frame(known, rows)}), NEEDS)
    return Leverage(round=round, findings=findings(known, market, weighed, parts), lacks=lacks, **parts)


def _frame(cluster: Cluster, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=cluster["proposal"].schema)
