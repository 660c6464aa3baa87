"""Write 200,000 trades into a workbook to be filled in, beside `polars.DataFrame.write_excel` of that one table.

    python bench/write_workbook.py [--trades 200000] [--pairs 3]

Polars writes a bare table; Edulis writes all sheets with titles, questions and drop-downs, the words of a language, and
texts that come back as they were. Times are wall and processor seconds; the ratio of a pair is what counts.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from read_trades import lay_out, timed

from edulis.exchange import read, write


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trades", type=int, default=200_000)
    parser.add_argument("--pairs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="edulis-bench-") as name:
        folder = Path(name)
        lay_out(folder, options.trades)
        cluster = read(folder).cluster
        if cluster is None:
            raise SystemExit("the made-up cluster is not clean")
        table = cluster["trade"]
        print("  polars wall    cpu   edulis wall    cpu   ratio wall   cpu")
        ratios: list[tuple[float, float]] = []
        for _ in range(options.pairs):
            peer = timed(lambda: table.write_excel(folder / "peer.xlsx", autofit=False))
            ours = timed(lambda: write(cluster, folder / "ours.xlsx"))
            ratios.append((ours[0] / peer[0], ours[1] / peer[1]))
            print("  {:11.2f} {:6.2f} {:13.2f} {:6.2f} {:12.2f} {:5.2f}".format(*peer, *ours, *ratios[-1]))
        wall, processor = (statistics.median(column) for column in zip(*ratios, strict=True))
        print(f"median ratio: wall {wall:.2f}, cpu {processor:.2f} (at most 1), {table.height:,} trades")


if __name__ == "__main__":
    main()
