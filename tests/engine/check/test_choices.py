"""What people write for the words of a list leads to the word that they meant."""

import pytest

from edulis.engine.check.choices import SYNONYMS, advice
from edulis.schema import RECORDS, columns
from edulis.schema.trade import Trade

REPORTER = next(column for column in columns(Trade) if column.name == "reporter")


@pytest.mark.parametrize(
    ("written", "meant"), [("người bán", "Seller"), ("NGUOI MUA", "Buyer"), ("buyr", "Buyer"), ("observr", "Observer")]
)
def test_a_persons_own_word_leads_to_the_word_of_the_list(written: str, meant: str) -> None:
    assert advice(REPORTER, written).say() == f"Did you mean “{meant}”? The words are: Seller, Buyer, Observer."


def test_a_strange_word_leads_to_the_list_in_the_readers_language() -> None:
    assert advice(REPORTER, "???").say() == "Write one of these words: Seller, Buyer, Observer."
    assert "Seller" not in advice(REPORTER, "???").say("vi")


def test_synonyms_are_of_words_that_lists_have() -> None:
    words = {word for record in RECORDS for column in columns(record) for word, _ in column.choices}
    assert set(SYNONYMS) <= words
