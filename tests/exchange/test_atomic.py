"""Writing leaves the old or the new, whole."""

from pathlib import Path

import pytest

from edulis.exchange import atomic
from edulis.exchange.atomic import new_file, new_folder, write_bytes


class Interrupted(Exception):
    """Somebody pulls the plug."""


def folder_with(path: Path, text: str) -> None:
    with new_folder(path) as draft:
        (draft / "trade.csv").write_text(text, encoding="utf-8")


def break_off_a_file(path: Path) -> None:
    with new_file(path) as draft:
        draft.write_bytes(b"ne")
        raise Interrupted


def break_off_a_folder(path: Path) -> None:
    with new_folder(path) as draft:
        (draft / "trade.csv").write_text("ne", encoding="utf-8")
        raise Interrupted


def test_a_file_appears_with_all_its_content(tmp_path: Path) -> None:
    write_bytes(tmp_path / "new" / "codebook.md", b"whole")
    assert (tmp_path / "new" / "codebook.md").read_bytes() == b"whole"


def test_a_file_stays_as_it_was_when_writing_is_interrupted(tmp_path: Path) -> None:
    path = tmp_path / "village.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(Interrupted):
        break_off_a_file(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder_with(tmp_path / "village", "old")
    (tmp_path / "village" / "stock.csv").write_text("only in the old", encoding="utf-8")
    folder_with(tmp_path / "village", "new")
    assert [part.name for part in (tmp_path / "village").iterdir()] == ["trade.csv"]
    assert (tmp_path / "village" / "trade.csv").read_text(encoding="utf-8") == "new"
    assert [part.name for part in tmp_path.iterdir()] == ["village"]


def test_a_folder_stays_as_it_was_when_writing_is_interrupted(tmp_path: Path) -> None:
    folder_with(tmp_path / "village", "old")
    with pytest.raises(Interrupted):
        break_off_a_folder(tmp_path / "village")
    assert (tmp_path / "village" / "trade.csv").read_text(encoding="utf-8") == "old"
    assert [part.name for part in tmp_path.iterdir()] == ["village"]


def test_folders_change_places_where_the_system_cannot_do_it_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_exchange", lambda one, other: False)
    folder_with(tmp_path / "village", "old")
    folder_with(tmp_path / "village", "new")
    assert (tmp_path / "village" / "trade.csv").read_text(encoding="utf-8") == "new"
    assert [part.name for part in tmp_path.iterdir()] == ["village"]


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    folder_with(tmp_path / "2002", "old")
    (tmp_path / "latest").symlink_to(tmp_path / "2002")
    folder_with(tmp_path / "latest", "new")
    assert (tmp_path / "latest").is_symlink()
    assert (tmp_path / "2002" / "trade.csv").read_text(encoding="utf-8") == "new"


def test_a_folder_never_gives_way_to_a_file(tmp_path: Path) -> None:
    folder_with(tmp_path / "village.xlsx", "old")
    with pytest.raises(IsADirectoryError):
        write_bytes(tmp_path / "village.xlsx", b"new")
