"""Owners of several hamlets who were asked twice, some of whom took part in joint work, and a village beside them."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster

ROUNDS = pl.DataFrame(
    {
        "code": ["r1", "r2"],
        "first_month": [dt.date(2002, 1, 1), dt.date(2005, 1, 1)],
        "last_month": [dt.date(2002, 12, 1), dt.date(2005, 12, 1)],
        "baseline": [True, False],
    }
)


def owners_of(
    *,
    n: int = 60,
    hamlets: int = 12,
    effect: float = 0.0,
    joined: float = 0.5,
    spread: float = 1.0,
    shared: float = 0.0,
    gone: float = 0.0,
    seed: int = 0,
    prefix: str = "m",
    indicators: tuple[str, ...] = ("served", "profit"),
    **tables: pl.DataFrame,
) -> Cluster:
    """So many owners in so many hamlets; a share joined and gained `effect`; chance `spread`, of hamlets `shared`."""
    draw = np.random.default_rng(seed)
    codes = [f"{prefix}{number:03d}" for number in range(n)]
    places = [f"{prefix}p{number % hamlets}" for number in range(n)]
    part = draw.permutation(n) < round(joined * n)
    common = draw.normal(0, shared, hamlets)[np.arange(n) % hamlets]
    left = draw.uniform(size=n) < gone
    rows = []
    for name in indicators:
        before = 3.0 + draw.normal(0, 0.5, n) if name != "profit" else 100 * np.exp(draw.normal(0, 0.2, n))
        moved = effect * part + common + draw.normal(0, spread, n)
        after = before + moved if name != "profit" else before * np.exp(moved / 10)
        rows += [("r1", code, name, float(value)) for code, value in zip(codes, before, strict=True)]
        rows += [("r2", codes[i], name, float(after[i])) for i in range(n) if not left[i]]
    whole = {
        "round": ROUNDS,
        "place": pl.DataFrame({"code": sorted(set(places)), "local": [True] * len(set(places))}),
        "household": pl.DataFrame({"code": [f"h{code}" for code in codes]}),
        "enterprise": pl.DataFrame(
            {"code": codes, "household": [f"h{code}" for code in codes], "kind": ["starch"] * n, "place": places}
        ),
        "enterprise_round": pl.DataFrame(
            {
                "round": ["r1"] * n,
                "enterprise": codes,
                "managed_by": ["women" if number % 3 else "men" for number in range(n)],
                "family_workers": [1 + number % 4 for number in range(n)],
                "goal_kind": ["grow" if number % 2 else "secure" for number in range(n)],
            }
        ),
        "innovation": pl.DataFrame({"code": ["coal"], "kind": ["organisation"], "joint": [True]}),
        "adoption": pl.DataFrame(
            {
                "innovation": ["coal"] * int(part.sum()),
                "enterprise": [code for code, flag in zip(codes, part, strict=True) if flag],
                "month": [dt.date(2003, 6, 1)] * int(part.sum()),
            },
            schema_overrides={"innovation": pl.String, "enterprise": pl.String, "month": pl.Date},
        ),
        "outcome": pl.DataFrame(rows, schema=["round", "enterprise", "indicator", "value"], orient="row"),
    }
    return Cluster.of(whole | tables)


@pytest.fixture(scope="session")
def owners() -> Callable[..., Cluster]:
    """See `owners_of`."""
    return owners_of


def changed(cluster: Cluster, **tables: pl.DataFrame) -> Cluster:
    return Cluster.of(dict(cluster.tables) | tables)


@pytest.fixture(scope="session")
def change() -> Callable[..., Cluster]:
    """The cluster with some tables replaced."""
    return changed
