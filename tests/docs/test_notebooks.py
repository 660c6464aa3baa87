"""Each notebook runs in a fresh kernel and still prints what it was committed with."""

import re
import sys
from pathlib import Path

import nbformat
import pytest

HOME = Path(__file__).parents[2] / "docs" / "notebooks"
sys.path.insert(0, str(HOME))

from make import alike, drift, notebooks, run  # noqa: E402

from edulis.engine.analysis import QUESTIONS  # noqa: E402

SMALL = 60_000  # bytes of a notebook with all that it prints
# What Jupyter's own libraries say of themselves is not ours to mend.
pytestmark = [pytest.mark.filterwarnings("default")]


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_notebook_runs_and_prints_what_is_kept(path: Path) -> None:
    assert drift(path) == []


def test_the_kernel_is_the_interpreter_of_these_tests(tmp_path: Path) -> None:
    cell = nbformat.v4.new_code_cell("import sys\n\nimport edulis\n\nprint(sys.executable, edulis.__file__)")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "who.ipynb")
    executable, package = run(tmp_path / "who.ipynb").cells[0].outputs[0].text.split()
    assert executable == sys.executable
    assert Path(package).parents[1] == HOME.parents[1]


def test_each_question_has_a_notebook_to_which_its_page_leads() -> None:
    asked = {path.stem[3:]: path.name for path in notebooks()}
    for code in (*(question.code for question in QUESTIONS), "claims"):
        page = (HOME.parent / f"{code}.md").read_text(encoding="utf-8")
        assert f"(notebooks/{asked[code]})" in page, code


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_notebook_is_short_and_says_what_it_cannot_say_and_what_to_try(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    said = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert "## What it cannot say" in said
    assert "## An exercise" in said
    assert 6 <= len(book.cells) <= 14
    assert all(re.fullmatch(r"[a-z-]+", cell.id) for cell in book.cells)
    assert path.stat().st_size < SMALL


def test_numbers_may_differ_by_one_in_their_last_digit_and_words_not_at_all() -> None:
    assert alike("│ 0.357 ┆ 12 │", "│  0.358 ┆ 12 │")
    assert alike("1e-09", "2e-09")
    assert not alike("0.357", "0.359")
    assert not alike("1,204 people", "1,206 people")
    assert not alike("held here", "cannot tell")
    assert not alike("0.35", "0.35 0.36")
