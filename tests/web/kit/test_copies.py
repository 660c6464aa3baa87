"""Copies are noted for those who carry the sticks."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import LazySettings

from edulis.web.kit.copies import FILE, KEPT, copies, note


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def test_a_copy_is_noted_with_its_day_and_its_stick(tmp_path: Path) -> None:
    assert copies() == []
    (tmp_path / "stick-1").mkdir()
    note(tmp_path / "stick-1" / "village.edulis", locked=True)
    (made,) = copies()
    assert (made.name, made.folder, made.locked) == ("village.edulis", "stick-1", True)
    assert isinstance(made.day, dt.date)


def test_only_the_last_are_kept_and_a_torn_line_hides_no_other(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        note(tmp_path / f"{number}.edulis", locked=False)
    assert [one.name for one in copies()] == [f"{number}.edulis" for number in range(3, KEPT + 3)]
    with (tmp_path / FILE).open("a") as file:
        file.write('{"at": "20')
    assert len(copies()) == KEPT
