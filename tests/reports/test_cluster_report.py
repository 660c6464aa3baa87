import io
import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader

from edulis.reports import Report, build, tell, to_html, to_pdf, write
from edulis.reports.tree import Figure, Grid, Paragraph, Questions


def pdf_text(report: Report) -> tuple[int, str]:
    read = PdfReader(io.BytesIO(to_pdf(report)))
    return len(read.pages), "\n".join(page.extract_text() for page in read.pages)


def named(text: str, worked: tuple) -> list[str]:  # type: ignore[type-arg]
    """Codes and names of enterprises and households that stand in the text."""
    tables = (worked[0]["enterprise"], worked[0]["household"])
    words = {word for table in tables for column in ("code", "name") for word in table[column].drop_nulls()}
    joined = re.sub(r"\s+", " ", text)
    return sorted(word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", joined))


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("village", ["lively", "sketch", "tiny"])
def test_the_public_edition_names_nobody(village: str, language: str, request: pytest.FixtureRequest) -> None:
    worked = request.getfixturevalue(village)
    report = build(*worked, language=language)
    assert named(to_html(report), worked) == []
    assert named(pdf_text(report)[1], worked) == []


def test_the_annex_names_the_parties_of_the_report_to_talk_over(lively: tuple) -> None:  # type: ignore[type-arg]
    annex = to_html(build(*lively, language="en", edition="annex"))
    first = lively[1].answers["flows"].suspects.row(0, named=True)
    assert first["enterprise"] in annex
    assert "Show each line first to the two parties" in annex


def test_a_village_with_few_answers_has_a_short_report(lively: tuple) -> None:  # type: ignore[type-arg]
    pages, text = pdf_text(build(*lively, language="vi"))
    assert 8 <= pages <= 14
    assert "Câu hỏi" in text or "Questions" in text


def test_each_figure_is_whole_and_readable(lively: tuple, eyes: object) -> None:  # type: ignore[type-arg]
    for language in ("en", "vi"):
        for section in build(*lively, language=language).sections:
            blocks = [
                child for block in section.blocks for child in (block.blocks if isinstance(block, Grid) else (block,))
            ]
            for block in blocks:
                if isinstance(block, Figure):
                    eyes.whole(block)  # type: ignore[attr-defined]


def test_a_sketch_has_ties_and_questions_and_says_what_would_show_more(sketch: tuple) -> None:  # type: ignore[type-arg]
    report = build(*sketch, language="en")
    keys = [section.key for section in report.sections]
    assert {"first-page", "who", "links", "questions", "method"} <= set(keys)
    assert not {"flows", "balances", "year"} & set(keys)
    assert "No amounts were told yet" in to_html(report)


def test_the_first_page_stands_alone(lively: tuple) -> None:  # type: ignore[type-arg]
    report = build(*lively, language="vi")
    first = report.sections[0]
    assert isinstance(first.blocks[0], Figure)
    grid = first.blocks[1]
    assert isinstance(grid, Grid)
    asked = next(block for block in grid.blocks if isinstance(block, Questions))
    assert len(asked.items) == 3
    assert report.notice
    page = PdfReader(io.BytesIO(to_pdf(report))).pages[0].extract_text()
    assert asked.items[-1].split()[-1] in page


def test_the_same_results_give_the_same_report(lively: tuple) -> None:  # type: ignore[type-arg]
    assert build(*lively, language="vi") == build(*lively, language="vi")


def test_a_round_that_is_not_there_is_refused(lively: tuple) -> None:  # type: ignore[type-arg]
    with pytest.raises(LookupError):
        build(*lively, language="en", round_code="2050")


def test_a_report_is_written_whole_or_not_at_all(lively: tuple, tmp_path: Path) -> None:  # type: ignore[type-arg]
    report = replace(build(*lively, language="en"), sections=())
    for name in ("r.pdf", "r.html"):
        write(report, tmp_path / name)
    with pytest.raises(ValueError, match="ends in"):
        write(report, tmp_path / "r.docx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.html", "r.pdf"]


def test_a_note_of_the_clusters_own_says_how_it_was_made_up(lively: tuple) -> None:  # type: ignore[type-arg]
    assert build(*lively, language="en").notice == "These figures are made up for illustration."
    tables = dict(lively[0].tables)
    tables["cluster"] = tables["cluster"].with_columns(note=pl.lit("Drawn with cards."))
    noted = build(replace(lively[0], tables=tables), *lively[1:], language="en").notice
    assert noted == "These figures are made up for illustration. Drawn with cards."


def test_one_month_is_not_told_as_from_and_to(lively: tuple) -> None:  # type: ignore[type-arg]
    tables = dict(lively[0].tables)
    tables["round"] = tables["round"].with_columns(last_month=pl.col("first_month"))
    assert build(replace(lively[0], tables=tables), *lively[1:], language="vi").subtitle.count("10/2002") == 1


def test_a_round_without_data_says_which_earlier_one_has_some(lively: tuple) -> None:  # type: ignore[type-arg]
    tables = dict(lively[0].tables)
    later = tables["round"].with_columns(
        code=pl.lit("s"), first_month=pl.date(2005, 1, 1), last_month=pl.date(2005, 2, 1)
    )
    tables["round"] = pl.concat([tables["round"], later])
    longer = replace(lively[0], tables=tables)
    first = build(longer, *lively[1:], language="en", round_code="s").sections[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert "--round r" in first.text
    assert not isinstance(build(longer, *lively[1:], language="en").sections[0].blocks[0], Paragraph)
    assert not isinstance(build(*lively, language="en").sections[0].blocks[0], Paragraph)


@pytest.mark.parametrize("village", ["lively", "sketch", "tiny"])
def test_no_public_finding_tells_the_figure_of_a_few(village: str, request: pytest.FixtureRequest) -> None:
    worked = request.getfixturevalue(village)
    for finding in tell(*worked, language="en"):
        assert finding.value is None or finding.n >= 5
        assert finding.value is None or not finding.evidence.get("few")
