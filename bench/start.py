"""What it costs to begin: `import edulis`, `edulis --help` and the report of the example, beside an empty Python.

Run: python3 run.py bench start
"""

import statistics
import subprocess
import sys
import tempfile
import time

REPEATS = 7
STEPS = {
    "python -c pass": ["-c", "pass"],
    "import edulis": ["-c", "import edulis"],
    "edulis --help": ["-m", "edulis", "--help"],
}


def seconds(words: list[str]) -> float:
    """Wall-clock seconds of one fresh process."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> None:
    """Measure the steps in turn, so that a busy machine slows all of them alike."""
    taken: dict[str, list[float]] = {name: [] for name in STEPS}
    for _ in range(REPEATS):
        for name, words in STEPS.items():
            taken[name].append(seconds(words))
    empty = statistics.median(taken["python -c pass"])
    print(f"{'step':<34}{'median ms':>10}{'over an empty Python':>24}")
    for name, times in taken.items():
        middle = statistics.median(times)
        print(f"{name:<34}{middle * 1000:>10.0f}{(middle - empty) * 1000:>21.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        words = ["-m", "edulis", "report", "examples/red-river-delta", "--out", f"{folder}/report.pdf"]
        first, second = seconds(words), seconds(words)
    print(f"{'report of the example, first':<34}{first:>9.1f} s   (kernels compile once)")
    print(f"{'report of the example, again':<34}{second:>9.1f} s")


if __name__ == "__main__":
    main()
