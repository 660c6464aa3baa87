"""Figures of one proposal: a year's gain of its users, of others, through the chain, and by those who follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from edulis.engine.leverage.assumptions import HORIZONS, LeverageAssumptions
from edulis.engine.leverage.chain import MEASURES, Reach
from edulis.engine.leverage.market import Market
from edulis.engine.leverage.shocks import PARTS, WHY, Shock
from edulis.engine.leverage.spreading import STEPS, Pace, followers
from edulis.engine.leverage.users import Trade

_PRICE, _VOLUME, _YEARLY = (PARTS.index(name) for name in ("price", "volume", "yearly"))


@dataclass(frozen=True, slots=True)
class Case:
    """A proposal with its users and what it changes. own: minor units of its members' own; None where none is told.
    delay: years until the first result.
    """

    proposal: Mapping[str, Any]
    trade: Trade
    shock: Shock
    own: float | None
    delay: float


@dataclass(frozen=True, slots=True)
class Draw:
    """One possible world: who begins (n,), how far each expectation comes true (7,), beliefs, what money sets off, how
    fast others follow, how much more of the goods can be made (1: all), and each user's sales over what is told (n,).
    """

    weight: np.ndarray
    parts: np.ndarray
    beliefs: LeverageAssumptions
    reach: Reach
    rate: float
    ceiling: float
    room: float
    noise: np.ndarray


def expected(case: Case, beliefs: LeverageAssumptions, reach: Reach, pace: Pace, room: float) -> Draw:
    """The world as told: expectations come true, each of the trade is as likely to begin as the proposal says."""
    n = case.trade.weight.size
    return Draw(
        case.trade.weight, np.ones(len(PARTS)), beliefs, reach, pace.rate, pace.ceiling, (1.0 + room) / 2.0, np.ones(n)
    )


def drawn(
    case: Case,
    told: Draw,
    world: tuple[LeverageAssumptions, Reach],
    pace: Pace,
    room: float,
    random: np.random.Generator,
) -> Draw:
    """Another possible world: expectations wrong by up to the proposal's `uncertainty`, all else within its range."""
    wrong = float(case.proposal["uncertainty"] or 0.0)
    parts = np.maximum(1.0 + wrong * random.uniform(-1.0, 1.0, len(PARTS)), -1.0)
    parts[_YEARLY] = 1.0
    spread = np.sqrt(np.log1p(case.shock.noise**2))
    noise = np.exp(spread * random.standard_normal(spread.size) - 0.5 * spread**2)
    rate, ceiling = pace.drawn(random)
    return replace(
        told, weight=case.trade.drawn(random), parts=parts, beliefs=world[0], reach=world[1], rate=rate,
        ceiling=ceiling, room=float(random.uniform(room, 1.0)), noise=noise,
    )  # fmt: skip


def amounts(case: Case, draw: Draw) -> np.ndarray:
    """Each amount of the shock as if every one of the trade used it, minor units a year (m,)."""
    shock = case.shock
    parts = draw.parts.copy()
    if float(case.proposal["volume_gain"] or 0.0) > 0:
        parts[_VOLUME] *= draw.room
    noise = np.where(shock.part == _YEARLY, 1.0, draw.noise[shock.user]) if shock.user.size else np.zeros(0)
    each = np.asarray(shock.amount * shock.factors(draw.beliefs, parts) * noise)
    yearly = shock.part == _YEARLY
    borne = -float((each * draw.weight[shock.user])[yearly].sum()) if yearly.any() else 0.0
    if borne > 0:
        each = np.where(yearly, each * float(case.proposal["yearly_cost"]) / borne, each)
    return each


