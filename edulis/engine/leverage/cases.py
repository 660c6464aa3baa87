"""Proposals made ready to be weighed: users, what changes, own means, and what is not known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster, typed
from edulis.engine.innovation.ties import ties_of
from edulis.engine.leverage.market import Market
from edulis.engine.leverage.shocks import shock_of
from edulis.engine.leverage.timing import earliest, years_between
from edulis.engine.leverage.users import trade_of
from edulis.engine.leverage.weighing import Case
from edulis.engine.network import Network
from edulis.schema import Text

SHARES = ("price_gain", "cost_saving", "loss_saving", "volume_gain")
UNKNOWN: dict[str, Text] = {
    "users": Text("how many begin with it"),
    "technique": Text("which technique its users run, or nobody here runs it"),
    "process": Text("the recipe of the technique it brings, or of the one its users run now"),
    "change": Text("what it changes: price, saving, loss, output or technique"),
    "sales": Text("what its users sell of that product to that market"),
    "who": Text("which of the trade begin, since not all of them sell what it is about"),
    "opens": Text("how much of their sales users would move to a market that takes none of it yet"),
    "own": Text("what its members give of their own"),
    "wage": Text("what a day of work is worth here"),
    "uncertainty": Text("how wrong its expectations may be"),
    "talk": Text("who talks with whom among those who could follow"),
    "pace": Text("how fast things like it were copied here"),
    "economy": Text("what it sets off through the chain"),
    "switching": Text("what it costs to change to the technique"),
    "strain": Text("how a joint purchase could save so large a share of what is bought together"),
    "buyer": Text("what buyers here gain from better quality"),
}


@dataclass(frozen=True, slots=True)
class Ready:
    """One proposal: its case (None where it cannot be weighed) and codes of what is not known (keys of UNKNOWN)."""

    proposal: Mapping[str, Any]
    case: Case | None
    unknown: tuple[str, ...]
    begin: Any
    result: Any


def listed(cluster: Cluster, proposals: Sequence[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """The proposals as rows with every declared column, in order of their codes."""
    if proposals is None:
        table = cluster["proposal"]
    else:
        frames = [typed("proposal", pl.DataFrame([dict(one)])) for one in proposals]
        table = pl.concat(frames) if frames else cluster["proposal"].clear()
    return table.sort("code").to_dicts()


def ready(market: Market, proposal: Mapping[str, Any], network: Network | None, *, paced: bool, economy: bool) -> Ready:
    """The case of a proposal, with its own means: cash, days at a hired day's wage, materials, and the cost of changing
    over to another technique for each user.
    """
    cluster, unknown = market.cluster, []
    ties = ties_of(cluster, network).talk
    trade = trade_of(market, proposal, ties if ties.height else None)
    begin, result = earliest(cluster, proposal)
    if proposal["users"] is None:
        unknown.append("users")
    elif trade is None:
        unknown.append("technique")
    if trade is None:
        return Ready(proposal, None, tuple(unknown), begin, result)
    shock = shock_of(market, trade, proposal)
    own, gaps = _own(market, proposal, trade.users)
    told = any(proposal[name] for name in SHARES) or shock.recipe is not None or proposal["waste_saving"]
    checks = {
        "process": proposal["process"] is not None and shock.recipe is None,
        "change": not told,
        "sales": any(proposal[name] for name in SHARES) and not (shock.why == 0).any(),
        "who": bool(0 < (shock.share > 0).sum() < shock.share.size),
        "opens": shock.opens,
        "uncertainty": proposal["uncertainty"] is None,
        "talk": trade.talk is None,
        "pace": not paced,
        "economy": not economy,
        "strain": shock.strain > 0.15,
        "buyer": bool((shock.why == 1).any()),
    }
    unknown += [name for name, missing in checks.items() if missing] + gaps
    case = Case(proposal, trade, shock, own, years_between(begin, result))
    return Ready(proposal, case, tuple(unknown), begin, result)


def _own(market: Market, proposal: Mapping[str, Any], users: float) -> tuple[float | None, list[str]]:
    gaps = []
    parts = [proposal["own_cash"], proposal["own_materials"], proposal["own_days"]]
    if all(part is None for part in parts):
        return None, ["own"]
    whole = float(proposal["own_cash"] or 0) + float(proposal["own_materials"] or 0)
    if proposal["own_days"]:
        if market.wage is None:
            gaps.append("wage")
        whole += float(proposal["own_days"]) * (market.wage or 0.0)
    if proposal["process"] is not None and proposal["process"] != proposal["user_kind"]:
        cost = dict(market.cluster["process"].select("code", "switching_cost").iter_rows()).get(proposal["process"])
        if cost is None:
            gaps.append("switching")
        whole += float(cost or 0) * users
    return (whole if whole > 0 else None), gaps if whole > 0 else [*gaps, "own"]
