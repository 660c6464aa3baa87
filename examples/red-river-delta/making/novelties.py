"""What was new and came by itself: adoption histories with origin, spreading from neighbour to neighbour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from parameters import chance
from people import People
from truth import Truth

LAST = (2003, 8)


@dataclass(frozen=True, slots=True)
class Novelty:
    """An innovation: where it came from, when it was first seen, and how fast it spreads (Bass p and q a year)."""

    code: str
    name: str
    kind: str
    origin: str
    year: int
    month: int
    p: float
    q: float
    crowd: tuple[str, ...]  # kinds that may take it up
    share: float  # of the crowd that ever will
    story: str
    teachers: tuple[str, ...] = ()  # who taught the first ones
    process: str | None = None
    product: str | None = None
    market: str | None = None
    cost: float = 0.0


NOVELTIES = (
    Novelty("rasper", "Máy xát trụ / cylindrical rasper", "process", "workshop", 1985, 9, 0.02, 0.55,
            ("starch", "canna"), 0.98, "Thợ máy làm từ vành xe / built by workshops from scrap", ("W001", "W002"),
            "starch_a", cost=1.5e6),
    Novelty("stir_filter", "Máy khuấy lọc / mechanical stirring filter", "process", "workshop", 1991, 9, 0.015, 0.60,
            ("starch",), 0.75, "Thợ và hộ làm bột cùng thử / workshops and makers tried it together",
            ("W001", "W003"), "starch_b", cost=4.5e6),
    Novelty("combined", "Máy liên hoàn / combined machine", "process", "workshop", 1997, 10, 0.012, 0.55,
            ("starch",), 0.45, "Ghép máy xát với máy lọc / rasper and filter in one", ("W003", "W004"), "starch_c",
            cost=11e6),
    Novelty("root_washer", "Máy rửa củ / root washer", "process", "workshop", 1993, 9, 0.012, 0.50, ("starch", "canna"),
            0.7, "Lồng quay rửa củ / a turning cage", ("W002",), cost=3e6),
    Novelty("tiled_tank", "Bể lát gạch men / tiled tanks", "process", "own", 1994, 8, 0.015, 0.55,
            ("starch", "canna", "refining"), 0.8, "Bột trắng hơn, dễ rửa / whiter starch, easy to clean", cost=2e6),
    Novelty("water_filter", "Bể lọc nước giếng / water filter", "input", "own", 1995, 8, 0.012, 0.45,
            ("starch", "canna", "refining", "noodles"), 0.6, "Nước giếng có sắt làm vàng bột / iron stains starch",
            cost=1e6),
    Novelty("refining", "Tinh chế bột / refining", "product", "buyer", 1995, 10, 0.02, 0.50, ("refining", "drying"),
            0.35, "Xí nghiệp dược hỏi bột trắng / a drug firm asked for whiter starch", ("X_DRUG1", "X_TEXTILE"),
            "refine", "refined_starch", "MK_DRUG", 60e6),
    Novelty("south_sales", "Bán bột khô vào Nam / sales to southern factories", "market", "trader", 1998, 1,
            0.02, 0.60, ("drying", "trader"), 0.45, "Nhà máy thiếu củ, lái ra tận nơi / factories short of roots",
            ("X_SOUTH1", "X_SOUTH2"), None, "dry_starch", "MK_SOUTH"),
    Novelty("enzyme_maltose", "Mạch nha enzim / enzyme maltose", "process", "elsewhere", 1999, 9, 0.02, 0.55,
            ("maltose",), 0.6, "Xem ở xí nghiệp bánh kẹo / seen at a confectioner's", ("X_CONFEC1",),
            "maltose_enzyme", "maltose_fine", "MK_CONFEC", 90e6),
    Novelty("got_maize", "Ngô thay gạo cho lợn choai / maize for rice in got feed", "input", "research", 2001, 3, 0.03,
            0.55, ("pigs",), 0.5, "Thử cùng Hội Phụ nữ / tried with the Women's Union", ("INST", "WU_CQ"), "got_maize"),
    Novelty("noodle_cutter", "Máy tráng, thái miến / noodle sheeter and cutter", "process", "workshop", 1996, 7, 0.015,
            0.55, ("noodles",), 0.75, "Thợ làng làm máy thái / village workshops built cutters", ("W004", "W005"),
            "noodles", cost=12e6),
    Novelty("dry_residue", "Phơi bã bán xa / residue dried and sold", "market", "trader", 2000, 11, 0.01, 0.45,
            ("drying",), 0.3, "Nhà máy thức ăn thu bã khô / a feed mill buys it", ("X_FEEDMILL",), "dry_residue",
            "dry_residue", "MK_FEED"),
)  # fmt: skip
# Those who run a technique today have taken it up, whatever chance says.
_MUST = {"stir_filter": ("starch_b",), "combined": ("starch_c",), "refining": ("refine",),
         "dry_residue": ("dry_residue",),
         "enzyme_maltose": ("maltose_enzyme",), "got_maize": ("got_maize",)}  # fmt: skip
_CANNOT = {"combined": ("starch_a", "starch_a_hired", "starch_b"), "stir_filter": ("starch_a", "starch_a_hired"),
           "enzyme_maltose": ("maltose_seed",), "got_maize": ("got_rice", "pig_bran", "pig_residue", "pig_mixed"),
           "dry_residue": (), "refining": ()}  # fmt: skip


def _month(years: float) -> dt.date:
    whole = int(years * 12)
    return dt.date(whole // 12, whole % 12 + 1, 1)


def _spread(one: Novelty, people: People, truth: Truth, draw: np.random.Generator) -> list[dict[str, object]]:
    """Month by month: p from outside and q from those of one's craft who have it; one learns from a near adopter."""
    runs: dict[str, set[int]] = {}
    for who, code in zip(truth.work.who, truth.work.technique, strict=True):
        runs.setdefault(str(code), set()).add(int(who))
    must = set().union(*(runs.get(code, set()) for code in _MUST.get(one.code, ())))
    cannot = set().union(*(runs.get(code, set()) for code in _CANNOT.get(one.code, ()))) - must
    crowd = np.array([k for kind in one.crowd for k in people.of(kind)])
    if one.code in {"refining", "dry_residue"}:
        crowd = np.array([k for k in crowd if k in must])
    open_to = np.array([k for k in crowd if k not in cannot and (k in must or draw.uniform() < one.share)])
    start, end = one.year + (one.month - 1) / 12, LAST[0] + LAST[1] / 12
    since: dict[int, float] = {}
    for step in range(round((end - start) * 12)):
        now = start + step / 12
        weight = len(since) / max(open_to.size, 1)
        for who in open_to:
            if who in since or people.founded[who] > now:
                continue
            if draw.uniform() < (one.p + one.q * weight) / 12 or (step == 0 and len(since) < 1):
                since[int(who)] = now
    for who in sorted(must - set(since)):
        since[who] = float(draw.uniform(max(start, people.founded[who]), end - 0.9))
    return _histories(one, people, since, draw)


