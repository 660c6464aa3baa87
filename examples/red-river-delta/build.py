"""Build the founding case and what was seen three years later: `python build.py` rewrites them, always the same."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "making"))

import polars as pl  # noqa: E402
from later import other_village, three_years_on  # noqa: E402
from records import make_records  # noqa: E402

from edulis.engine.cluster import Cluster  # noqa: E402
from edulis.exchange.writing import write  # noqa: E402


def build(examples: Path) -> None:
    """Write three data packages below `examples`, with the hidden truth beside those that have one."""
    records, truth = make_records()
    _package(records, examples / "red-river-delta", truth)
    later, effects = three_years_on(records)
    _package(later, examples / "three-years-on", {"effect": effects})
    _package(other_village(records), examples / "other-village", {})


def _package(records: dict[str, pl.DataFrame], folder: Path, truth: dict[str, pl.DataFrame]) -> None:
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        package = Path(scratch) / "package"
        write(Cluster.of(records), package, personal=True)
        for file in sorted(package.iterdir()):
            shutil.copyfile(file, folder / file.name)
    hidden = folder / "truth"
    for name, frame in truth.items():
        hidden.mkdir(exist_ok=True)
        _write_truth(frame, hidden / f"{name}.parquet")


def _write_truth(frame: pl.DataFrame, path: Path) -> None:
    frame = frame.with_columns(pl.col(pl.Float64).cast(pl.Float32))  # seven figures are enough to compare with
    frame.write_parquet(path, compression="zstd", compression_level=15, statistics=False)


if __name__ == "__main__":
    build(HERE.parent)
