"""`edulis worker`: does what is left to do."""

from pathlib import Path

from tests.cli.sites import edulis


def test_it_ends_when_nothing_is_left(site: Path) -> None:
    ended = edulis("worker", "--once", home=site)
    assert ended.returncode == 0, ended.stderr
