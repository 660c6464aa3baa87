"""True work: who runs which technique, how much of it in each month, and what goes in and comes out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from months import INDEX, MONTHS, PEAK
from numpy.typing import NDArray
from parameters import chance, n, p
from people import People
from places import COMMUNE
from processes import TECHNIQUES, WET_PER_ROOT
from products import AT, DRY, PRODUCTS

Floats = NDArray[np.float64]
T = len(MONTHS)


@dataclass(frozen=True, slots=True)
class Work:
    """Activities in fixed order: enterprise, technique, monthly level (a, T), and the yields of each household."""

    who: NDArray[np.int64]
    technique: NDArray[np.str_]
    level: Floats
    usual: Floats  # per month at index 1, before chance: what the enterprise could make


@dataclass(frozen=True, slots=True)
class Amounts:
    """What each activity took in and gave out: one row for each line, months across."""

    activity: NDArray[np.int64]
    product: NDArray[np.int64]
    inwards: NDArray[np.bool_]
    quantity: Floats  # (lines, T)


def _starch(people: People, draw: np.random.Generator) -> list[tuple[int, str, float]]:
    """Techniques by the shares of H32: larger makers tend to C, smaller ones to A; some A makers hire a grater."""
    who = people.of("starch")
    order = who[np.argsort(np.log(people.sizes[who]) + draw.normal(0, 0.5, who.size))]
    first, second = round(p("technique_a") * who.size), round((1 - p("technique_c")) * who.size)
    rows = []
    for place, one in enumerate(order):
        letter = "a" if place < first else "b" if place < second else "c"
        code = f"starch_{letter}" + ("_hired" if letter == "a" and draw.uniform() < 0.3 else "")
        rows.append((int(one), code, people.sizes[one] * p("days_per_month") * WET_PER_ROOT * 1000))
    return rows


def _makers(people: People, draw: np.random.Generator) -> list[tuple[int, str, float]]:
    days, rows = p("days_per_month"), []
    per_day = {"drying": ("dry_starch", "dry_per_day"), "refining": ("refine", "refined_per_day"),
               "candy": ("candy", "candy_per_day"), "noodles": ("noodles", "noodles_per_day")}  # fmt: skip
    for kind, (code, rate) in per_day.items():
        rows += [(int(one), code, people.sizes[one] * p(rate) * days * 1000) for one in people.of(kind)]
    rows += [(int(one), "dry_residue", people.sizes[one] * 8000) for one in people.of("drying")[::5]]
    rows += [(int(one), "canna_starch", people.sizes[one] * p("canna_intake") * days * p("canna_wet_per_t"))
             for one in people.of("canna")]  # fmt: skip
    maltose = people.of("maltose")
    enzyme = set(maltose[np.argsort(-people.sizes[maltose] * np.exp(draw.normal(0, 0.4, maltose.size)))]
                 [: n("n_maltose_enzyme")].tolist())  # fmt: skip
    for one in maltose:
        code, more = ("maltose_enzyme", 1.3) if int(one) in enzyme else ("maltose_seed", 0.8)
        rows.append((int(one), code, more * people.sizes[one] * p("maltose_per_day") * days * 1000))
    for place, one in enumerate(people.of("processor")):
        rows.append((int(one), "rice_noodles" if place % 5 < 3 else "mung_hull", people.sizes[one] * 9500))
    rows += [(int(one), "seedlings", people.sizes[one] * 6200) for one in people.of("seedlings")]
    return rows


def _raisers(people: People, draw: np.random.Generator) -> list[tuple[int, str, float]]:
    """Grown piglets are Cát Quế's speciality (R110); households with starch feed residue, and some others do."""
    rows = []
    starch_homes = set(people.homes[people.kinds == "starch"].tolist())
    for one in people.of("pigs"):
        base = 260 * people.sizes[one]
        near = int(people.homes[one]) in starch_homes
        if COMMUNE[str(people.places[one])] == "CQ" and not near and draw.uniform() < 0.7:
            rows.append((int(one), "got_maize" if draw.uniform() < 0.35 else "got_rice", base))
        elif near or draw.uniform() < 0.45:
            rows += [(int(one), "pig_residue", base), (int(one), "pig_bran", base)]
        else:
            rows.append((int(one), "pig_mixed" if draw.uniform() < 0.3 else "pig_bran", base))
    return rows


def _farms(people: People, draw: np.random.Generator) -> list[tuple[int, str, float]]:
    rows = []
    for one in people.of("crop_farm"):
        land, skill = people.land[people.homes[one]], np.exp(draw.normal(0, 0.08))
        rice = land * draw.uniform(0.55, 0.8) * p("rice_yield") * skill
        rows += [(int(one), "rice_summer", rice), (int(one), "rice_spring", rice * 1.08)]
        winter = draw.uniform()
        if winter < 0.45:
            rows.append((int(one), "vegetables", land * 0.3 * p("vegetable_yield") * 2 * skill))
        elif winter < 0.75:
            rows.append((int(one), "maize_winter", land * 0.4 * 0.38 * skill))
        if winter > 0.88:
            rows.append((int(one), "cassava_local", 700 * 2.0 * skill))
        elif winter > 0.82:
            rows.append((int(one), "canna_local", 600 * 3.0 * skill))
    return rows


