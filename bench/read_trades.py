"""Read and check 1,000,000 trades from CSV, beside a bare `polars.read_csv` of the same file, in one run.

    python bench/read_trades.py [--trades 1000000] [--pairs 7]

Each pair times the bare read and the whole reading one after the other; the ratio of a pair is what counts, since
both meet the same load of the machine. Times are wall and processor seconds; memory is the highest of the process.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from edulis.exchange import read

MONTHS = [f"{2002 + (month < 9)}-{month:02d}-01" for month in (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)]
PRODUCTS = 30


def lay_out(folder: Path, trades: int) -> Path:
    """A made-up cluster of that many trades, clean, as CSV files; the file of the trades."""
    chance = np.random.default_rng(1)
    half = max(trades // 25, 10)
    (folder / "cluster.csv").write_text("code,title,currency\nbig,Made up,VND\n")
    (folder / "round.csv").write_text("code,first_month,last_month\nr1,2002-09-01,2003-08-01\n")
    codes = pl.Series([f"e{place:06d}" for place in range(2 * half)])
    pl.DataFrame({"code": codes}).with_columns(kind=pl.lit("starch")).write_csv(folder / "enterprise.csv")
    goods = pl.DataFrame({"code": [f"p{place}" for place in range(PRODUCTS)]})
    goods.with_columns(name="code", stage=pl.lit("half"), unit=pl.lit("kg")).write_csv(folder / "product.csv")
    wide = trades + trades // 50 + 10

    def pick(words: list[str | None]) -> pl.Series:
        return pl.Series(words, dtype=pl.String)[chance.integers(0, len(words), wide)]

    quantity = np.round(chance.lognormal(6, 0.3, wide), 1)
    table = pl.DataFrame(
        {
            "round": pl.repeat("r1", wide, eager=True),
            "month": pick([*MONTHS]),
            "seller": codes[chance.integers(0, half, wide)],
            "buyer": codes[chance.integers(half, 2 * half, wide)],
            "product": goods["code"][chance.integers(0, PRODUCTS, wide)],
            "grade": pick([None, "A", "B"]),
            "terms": pick(["cash", "credit", "barter"]),
            "reporter": pick(["seller", "buyer"]),
            "quantity": quantity,
            "unit": pl.repeat(None, wide, dtype=pl.String, eager=True),
            "value": (quantity * 1000).astype(np.int64),
            "relative_error": pl.repeat(0.1, wide, eager=True),
        }
    )
    key = ["round", "month", "seller", "buyer", "product", "grade", "terms", "reporter"]
    table.unique(key, maintain_order=True).head(trades).write_csv(folder / "trade.csv")
    return folder / "trade.csv"


def as_people_save_it(path: Path) -> None:
    """The same trades with Vietnamese grades, a mark at the start, all texts in quotes and Windows line ends."""
    grades = pl.col("grade").replace({"A": "Loại một", "B": "Loại hai, để bán lẻ"})
    table = pl.read_csv(path, schema_overrides={"unit": pl.String}).with_columns(grades)
    table.write_csv(path, include_bom=True, quote_style="non_numeric", line_terminator="\r\n")


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - processor


def measure(folder: Path, trades: Path, pairs: int) -> None:
    """Read both ways by turns and say the ratios."""
    reading = read(folder)
    if reading.cluster is None:
        raise SystemExit(f"the made-up cluster is not clean: {reading.problems[:3]}")
    print(f"{reading.cluster['trade'].height:,} trades, {trades.stat().st_size:,} bytes, Polars {pl.__version__}")
    print("  bare wall    cpu   read+check wall    cpu   ratio wall   cpu")
    ratios: list[tuple[float, float]] = []
    for _ in range(pairs):
        bare, whole = timed(lambda: pl.read_csv(trades)), timed(lambda: read(folder))
        ratios.append((whole[0] / bare[0], whole[1] / bare[1]))
        figures = (*bare, *whole, *ratios[-1])
        print("  {:9.3f} {:6.3f} {:17.3f} {:6.3f} {:12.2f} {:5.2f}".format(*figures))
    wall, processor = (statistics.median(column) for column in zip(*ratios, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"median ratio: wall {wall:.2f}, cpu {processor:.2f} (at most 3); highest memory {memory:,.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trades", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="edulis-bench-") as name:
        folder = Path(name)
        trades = lay_out(folder, options.trades)
        print("As a program writes it")
        measure(folder, trades, options.pairs)
        as_people_save_it(trades)
        print("As people save it")
        measure(folder, trades, options.pairs)


if __name__ == "__main__":
    main()
