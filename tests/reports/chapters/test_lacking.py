from dataclasses import replace

from edulis.reports.chapters.lacking import what_we_cannot_tell
from edulis.reports.material import Material
from edulis.reports.tree import Table


def test_each_question_says_what_is_lacking_and_on_which_sheet(material: Material, annexed: Material) -> None:
    for here in (material, annexed):
        section = what_we_cannot_tell(here)
        assert section is not None
        table = section.blocks[-1]
        assert isinstance(table, Table)
        assert len(table.rows) == len(here.analysis.lacks)
        assert all(sheet and purpose for _, purpose, sheet in table.rows)
    assert any("Labour (labour)" in row[2] for row in what_we_cannot_tell(material).blocks[-1].rows)  # type: ignore


def test_where_nothing_is_lacking_there_is_no_page(material: Material) -> None:
    answers = {code: replace(answer, lacks=()) for code, answer in material.analysis.answers.items()}
    analysis = replace(material.analysis, answers=answers, unanswered={})
    assert what_we_cannot_tell(replace(material, analysis=analysis)) is None
