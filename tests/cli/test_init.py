"""`edulis init`: a draft, and what belongs on paper."""

from pathlib import Path

from tests.cli.sites import edulis


def test_a_cluster_begins_and_its_sheets_are_for_the_owner_alone(site: Path) -> None:
    said = (site / "said").read_text(encoding="utf-8")
    assert "/found/" in said
    assert "█" in said
    paper = site / "sheets-1.html"
    assert paper.stat().st_mode & 0o777 == 0o600
    assert paper.read_text(encoding="utf-8").count("<section>") == 3
    again = edulis("init", "--title", "Làng Bột", home=site)
    assert again.returncode == 1
    assert "lang-bot" in again.stderr
    second = edulis("init", "--title", "Làng Bên", home=site, env={"LC_ALL": "vi_VN.UTF-8"})
    assert second.returncode == 0
    assert (site / "sheets-2.html").read_text(encoding="utf-8").count("<section>") == 1
