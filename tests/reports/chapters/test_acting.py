from dataclasses import replace

from edulis.reports.chapters.acting import CARDS, _counted, _unlike, conditions, forum_questions
from edulis.reports.material import Material
from edulis.reports.tree import Points, Questions, Statements
from edulis.schema import Text


def test_what_hinders_comes_first_and_what_is_not_known_is_told_apart(material: Material) -> None:
    section = conditions(material)
    assert section is not None
    told = next(block for block in section.blocks if isinstance(block, Statements))
    signs = [item.sign for item in told.items]
    ranks = [("hinders", "helps", "mixed", "unknown").index(sign or "unknown") for sign in signs]
    assert ranks == sorted(ranks)
    assert all(item.sign_word for item in told.items)
    unknown = next(block for block in section.blocks if isinstance(block, Points))
    assert unknown.items


def test_the_page_to_cut_up_has_each_question_once(material: Material) -> None:
    section = forum_questions(material)
    assert section is not None
    cards = next(block for block in section.blocks if isinstance(block, Questions))
    assert cards.cards
    assert len(set(cards.items)) == len(cards.items) <= CARDS
    assert all(item.endswith("?") for item in cards.items)


def test_questions_that_differ_by_a_word_only_come_once_while_there_are_others() -> None:
    alike = [Text("How much {what} is there?", what=word) for word in ("rice", "rye")]
    asked = list(dict.fromkeys(str(one) for one in _unlike([*alike, Text("And who asks?")])))
    assert asked == ["How much rice is there?", "And who asks?", "How much rye is there?"]


def test_conditions_of_one_sign_are_not_counted_as_none_of_the_others(material: Material) -> None:
    found = [replace(one, sign="helps") for one in material.findings if one.value is not None][:2]
    assert str(_counted(found)) == "What can be told of acting together helps us"
