from types import SimpleNamespace

from edulis.reports.chapters.opening import first_page
from edulis.reports.chapters.talking import statements, where_we_do_not_talk, who_is_linked
from edulis.reports.material import Material
from edulis.reports.tree import Figure, Section


def only_figures(section: Section | None) -> list[Figure]:
    assert section is not None
    return [block for block in section.blocks if isinstance(block, Figure)]


def test_the_widest_gap_leads(material: Material, eyes: SimpleNamespace) -> None:
    first, *others = only_figures(where_we_do_not_talk(material))
    for figure in (first, *others):
        eyes.whole(figure)
    assert first.title.startswith(first.table.rows[0][0])


def test_a_picture_is_not_shown_twice(material: Material, sketched: Material) -> None:
    linked = only_figures(who_is_linked(material))
    assert [figure.title for figure in linked] != [
        figure.title for figure in only_figures(where_we_do_not_talk(material))
    ]
    opened = first_page(sketched).blocks[0]
    assert isinstance(opened, Figure)
    assert opened.title not in [figure.title for figure in only_figures(who_is_linked(sketched))]


def test_each_statement_ends_in_a_question_and_has_a_source(material: Material) -> None:
    told = statements(material, ("network.bridges", "network.groups", "nothing.there"))
    assert told is not None
    assert all(item.question.endswith("?") for item in told.items)
    assert all("(" in item.basis for item in told.items)
    assert statements(material, ("nothing.there",)) is None
