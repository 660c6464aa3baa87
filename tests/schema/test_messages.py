"""All messages are found, and all have a Vietnamese that fits."""

import unicodedata
from pathlib import Path

import polib

from edulis.schema import CATALOGUE, RECORDS, columns, messages
from edulis.schema.language import CATALOGUES, gaps

VIETNAMESE = {one.msgid: one.msgstr for one in polib.pofile(str(CATALOGUES / "vi/LC_MESSAGES/edulis.po"))}
DECLARED = sorted({message for message, _ in (*messages.of_declaration(), *messages.of_problems()) if message})


def unfit(message: str, said: str) -> bool:
    """Whether a translation says nothing, has other gaps than its message, or letters apart from their accents."""
    return not said.strip() or gaps(said) != gaps(message) or not unicodedata.is_normalized("NFC", said)


def test_every_message_of_the_declaration_has_a_fitting_vietnamese() -> None:
    assert [message for message in DECLARED if unfit(message, VIETNAMESE.get(message, ""))] == []


def test_a_translation_with_a_missing_or_misspelt_gap_is_caught() -> None:
    assert unfit("row {row:d}", "dòng")
    assert unfit("row {row:d}", "dòng {rwo:d}")
    assert unfit("row {row:d}", "")
    assert unfit("Starch", "Tinh bo\u0323\u0302t")
    assert not unfit("row {row:d}", "dòng {row}")


def test_every_translation_fits() -> None:
    assert [message for message, said in VIETNAMESE.items() if unfit(message, said)] == []


def test_titles_questions_units_choices_and_problems_are_collected() -> None:
    said = messages.collect()
    assert set(CATALOGUE.values()) <= set(said)
    for record in RECORDS:
        for column in columns(record):
            assert {column.title, column.ask, *(title for _, title in column.choices)} <= set(said)
    assert said["Round code"] == ["Round.code"]
    assert "" not in said


def test_literals_in_the_code_are_collected_and_others_are_not(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "one.py").write_text(
        'Text("One {n}", n=1)\n'
        'schema.Text("Two " "halves")\n'
        'translate("yes" if sure else "no", language)\n'
        "Text(column.title)\n"
        'print("Three")\n'
        'Text(f"Four {n}")\n'
        'Text("Five" + "six")\n',
        encoding="utf-8",
    )
    assert dict(messages.of_code(tmp_path)) == {
        "One {n}": "room/one.py:1",
        "Two halves": "room/one.py:2",
        "yes": "room/one.py:3",
        "no": "room/one.py:3",
    }
    assert messages.assembled(tmp_path) == ["room/one.py:6", "room/one.py:7"]


def test_no_message_is_put_together_from_pieces() -> None:
    assert messages.assembled() == []


def test_what_the_check_says_has_its_vietnamese() -> None:
    said = [message for message, where in messages.of_code() if where.startswith(("engine/check/", "schema/"))]
    assert [message for message in said if message not in VIETNAMESE] == []
