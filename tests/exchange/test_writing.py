"""Whatever a cluster holds, it comes back equal from every form it is written in."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from edulis.engine.cluster import Cluster, polars_schema
from edulis.exchange.parquet import read_frames
from edulis.exchange.reading import _gather, _Tables
from edulis.exchange.writing import write, write_csv
from edulis.schema import LANGUAGES, RECORD_BY_NAME, Column, Language, columns

NAMES = ("village.xlsx", "village", "village.parquet")
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("=+-@'\";,|\t\r\n \u00a0\u200bàạ"),
    max_size=12,
)
CODE = TEXT.filter(lambda text: text.strip() == text != "")
DATES = st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31))
TEXTS = (
    *("=1+1", "+84 912", "-", "@home", "\ttab", "\rreturn", "two\r\nlines", 'a "quoted", text', "'", "''", ""),
    *(" blank ", "007", "1.0", "true", "a\u0323", "_x0041_", "https://edulis.example", "#N/A", "🍜", ";=cmd", "\u200b"),
)
VALUES = {
    "code": CODE,
    "link": CODE,
    "place": CODE,
    "text": TEXT,
    "yes_no": st.booleans(),
    "count": st.integers(1 - 2**63, 2**63 - 1),
    "money": st.integers(1 - 2**63, 2**63 - 1),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "month": DATES.map(lambda day: day.replace(day=1)),
    "day": DATES,
}


def values_of(column: Column) -> st.SearchStrategy[object]:
    kept = st.sampled_from([code for code, _ in column.choices]) if column.choices else VALUES[column.kind]
    return kept if column.required else st.none() | kept


def rows_of(record: str) -> st.SearchStrategy[list[dict[str, object]]]:
    row = st.fixed_dictionaries({column.name: values_of(column) for column in columns(RECORD_BY_NAME[record])})
    return st.lists(row, min_size=1, max_size=4)


def frame_of(record: str, rows: Sequence[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(polars_schema(record)))


def as_read(path: Path) -> Cluster:
    """The tables at a path, whether or not their rows make sense together."""
    tables = _Tables({}, {}, [])
    _gather(path, tables, lambda stage, share: None)
    assert tables.problems == []
    return Cluster.of(tables.frames)


def village() -> Cluster:
    return Cluster.of(
        {
            "cluster": pl.DataFrame({"code": ["xom"], "title": ["Xóm Đậu"], "currency": ["VND"]}),
            "round": pl.DataFrame(
                {"code": ["2002"], "first_month": [dt.date(2002, 9, 1)], "last_month": [dt.date(2003, 8, 1)]}
            ),
            "enterprise": pl.DataFrame(
                {"code": ["hoa", "binh"], "name": ["Bà Hoa", "Ông Bình"], "kind": ["noodles", "starch"]}
            ),
        }
    )


def drawn(data: st.DataObject) -> Cluster:
    chosen = data.draw(st.sets(st.sampled_from(["enterprise", "trade", "source", "income"]), min_size=1))
    return Cluster.of({record: frame_of(record, data.draw(rows_of(record))) for record in sorted(chosen)})


def assert_comes_back(cluster: Cluster, name: str, language: Language) -> None:
    with TemporaryDirectory() as folder:
        write(cluster, Path(folder) / name, language=language, personal=True)
        assert as_read(Path(folder) / name).equals(cluster)


@pytest.mark.parametrize("name", ["village", "village.parquet"])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_folder_is_read_back_bit_for_bit(name: str, data: st.DataObject) -> None:
    assert_comes_back(drawn(data), name, "en")


@settings(max_examples=4, deadline=None, phases=[Phase.generate])
@given(language=st.sampled_from(LANGUAGES), data=st.data())
def test_a_workbook_is_read_back_bit_for_bit(language: Language, data: st.DataObject) -> None:
    assert_comes_back(drawn(data), "village.xlsx", language)


@pytest.mark.parametrize("name", NAMES)
def test_texts_that_programs_like_to_change_stay_as_they_are(name: str) -> None:
    rows = [{"code": str(n), "parameter": text, "unit": text, "confidence": "SEEN"} for n, text in enumerate(TEXTS)]
    assert_comes_back(Cluster.of({"source": frame_of("source", rows)}), name, "en")


@pytest.mark.parametrize("name", NAMES)
def test_names_of_people_leave_only_when_asked_for(tmp_path: Path, name: str) -> None:
    write(village(), tmp_path / name)
    assert as_read(tmp_path / name)["enterprise"]["name"].to_list() == [None, None]
    write(village(), tmp_path / name, personal=True)
    assert as_read(tmp_path / name)["enterprise"]["name"].to_list() == ["Bà Hoa", "Ông Bình"]


@pytest.mark.parametrize("name", ["photos", "photos.parquet"])
def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path: Path, name: str) -> None:
    write(village(), tmp_path / name)
    (tmp_path / name / "wedding.jpg").write_bytes(b"dear")
    before = {part: part.read_bytes() for part in (tmp_path / name).iterdir()}
    with pytest.raises(OSError, match="other things"):
        write(village(), tmp_path / name)
    assert {part: part.read_bytes() for part in (tmp_path / name).iterdir()} == before


def test_a_file_does_not_give_way_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "village").write_text("a letter", encoding="utf-8")
    with pytest.raises(OSError, match="another name"):
        write(village(), tmp_path / "village")
    assert (tmp_path / "village").read_text(encoding="utf-8") == "a letter"


def test_tables_of_an_earlier_writing_do_not_stay_behind(tmp_path: Path) -> None:
    write(village(), tmp_path / "village.parquet")
    write(Cluster.of({"round": village()["round"]}), tmp_path / "village.parquet")
    found = read_frames(tmp_path / "village.parquet")
    assert isinstance(found, dict)
    assert sorted(found) == ["cluster", "round"]


def test_a_value_that_is_no_number_is_not_written_as_one(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no number"):
        write_csv(pl.DataFrame({"quantity": [float("nan")]}), tmp_path / "trade.csv")


def test_progress_ends_with_the_whole(tmp_path: Path) -> None:
    told: list[float] = []
    write(village(), tmp_path / "village.xlsx", progress=lambda stage, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


DOLLARS = pl.DataFrame({"code": ["x"], "title": ["X"], "currency": ["USD"], "minor_digits": [2]})


def incomes(amounts: Sequence[int]) -> Cluster:
    households = [f"h{place}" for place in range(len(amounts))]
    earned = pl.DataFrame({"household": households, "amount": amounts}).with_columns(
        round=pl.lit("r"), month=dt.date(2002, 9, 1), source=pl.lit("trade")
    )
    return Cluster.of({"cluster": DOLLARS, "income": earned})


@settings(deadline=None, max_examples=15, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.integers(1 - 2**63, 2**63 - 1) | st.integers(0, 2000), min_size=1, max_size=8))
@pytest.mark.parametrize("name", NAMES)
def test_amounts_with_cents_come_back_from_every_form(name: str, amounts: list[int]) -> None:
    with TemporaryDirectory() as folder:
        write(incomes(amounts), Path(folder) / name)
        assert as_read(Path(folder) / name)["income"]["amount"].to_list() == amounts


def test_a_workbook_shows_dollars_and_a_package_holds_cents(tmp_path: Path) -> None:
    write(incomes([1250]), tmp_path / "village.xlsx")
    write(incomes([1250]), tmp_path / "village")
    sheet = openpyxl.load_workbook(tmp_path / "village.xlsx")["Incomes"]
    cells = {cell.value: below.value for cell, below in zip(sheet[1], sheet[2], strict=True)}
    assert cells["Amount earned after costs (USD) *"] == 12.5
    assert ",1250," in (tmp_path / "village" / "income.csv").read_text(encoding="utf-8")
