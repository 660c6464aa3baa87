"""`edulis verify`: whole, or the place where it breaks."""

import json
import sqlite3
from pathlib import Path

from tests.cli.sites import edulis


def test_a_line_that_was_altered_is_named(site: Path) -> None:
    whole = edulis("verify", home=site)
    assert whole.returncode == 0, whole.stderr
    assert "lang-bot: 1 lines, whole." in whole.stdout
    store = sqlite3.connect(site / "edulis.sqlite3")
    store.execute("DROP TRIGGER kit_line_no_update")
    store.execute("UPDATE kit_line SET role = 'member'")
    store.commit()
    store.close()
    broken = edulis("verify", "--json", home=site)
    assert broken.returncode == 1
    assert json.loads(broken.stdout)["clusters"][0]["breaks"][0]["line"] == 1


def test_where_there_is_no_site_nothing_is_made(tmp_path: Path) -> None:
    assert edulis("verify", home=tmp_path / "site").returncode == 1
    assert not (tmp_path / "site").exists()
