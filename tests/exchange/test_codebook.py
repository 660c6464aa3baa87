"""The codebook is made from the declaration, in both languages, and its committed pages are what is made."""

import re
from pathlib import Path

import pytest

from edulis.exchange.codebook import codebook
from edulis.schema import CATALOGUE, RECORD_BY_NAME, Language, columns

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("language", "page"), [("en", "codebook.md"), ("vi", "codebook.vi.md")])
def test_the_committed_page_is_what_the_declaration_makes(language: Language, page: str) -> None:
    assert (DOCS / page).read_bytes() == codebook(language).encode(), f"run edulis codebook --lang {language}"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_column_has_its_row(language: Language) -> None:
    text = codebook(language)
    for name, record in RECORD_BY_NAME.items():
        section = text.split(f'<a id="{name}"></a>')[1].split("<a id=")[0]
        rows = re.findall(r"^\| `(\w+)` \|", section.split("\n## ")[0], re.M)
        assert rows == [column.name for column in columns(record)]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_table_is_whole(language: Language) -> None:
    for line in codebook(language).splitlines():
        if line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line)
            assert len(cells) in {4, 8}, line


def test_every_problem_stands_with_its_reason() -> None:
    text = codebook("en")
    assert all(f"| `{code}` | {reason} |" in text for code, reason in CATALOGUE.items())


def test_links_lead_to_records_of_the_same_page() -> None:
    text = codebook("vi")
    assert set(re.findall(r"\]\(#(\w+)\)", text)) <= set(re.findall(r'<a id="(\w+)">', text))


def test_bounds_are_written_as_the_language_writes_numbers() -> None:
    land = next(line for line in codebook("vi").splitlines() if line.startswith("| `land` |"))
    assert "hiếm khi trên 100.000" in land
    founded = next(line for line in codebook("vi").splitlines() if line.startswith("| `founded` |"))
    assert "≥ 1800, ≤ 2200" in founded


def test_a_choice_stands_with_its_word_and_its_title() -> None:
    assert "`noodles` Hộ làm miến" in codebook("vi")
    assert "`noodles` Noodle maker" in codebook("en")


def test_no_english_sentence_is_left_in_the_vietnamese_page() -> None:
    prose = re.sub(r"`[^`]*`|\([^)]*\)|<[^>]*>", "", codebook("vi"))
    assert re.findall(r"\b(?:the|which|What|is|of|and)\b", prose) == []
