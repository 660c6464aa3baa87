"""The trail speaks in sentences."""

import pytest
from django.urls import URLPattern

from edulis.schema import LANGUAGES
from edulis.web.kit.rules import VERBS
from edulis.web.kit.telling import SENTENCES, sentence_of, tells
from tests.web.kit.test_doors import patterns


def leaves_lines(one: URLPattern) -> bool:
    door = one.callback
    return bool(door.leaves_line and door.methods - {"GET"})  # type: ignore[attr-defined, union-attr]


def test_every_verb_that_leaves_a_line_has_its_sentence_in_both_languages() -> None:
    writing = {one.callback.rule.verb for one in patterns() if leaves_lines(one)}  # type: ignore[union-attr]
    silent = sorted(writing - set(SENTENCES))
    assert silent == [], "say in the room's rules.py what was done: tells(VERB.verb, Text('{who} …'))"
    for verb in SENTENCES:
        said = [sentence_of(verb, "Hoa").say(language) for language in LANGUAGES]
        assert all("Hoa" in one for one in said)
        assert said[0] != said[1], verb


def test_a_verb_without_a_sentence_is_shown_as_it_is() -> None:
    assert "no.such_verb" in sentence_of("no.such_verb", "Hoa").say("en")


def test_only_declared_verbs_get_sentences() -> None:
    from edulis.schema import Text

    assert "no.such_verb" not in VERBS
    with pytest.raises(ValueError, match="no verb"):
        tells("no.such_verb", Text("yes"))
