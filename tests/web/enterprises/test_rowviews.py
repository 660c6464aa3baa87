"""Rows on pages: one's own are written by oneself, nobody's change disappears, nothing of others is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from edulis.web.enterprises.models import ROWS
from edulis.web.kit.models import Line
from tests.web.conftest import Cast

ROOT = "/c/lang-bot/enterprises/rows/"
Key = Callable[[], str]
STOCK = {"round": "2002", "month": "2002-10-01", "enterprise": "binh", "product": "wet", "quantity": "5"}


def row(cast: Cast, code: str = "binh") -> Any:
    return ROWS["enterprise"]._default_manager.get(of=cast.village, code=code)


def sent(row: Any, **other: object) -> dict[str, Any]:
    values = {c.name: getattr(row, c.name) for c in row.survey.columns}
    told = {
        name: "" if v is None else "true" if v is True else "false" if v is False else v for name, v in values.items()
    }
    return {**told, "seen": row.version, **other}


def test_a_member_sees_the_rows_of_the_own_household_only(filled: Cast) -> None:
    page = filled.client("binh").get(f"{ROOT}trade/").content.decode()
    assert page.count("row-acts") == 7
    page = filled.client("binh").get(f"{ROOT}enterprise/").content.decode()
    assert "Ông Bình" in page
    assert "Bà Lan" not in page


def test_a_row_is_added_with_its_line(filled: Cast, key: Key) -> None:
    answer = filled.client("binh").post(f"{ROOT}stock/new/", {**STOCK, "_key": key()})
    assert answer.status_code == 302
    assert Line.objects.get().verb == "enterprises.row_add"
    made: Any = ROWS["stock"]._default_manager.get()
    assert (made.quantity, made.kept_by, made.confirmed is not None) == (5.0, filled.binh.pk, True)


def test_nobody_writes_another_households_figure(filled: Cast, key: Key) -> None:
    for name in ("hoa", "dao"):
        answer = filled.client(name).post(f"{ROOT}stock/new/", {**STOCK, "_key": key()})
        assert answer.status_code == 422
        assert filled.client(name).get(f"{ROOT}enterprise/{row(filled).pk}/").status_code == 404
    assert ROWS["stock"]._default_manager.count() == 0


def test_an_impossible_row_is_told_in_words(filled: Cast, key: Key) -> None:
    binh = filled.client("binh", headers={"accept-language": "en"})
    answer = binh.post(f"{ROOT}stock/new/", {**STOCK, "month": "2030-01-01", "_key": key()})
    assert answer.status_code == 422
    assert "The month does not lie in the round" in answer.content.decode()


def test_who_comes_too_late_sees_both_versions_and_loses_nothing(filled: Cast, key: Key) -> None:
    mine, binh = row(filled), filled.client("binh")
    url = f"{ROOT}enterprise/{mine.pk}/"
    assert binh.post(url, {**sent(mine, founded="1990"), "_key": key()}).status_code == 302
    late = binh.post(url, {**sent(mine, founded="1985"), "_key": key()})
    assert late.status_code == 409
    page = late.content.decode()
    assert "1990" in page
    assert "1985" in page
    assert 'name="seen" value="2"' in page
    assert binh.post(url, {**sent(mine, founded="1985", seen="2"), "_key": key()}).status_code == 302
    assert row(filled).founded == 1985


def test_a_row_is_taken_away_and_put_back(filled: Cast, key: Key) -> None:
    binh = filled.client("binh")
    trade: Any = ROWS["trade"]._default_manager.filter(of=filled.village, seller="binh", reporter="seller").first()
    url = f"{ROOT}trade/{trade.pk}/"
    assert binh.get(f"{url}away/").status_code == 200
    gone = binh.post(f"{url}away/", {"seen": 1, "_key": key()})
    assert gone.status_code == 302
    assert gone.headers["Location"] == f"{url}back/"
    assert binh.get(url).status_code == 404
    assert binh.get(f"{url}back/").status_code == 200
    assert binh.post(f"{url}back/", {"seen": 2, "_key": key()}).status_code == 302
    assert binh.get(url).status_code == 200
    assert Line.objects.count() == 2


def test_a_row_that_others_refer_to_is_not_taken_away(filled: Cast, key: Key) -> None:
    answer = filled.client("binh").post(f"{ROOT}enterprise/{row(filled).pk}/away/", {"seen": 1, "_key": key()})
    assert answer.status_code == 409
    assert row(filled).gone is None


def test_shared_rows_are_changed_by_coordinators_and_facilitators(filled: Cast, key: Key) -> None:
    place = ROWS["place"]._default_manager.get(of=filled.village, code="dl")
    for name, status in (("hoa", 302), ("binh", 404), ("an", 404), ("lan", 404), ("ngoc", 403), ("tu", 404)):
        now: Any = ROWS["place"]._default_manager.get(pk=place.pk)
        told = sent(now, households="900")
        answer = filled.client(name).post(f"{ROOT}place/{place.pk}/", {**told, "_key": key()})
        assert answer.status_code == status, name


@pytest.mark.parametrize("record", sorted(ROWS))
def test_every_record_has_its_list_and_form(filled: Cast, record: str) -> None:
    hoa = filled.client("hoa")
    assert hoa.get(f"{ROOT}{record}/").status_code == 200
    assert hoa.get(f"{ROOT}{record}/new/").status_code == 200


def test_the_lists_need_few_queries(filled: Cast) -> None:
    from django.db import connection

    hoa = filled.client("hoa")
    for path in ("", "trade/", "enterprise/", "trade/new/"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            hoa.get(f"{ROOT}{path}")
        assert len(asked) <= 30, path


@pytest.mark.parametrize("page", ["-1", "x", "9" * 40, "%00"])
def test_odd_page_numbers_show_a_page(filled: Cast, page: str) -> None:
    assert filled.client("hoa").get(f"{ROOT}trade/", {"page": page}).status_code == 200


def test_odd_answers_are_refused_in_words(filled: Cast, key: Key) -> None:
    binh = filled.client("binh")
    for odd in ("9" * 400, "x" * 100_000, "💥", "1e400", "nan"):
        for name in STOCK:
            answer = binh.post(f"{ROOT}stock/new/", {**STOCK, name: odd, "_key": key()})
            assert answer.status_code == 422, (name, odd[:5])
        page = binh.post(f"{ROOT}enterprise/{row(filled).pk}/", {**sent(row(filled)), "seen": odd, "_key": key()})
        assert page.status_code == 409
    assert binh.get(f"{ROOT}nothing/").status_code == 404


def test_a_new_row_begins_with_the_latest_round_and_ones_own_enterprise(filled: Cast) -> None:
    page = filled.client("binh").get(f"{ROOT}stock/new/").content.decode()
    assert '<option value="2002" selected>' in page
    assert '<option value="binh" selected>' in page
