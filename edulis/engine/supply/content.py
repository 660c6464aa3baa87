"""How much of what enterprises buy comes from the cluster and its region: at the next hand, and through the chain."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.network.structure import adjacency

_CLOSE = 1e-13
_TURNS = 10_000


def content(rows: pl.DataFrame, enterprises: pl.DataFrame) -> pl.DataFrame:
    """enterprise, kind, bought, direct, region, chain, unknown: shares of the value that a local enterprise buys.

    `direct`: bought from sellers of the cluster; `region`: from the cluster or its larger place. `chain`: the share
    that ends as somebody's income here, `Σ_j z_ji (1 − m_j) / Σ_j z_ji` with m_j the share of j's output value that was
    brought in, `m = u + Aᵀ m`, A_ij = z_ij / x_j, u what is bought from elsewhere over x, x the larger of sales and
    purchases. The smallest solution is taken, so a ring that buys only from itself is local. Source: Leontief (1936);
    Miller & Blair (2022), ch. 6. rows: seller, buyer, worth, seller_local, buyer_local, seller_region (may be empty).
    """
    known = enterprises.select("enterprise", "kind", "local").filter("local")
    number = {code: at for at, code in enumerate(known["enterprise"])}
    inside = rows.filter(pl.col("seller_local") & pl.col("buyer_local") & (pl.col("seller") != pl.col("buyer")))
    one, other = (inside[side].replace_strict(number, return_dtype=pl.Int64).to_numpy() for side in ("seller", "buyer"))
    n = len(number)
    if not n:
        return pl.DataFrame(schema=_SCHEMA)
    between = adjacency(one, other, n, inside["worth"].to_numpy())
    bought = _by(rows.filter("buyer_local"), "buyer", number)
    brought = _by(rows.filter(pl.col("buyer_local") & ~pl.col("seller_local")), "buyer", number)
    size = np.maximum(_by(rows.filter("seller_local"), "seller", number), bought)
    safe = np.where(size > 0, size, 1.0)
    outside = brought / safe
    share = outside.copy()
    for _ in range(_TURNS):
        after = outside + (between.T @ share) / safe
        done = float(np.max(np.abs(after - share), initial=0.0)) < _CLOSE
        share = after
        if done:
            break
    through = between.T @ (1.0 - share)
    near = _by(rows.filter(pl.col("buyer_local") & pl.col("seller_region").fill_null(False)), "buyer", number)
    hidden = _by(rows.filter(pl.col("buyer_local") & pl.col("seller_region").is_null()), "buyer", number)
    whole = np.where(bought > 0, bought, np.nan)
    table = known.drop("local").with_columns(
        bought=pl.Series(bought),
        direct=pl.Series((bought - brought) / whole),
        region=pl.Series(near / whole),
        chain=pl.Series(through / whole),
        unknown=pl.Series(hidden / whole),
    )
    return table.with_columns(pl.col("direct", "region", "chain", "unknown").fill_nan(None)).filter(
        pl.col("bought") > 0
    )  # fmt: skip


_SCHEMA = {"enterprise": pl.String, "kind": pl.String} | dict.fromkeys(
    ("bought", "direct", "region", "chain", "unknown"), pl.Float64
)


def _by(rows: pl.DataFrame, side: str, number: dict[str, int]) -> np.ndarray:
    """Worth of the rows by the enterprises of that side."""
    at = rows[side].replace_strict(number, default=None, return_dtype=pl.Int64)
    held = pl.DataFrame({"at": at, "worth": rows["worth"]}).drop_nulls()
    total: np.ndarray = np.bincount(held["at"].to_numpy(), held["worth"].to_numpy(), minlength=len(number))
    return total
