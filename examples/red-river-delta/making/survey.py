"""What the survey saw: reports that are wrong, rounded, forgotten, told for another month, or never given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from months import MONTHS, ROUND
from numpy.typing import NDArray
from parameters import chance, p
from people import People
from products import BASE, UNITS, usual_price
from truth import Truth, cells

Floats = NDArray[np.float64]
BOOKKEEPERS = frozenset({"trader", "credit", "service", "retailer"})  # they weigh and write down
SILENT = frozenset({"electricity", "coal", "bran", "concentrate", "maize", "fertiliser", "piglet", "diesel"})
GROSS = ("factor_10", "wrong_unit", "digits_swapped", "wrong_partner", "twice_counted", "half_counted")
TRIFLE = 2000  # đồng: of less nobody tells
STOCK_MONTHS = (1, 4, 7, 11)  # October, January, April, August


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answered: `answered`, `refused` or `absent` for each local enterprise, and the households among them."""

    enterprise: NDArray[np.str_]
    household: NDArray[np.str_]


def ask(people: People) -> Answers:
    """Draw which households refused or were not met; an enterprise answers as its household does."""
    draw, total = chance(11), people.households.height
    toss = draw.permutation((np.arange(total) + 0.5) / total)
    refused, absent = p("rate_refused"), p("rate_refused") + p("rate_absent")
    household = np.where(toss < refused, "refused", np.where(toss < absent, "absent", "answered"))
    enterprise = np.where(people.homes >= 0, household[people.homes], "answered")
    return Answers(enterprise, household)


def _rounded(quantity: Floats) -> Floats:
    """To the nearest half of the second figure, as people tell amounts; nothing is told as less than a tenth."""
    step = 0.5 * 10.0 ** (np.floor(np.log10(np.maximum(quantity, 1e-3))) - 1)
    return np.round(np.maximum(np.round(quantity / step) * step, 0.1), 4)


def _in_local_units(reports: pl.DataFrame, draw: np.random.Generator) -> pl.DataFrame:
    """Some tell tạ, yến, gánh, bao or xe; pieces, visits and days are always whole or halves."""
    quantity = reports["told"].to_numpy()
    weighed = np.array([BASE[code] == "kg" for code in reports["product"]])
    unit = np.full(quantity.size, "", dtype="<U6")
    told = _rounded(quantity)
    local = weighed & (draw.uniform(size=quantity.size) < p("rate_local_unit"))
    for code, least, most in (("yen", 60, 900), ("ganh", 200, 900), ("bao", 500, 4000), ("ta", 900, 3e5),
                              ("xe", 2e4, 1e12)):  # fmt: skip
        fits = local & (quantity >= least) & (quantity < most) & (draw.uniform(size=quantity.size) < 0.7)
        unit[fits] = code
    for code, factor in UNITS.items():
        mine = unit == code
        told[mine] = _rounded(np.maximum(np.round(quantity[mine] / factor * 2) / 2, 0.5))
    counted = np.array([BASE[code] in {"piece", "day"} for code in reports["product"]])
    told[counted] = np.maximum(np.round(quantity[counted] * 2) / 2, 0.5)
    return reports.with_columns(quantity=told, unit=pl.Series(unit.tolist()).replace("", None))


def _sides(truth: Truth, answers: Answers, draw: np.random.Generator) -> pl.DataFrame:
    """One row for each report that was asked for and given: who tells, and how well."""
    codes = truth.people.codes
    given = dict(zip(codes.tolist(), (answers.enterprise == "answered").tolist(), strict=True))
    careful = set(codes[np.isin(truth.people.kinds, list(BOOKKEEPERS))].tolist())
    trade = truth.trade.filter(pl.col("value") >= TRIFLE).with_row_index("trade")
    parts = []
    for role in ("seller", "buyer"):
        who = trade[role].to_list()
        sigma = [p("error_trader") if one in careful else p(f"error_{role}") for one in who]
        tells = np.array([given.get(one, False) for one in who])
        if role == "seller":  # shops and depots know what they sold, not to whom
            silent = trade["product"].is_in(list(SILENT)).to_numpy() & np.array([one in careful for one in who])
            tells &= ~silent
        parts.append(trade.with_columns(reporter=pl.lit(role), sigma=pl.Series(sigma)).filter(pl.Series(tells)))
    seen = draw.uniform(size=trade.height) < p("rate_observed")
    heavy = trade["product"].is_in(["cassava_root", "wet_starch", "dry_starch", "residue", "noodles"]).to_numpy()
    observed = trade.filter(pl.Series(seen & heavy))
    parts.append(observed.with_columns(reporter=pl.lit("observer"), sigma=pl.lit(p("error_observer"))))
    return pl.concat(parts)


