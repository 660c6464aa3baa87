"""Folders of Parquet files."""

from pathlib import Path

import polars as pl
import pytest

from edulis.exchange.parquet import is_ours, read_frames, write_frames
from edulis.schema import Problem


def code_of(folder: Path) -> str:
    found = read_frames(folder)
    return found.code if isinstance(found, Problem) else ""


def test_columns_that_are_not_there_are_empty_and_smaller_types_widen(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"code": ["hoa"], "kind": ["noodles"], "founded": [1986]}, schema_overrides={"founded": pl.Int16}
    )
    frame.write_parquet(tmp_path / "enterprise.parquet")
    found = read_frames(tmp_path)
    assert isinstance(found, dict)
    assert found["enterprise"]["founded"].dtype == pl.Int64
    assert found["enterprise"]["name"].to_list() == [None]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("stock", {"quantity": ["much"]}, "value.type"),
        ("stock", {"quantity": [[1.0]]}, "value.type"),
        ("stock", {"weight": [1.0]}, "column.unknown"),
        ("sheet1", {"quantity": [1.0]}, "table.unknown"),
    ],
)
def test_what_is_not_declared_is_refused(
    tmp_path: Path, name: str, content: dict[str, list[object]], code: str
) -> None:
    pl.DataFrame(content).write_parquet(tmp_path / f"{name}.parquet")
    assert code_of(tmp_path) == code


def test_a_broken_file_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    pl.DataFrame({"code": ["a"] * 999}).write_parquet(tmp_path / "place.parquet")
    whole = (tmp_path / "place.parquet").read_bytes()
    for size in (0, 3, len(whole) // 2, len(whole) - 1):
        (tmp_path / "place.parquet").write_bytes(whole[:size])
        assert code_of(tmp_path) == "file.broken"


def test_a_small_file_that_holds_endless_rows_is_refused(tmp_path: Path) -> None:
    frame = (
        pl.LazyFrame({"n": [0]})
        .select(pl.lit("a").repeat_by(8_000_000).explode(empty_as_null=True).alias("code"))
        .collect()
    )
    frame.write_parquet(tmp_path / "place.parquet")
    assert code_of(tmp_path) == "file.large"


def test_only_a_folder_written_here_is_ours(tmp_path: Path) -> None:
    write_frames({"place": pl.DataFrame({"code": ["a"]})}, tmp_path)
    assert is_ours(tmp_path)
    pl.DataFrame({"code": ["a"]}).write_parquet(tmp_path / "unit.parquet")
    assert not is_ours(tmp_path)


def test_an_empty_or_missing_folder_is_told_apart(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "file.empty"
    assert code_of(tmp_path / "nowhere") == "file.missing"
