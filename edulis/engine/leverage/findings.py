"""What the weighing of proposals says, as findings with a question each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding, Sign
from edulis.engine.leverage.assumptions import DOUBTED, HORIZONS
from edulis.engine.leverage.cases import UNKNOWN, Ready
from edulis.engine.leverage.chain import FARMS, SERVICES
from edulis.engine.leverage.market import Market
from edulis.engine.leverage.tables import LEAST, Weighed, band
from edulis.engine.telling import a_few, betrays, hushed
from edulis.schema import Text

SOURCE = "Pyatt & Round 1979; Haggblade, Hammer & Hazell 1991; Bass 1969"
_YEARS = HORIZONS[0]
METHOD = Text(
    "What users expect, on their present sales and purchases; what follows through the economy's matrix; copying along "
    "talk; over what members give of their own, in {years} years, discounted.",
    years=_YEARS,
)


def findings(
    cluster: Cluster, market: Market, weighed: Weighed, parts: Mapping[str, pl.DataFrame]
) -> tuple[Finding, ...]:
    """One for all proposals together, what of it reaches farms and services, who pays, and one for each proposal."""
    together = (
        _together(weighed),
        _reached(market, weighed, "farms", FARMS),
        _reached(market, weighed, "services", SERVICES),
        _paid(weighed),
    )
    return (
        *(hushed(each, _behind(market, weighed, each.evidence["proposals"])) for each in together),
        *(_one(market, *held, parts["losers"]) for held in weighed.values()),
    )


def _behind(market: Market, weighed: Weighed, codes: Sequence[str]) -> int:
    """How many users stand behind a sum over these proposals, or behind what is left of it without those told apart.

    Each proposal has a finding of its own: who takes those that are told off the sum has those that are not.
    """
    cases = {code: weighed[code][0] for code in codes}
    users = {code: round(one.case.trade.users) for code, one in cases.items() if one.case is not None}
    hidden = [code for code, n in users.items() if a_few(n) or _shows(market, cases[code])]
    if len(hidden) == 1:
        return 1
    return sum(users[code] for code in hidden or users)


def _summed(weighed: Weighed, name: str, codes: list[str]) -> tuple[float, np.ndarray]:
    """A figure over proposals, and in each draw (empty without draws)."""
    value = float(sum(weighed[code][1][name] for code in codes))
    drawn = [weighed[code][2][name].to_numpy() for code in codes if weighed[code][2].height >= LEAST]
    same = bool(drawn) and len(drawn) == len(codes)
    return value, np.sum(drawn, axis=0) if same else np.zeros(0)


def _ratio(top: tuple[float, np.ndarray], below: tuple[float, np.ndarray]) -> dict[str, Any]:
    """A ratio of sums with its 95 % interval; none where what stands below is not above 0 in nearly all draws."""
    value = top[0] / below[0]
    sure = below[1].size >= LEAST and top[1].size == below[1].size and float((below[1] <= 0).mean()) <= 0.025
    if not sure:
        return {"value": value, "low": None, "high": None}
    kept = below[1] > 0
    low, high = np.quantile(top[1][kept] / below[1][kept], [0.025, 0.975])
    return {"value": value, "low": min(float(low), value), "high": max(float(high), value)}


def _together(weighed: Weighed) -> Finding:
    codes = [code for code, (one, told, _) in weighed.items() if told and one.case is not None and one.case.own]
    known: dict[str, Any] = {"value": None, "low": None, "high": None}
    if not codes:
        title = Text("What small projects set off for what members give cannot be said: none can be weighed.")
    else:
        own = sum(float(one.case.own) for one, _, _ in weighed.values() if one.case is not None and one.case.own)
        doubted = len([code for code in codes if weighed[code][1][f"per_own_{_YEARS}"] > DOUBTED])
        known = _ratio(*_capped(weighed, codes, own))
        gap = {"n": len(codes), "all": 100 * known["value"], "years": _YEARS, "doubted": doubted}
        if known["low"] is None:
            title = Text(
                "For 100 that members give to {n} proposed projects, people here would earn {all:.0f} in {years} "
                "years; {doubted} of them have a doubtful gain and count tenfold at most; how sure that is cannot be "
                "said.",
                **gap,
            )
        else:
            title = Text(
                "For 100 that members give to {n} proposed projects, people here would earn {all:.0f} in {years} "
                "years ({low:.0f} to {high:.0f}); {doubted} of them have a doubtful gain and count tenfold at most.",
                **gap, low=100 * known["low"], high=100 * known["high"],
            )  # fmt: skip
    return Finding(
        code="leverage.per_own_money", title=title, **known, unit="money per own money", n=len(codes),
        missing=len(weighed) - len(codes), method=METHOD, source=SOURCE,
        question=Text("Which of these would you begin with, and what would you have to see before doing more of it?"),
        sign=_sign(known["low"], known["high"], 1.0), evidence={"proposals": tuple(codes)},
    )  # fmt: skip


def _capped(
    weighed: Weighed, codes: list[str], own: float
) -> tuple[tuple[float, np.ndarray], tuple[float, np.ndarray]]:
    """What proposals set off together, none counted with more than DOUBTED times its own money; and that money."""
    value, drawn = 0.0, []
    for code in codes:
        one, told, found = weighed[code]
        assert one.case is not None
        most = DOUBTED * (one.case.own or 0.0)
        value += min(told[f"total_{_YEARS}"], most)
        if found.height >= LEAST:
            drawn.append(np.minimum(found[f"total_{_YEARS}"].to_numpy(), most))
    sums = np.sum(drawn, axis=0) if len(drawn) == len(codes) else np.zeros(0)
    return (value, sums), (own, np.full(sums.size, own))


def _sign(low: float | None, high: float | None, bound: float) -> Sign:
    if low is None or high is None:
        return "unknown"
    return "helps" if low > bound else "hinders" if high < bound else "mixed"


def _reached(market: Market, weighed: Weighed, name: str, kinds: tuple[str, ...]) -> Finding:
    """What the other trades gain or lose per money that users gain; projects of those trades themselves left out."""
    codes = [
        code for code, (one, told, _) in weighed.items()
        if told and one.case is not None and np.isfinite(told["chain"])
        and not any(market.kinds[int(firm)] in kinds for firm in one.case.trade.firms)
    ]  # fmt: skip
    words = {"farms": Text("farms"), "services": Text("services around")}
    known: dict[str, Any] = {"value": None, "low": None, "high": None}
    gains = _summed(weighed, "direct", codes) if codes else (0.0, np.zeros(0))
    if gains[0] <= 0:
        title = Text("What of the users' gain reaches the {who} cannot be said.", who=words[name])
    else:
        named, unnamed = _summed(weighed, name, codes), _summed(weighed, "neighbours", codes)
        known = _ratio(named, gains)
        # Sellers whom no record names may all be of this trade, or none of them.
        most = _ratio((named[0] + unnamed[0], named[1] + unnamed[1]), gains)
        known["high"] = most["high"]
        title = _share_of(100 * known["value"], 100 * unnamed[0] / gains[0], words[name])
    question = {
        "farms": Text("What would make farms here gain when makers gain, and what stops it now?"),
        "services": Text("Which service here would have more work by it, and which less?"),
    }
    return Finding(
        code=f"leverage.{name}", title=title, **known, unit="money per money gained", n=len(codes),
        missing=len(weighed) - len(codes), method=METHOD, source=SOURCE, question=question[name],
        sign=_sign(known["low"], known["high"], 0.0), evidence={"proposals": tuple(codes)},
    )  # fmt: skip


def _share_of(share: float, unnamed: float, who: Text) -> Text:
    if abs(share) < 0.1:
        return Text(
            "Of what users gain, nearly nothing is seen to reach the {who}; of each 100, {unnamed:.0f} go to sellers "
            "here whom no record names.",
            who=who, unnamed=unnamed,
        )  # fmt: skip
    if share > 0:
        return Text(
            "Of each 100 that users gain, {share:.1f} more reach the {who}; {unnamed:.0f} go to sellers here whom no "
            "record names.",
            share=share, who=who, unnamed=unnamed,
        )  # fmt: skip
    return Text(
        "For each 100 that users gain, the {who} lose {share:.1f}; {unnamed:.0f} go to sellers here whom no record "
        "names.",
        share=-share, who=who, unnamed=unnamed,
    )  # fmt: skip


def _paid(weighed: Weighed) -> Finding:
    codes = [code for code, (_, told, _) in weighed.items() if told]
    known: dict[str, Any] = {"value": None, "low": None, "high": None}
    gains = _summed(weighed, "direct", codes) if codes else (0.0, np.zeros(0))
    if gains[0] <= 0:
        title = Text("Who pays for what users gain cannot be said.")
    else:
        top = _summed(weighed, "others", codes)
        known = _ratio((-top[0], -top[1]), gains)
        share = 100 * known["value"]
        title = (
            Text("Of each 100 that users gain, {share:.0f} are at once lost by others here.", share=share)
            if share > 0
            else Text(
                "Others here do not lose at once by what users gain: for each 100, they gain {share:.0f}.", share=-share
            )
        )
    return Finding(
        code="leverage.losers", title=title, **known, unit="money per money gained", n=len(codes),
        missing=len(weighed) - len(codes), method=METHOD, source=SOURCE,
        question=Text("Who here would have less by these projects, and what could they be offered?"),
        sign="unknown" if known["value"] is None else "hinders" if known["value"] > 0.05 else "helps",
        evidence={"proposals": tuple(codes)},
    )  # fmt: skip


def _one(market: Market, one: Ready, told: Mapping[str, float], found: pl.DataFrame, losers: pl.DataFrame) -> Finding:
    name, code = str(one.proposal["name"] or one.proposal["code"]), str(one.proposal["code"])
    value = told.get(f"per_own_{_YEARS}", float("nan"))
    low, high = band(found, f"per_own_{_YEARS}", value)
    users = 0 if one.case is None else round(one.case.trade.users)
    few = bool(one.case is not None and (a_few(users) or _shows(market, one)))
    lost = -told.get("others", 0.0) / told["direct"] if told.get("direct", 0.0) > 0 else 0.0
    question = Text(
        "What would have to come true for “{name}” to be worth it, and what could be tried first?", name=name
    )
    if lost > 0.1:
        question = Text("Who pays for what the users of “{name}” gain, and would they agree?", name=name)
    if not np.isfinite(value):
        missing = UNKNOWN[one.unknown[0]] if one.unknown else UNKNOWN["change"]
        title = Text("What “{name}” would set off cannot be said; not known is {what}.", name=name, what=missing)
    elif few:
        title = Text("“{name}” concerns so few that no figure can be told.", name=name)
    else:
        title = _said(name, value, (low, high), told, lost, one)
        if value > DOUBTED:
            question = Text(
                "What of the gain of “{name}” has anybody here seen, and which cost was forgotten?", name=name
            )
    known = np.isfinite(value)
    return Finding(
        code=f"leverage.proposal.{code}", title=title, value=value if known else None, low=low, high=high,
        unit="money per own money", n=users, missing=len(one.unknown), method=METHOD, source=SOURCE, question=question,
        sign=_sign(low, high, 1.0) if known else "unknown",
        evidence={
            "few": few, "unknown": one.unknown, "lost": lost, "doubted": known and value > DOUBTED,
            "losers": tuple(losers.filter(pl.col("proposal") == code).select("why", "kind").rows()),
        },
    )  # fmt: skip


def _shows(market: Market, one: Ready) -> bool:
    """Whether the sum of the users' gain would betray one of them, were all of the trade its users."""
    assert one.case is not None
    shock = one.case.shock
    own = shock.why == 0
    sums = np.bincount(shock.user[own], np.abs(shock.amount[own]), one.case.trade.weight.size)
    return betrays(sums.tolist())