def _season(code: str) -> Floats:
    """The activity index of a technique; harvests and pigs on residue have their own shape."""
    index = INDEX[TECHNIQUES[code].season]
    if code == "vegetables":
        return index / index.sum()
    return index


def make_work(people: People) -> Work:
    """Levels of all activities but those made to order, which stand at zero until their orders are known."""
    draw = chance(2)
    rows = [*_starch(people, draw), *_makers(people, draw), *_raisers(people, draw), *_farms(people, draw)]
    for kind, codes in (
        ("grating", ("grating",)),
        ("transport", ("haul",)),
        ("workshop", ("repair", "make_rasper", "make_filter", "make_combined", "make_washer")),
    ):
        rows += [(int(one), code, 0.0) for one in people.of(kind) for code in codes]  # fmt: skip
    rows += [(int(one), "vet", 0.0) for one in people.of("service")[-5:]]
    who = np.array([row[0] for row in rows])
    technique = np.array([row[1] for row in rows])
    usual = np.array([row[2] for row in rows])
    seasons = np.stack([_season(code) for code in technique])
    level = usual[:, None] * seasons * np.exp(draw.normal(-0.005, 0.10, (usual.size, T)))
    fed = INDEX["cassava"] >= 0.2  # months in which there is fresh residue
    with_residue = set(who[technique == "pig_residue"].tolist())
    level[technique == "pig_residue"] *= fed
    level[(technique == "pig_bran") & np.isin(who, list(with_residue))] *= ~fed
    fattening = np.char.startswith(technique, "pig_")  # a batch is sold, and the next bought, every other month
    turn = (np.arange(T)[None, :] + who[:, None]) % 2 == 0
    level[fattening] *= 2.0 * turn[fattening]
    return Work(who, technique, level, usual)


def scale_pigs(work: Work, people: People) -> Work:
    """Size the herd so that pigs eat the cited share of the in-season residue (H42)."""
    amounts = make_amounts(work)
    residue = amounts.product == AT["residue"]
    peak = list(PEAK)
    made = amounts.quantity[residue & ~amounts.inwards][:, peak].sum()
    pigs = residue & amounts.inwards & (work.technique[amounts.activity] == "pig_residue")
    factor = p("residue_to_pigs") * made / amounts.quantity[pigs][:, peak].sum()
    herd = np.isin(work.who, people.of("pigs"))
    return Work(work.who, work.technique, np.where(herd[:, None], factor, 1.0) * work.level,
                np.where(herd, factor, 1.0) * work.usual)  # fmt: skip


def make_amounts(work: Work) -> Amounts:
    """Inputs and outputs with each household's own yields; the closing line follows from dry matter.

    Raises ArithmeticError where a household would make more dry matter than it takes in.
    """
    draw = chance(3)
    rows: list[tuple[int, int, bool]] = []
    quantities: list[Floats] = []
    for activity, code in enumerate(work.technique):
        one, level = TECHNIQUES[str(code)], work.level[activity]
        weighed = -(DRY[one.product] or 0) * level
        rows.append((activity, AT[one.product], False))
        quantities.append(level)
        bend = np.exp(one.spread * np.clip(draw.normal(size=len(PRODUCTS)), -2, 2))
        for (product, direction), amount in one.lines.items():
            if product == one.closing:
                continue
            made = level * amount * bend[AT[product]]
            weighed = weighed + (DRY[product] or 0) * made * (1 if direction == "in" else -1)
            rows.append((activity, AT[product], direction == "in"))
            quantities.append(made)
        if one.closing:
            if np.any(weighed < -1e-9):
                raise ArithmeticError(f"{code} makes dry matter out of nothing")
            rows.append((activity, AT[one.closing], False))
            quantities.append(np.maximum(weighed, 0.0) / (DRY[one.closing] or 1))
    activity, product, inwards = (np.array(column) for column in zip(*rows, strict=True))
    return Amounts(activity, product, inwards, np.stack(quantities))


def gathered(amounts: Amounts, work: Work, count: int, *, inwards: bool) -> Floats:
    """All inputs (or outputs) by enterprise, product and month: (count, products, T)."""
    total = np.zeros((count, len(PRODUCTS), T))
    chosen = amounts.inwards == inwards
    np.add.at(total, (work.who[amounts.activity[chosen]], amounts.product[chosen]), amounts.quantity[chosen])
    return total
