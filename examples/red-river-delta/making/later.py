"""Three years later: the same makers asked again, and a village further off that was asked in the same years.

The effect of taking part is planted and written down (`EFFECT`), so that methods can be tried where the truth is known.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
from numpy.typing import NDArray
from parameters import chance

Frames = dict[str, pl.DataFrame]
Floats = NDArray[np.float64]

# What taking part in a joint project changed, beyond what changed for everybody. Assumed, not measured.
EFFECT = {"profit": 0.10, "labour_days": -0.04, "women_days": 0.06, "trust": 0.5, "served": 0.4, "own_view": 0.3}
TREND = {"profit": 0.04, "labour_days": -0.02, "women_days": -0.02, "trust": 0.1, "served": 0.1, "own_view": 0.1}
SPREAD = {"profit": 0.22, "labour_days": 0.12, "women_days": 0.14, "trust": 0.7, "served": 0.8, "own_view": 0.7}
HAMLET = 0.3  # spread of what a hamlet has in common, as a share of the spread between owners
CPI_2005 = 1.032 * 1.078 * 1.083  # P20
LOGS = ("profit", "labour_days", "women_days")
ROUNDS = pl.DataFrame(
    {
        "code": ["2002", "2005"],
        "title": ["Vụ 2002-2003 / season 2002/03", "Vụ 2005-2006 / season 2005/06"],
        "first_month": [dt.date(2002, 9, 1), dt.date(2005, 9, 1)],
        "last_month": [dt.date(2003, 8, 1), dt.date(2006, 8, 1)],
        "baseline": [True, False],
    }
)
_PROJECTS = (
    ("washes", "Rửa bột thêm hai nước / two more washes", "process", "CQ", dt.date(2004, 2, 1)),
    ("joint_coal", "Mua than chung / coal bought together", "organisation", "MK", dt.date(2003, 10, 1)),
    ("pooled_lots", "Gom lô bán cho xí nghiệp / pooled lots for a factory", "market", "DL", dt.date(2004, 10, 1)),
)


def three_years_on(records: Frames) -> tuple[Frames, pl.DataFrame]:
    """The makers of the baseline in both rounds, and what was true of each: took part, effect on each indicator."""
    draw = chance(71)
    baseline = records["outcome"].pivot(on="indicator", index="enterprise", values="value").sort("enterprise")
    makers = records["enterprise"].filter(pl.col("code").is_in(baseline["enterprise"].to_list())).sort("code")
    trust = baseline["trust"].to_numpy()
    joined = draw.uniform(size=makers.height) < 1 / (1 + np.exp(-(0.5 * (trust - 3.2) - 0.4)))
    seen = records["enterprise_round"].filter(pl.col("enterprise").is_in(makers["code"].to_list())).sort("enterprise")
    share = np.clip((seen["women_workers"] / (seen["family_workers"] + seen["hired_workers"])).to_numpy(), 0.1, 0.9)
    baseline = baseline.with_columns(women_days=(pl.col("labour_days") * pl.Series(share)).round(0))
    gone = draw.uniform(size=makers.height) < np.where(seen["goal_kind"].to_numpy() == "leave", 0.25, 0.07)
    outcome, truth = _outcomes(baseline, makers["place"].to_list(), joined, gone, draw)
    homes = makers["household"].drop_nulls().to_list()
    frames = {
        "cluster": records["cluster"].with_columns(
            code=pl.lit("three-years-on"),
            title=pl.lit("Làng bột, ba năm sau / the starch villages three years on (illustrative)"),
        ),
        "round": ROUNDS,
        "place": records["place"],
        "household": records["household"].filter(pl.col("code").is_in(homes)),
        "household_round": records["household_round"].filter(pl.col("household").is_in(homes)),
        "enterprise": makers,
        "enterprise_round": _rounds(seen, gone),
        "innovation": _innovations(),
        "adoption": _adoptions(makers, joined, gone, draw),
        "outcome": outcome,
        "reference": records["reference"]
        .filter(pl.col("kind").is_in(["price_index", "poverty_line", "income"]))
        .vstack(_index(records["reference"])),
    }
    return frames, truth


def other_village(records: Frames) -> Frames:
    """A starch village further off, asked in the same years, where no outsider facilitated anything."""
    draw, many, hamlets = chance(72), 130, [f"BT_{n}" for n in range(1, 7)]
    codes = [f"B{n:03d}" for n in range(1, many + 1)]
    places = draw.choice(hamlets, many).tolist()
    kinds = draw.choice(["starch", "noodles", "maltose", "drying"], many, p=[0.6, 0.2, 0.1, 0.1]).tolist()
    days = np.round(np.exp(draw.normal(6.5, 0.5, many)))
    likert = np.clip(np.round(draw.normal([[3.0], [3.1], [3.1]], 0.9, (3, many))), 1, 5)
    baseline = pl.DataFrame(
        {
            "enterprise": codes,
            "served": likert[0],
            "profit": np.round(np.exp(draw.normal(np.log(1.6e7), 0.6, many)), -5),
            "labour_days": days,
            "women_days": np.round(days * draw.uniform(0.3, 0.7, many)),
            "trust": likert[1],
            "own_view": likert[2],
        }
    )
    gone = draw.uniform(size=many) < 0.09
    outcome, _ = _outcomes(baseline, places, np.zeros(many, bool), gone, draw)
    seen = pl.DataFrame(
        {
            "round": ["2002"] * many,
            "enterprise": codes,
            "answer": ["answered"] * many,
            "managed_by": draw.choice(["women", "men", "both"], many, p=[0.3, 0.45, 0.25]).tolist(),
            "goal_kind": draw.choice(["grow", "quality", "secure", "ease"], many).tolist(),
        }
    )
    title = "Làng bột bên sông, để so sánh / a starch village by the river, to compare with (illustrative)"
    about = records["cluster"].with_columns(code=pl.lit("other-village"), title=pl.lit(title))
    names = ["Bến Than", *(f"Bến Than, xóm {n}" for n in range(1, 7))]
    place = pl.DataFrame(
        {"code": ["BT", *hamlets], "name": names, "within": [None, *["BT"] * 6]}, schema_overrides={"within": str}
    )
    return {
        "cluster": about,
        "round": ROUNDS,
        "place": place.with_columns(local=pl.lit(True)),
        "enterprise": pl.DataFrame({"code": codes, "kind": kinds, "place": places, "local": [True] * many}),
        "enterprise_round": _rounds(seen, gone),
        "outcome": outcome,
        "reference": _index(records["reference"]).vstack(
            records["reference"].filter(pl.col("code") == "cpi_2002").select(records["reference"].columns)
        ),
    }


def _outcomes(
    baseline: pl.DataFrame, places: list[str], joined: NDArray[np.bool_], gone: NDArray[np.bool_],
    draw: np.random.Generator,
) -> tuple[pl.DataFrame, pl.DataFrame]:  # fmt: skip
    """Both rounds of every indicator; logs move for amounts, scores move in whole steps. One in five gains nothing."""
    spots = sorted(set(places))
    held = draw.uniform(size=len(places)) < 0.2  # took part and yet lost a little
    rows, truth = [], {"enterprise": baseline["enterprise"].to_list(), "joined": joined.tolist()}
    for name, planted in EFFECT.items():
        before = baseline[name].to_numpy().astype(float)
        shared = dict(zip(spots, draw.normal(0, HAMLET * SPREAD[name], len(spots)), strict=True))
        effect = joined * np.where(held, -0.4 * planted, 1.35 * planted)
        moved = TREND[name] + effect + np.array([shared[place] for place in places])
        moved = moved + draw.normal(0, SPREAD[name], len(places))
        if name in LOGS:
            inflated = np.log(CPI_2005) if name == "profit" else 0.0
            loss = np.sign(before)  # a loss stays a loss of another size
            after = loss * np.abs(before) * np.exp(loss * moved + inflated)
            after = np.round(after, -5 if name == "profit" else 0)
        else:
            after = np.clip(np.round(before + moved), 1, 5)
        truth[name] = effect.tolist()
        for one, code in enumerate(baseline["enterprise"].to_list()):
            rows.append(("2002", code, name, float(before[one])))
            if not gone[one]:
                rows.append(("2005", code, name, float(after[one])))
    frame = pl.DataFrame(rows, schema=["round", "enterprise", "indicator", "value"], orient="row")
    return frame.sort("round", "enterprise", "indicator"), pl.DataFrame(truth)


def _rounds(seen: pl.DataFrame, gone: NDArray[np.bool_]) -> pl.DataFrame:
    """Who answered in both rounds; of those not met again only that is known."""
    lost = pl.Series(gone)
    asked = [name for name in seen.columns if name not in {"round", "enterprise", "answer"}]
    later = seen.with_columns(
        pl.lit("2005").alias("round"),
        pl.when(lost).then(pl.lit("absent")).otherwise(pl.lit("answered")).alias("answer"),
        *(pl.when(~lost).then(pl.col(name)).alias(name) for name in asked if name != "visited"),
    )
    if "visited" in asked:
        later = later.with_columns(visited=pl.when(~lost).then(pl.col("visited").dt.offset_by("3y")))
    return pl.concat([seen, later])


def _innovations() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"code": code, "name": name, "kind": kind, "origin": "own", "first_seen": first, "joint": True}
            for code, name, kind, _, first in _PROJECTS
        ]
    )


def _adoptions(
    makers: pl.DataFrame, joined: NDArray[np.bool_], gone: NDArray[np.bool_], draw: np.random.Generator
) -> pl.DataFrame:
    """Those who joined took up the project of their commune; some neighbours copied it on their own."""
    rows: list[dict[str, object]] = []
    codes, places = makers["code"].to_list(), makers["place"].to_list()
    for one, code in enumerate(codes):
        project = next(p for p in _PROJECTS if p[3] == places[one][:2])
        if joined[one]:
            later = int(draw.integers(0, 8)) * 30
            rows.append({"innovation": project[0], "enterprise": code, "joint": True, "origin": "own",
                         "month": (project[4] + dt.timedelta(days=later)).replace(day=1),
                         "cost": int(np.round(draw.uniform(2e5, 9e5), -4))})  # fmt: skip
        elif draw.uniform() < 0.12 and not gone[one]:
            teachers = [c for k, c in enumerate(codes) if joined[k] and places[k][:2] == places[one][:2]]
            rows.append({"innovation": project[0], "enterprise": code, "joint": False, "origin": "own",
                         "month": dt.date(2005, int(draw.integers(3, 12)), 1),
                         "learned_from": str(draw.choice(teachers)) if teachers else None})  # fmt: skip
    return pl.DataFrame(rows, infer_schema_length=None)


def _index(reference: pl.DataFrame) -> pl.DataFrame:
    """The price index of 2005, beside those of the founding case."""
    row = reference.filter(pl.col("code") == "cpi_2004")
    return row.with_columns(
        code=pl.lit("cpi_2005"),
        value=pl.lit(round(CPI_2005, 3)),
        month=pl.lit(dt.date(2005, 1, 1)),
        source=pl.lit("P20"),
    )