def _said(
    name: str, value: float, ends: tuple[float | None, float | None], told: Mapping[str, float], lost: float, one: Ready
) -> Text:
    assert one.case is not None
    own = one.case.own or 1.0
    gap = {"name": name, "years": _YEARS, "all": 100 * value, "own": 100 * told[f"own_{_YEARS}"] / own}
    if value > DOUBTED:
        return Text(
            "“{name}” would bring people here {all:.0f} in {years} years for 100 of own means: so high a figure is "
            "doubtful, either its gain is told too high or a cost is not told.",
            name=name, years=_YEARS, all=100 * value,
        )  # fmt: skip
    if ends[0] is None or ends[1] is None:
        return Text(
            "“{name}”: for 100 of own means its users would have {own:.0f} in {years} years, and all people here "
            "together {all:.0f}; how sure that is cannot be said.",
            **gap,
        )
    gap |= {"low": 100 * ends[0], "high": 100 * ends[1]}
    if lost > 0.1:
        return Text(
            "“{name}”: for 100 of own means its users would have {own:.0f} in {years} years, and all people here "
            "together {all:.0f} ({low:.0f} to {high:.0f}); of 100 that users gain, others here lose {lost:.0f}.",
            **gap, lost=100 * lost,
        )  # fmt: skip
    return Text(
        "“{name}”: for 100 of own means its users would have {own:.0f} in {years} years, and all people here together "
        "{all:.0f} ({low:.0f} to {high:.0f}).",
        **gap,
    )
