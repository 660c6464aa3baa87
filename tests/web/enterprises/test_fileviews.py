"""A file is looked at first, then taken in whole; what goes out is for those it belongs to."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from edulis.web.enterprises.models import ROWS, Upload
from tests.web.conftest import Cast
from tests.web.enterprises.conftest import files, parcel
from tests.web.enterprises.test_importing import HOSTILE

ROOT = "/c/lang-bot/enterprises/"
Key = Callable[[], str]


def offer(cast: Cast, who: str, key: Key, content: bytes, name: str = "v.zip") -> Any:
    client = cast.client(who, headers={"accept-language": "en"})
    return client, client.post(f"{ROOT}file/", {"file": SimpleUploadedFile(name, content), "_key": key()})


def test_a_file_is_looked_at_and_then_taken_in_and_a_second_time_writes_nothing(cast: Cast, key: Key) -> None:
    minh, answer = offer(cast, "minh", key, parcel(files()))
    page = minh.get(answer.headers["Location"]).content.decode()
    assert "Nothing is written yet" in page
    assert ROWS["trade"]._default_manager.count() == 0
    done = minh.post(f"{answer.headers['Location']}take/", {"_key": key()}, follow=True).content.decode()
    assert "rows written" in done
    assert ROWS["trade"]._default_manager.count() == 14
    minh, answer = offer(cast, "minh", key, parcel(files()))
    assert "would write 0 rows" in minh.get(answer.headers["Location"]).content.decode()
    done = minh.post(f"{answer.headers['Location']}take/", {"_key": key()}, follow=True).content.decode()
    assert "0 rows written" in done


def test_what_is_wrong_is_told_cell_by_cell(filled: Cast, key: Key) -> None:
    head = "round,month,seller,buyer,product,reporter,quantity\n"
    bad = f"{head}2002,2002-11-01,nobody,lan,residue,seller,-4\n"
    minh, answer = offer(filled, "minh", key, bad.encode(), "trade.csv")
    page = minh.get(answer.headers["Location"]).content.decode()
    assert "cannot be taken in yet" in page
    assert "row 2" in page
    assert "nobody" in page
    assert minh.post(f"{answer.headers['Location']}take/", {"_key": key()}).status_code == 409


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: name[:20])
def test_no_file_breaks_the_site(cast: Cast, key: Key, name: str) -> None:
    client, answer = offer(cast, "hoa", key, HOSTILE[name](), name)
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        assert client.get(answer.headers["Location"]).status_code == 200
        assert not Upload.objects.get().good


def test_only_coordinators_and_facilitators_bring_files(cast: Cast, key: Key) -> None:
    for name, status in (("binh", 403), ("an", 403), ("son", 403), ("lan", 404)):
        assert offer(cast, name, key, parcel(files()))[1].status_code == status
    assert Upload.objects.count() == 0


def test_an_offer_of_another_cluster_is_not_there(cast: Cast, key: Key) -> None:
    lan = cast.client("lan")
    lan.post("/c/lang-ben/enterprises/file/", {"file": SimpleUploadedFile("v.zip", parcel(files())), "_key": key()})
    number = Upload.objects.get().pk
    assert cast.client("hoa").get(f"{ROOT}file/{number}/").status_code == 404
    assert cast.client("hoa").post(f"{ROOT}file/{number}/take/", {"_key": key()}).status_code == 404


def test_a_form_without_a_file_is_told_so(cast: Cast, key: Key) -> None:
    assert cast.client("hoa").post(f"{ROOT}file/", {"_key": key()}).status_code == 422


def test_the_package_is_for_coordinators_and_ones_own_for_each(filled: Cast) -> None:
    answer = filled.client("hoa").get(f"{ROOT}out/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parcel_:
        assert "datapackage.json" in parcel_.namelist()
    assert filled.client("binh").get(f"{ROOT}out/").status_code == 403
    assert filled.client("minh").get(f"{ROOT}out/").status_code == 403
    assert filled.client("binh").get(f"{ROOT}own/along/").headers["Content-Type"] == "application/zip"
    assert filled.client("minh").get(f"{ROOT}own/along/").status_code == 403
