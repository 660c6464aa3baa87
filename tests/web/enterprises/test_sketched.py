"""Seeds and months of the wall are worked out like everything else."""

from edulis.web.enterprises import analysing
from edulis.web.enterprises.models import Page, Season, Seed
from edulis.web.enterprises.sketched import findings, months_of, pages, seeds_of
from tests.web.conftest import Cast


def lay(cast: Cast, households: int, round_code: str = "2002") -> None:
    for n in range(households):
        for source, seeds in (("crops", 5), ("processing", 15)):
            Seed.objects.create(cluster=cast.village, round=round_code, household=f"h{n}", source=source, seeds=seeds)


def test_five_households_make_a_page_in_both_languages_and_a_finding(cast: Cast) -> None:
    lay(cast, 5)
    made = {one.language: one for one in pages(cast.village, "2002")}
    assert set(made) == {"en", "vi"}
    assert "75" in made["vi"].title
    assert [one.code for one in findings(cast.village, "2002")] == ["livelihoods.seeds"]
    assert seeds_of(cast.village, "2003").households.height == 5  # the latest there is


def test_four_households_make_none(cast: Cast) -> None:
    lay(cast, 4)
    assert list(pages(cast.village, "2002")) == []
    assert findings(cast.village, "2002") == ()
    assert seeds_of(cast.elsewhere, "2002").households.height == 0


def test_months_of_two_trades_make_a_finding(cast: Cast) -> None:
    for kind, load in (("starch", 1), ("noodles", 2)):
        Season.objects.create(cluster=cast.village, kind=kind, month=6, load=load)
    assert months_of(cast.village) == {"starch": {6: 1}, "noodles": {6: 2}}
    assert [one.code for one in findings(cast.village, "")] == ["seasons.told"]


def test_an_analysis_takes_them_in(filled: Cast) -> None:
    lay(filled, 6)
    row, _ = analysing.asked(filled.village)
    analysing.work_out(row.pk)
    row.refresh_from_db()
    assert "livelihoods.seeds" in {one["code"] for one in row.result["findings"]["vi"]}
    assert Page.objects.filter(analysis=row, key="seeds").count() == 2
