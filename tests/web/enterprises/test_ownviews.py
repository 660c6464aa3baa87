"""One's own page: nobody else's figures, and who recorded what."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from edulis.web.enterprises.models import ROWS, Analysis
from edulis.web.people.consents import taken_from_files
from tests.web.conftest import Cast

PAGE = "/c/lang-bot/enterprises/own/"


def test_the_page_shows_ones_own_deliveries_season_and_who_recorded_them(filled: Cast) -> None:
    page = filled.client("binh", headers={"accept-language": "en"}).get(PAGE).content.decode()
    assert "<svg" in page
    assert "Xát và lọc" in page
    assert "Tinh bột Ông Bình" in page
    assert "From a file · Minh" in page
    assert "11.7 million đồng" in page


def test_what_the_other_side_told_is_the_other_sides(filled: Cast) -> None:
    ROWS["trade"]._default_manager.filter(of=filled.village, reporter="buyer", buyer="hoa").update(quantity=4321)
    assert "4,321" not in filled.client("binh", headers={"accept-language": "en"}).get(PAGE).content.decode()
    assert "4,321" in filled.client("hoa", headers={"accept-language": "en"}).get(PAGE).content.decode()


def test_the_median_stands_beside_ones_own_where_enough_told_theirs(filled: Cast) -> None:
    Analysis.objects.create(
        cluster=filled.village, data_version=1, status="done", finished="2002-12-20T00:00Z",
        result={"round": "2002", "medians": {"starch": {"sales": {"median": 9_000_000.0, "n": 6}}}},
    )  # fmt: skip
    page = filled.client("binh", headers={"accept-language": "en"}).get(PAGE).content.decode()
    assert "9 million" in page
    assert "of 6" in page


def test_consents_are_told_purpose_by_purpose(filled: Cast) -> None:
    refused = {"who": "binh", "purpose": "report", "day": dt.date(2002, 10, 1), "given": False}
    taken_from_files(filled.village, [refused], 1)
    page = filled.client("binh", headers={"accept-language": "en"}).get(PAGE).content.decode()
    assert page.count("not asked") == 5
    assert page.count('class="pill">yes') == 2  # to being counted; and the name on the drawing holds until a no
    assert page.count('class="pill warning">no') == 1


def test_the_page_is_for_members_and_allies_and_needs_few_queries(filled: Cast) -> None:
    for name, status in (("an", 200), ("dao", 200), ("minh", 403), ("ngoc", 403), ("lan", 404)):
        assert filled.client(name).get(PAGE).status_code == status, name
    binh = filled.client("binh")
    with CaptureQueriesContext(connection) as asked:
        binh.get(PAGE)
    assert len(asked) <= 30
