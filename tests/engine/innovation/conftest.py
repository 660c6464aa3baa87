"""Starch makers of one village, and how a root washer came to them."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster

MAKERS = ("hoa", "binh", "lan", "duc", "mai", "an")


def month(year: float) -> dt.date:
    whole = round(year * 12)
    return dt.date(whole // 12, whole % 12 + 1, 1)


@pytest.fixture(scope="session")
def makers() -> Callable[..., Cluster]:
    """Six starch makers of the village and one of elsewhere; four took up a root washer, first seen in April 1995.

    Ms Hoa learned it from the workshop in 1995, Mr Binh from her in 1996, Ms Lan from Mr Binh in 1998 and gave it up in
    2000, Mr Duc, founded in 1999, from the workshop in 2001. Tables can be replaced or added by name.
    """
    enterprise = pl.DataFrame(
        {
            "code": [*MAKERS, "far", "forge"],
            "household": [f"h_{who}" for who in MAKERS] + [None, None],
            "kind": ["starch"] * 7 + ["workshop"],
            "place": ["dl"] * 8,
            "local": [True] * 6 + [False, True],
            "founded": [1990, 1990, 1991, 1999, 1992, None, 1980, 1985],
        }
    )
    adoption = pl.DataFrame(
        {
            "innovation": ["washer"] * 4,
            "enterprise": ["hoa", "binh", "lan", "duc"],
            "month": [dt.date(1995, 6, 1), dt.date(1996, 6, 1), dt.date(1998, 4, 1), dt.date(2001, 10, 1)],
            "learned_from": ["forge", "h_hoa", "binh", "forge"],
            "origin": ["workshop", "own", "own", None],
            "joint": [False, False, False, None],
            "cost": [3_000_000, 2_000_000, 2_500_000, None],
            "given_up": [None, None, dt.date(2000, 4, 1), None],
        }
    )
    whole = {
        "cluster": pl.DataFrame({"code": ["village"], "title": ["Làng Bột"], "currency": ["VND"]}),
        "round": pl.DataFrame(
            {"code": ["2002"], "first_month": [dt.date(2002, 1, 1)], "last_month": [dt.date(2002, 12, 1)]}
        ),
        "place": pl.DataFrame({"code": ["dl"], "name": ["Dương Liễu"], "local": [True]}),
        "household": pl.DataFrame({"code": [f"h_{who}" for who in MAKERS], "place": ["dl"] * 6}),
        "enterprise": enterprise,
        "innovation": pl.DataFrame(
            {
                "code": ["washer"],
                "name": ["Máy rửa củ"],
                "kind": ["process"],
                "origin": ["workshop"],
                "first_seen": [dt.date(1995, 4, 1)],
            }
        ),
        "adoption": adoption,
    }

    def build(**tables: pl.DataFrame) -> Cluster:
        return Cluster.of(whole | tables)

    return build


def spread_of(
    p: float, q: float, *, n: int, years: float, seed: int, ceiling: float = 1.0, talk: float = 0.0
) -> Cluster:
    """A village of n makers in which a thing of 1990 spreads month by month: h = p + q · share / ceiling a year.

    `talk`: by how much q rises for one whose single talking partner (the next in a ring of pairs) has it.
    """
    draw = np.random.default_rng(seed)
    ever = draw.uniform(size=n) < ceiling
    partner = np.arange(n) ^ 1
    taken = np.full(n, np.inf)
    for step in range(int(years * 12)):
        now = 1990 + step / 12
        had = taken < now
        chance = (p + q * had.mean() / ceiling + talk * had[np.minimum(partner, n - 1)]) / 12
        taken[(draw.uniform(size=n) < chance) & ~had & ever] = now
    codes = [f"m{number:04d}" for number in range(n)]
    took = [(code, month(when)) for code, when in zip(codes, taken, strict=True) if np.isfinite(when)]
    end = month(1990 + years - 1 / 12)
    return Cluster.of(
        {
            "round": pl.DataFrame({"code": ["r"], "first_month": [end], "last_month": [end]}),
            "enterprise": pl.DataFrame({"code": codes, "household": [f"h{c}" for c in codes], "kind": ["starch"] * n}),
            "innovation": pl.DataFrame({"code": ["thing"], "kind": ["process"], "first_seen": [dt.date(1990, 1, 1)]}),
            "adoption": pl.DataFrame(
                {
                    "innovation": ["thing"] * len(took),
                    "enterprise": [code for code, _ in took],
                    "month": [when for _, when in took],
                },
                schema_overrides={"month": pl.Date},
            ),
            "relation": pl.DataFrame(
                {
                    "round": ["r"] * n,
                    "kind": ["information"] * n,
                    "one": codes,
                    "other": [codes[min(int(other), n - 1)] for other in partner],
                }
            ),
        }
    )


@pytest.fixture(scope="session")
def spread() -> Callable[..., Cluster]:
    """See `spread_of`."""
    return spread_of
