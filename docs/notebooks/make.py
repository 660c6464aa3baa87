"""Run the notebooks anew and keep what they print: `python docs/notebooks/make.py [NN …]`.

A notebook is committed with its outputs, so that it can be read where nothing runs. They are kept as text and SVG only,
without execution counts, so that a change of a figure is one line of a diff. `tests/docs` runs each notebook in a fresh
kernel and compares.
"""

import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HOME = Path(__file__).resolve().parent
KEPT = ("image/svg+xml", "text/plain")  # of a result, the first that is there
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?")
FILLING = re.compile(r"[\s─━┄╌═]+")  # a table is as wide as its longest figure


def notebooks() -> list[Path]:
    """All notebooks, in their order."""
    return sorted(HOME.glob("*.ipynb"))


def run(path: Path) -> nbformat.NotebookNode:
    """The notebook with what it prints in a fresh kernel of this very interpreter. Raises CellExecutionError."""
    os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"  # not a kernel that somebody installed for another project
    book = nbformat.read(path, as_version=4)
    where = {"metadata": {"path": str(HOME)}}
    NotebookClient(book, timeout=300, kernel_name="python3", coalesce_streams=True, resources=where).execute()
    for cell in book.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [one for one in map(_plain, cell.outputs) if one is not None]
    return book


def _plain(output: nbformat.NotebookNode) -> nbformat.NotebookNode | None:
    """An output as text or SVG; nothing for what is said aside (progress bars, warnings)."""
    if output.output_type == "stream":
        return output if output.name == "stdout" else None
    kind = next(kind for kind in KEPT if kind in output.data)
    output.data = {kind: output.data[kind]}
    output.metadata = {}
    if output.output_type == "execute_result":
        output.execution_count = None
    return output


def printed(cell: nbformat.NotebookNode) -> str:
    """All that a cell prints, as one text."""
    if cell.cell_type != "code":
        return ""
    texts = [one.text if one.output_type == "stream" else next(iter(one.data.values())) for one in cell.outputs]
    return "\n".join("".join(text) for text in texts)


def alike(kept: str, fresh: str) -> bool:
    """Whether two prints say the same: words alike, and each number within one of its last digit.

    Another processor may add up in another order, and round the last digit the other way.
    """
    words = [FILLING.sub(" ", NUMBER.sub("#", text)) for text in (kept, fresh)]
    if words[0] != words[1]:
        return False
    for one, other in zip(NUMBER.findall(kept), NUMBER.findall(fresh), strict=True):
        mantissa = re.sub(r"e.*", "", one)
        step = 10.0 ** -len(mantissa.partition(".")[2]) * 10.0 ** int(one.partition("e")[2] or 0)
        if abs(float(one.replace(",", "")) - float(other.replace(",", ""))) > 1.01 * step:
            return False
    return True


def drift(path: Path) -> list[str]:
    """The ids of the cells that no longer print what is kept."""
    pairs = zip(nbformat.read(path, as_version=4).cells, run(path).cells, strict=True)
    return [kept.id for kept, fresh in pairs if not alike(printed(kept), printed(fresh))]


def main(names: list[str]) -> None:
    """Run those whose names begin so, or all, and keep what they print."""
    for path in notebooks():
        if not names or any(path.name.startswith(name) for name in names):
            print(path.name, flush=True)
            nbformat.write(run(path), path)


if __name__ == "__main__":
    main(sys.argv[1:])
