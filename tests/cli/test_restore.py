"""`edulis restore`: a site again from its copy, or a plain refusal."""

from pathlib import Path

from tests.cli.sites import edulis


def test_a_site_comes_back_with_its_key_and_a_cut_copy_does_not(site: Path, tmp_path: Path) -> None:
    edulis("backup", tmp_path / "copy", home=site)
    key = site / "backup-key"
    (tmp_path / "cut").write_bytes((tmp_path / "copy").read_bytes()[:-9])
    cut = edulis("restore", tmp_path / "cut", "--key-file", key, home=tmp_path / "again")
    assert cut.returncode == 1
    assert "cut or changed" in cut.stderr
    back = edulis("restore", tmp_path / "copy", "--key-file", key, home=tmp_path / "again")
    assert back.returncode == 0, back.stderr
    for name in ("secret-key", "backup-key"):
        assert (tmp_path / "again" / name).read_text() == (site / name).read_text()
        assert (tmp_path / "again" / name).stat().st_mode & 0o777 == 0o600
    twice = edulis("restore", tmp_path / "copy", home=tmp_path / "again")
    assert twice.returncode == 1
    assert "already a site" in twice.stderr


def test_what_is_no_backup_is_refused_before_a_home_is_made(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear all")
    ended = edulis("restore", tmp_path / "letter", home=tmp_path / "again")
    assert ended.returncode == 1
    assert not (tmp_path / "again").exists()
