import pytest

from edulis.engine.finding import Finding
from edulis.engine.telling import a_few, betrays, hush, hushed, numbers_in, one_sided
from edulis.schema import Text

MEAN = Finding(
    code="x.mean", title=Text("The mean is {mean} in {when}", mean=3.5, when=Text("{n} months", n=2)), value=3.5, n=4,
    method=Text("Counted"), source="Cox 1980", question=Text("Why?"), sign="helps",
)  # fmt: skip


def test_one_to_four_people_are_a_few_and_nobody_is_nobody() -> None:
    assert [a_few(n) for n in range(7)] == [False, True, True, True, True, False, False]


def test_a_share_shows_a_few_on_either_side() -> None:
    assert one_sided(2, 40)
    assert one_sided(38, 40)
    assert not one_sided(20, 40)
    assert not one_sided(0, 40)
    assert not one_sided(40, 40)


def test_a_sum_of_two_or_of_one_giant_betrays_it() -> None:
    assert betrays([5.0])
    assert betrays([5.0, 5.0])
    assert not betrays([5.0, 5.0, 5.0])
    assert betrays([1000.0, 50.0, 49.0, 50.0])  # the second largest knows the largest to within a tenth
    assert not betrays([1000.0, 50.0, 100.0, 50.0])
    assert not betrays([])


def test_the_numbers_of_a_sentence_are_those_in_its_gaps_and_in_the_sentences_inside_it() -> None:
    assert numbers_in(MEAN.title) == (3.5, 2.0)
    assert numbers_in(Text("{who}, {yes}", who=("a", "b"), yes=True)) == ()


@pytest.mark.parametrize(
    ("behind", "unit", "told"), [(4, "people", False), (5, "people", True), (3, "enterprises", True)]
)
def test_a_figure_of_a_few_is_said_in_words_only(behind: int, unit: str, told: bool) -> None:
    said = hushed(MEAN, behind, unit)  # type: ignore[arg-type]
    assert (said == MEAN) is told
    if not told:
        assert numbers_in(said.title) == ()
        assert said.evidence["few"]
        assert said.sign == "unknown"
        assert said.as_dict()["value"] is None


def test_only_findings_whose_n_counts_somebody_are_hushed() -> None:
    assert hush([MEAN], {}) == [MEAN]
    assert hush([MEAN], {"x.mean": "people"})[0].evidence["few"]
