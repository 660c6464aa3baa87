"""What would change the answer most: one belief at a time from one end of its range to the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from edulis.engine.leverage.market import Market
from edulis.engine.leverage.shocks import PARTS
from edulis.engine.leverage.spreading import Pace
from edulis.engine.leverage.weighing import Case, Draw, figures
from edulis.engine.leverage.worlds import Worlds

_STATED = ("price", "cost", "loss", "volume", "process")


def sensitivity_rows(market: Market, case: Case, told: Draw, pace: Pace, worlds: Worlds) -> list[dict[str, Any]]:
    """proposal, what, at_low, at_high, swing: money per own money in 3 years at the ends of each range, all else told.

    what: expectation (all of the proposal's, by its uncertainty), each belief of the assumptions, pace, ceiling, room,
    who (as told, and only those who sell what it is about), economy (the 95 % range over drawn matrices). Nothing where
    no own money is told. Source: Saltelli et al. (2008).
    """
    wrong = float(case.proposal["uncertainty"] or 0.0)
    stated = np.array([name in _STATED for name in PARTS])
    pairs: dict[str, tuple[Draw, Draw]] = {}
    if wrong:
        low, high = (replace(told, parts=np.where(stated, factor, 1.0)) for factor in (1.0 - wrong, 1.0 + wrong))
        pairs["expectation"] = (low, high)
    for name, ground in told.beliefs.grounds().items():
        if name in ("pace", "ceiling", "farm_supply"):
            continue
        ends = (replace(told, beliefs=replace(told.beliefs, **{name: end})) for end in (ground.low, ground.high))
        pairs[name] = tuple(ends)  # type: ignore[assignment]
    pairs["farm_supply"] = (replace(told, reach=worlds.supply[0]), replace(told, reach=worlds.supply[1]))
    pairs["pace"] = (replace(told, rate=pace.rate_low), replace(told, rate=pace.rate_high))
    pairs["ceiling"] = (replace(told, ceiling=pace.ceiling_low), replace(told, ceiling=pace.ceiling_high))
    pairs["room"] = (replace(told, room=worlds.room), replace(told, room=1.0))

    serving = np.where(case.shock.share > 0, 1.0, 0.0)
    if 0 < serving.sum() < serving.size:
        only = serving * min(1.0, case.trade.users / float(serving.sum()))
        pairs["who"] = (told, replace(told, weight=only))

    def answer(draw: Draw) -> float:
        return figures(market, case, draw)["per_own_3"]

    rows = {what: (answer(low), answer(high)) for what, (low, high) in pairs.items()}
    if len(worlds.drawn) >= 10 and told.reach.whole:
        chain = np.array([answer(replace(told, reach=reach)) for _, reach in worlds.drawn])
        if np.isfinite(chain).all():
            rows["economy"] = (float(np.quantile(chain, 0.025)), float(np.quantile(chain, 0.975)))
    return [
        {"proposal": case.proposal["code"], "what": what, "at_low": low, "at_high": high, "swing": abs(high - low)}
        for what, (low, high) in rows.items()
        if np.isfinite(low) and np.isfinite(high) and abs(high - low) > 1e-12
    ]
