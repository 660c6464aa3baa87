"""`edulis serve`: refuses to start on settings that are not safe."""

from pathlib import Path

from tests.cli.sites import edulis


def test_beyond_this_machine_it_wants_https_or_a_village(tmp_path: Path) -> None:
    ended = edulis("serve", "--host", "0.0.0.0", home=tmp_path / "site")
    assert ended.returncode == 1
    assert "--village" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_demo_is_not_served(tmp_path: Path) -> None:
    ended = edulis("serve", home=tmp_path / "site", env={"EDULIS_DEMO": "1"})
    assert ended.returncode == 1
    assert "EDULIS_DEMO" in ended.stderr
