"""Households and their enterprises: who they are, where they live, how large they work, which techniques they run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from outside import outside_table
from parameters import chance, n, p
from places import COMMUNE, CRAFT, LOCAL, OF_STARCH

KINDS = (  # kind in records, prefix of codes
    ("starch", "S"), ("canna", "A"), ("drying", "D"), ("refining", "R"), ("maltose", "M"), ("candy", "K"),
    ("noodles", "N"), ("processor", "B"), ("pigs", "P"), ("seedlings", "L"), ("grating", "G"), ("workshop", "W"),
    ("transport", "V"), ("trader", "T"), ("credit", "C"), ("service", "Y"), ("retailer", "Q"), ("crop_farm", "F"),
)  # fmt: skip
# How many pig raisers belong to households that also run another enterprise (they feed their own by-products).
PIGS_OF = (("starch", 150), ("maltose", 25), ("noodles", 20), ("canna", 15), ("drying", 20), ("candy", 10))
WITHOUT_HOUSEHOLD = 4  # the electricity cooperatives
_SURNAMES = "Nguyễn Nguyễn Nguyễn Phí Đỗ Trần Lê Phạm Bùi Hoàng Vũ Ngô Đặng Dương Phan".split()
_MIDDLE_W = "Thị Thị Thị Kim Thanh Ngọc Thu".split()
_MIDDLE_M = "Văn Văn Văn Đình Hữu Đức Quang Xuân".split()
_GIVEN_W = "Lụa Mận Đào Nhài Bưởi Hạt Gấm Thóc Tấm Cúc Huệ Lan Nụ Sen Thơm Chanh Mơ Ngần Hến Vóc Dịu Hiền".split()
_GIVEN_M = (
    "Thắng Cần Bền Vững Khoát Tráng Chiến Lực Thuận Khiêm Hùng Luyện Điền Thực Bảo Quyết Tiến Nghề Tám Chín".split()
)


@dataclass(frozen=True, slots=True)
class People:
    """Local enterprises in fixed order, and what is true of them all year."""

    codes: NDArray[np.str_]
    kinds: NDArray[np.str_]  # with canna apart from starch
    homes: NDArray[np.int64]  # place of the household in `households`, -1 for none
    places: NDArray[np.str_]
    sizes: NDArray[np.float64]  # relative to the usual size of its kind
    founded: NDArray[np.int64]
    women: NDArray[np.str_]
    households: pl.DataFrame
    members: NDArray[np.int64]  # people of each household
    land: NDArray[np.float64]  # m² of each household

    def of(self, kind: str) -> NDArray[np.int64]:
        """Places of the enterprises of a kind."""
        return np.flatnonzero(self.kinds == kind)


def _hamlets(kinds: NDArray[np.str_], draw: np.random.Generator) -> NDArray[np.str_]:
    places = np.empty(kinds.size, dtype="<U8")
    for kind in np.unique(kinds):
        options = CRAFT.get("starch" if kind == "canna" else str(kind), LOCAL)
        weight = np.array([OF_STARCH[COMMUNE[hamlet]] for hamlet in options])
        share = np.array([sum(COMMUNE[other] == COMMUNE[hamlet] for other in options) for hamlet in options])
        weight = weight / share
        who = np.flatnonzero(kinds == kind)
        places[who] = draw.choice(options, size=who.size, p=weight / weight.sum())
    return places


def _sizes(kinds: NDArray[np.str_], draw: np.random.Generator) -> NDArray[np.float64]:
    """Starch makers in tonnes of root a day by the four classes of H30; others log-normal around their mean."""
    sizes = np.exp(draw.normal(-0.08, 0.4, kinds.size))
    who = np.flatnonzero(kinds == "starch")
    shares = np.array([p(f"size_{k}") for k in (1, 2, 3, 4)])
    edges = np.round(np.cumsum(shares / shares.sum()) * who.size).astype(int)
    classes = np.searchsorted(edges, np.arange(who.size), side="right")
    low, high = np.array([0.4, 1.3, 3.2, 6.2]), np.array([0.95, 2.8, 5.6, 9.0])
    spot = draw.uniform(size=who.size)
    sizes[who] = draw.permutation(low[classes] + (high - low)[classes] * spot)
    return sizes


def _names(count: int, women: NDArray[np.bool_], draw: np.random.Generator) -> list[str]:
    surname = draw.choice(_SURNAMES, count)
    her = np.char.add(np.char.add(draw.choice(_MIDDLE_W, count), " "), draw.choice(_GIVEN_W, count))
    his = np.char.add(np.char.add(draw.choice(_MIDDLE_M, count), " "), draw.choice(_GIVEN_M, count))
    return [f"{first} {rest}" for first, rest in zip(surname, np.where(women, her, his), strict=True)]


def make_people() -> People:
    """Draw the cluster's households and enterprises."""
    draw = chance(1)
    counts = [n(f"n_{kind}") for kind, _ in KINDS]
    kinds = np.repeat([kind for kind, _ in KINDS], counts)
    codes = np.array([f"{letter}{k + 1:03d}" for (_, letter), count in zip(KINDS, counts, strict=True)
                      for k in range(count)])  # fmt: skip
    places = _hamlets(kinds, draw)
    sizes = _sizes(kinds, draw)
    homes = np.full(kinds.size, -1)
    pigs, shared = np.flatnonzero(kinds == "pigs"), 0
    twin = np.full(kinds.size, -1)
    for kind, count in PIGS_OF:
        owners = draw.choice(np.flatnonzero(kinds == kind), count, replace=False)
        twin[pigs[shared : shared + count]] = np.sort(owners)
        shared += count
    alone = np.flatnonzero((twin < 0) & ~((kinds == "service") & (np.cumsum(kinds == "service") <= WITHOUT_HOUSEHOLD)))
    homes[alone] = np.arange(alone.size)
    paired = np.flatnonzero(twin >= 0)
    homes[paired], places[paired] = homes[twin[paired]], places[twin[paired]]
    total = alone.size
    members = np.clip(draw.poisson(p("people_per_hh") - 1.2, total) + 1 + (draw.uniform(size=total) < 0.2), 1, 9)
    headed = draw.choice(["men", "women", "both"], total, p=[0.62, 0.16, 0.22])
    frame = pl.DataFrame(
        {
            "code": [f"H{k + 1:04d}" for k in range(total)],
            "name": _names(total, headed == "women", draw),
            "place": places[alone].tolist(),
            "group": ["local"] * total,
            "since": [
                None if old else int(year)
                for old, year in zip(draw.uniform(size=total) < 0.8, draw.integers(1955, 2001, total), strict=True)
            ],
            "head": headed.tolist(),
        }
    )
    land = np.round(draw.uniform(250, 400, total) * members * draw.choice([0.4, 1.0], total, p=[0.3, 0.7]), -1)
    farmers = homes[kinds == "crop_farm"]
    land[farmers] = np.round(draw.uniform(300, 420, farmers.size) * members[farmers] * 1.6, -1)
    light = {"pigs": 0.62, "retailer": 0.7, "noodles": 0.4, "drying": 0.45, "candy": 0.4, "crop_farm": 0.5}
    lean = np.array([light.get(str(kind), 0.28) for kind in kinds])
    toss = draw.uniform(size=kinds.size)
    women = np.where(toss < lean, "women", np.where(toss < lean + 0.25, "both", "men"))
    founded = np.clip(np.round(draw.normal(1992, 6, kinds.size)), 1965, 2001).astype(int)
    return People(codes, kinds, homes, places, sizes, founded, women, frame, members, land)


