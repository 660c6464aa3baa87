"""Every text that people read has its Vietnamese, with the same gaps."""

import string
from pathlib import Path

import polib
import pytest

from edulis.schema.messages import collect

ROOT = Path(__file__).parents[2]
CATALOGUE = polib.pofile(str(ROOT / "edulis/locale/vi/LC_MESSAGES/edulis.po"))


def gaps(text: str) -> set[str]:
    return {f"{name}" for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_of_the_code_is_in_the_catalogue() -> None:
    known = {entry.msgid for entry in CATALOGUE if entry.msgstr}
    assert sorted(set(collect()) - known) == []


def test_the_catalogue_holds_nothing_that_is_not_said() -> None:
    assert sorted({entry.msgid for entry in CATALOGUE} - set(collect())) == []


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.msgid[:40])
def test_a_translation_has_the_gaps_of_its_message(entry: polib.POEntry) -> None:
    assert gaps(entry.msgstr) == gaps(entry.msgid)
    assert not entry.fuzzy
    assert entry.msgstr == entry.msgstr.strip() or entry.msgid != entry.msgid.strip()


def test_texts_are_in_composed_letters() -> None:
    import unicodedata

    assert [e.msgid for e in CATALOGUE if not unicodedata.is_normalized("NFC", e.msgstr)] == []
