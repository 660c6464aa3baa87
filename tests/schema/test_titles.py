"""Short titles of records."""

from edulis.schema import RECORD_BY_NAME
from edulis.schema.titles import TITLES


def test_every_record_has_one_short_title_of_its_own() -> None:
    assert set(TITLES) == set(RECORD_BY_NAME)
    said = [title.say("vi") for title in TITLES.values()]
    assert len(set(said)) == len(said)