def figures(market: Market, case: Case, draw: Draw) -> dict[str, float]:
    """All figures of a case in one world, minor units unless said otherwise; nan where there is none.

    direct, others, chain, income (a year, of the first users' doing), gross (direct without running costs), then by
    measure; and for each horizon of h years: own_h (users' own gain), first_h, imitation_h, total_h (all discounted),
    followers_h (enterprises), per_own_h; payback (years), break_even (share).
    """
    shock, reach, trade = case.shock, draw.reach, case.trade
    each = amounts(case, draw)
    unit = np.where(shock.owner[:, None], reach.owner[shock.firm], reach.firm[shock.firm])
    left = np.where(shock.owner, 1.0, reach.keeps[shock.firm])
    by_user = each * draw.weight[shock.user]
    own = shock.why == WHY.index("user")
    table = {
        "direct": float((by_user * left)[own].sum()),
        "others": float((by_user * left)[~own].sum()),
        "gross": float((by_user * left)[own & (shock.part != _YEARLY)].sum()),
    }
    sums = by_user @ unit
    table["income"] = float(sums[0])
    table["chain"] = table["income"] - table["direct"] - table["others"] if reach.whole else float("nan")
    table |= {name: float(sums[at]) for at, name in enumerate(MEASURES) if at}
    for name, added in _beside(case, draw, market).items():
        table[name] += added
    price = shock.part == _PRICE
    # Only who would gain by it follows.
    could = np.bincount(shock.user[own], (each * left)[own], trade.weight.size) > 0
    mean = np.where(could[shock.user], each * unit[:, 0], 0.0) / max(int(could.sum()), 1)
    follower = {
        "price": float(mean[price].sum()), "other": float(mean[~price].sum()),
        "first_price": float((by_user * unit[:, 0])[price].sum()),
    }  # fmt: skip
    return table | _over_years(case, draw, table, follower, could)


def _beside(case: Case, draw: Draw, market: Market) -> dict[str, float]:
    """Load on water (kg COD) and days of work that users themselves add a year, beside what more output would."""
    shock, firms = case.shock, case.trade.firms
    weight = draw.weight * shock.share * shock.moved(draw.beliefs)
    load, days = shock.load * draw.parts[PARTS.index("waste")], np.zeros(firms.size)
    if shock.recipe is not None:
        load, days = load + shock.recipe.cod, shock.recipe.days
    whole = market.days[firms]
    women = np.divide(market.women_days[firms], whole, out=np.zeros(firms.size), where=whole > 0)
    return {
        "cod": float(weight @ load), "days": float(weight @ days), "women_days": float(weight @ (days * women))
    }  # fmt: skip


def _over_years(
    case: Case, draw: Draw, table: Mapping[str, float], follower: Mapping[str, float], could: np.ndarray
) -> dict[str, float]:
    longest = max(HORIZONS)
    when = (np.arange(longest * STEPS) + 0.5) / STEPS
    worth = (1.0 + draw.beliefs.discount) ** -when / STEPS
    counts = np.clip(when + 0.5 / STEPS - case.delay, 0.0, 1.0 / STEPS) * STEPS  # the part of a step after the result
    own = case.own if case.own is not None else float("nan")
    later = np.zeros(when.size)
    if could.any():
        follow = followers(case.trade, draw.weight, could, draw.rate, draw.ceiling, longest)
        # What is seen is copied after the first result; whoever follows waits as long for his own.
        later = _after(follow, case.delay)
    gaining = _after(later, case.delay)
    spent = np.diff(later, prepend=0.0) * STEPS
    common = gaining / case.trade.weight.size
    crowd = draw.beliefs.crowding * common
    more = gaining * (follower["other"] + follower["price"] * (1.0 - crowd)) - follower["first_price"] * crowd
    users = case.trade.users
    outlay = draw.beliefs.outlay * own / users if users and np.isfinite(own) else 0.0
    found: dict[str, float] = {}
    for years in HORIZONS:
        span = when < years
        annuity = float((worth * counts)[span].sum())
        first = table["income"] * annuity
        imitation = float((worth * (more - outlay * spent))[span].sum())
        found |= {
            f"own_{years}": table["direct"] * annuity, f"first_{years}": first, f"imitation_{years}": imitation,
            f"total_{years}": first + imitation, f"followers_{years}": float(later[span][-1]),
            f"per_own_{years}": (first + imitation) / own if own > 0 else float("nan"),
        }  # fmt: skip
        if years == HORIZONS[0]:
            running = table["gross"] - table["direct"]
            asked = (own + running * annuity) / (table["gross"] * annuity) if table["gross"] * annuity > 0 else np.nan
            found["break_even"] = float(asked)
    found["payback"] = case.delay + own / table["direct"] if table["direct"] > 0 else float("nan")
    return found


def _after(values: np.ndarray, years: float) -> np.ndarray:
    """The same course, so many years later: 0 before, in between by straight lines."""
    step = np.arange(values.size, dtype=np.float64)
    return np.asarray(np.interp(step - years * STEPS, step, values, left=0.0))
