"""`edulis backup`: one file, locked where the site has a key, and openly open where not."""

from pathlib import Path

from tests.cli.sites import edulis


def test_a_copy_is_locked_where_there_is_a_key_and_says_so_where_not(site: Path, tmp_path: Path) -> None:
    made = edulis("backup", tmp_path / "copy", home=site)
    assert made.returncode == 0, made.stderr
    assert made.stderr == ""
    assert (tmp_path / "copy").read_bytes().startswith(b"edulis backup 1 sealed")
    (site / "backup-key").unlink()
    made = edulis("backup", tmp_path / "open", home=site)
    assert "not locked" in made.stderr
    assert (tmp_path / "open").read_bytes().startswith(b"edulis backup 1 plain")


def test_where_there_is_no_site_there_is_no_copy(tmp_path: Path) -> None:
    ended = edulis("backup", tmp_path / "copy", home=tmp_path / "nothing")
    assert ended.returncode == 1
    assert not (tmp_path / "nothing").exists()
