"""Each act on rows makes the book one version higher and leaves its one line."""

import pytest
from django.db import transaction

from edulis.web.enterprises import actions
from edulis.web.enterprises.loading import data_version
from edulis.web.enterprises.models import ROWS, Upload
from edulis.web.kit.models import Line
from edulis.web.kit.versions import Stale
from tests.web.conftest import Cast
from tests.web.enterprises.conftest import files, parcel


def test_every_write_raises_the_version_of_the_data(filled: Cast) -> None:
    visit, seen = filled.visit("binh"), []
    with transaction.atomic():
        row = actions.add_row(visit, "stock", {"round": "2002", "month": "2002-10-01", "enterprise": "binh",
                                               "product": "wet", "quantity": 5.0})  # fmt: skip
        seen.append(data_version(filled.village))
        actions.change_row(visit, row, row.version, {"quantity": 6.0, "enterprise": "binh"})
        seen.append(data_version(filled.village))
        actions.take_away(visit, row, row.version)
        seen.append(data_version(filled.village))
        actions.put_back(visit, row, row.version)
        seen.append(data_version(filled.village))
        actions.confirm(visit, [row])
        seen.append(data_version(filled.village))
    assert seen == [2, 3, 4, 5, 6]
    verbs = list(Line.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == [f"enterprises.row_{what}" for what in ("add", "change", "take_away", "put_back", "confirm")]


def test_what_a_household_writes_of_itself_is_its_word(filled: Cast) -> None:
    values = {"round": "2002", "month": "2002-10-01", "enterprise": "lan", "product": "residue", "quantity": 5.0}
    with transaction.atomic():
        assert actions.add_row(filled.visit("hoa"), "stock", values).confirmed is None
        assert actions.add_row(filled.visit("binh"), "stock", {**values, "enterprise": "binh"}).confirmed is not None


def test_a_stale_change_is_refused(filled: Cast) -> None:
    row = ROWS["enterprise"]._default_manager.get(of=filled.village, code="binh")
    with transaction.atomic():
        actions.change_row(filled.visit("binh"), row, 1, {"founded": 1990})
        with pytest.raises(Stale):
            actions.change_row(filled.visit("binh"), row, 1, {"founded": 1991})


def test_a_file_is_taken_in_once_and_a_second_one_writes_nothing(cast: Cast) -> None:
    minh = cast.visit("minh")
    with transaction.atomic():
        first = actions.offer_file(minh, "v.zip", parcel(files()))
        assert actions.take_in(minh, first) == sum(
            len(w.splitlines()) - 1 for n, w in files().items() if n != "cluster"
        )
        with pytest.raises(actions.Outdated):
            actions.take_in(minh, first)
        second = actions.offer_file(minh, "v.zip", parcel(files()))
        assert actions.take_in(minh, second) == 0
        assert data_version(cast.village) == 1


def test_a_file_compared_with_older_rows_is_not_taken_in(filled: Cast) -> None:
    with transaction.atomic():
        offer = actions.offer_file(filled.visit("minh"), "place.csv", b"code,name\nnew,New\n")
        actions.open_book(filled.visit("hoa"))
        with pytest.raises(actions.Outdated):
            actions.take_in(filled.visit("minh"), offer)


def test_rows_that_others_need_cannot_be_taken_away_by_a_file(filled: Cast) -> None:
    product = files()["product"].replace("wet,Bột ướt,half,kg,0.55,false\n", "")
    with transaction.atomic():
        offer = actions.offer_file(filled.visit("minh"), "product.csv", product.encode())
    with pytest.raises(actions.Broken), transaction.atomic():
        actions.take_in(filled.visit("minh"), offer, take_missing=True)
    assert Upload.objects.get().taken is None