def _forget(reports: pl.DataFrame, draw: np.random.Generator) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Take out what people forgot; small deliveries are forgotten up to twice as often as large ones."""
    rank = pl.col("quantity").rank().over("product") / pl.len().over("product")
    share = reports.select(rank).to_series().to_numpy()
    gone = draw.uniform(size=reports.height) < p("rate_forgotten") * (1.5 - share)
    gone &= (reports["reporter"] != "observer").to_numpy()
    return reports.filter(pl.Series(~gone)), reports.filter(pl.Series(gone))


def _gross(reports: pl.DataFrame, draw: np.random.Generator) -> pl.DataFrame:
    """Plant gross errors: `told` and the partner change, `planted` says how."""
    height = reports.height
    hit = np.flatnonzero((draw.uniform(size=height) < p("rate_gross")) & (reports["reporter"] != "observer").to_numpy())
    kind = np.full(height, "", dtype="<U16")
    kind[hit] = draw.choice(GROSS, hit.size, p=[0.25, 0.2, 0.15, 0.15, 0.1, 0.15])
    told = reports["told"].to_numpy().copy()
    up = draw.uniform(size=height) < 0.5
    told = np.where(kind == "factor_10", told * np.where(up, 10, 0.1), told)
    told = np.where(kind == "wrong_unit", told * np.where(up, 2.5, 0.25), told)  # gánh for tạ, or the other way
    told = np.where(kind == "twice_counted", told * 2, told)
    told = np.where(kind == "half_counted", told / 2, told)
    swapped = np.flatnonzero(kind == "digits_swapped")
    for place in swapped:
        told[place], kind[place] = _swapped(float(told[place]), str(kind[place]))
    seller, buyer = reports["seller"].to_list(), reports["buyer"].to_list()
    products, roles = reports["product"].to_list(), reports["reporter"].to_list()
    others: dict[tuple[str, str], list[str]] = {}
    for product, one, other in zip(products, seller, buyer, strict=True):
        others.setdefault((product, "seller"), []).append(other)
        others.setdefault((product, "buyer"), []).append(one)
    for place in np.flatnonzero(kind == "wrong_partner"):
        pool = others[(products[place], roles[place])]
        partner = pool[int(draw.integers(len(pool)))]
        mine = seller[place] if roles[place] == "seller" else buyer[place]
        if partner in {seller[place], buyer[place], mine}:
            kind[place] = ""
        elif roles[place] == "seller":
            buyer[place] = partner
        else:
            seller[place] = partner
    return reports.with_columns(
        told=pl.Series(told), planted=pl.Series(kind.tolist()).replace("", None),
        seller_told=pl.Series(seller), buyer_told=pl.Series(buyer),
    )  # fmt: skip


def _swapped(told: float, kind: str) -> tuple[float, str]:
    """The first two figures exchanged; not an error where that changes little."""
    figures = f"{told:.3e}"
    first, second = figures[0], figures[2]
    if second == "0" or abs(int(first) - int(second)) < 2:
        return told, ""
    return float(second + "." + first + figures[3:]), kind


def _other_month(reports: pl.DataFrame, draw: np.random.Generator) -> pl.DataFrame:
    """Some deliveries are told for the month before or after."""
    toss, ahead = draw.uniform(size=reports.height), draw.uniform(size=reports.height) < 0.5
    month = reports["month"].to_numpy()
    moved = np.clip(month + np.where(ahead, 1, -1), 0, len(MONTHS) - 1)
    hit = (toss < p("rate_month")) & (reports["planted"].is_null() & (reports["reporter"] != "observer")).to_numpy()
    return reports.with_columns(month_told=pl.Series(np.where(hit, moved, month)))


_KEY = ["month_told", "seller_told", "buyer_told", "product", "terms", "reporter"]


def _apart(reports: pl.DataFrame) -> pl.DataFrame:
    """A report that fell on another one of the same person is told where it belongs, until none falls on another."""
    doubled = pl.len().over(_KEY) > 1
    for _ in MONTHS:
        if not reports.select(doubled.any()).item():
            break
        reports = reports.with_columns(
            pl.when(doubled).then(pl.col(name)).otherwise(pl.col(f"{name}_told")).alias(f"{name}_told")
            for name in ("month", "seller", "buyer")
        )
    astray = (pl.col("seller_told") != pl.col("seller")) | (pl.col("buyer_told") != pl.col("buyer"))
    kept = astray | (pl.col("planted") != "wrong_partner")
    return reports.with_columns(planted=pl.when(kept).then(pl.col("planted")))


def make_reports(truth: Truth, answers: Answers) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The reports of trade as they were given, each with what it is really about, and the forgotten ones."""
    draw = chance(12)
    reports, forgotten = _forget(_sides(truth, answers, draw), draw)
    noise = np.exp(reports["sigma"].to_numpy() * draw.normal(size=reports.height))
    counted = np.array([BASE[code] in {"piece"} for code in reports["product"]])
    reports = reports.with_columns(told=pl.Series(reports["quantity"].to_numpy() * np.where(counted, 1.0, noise)))
    reports = _other_month(_gross(reports, draw), draw)
    reports = _apart(reports).rename({"quantity": "true"})
    reports = _in_local_units(reports, draw)
    price = reports["price"].to_numpy() * np.exp(p("error_value") * draw.normal(size=reports.height))
    factor = np.array([UNITS.get(unit or "", 1.0) for unit in reports["unit"]])
    value = price * np.where(reports["planted"].is_in(["factor_10", "digits_swapped"]).to_numpy(),
                             reports["true"].to_numpy(), reports["quantity"].to_numpy() * factor)  # fmt: skip
    told = np.maximum(np.round(value, -3), 1000).astype(np.int64)
    silent = draw.uniform(size=reports.height) < 0.35  # many would rather not speak of money
    return reports.with_columns(worth=pl.Series(np.where(silent, -1, told)).replace(-1, None)), forgotten


