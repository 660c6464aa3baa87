"""The map is for all who belong to the cluster; cuts of it are for members; it says how fresh it is."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from edulis.web.enterprises import actions, analysing
from edulis.web.enterprises.models import Analysis, Page, Season
from edulis.web.kit.models import OpenRoom
from tests.web.conftest import Cast

ROOT = "/c/lang-bot/enterprises/"
Key = Callable[[], str]
FINDING = {
    "code": "network.gap", "about": "network", "title": "Starch makers and noodle makers do not talk", "sure": "n = 9",
    "question": "Who could bring them together?", "method": "Share of trade", "source": "Burt 1992", "sign": "hinders",
}  # fmt: skip


@pytest.fixture
def mapped(filled: Cast) -> Cast:
    """The village with a map as a worker leaves it."""
    done = Analysis.objects.create(
        cluster=filled.village, data_version=1, status="done", progress=1.0, finished="2002-12-20T00:00Z",
        result={"round": "2002", "findings": {"en": [FINDING], "vi": [FINDING]}, "lacks": {}, "medians": {}},
    )  # fmt: skip
    for language in ("en", "vi"):
        Page.objects.create(analysis=done, language=language, key="money", title="Money", html="<p>all</p>")
        Page.objects.create(
            analysis=done, language=language, key="money", filter="product:wet", title="Wet", html="<p>wet only</p>"
        )
    return filled


def test_all_of_the_circle_see_the_map_and_nobody_else(mapped: Cast) -> None:
    for name, status in (("hoa", 200), ("an", 200), ("minh", 200), ("son", 200), ("ngoc", 200), ("lan", 404),
                         ("tu", 404), ("gone", 403)):  # fmt: skip
        for path in ("", "map/money/", "findings/", "seasons/"):
            assert mapped.client(name).get(f"{ROOT}{path}").status_code == status, (name, path)


def test_before_anything_is_worked_out_the_map_says_what_to_do(cast: Cast, key: Key) -> None:
    hoa = cast.client("hoa", headers={"accept-language": "en"})
    assert "Begin with the cards" in hoa.get(ROOT).content.decode()
    assert hoa.get(f"{ROOT}map/money/").status_code == 302
    assert hoa.post(f"{ROOT}ask/", {"_key": key()}).status_code == 302
    assert "It is being worked out" in hoa.get(ROOT).content.decode()
    assert cast.client("an").post(f"{ROOT}ask/", {"_key": key()}).status_code == 403


def test_only_members_cut_the_flows(mapped: Cast) -> None:
    asked = {"cut": "product:wet"}
    assert "wet only" in mapped.client("binh").get(f"{ROOT}map/money/", asked).content.decode()
    for name in ("an", "minh", "son", "ngoc"):
        page = mapped.client(name).get(f"{ROOT}map/money/", asked).content.decode()
        assert "wet only" not in page
        assert "product:wet" not in page


def test_a_map_of_older_rows_says_so(mapped: Cast) -> None:
    hoa = mapped.client("hoa", headers={"accept-language": "en"})
    assert "Rows were changed since then" not in hoa.get(ROOT).content.decode()
    with transaction.atomic():
        actions.open_book(mapped.visit("hoa"))
    page = hoa.get(ROOT).content.decode()
    assert "Rows were changed since then" in page
    assert "Work it out anew" in page


def test_each_finding_has_its_question_to_carry_to_the_forum(mapped: Cast) -> None:
    hoa = mapped.client("hoa", headers={"accept-language": "en"})
    assert "Who could bring them together?" in hoa.get(f"{ROOT}findings/").content.decode()
    page = hoa.get(f"{ROOT}findings/", {"about": "network"}).content.decode()
    assert "/c/lang-bot/forum/dialogue/?ask=" in page  # trade without talk opens a dialogue
    OpenRoom.objects.filter(cluster=mapped.village, room="forum").delete()
    assert "Copy the question" in hoa.get(f"{ROOT}findings/", {"about": "network"}).content.decode()


def test_the_year_of_the_meeting_is_a_picture_with_a_table(mapped: Cast) -> None:
    Season.objects.create(cluster=mapped.village, kind="starch", month=1, load=3)
    page = mapped.client("hoa").get(f"{ROOT}seasons/").content.decode()
    assert page.count("<figure>") == 1
    assert page.count("<title") >= 3
    assert "<table" in page


def test_pages_of_the_map_need_few_queries(mapped: Cast) -> None:
    hoa = mapped.client("hoa")
    for path in ("", "map/money/", "findings/", "seasons/"):
        with CaptureQueriesContext(connection) as asked:
            hoa.get(f"{ROOT}{path}")
        assert len(asked) <= 30, path


@pytest.mark.parametrize("odd", ["x" * 10_000, "💥", "product:", "'"])
def test_odd_pages_and_cuts_are_not_there(mapped: Cast, odd: str) -> None:
    assert mapped.client("hoa").get(f"{ROOT}map/money/", {"cut": odd}).status_code in (200, 404)
    assert mapped.client("hoa").get(f"{ROOT}map/nothing/").status_code == 404


def test_a_failed_analysis_is_told(mapped: Cast) -> None:
    Analysis.objects.create(cluster=mapped.village, data_version=2, status="failed")
    assert analysing.under_way(mapped.village) is not None
    page = mapped.client("hoa", headers={"accept-language": "en"}).get(ROOT).content.decode()
    assert "could not be worked out" in page
