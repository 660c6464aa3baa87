"""The year, the seeds and the goals: each household tells its own; sheets serve those with pen and paper."""

from collections.abc import Callable

from edulis.web.enterprises.models import ROWS, Season, Seed
from edulis.web.enterprises.tellviews import months_of
from tests.web.conftest import Cast

ROOT = "/c/lang-bot/enterprises/draw/"
Key = Callable[[], str]


def test_a_month_is_turned_by_a_tap(filled: Cast, key: Key) -> None:
    answer = filled.client("binh").post(f"{ROOT}year/", {"kind": "starch", "month": "1", "_key": key()})
    assert answer.headers["Location"].endswith("#starch")
    assert months_of(filled.village) == {"starch": {1: 3}}
    assert "load-3" in filled.client("hoa").get(f"{ROOT}year/").content.decode()
    assert Season.objects.filter(cluster=filled.elsewhere).count() == 0


def test_seeds_are_laid_by_the_household_or_from_paper_where_nobody_speaks_for_it(filled: Cast, key: Key) -> None:
    for name, household, status in (
        ("binh", "h_binh", 302), ("hoa", "h_lan", 302), ("hoa", "h_binh", 404), ("binh", "h_lan", 404),
        ("minh", "h_binh", 404),
    ):  # fmt: skip
        told = {"household": household, "source": "crops", "step": "more", "_key": key()}
        assert filled.client(name).post(f"{ROOT}living/", told).status_code == status, (name, household)
    assert Seed.objects.filter(seeds=1).count() == 2
    assert "●" in filled.client("binh").get(f"{ROOT}living/").content.decode()
    assert filled.client("binh").post(f"{ROOT}living/", {"household": "", "_key": key()}).status_code == 422


def test_goals_are_the_owners_and_few_of_them_are_not_shown(filled: Cast, key: Key) -> None:
    told = {"enterprise": "binh", "goal_kind": "quality", "goal": "Bột trắng", "_key": key()}
    assert filled.client("binh").post(f"{ROOT}goals/", told).status_code == 302
    assert filled.client("hoa").post(f"{ROOT}goals/", {**told, "_key": key()}).status_code == 404
    assert ROWS["enterprise_round"]._default_manager.count() == 1
    page = filled.client("hoa", headers={"accept-language": "en"}).get(f"{ROOT}goals/").content.decode()
    assert "What owners here want" not in page


def test_the_sheets_hold_blank_rows_and_what_is_drawn(filled: Cast) -> None:
    page = filled.client("minh").get(f"{ROOT}sheets/").content.decode()
    assert page.count('class="sheet"') == 5
    assert "Bột ướt" in page