def trade_table(reports: pl.DataFrame) -> pl.DataFrame:
    """Record `trade`."""
    dates = pl.Series("month", [MONTHS[k] for k in reports["month_told"]])
    return reports.select(
        round=pl.lit(ROUND), month=dates, seller="seller_told", buyer="buyer_told", product="product",
        grade=pl.lit(None, pl.String), terms="terms", reporter="reporter", quantity="quantity", unit="unit",
        value="worth", relative_error=pl.when(pl.col("reporter") == "observer").then(p("error_observer")),
    ).sort("month", "product", "seller", "buyer", "terms", "reporter")  # fmt: skip


def activity_table(truth: Truth, answers: Answers) -> pl.DataFrame:
    """Record `activity`: what those who answered said they made."""
    draw, work = chance(13), truth.work
    row, month = np.nonzero(work.level > 0)
    told = _rounded(work.level[row, month] * np.exp(p("error_activity") * draw.normal(size=row.size)))
    capacity = _rounded(np.maximum(work.usual[row] * 1.15, work.level[row].max(axis=1)))
    who = work.who[row]
    known = (draw.uniform(size=row.size) > 0.03) & (answers.enterprise[who] == "answered")
    return (
        pl.DataFrame(
            {
                "round": [ROUND] * row.size,
                "month": [MONTHS[k] for k in month],
                "enterprise": truth.people.codes[who].tolist(),
                "process": work.technique[row].tolist(),
                "level": told,
                "capacity": capacity,
            }
        )
        .filter(pl.Series(known))
        .sort("month", "enterprise", "process")
    )


def _answered(frame: pl.DataFrame, truth: Truth, answers: Answers) -> pl.DataFrame:
    silent = truth.people.codes[answers.enterprise != "answered"].tolist()
    return frame.filter(~pl.col("enterprise").is_in(silent))


def stock_table(truth: Truth, answers: Answers) -> pl.DataFrame:
    """Record `stock`: looked at in four months; large stores are told in every month."""
    draw = chance(14)
    need = cells(truth.people, truth.stores.taken + truth.stores.made).group_by("enterprise", "product").agg(
        usual=pl.median("quantity")
    )  # fmt: skip
    held = truth.held.join(need, on=["enterprise", "product"], how="left", maintain_order="left")
    asked = pl.col("month").is_in(STOCK_MONTHS) | (pl.col("quantity") > 0.4 * pl.col("usual"))
    frame = _answered(held.filter(asked), truth, answers)
    told = _rounded(frame["quantity"].to_numpy() * np.exp(p("error_stock") * draw.normal(size=frame.height)))
    return frame.select(
        round=pl.lit(ROUND), month=pl.Series([MONTHS[k] for k in frame["month"]]), enterprise="enterprise",
        product="product", quantity=pl.Series(told),
    )  # fmt: skip


def use_truth(truth: Truth) -> pl.DataFrame:
    """True own use and loss."""
    both = [
        cells(truth.people, amounts).with_columns(kind=pl.lit(kind))
        for kind, amounts in (("own", truth.stores.own), ("loss", truth.stores.lost))
    ]
    return pl.concat(both).sort("month", "enterprise", "product", "kind")


def use_table(truth: Truth, answers: Answers) -> pl.DataFrame:
    """Record `use`: what people remember having used or thrown away; of solids in waste water nobody can tell."""
    draw = chance(15)
    frame = _answered(use_truth(truth).filter(~pl.col("product").is_in(["lost_solids", "peel"])), truth, answers)
    worth = np.array([usual_price(code) or 20.0 for code in frame["product"]]) * frame["quantity"].to_numpy()
    counted = np.array([BASE[code] in {"piece", "hour", "day"} for code in frame["product"]])
    share = np.where(counted, 0.9, np.where(worth > 60_000, 0.5, 0.05))  # trifles are seldom told
    frame = frame.filter(pl.Series(draw.uniform(size=frame.height) < share))
    exact = np.array([BASE[code] == "piece" for code in frame["product"]])
    noise = np.exp(np.where(exact, 0.0, p("error_use")) * draw.normal(size=frame.height))
    told = _rounded(frame["quantity"].to_numpy() * noise)
    return frame.select(
        round=pl.lit(ROUND), month=pl.Series([MONTHS[k] for k in frame["month"]]), enterprise="enterprise",
        product="product", kind="kind", quantity=pl.Series(told),
    )  # fmt: skip
