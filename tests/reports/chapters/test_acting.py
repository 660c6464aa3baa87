from edulis.reports.chapters.acting import CARDS, conditions, forum_questions
from edulis.reports.material import Material
from edulis.reports.tree import Points, Questions, Statements


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
