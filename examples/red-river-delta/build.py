"""Build the founding case: `python build.py` rewrites the data package and the truth beside it, always the same."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "making"))

import polars as pl  # noqa: E402
from records import make_records  # noqa: E402

from edulis.engine.cluster import Cluster  # noqa: E402
from edulis.exchange.writing import write  # noqa: E402


def build(folder: Path) -> None:
    """Write the data package into `folder`, and the hidden truth into `folder/truth`."""
    records, truth = make_records()
    with tempfile.TemporaryDirectory() as scratch:
        package = Path(scratch) / "package"
        write(Cluster.of(records), package, personal=True)
        for file in sorted(package.iterdir()):
            shutil.copyfile(file, folder / file.name)
    hidden = folder / "truth"
    hidden.mkdir(exist_ok=True)
    for name, frame in truth.items():
        _write_truth(frame, hidden / f"{name}.parquet")


def _write_truth(frame: pl.DataFrame, path: Path) -> None:
    frame = frame.with_columns(pl.col(pl.Float64).cast(pl.Float32))  # seven figures are enough to compare with
    frame.write_parquet(path, compression="zstd", compression_level=15, statistics=False)


if __name__ == "__main__":
    build(HERE)