def _histories(one: Novelty, people: People, since: dict[int, float], draw: np.random.Generator
               ) -> list[dict[str, object]]:  # fmt: skip
    ordered, rows = sorted(since, key=lambda who: (since[who], who)), []
    for rank, who in enumerate(ordered):
        earlier = np.array(ordered[:rank])
        teacher, origin = None, one.origin
        if rank < 3 or draw.uniform() < 0.15:
            teacher = one.teachers[int(draw.integers(len(one.teachers)))] if one.teachers else None
        elif earlier.size and draw.uniform() < 0.8:
            near = np.where(people.places[earlier] == people.places[who], 8.0, 1.0)
            teacher, origin = str(people.codes[earlier[int(draw.choice(earlier.size, p=near / near.sum()))]]), "own"
        if teacher == str(people.codes[who]):
            teacher = None
        fresh = since[who] > LAST[0] - 8
        rows.append(
            {
                "innovation": one.code,
                "enterprise": str(people.codes[who]),
                "month": _month(since[who] if fresh else float(int(since[who]))),  # older ones: the year only
                "learned_from": teacher,
                "origin": origin,
                "joint": False,
                "cost": int(round(one.cost * float(np.exp(draw.normal(0, 0.2))), -5)) if one.cost and fresh else None,
                "given_up": None,
            }
        )
    return rows


def adoption_table(truth: Truth, silent: NDArray[np.bool_]) -> pl.DataFrame:
    """Record `adoption`; those who refused or were not met tell nothing."""
    draw, people = chance(51), truth.people
    rows = [row for one in NOVELTIES for row in _spread(one, people, truth, draw)]
    quiet = people.codes[silent].tolist()
    return pl.DataFrame(rows, infer_schema_length=None).filter(~pl.col("enterprise").is_in(quiet))


def innovation_table() -> pl.DataFrame:
    """Record `innovation`."""
    return pl.DataFrame(
        [
            {
                "code": one.code,
                "name": one.name,
                "kind": one.kind,
                "origin": one.origin,
                "first_seen": dt.date(one.year, one.month, 1),
                "process": one.process,
                "product": one.product,
                "market": one.market,
                "joint": False,
                "story": one.story,
            }
            for one in NOVELTIES
        ],
        infer_schema_length=None,
    )