def enterprise_table(people: People) -> pl.DataFrame:
    """Record `enterprise`, local ones first."""
    words = {
        "starch": "Xưởng bột", "canna": "Xưởng bột dong", "drying": "Sân phơi", "refining": "Xưởng tinh chế",
        "maltose": "Lò mạch nha", "candy": "Lò kẹo", "noodles": "Xưởng miến", "processor": "Xưởng phở, đỗ",
        "pigs": "Chuồng lợn", "seedlings": "Lò mầm", "grating": "Máy xát lưu động", "workshop": "Xưởng cơ khí",
        "transport": "Xe tải", "trader": "Nhà buôn", "credit": "Cửa hàng bán chịu", "service": "Dịch vụ",
        "retailer": "Quầy hàng", "crop_farm": "Ruộng nhà",
    }  # fmt: skip
    owners, codes = people.households["name"].to_list(), people.households["code"].to_list()
    rows = [
        {
            "code": str(code),
            "name": f"{words[str(kind)]} {owners[home]}" if home >= 0 else f"Hợp tác xã điện {str(place)[:2]}",
            "household": codes[home] if home >= 0 else None,
            "kind": "starch" if kind == "canna" else str(kind),
            "place": str(place),
            "local": True,
            "founded": int(year),
        }
        for code, kind, home, place, year in zip(
            people.codes, people.kinds, people.homes, people.places, people.founded, strict=True
        )
    ]
    return pl.concat([pl.DataFrame(rows, infer_schema_length=None), outside_table()], how="vertical_relaxed")


def household_table(people: People) -> pl.DataFrame:
    """Record `household`, with the two groups that live from the cluster elsewhere."""
    groups = pl.DataFrame(
        {
            "code": ["HIRED", "CITY"],
            "name": ["Người làm thuê nơi khác đến / hired workers", "Người dân Hà Nội / city consumers"],
            "place": ["hoai_duc", "hanoi"],
            "group": ["hired", "city"],
            "since": pl.Series([None, None], dtype=pl.Int64),
        }
    )
    return pl.concat([people.households.drop("head"), groups])
