"""Which files of a folder are read, and what is said of the rest."""

from pathlib import Path

from edulis.exchange.folder import LARGEST, Source, files_of, left_over


def test_files_with_the_name_of_a_record_are_read_and_the_rest_is_said(tmp_path: Path) -> None:
    for name in (
        "trade.csv",
        "Households.tsv",
        "product.TXT",
        "weather.csv",
        "README.txt",
        "plan.pdf",
        ".trade.csv",
        "~$x.csv",
    ):
        (tmp_path / name).write_text("x")
    (tmp_path / "book.xlsx").write_bytes(b"")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "trade.csv").write_text("x")
    (tmp_path / "stock.csv").symlink_to(tmp_path / "trade.csv")
    sources, problems = files_of(tmp_path)
    assert {source.file: source.record for source in sources} == {
        "trade.csv": "trade",
        "Households.tsv": "household",
        "product.TXT": "product",
    }
    assert {(problem.file, problem.code, problem.severity) for problem in problems} == {
        ("weather.csv", "table.unknown", "doubt"),
        ("book.xlsx", "file.kind", "doubt"),
        ("old", "file.kind", "doubt"),
        ("stock.csv", "file.kind", "doubt"),
    }


def test_a_file_that_a_package_does_not_name_is_said(tmp_path: Path) -> None:
    (tmp_path / "trade.csv").write_text("x")
    (tmp_path / "stock.csv").write_text("x")
    named = [source for source in files_of(tmp_path)[0] if source.file == "trade.csv"]
    assert [problem.file for problem in left_over(tmp_path, named)] == ["stock.csv"]


def test_nothing_is_assumed_of_a_file_by_itself() -> None:
    source = Source(Path("trade.csv"), "trade.csv", "trade")
    assert (source.encoding, source.separator, dict(source.decimals), source.guarded) == ("", "", {}, False)


def test_the_limit_leaves_room_for_a_large_cluster() -> None:
    assert LARGEST > 1_000_000 * 100
