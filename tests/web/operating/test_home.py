"""The home of a site keeps its secrets to itself."""

import os
from pathlib import Path

import pytest

from edulis.web.operating.home import (
    KEY,
    Refused,
    fresh_backup_key,
    home_of,
    keep,
    read_kept,
    secret_of,
    wake,
)


def test_the_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDULIS_SECRET_KEY")
    first = secret_of(tmp_path / "site")
    assert len(first) >= 50
    assert secret_of(tmp_path / "site") == first
    assert (tmp_path / "site" / KEY).stat().st_mode & 0o777 == 0o600


def test_a_key_that_others_can_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    keep(tmp_path / "key", "words")
    os.chmod(tmp_path / "key", 0o644)
    with pytest.raises(Refused, match="chmod 600"):
        read_kept(tmp_path / "key")


def test_nothing_that_is_kept_is_written_over(tmp_path: Path) -> None:
    keep(tmp_path / "key", "words")
    with pytest.raises(FileExistsError):
        keep(tmp_path / "key", "others")


def test_the_home_is_the_one_named_else_that_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDULIS_HOME", str(tmp_path / "a"))
    assert home_of(None) == tmp_path / "a"
    assert home_of(tmp_path / "b") == tmp_path / "b"


def test_keys_of_backups_differ_and_can_be_read_from_paper() -> None:
    assert fresh_backup_key() != fresh_backup_key()
    assert len(fresh_backup_key()) == 39
    assert not set(fresh_backup_key()) & set("0o1li")


def test_an_address_of_no_known_store_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://edulis@localhost/edulis")
    with pytest.raises(Refused, match="DATABASE_URL"):
        wake(tmp_path / "home")
    assert not (tmp_path / "home").exists()
