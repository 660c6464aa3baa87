from edulis.reports.chapters.opening import FIRST, HEADLINES, _questions, first_page, headlines, how_sure
from edulis.reports.material import Material


def test_five_findings_are_told_in_the_order_of_interest(material: Material) -> None:
    told = [finding.code for finding in headlines(material)]
    assert len(told) == HEADLINES
    assert told == sorted(told, key=FIRST.index)
    assert all(finding.value is not None for finding in headlines(material))


def test_each_says_how_sure_it_is_and_on_how_many_it_rests(material: Material) -> None:
    gap = material.finding("network.gap")
    assert gap is not None
    assert how_sure(material, gap).startswith("surely between")
    assert f"n = {gap.n}" in how_sure(material, gap)


def test_the_first_page_bears_the_reports_own_title(material: Material) -> None:
    assert not first_page(material).titled


def test_one_question_is_not_called_three() -> None:
    assert [str(_questions(n)).split()[0] for n in (1, 2, 3)] == ["A", "Questions", "Three"]
