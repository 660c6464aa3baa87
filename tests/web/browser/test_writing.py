"""Minutes, taps and rows written on a phone whose network is gone, slow, or says no: kept, mended, sent once."""

import datetime as dt
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from edulis.web.enterprises.models import ROWS, Season
from edulis.web.journal.models import Meeting, Photo, Wording
from edulis.web.kit.models import Line
from tests.web.browser.conftest import Site

ROOT = "/c/lang-bot/"
UNSENT = "#unsent:not([hidden]) b"
EDGE = {"offline": False, "latency": 600, "downloadThroughput": 6_250, "uploadThroughput": 6_250}  # 50 kbit/s


@pytest.fixture
def meeting(site: Site) -> Meeting:
    return Meeting.objects.create(cluster=site.cast.village, title="Họp", day=dt.date(2003, 5, 6), by=site.cast.hoa)


@pytest.fixture
def cards(site: Site) -> None:
    here = {"of": site.cast.village, "kept_by": 1, "kept_how": "drawn"}
    for code, kind in (("binh", "starch"), ("hoa", "noodles")):
        ROWS["household"]._default_manager.create(code=f"h_{code}", name=code, **here)
        ROWS["enterprise"]._default_manager.create(code=code, name=code, household=f"h_{code}", kind=kind, **here)
    ROWS["product"]._default_manager.create(code="wet", name="Bột ướt", stage="input", unit="kg", **here)


def opened(page: Page, site: Site, path: str) -> Page:
    page.goto(f"{site.address}{ROOT}{path}")
    page.wait_for_function("document.getElementById('unsent') !== null")
    return page


def test_minutes_written_without_a_network_outlive_the_app_being_closed(site: Site, meeting: Meeting) -> None:
    page = opened(site.phone("binh"), site, f"journal/{meeting.pk}/minutes/")
    page.context.set_offline(True)
    page.locator("textarea").fill("Ai cũng nói nước thải đen.")
    page.locator("main form button").click()
    expect(page.locator("[data-told]")).to_contain_text("Kept on this phone")
    expect(page.locator(UNSENT)).to_have_text("1")
    page.close()
    assert not Wording.objects.exists()
    page.context.set_offline(False)
    opened(page.context.new_page(), site, "people/")
    page = page.context.pages[-1]
    expect(page.locator("#unsent")).to_be_hidden()
    assert [one.words for one in Wording.objects.all()] == ["Ai cũng nói nước thải đen."]
    assert Line.objects.filter(verb="journal.minutes_write").count() == 1


def test_taps_on_the_wall_are_kept_in_their_order(site: Site, cards: None) -> None:
    page = opened(site.phone("binh"), site, "enterprises/draw/sells/?from=binh&product=wet")
    tap = page.get_by_role("button", name="hoa")
    tap.click()
    expect(page.get_by_role("button", name="hoa", pressed=True)).to_be_visible()
    page.goto(f"{site.address}{ROOT}enterprises/draw/year/")
    page.context.set_offline(True)
    month = page.locator("form:has([value=starch]) button[value='1']")
    for done in range(1, 3):
        month.click()
        expect(page.locator(UNSENT)).to_have_text(str(done))
    page.context.set_offline(False)
    expect(page.locator("#unsent")).to_be_hidden()
    assert Season.objects.get().load == 1  # busy, then slack
    assert ROWS["trade"]._default_manager.get(gone=None).buyer == "hoa"


def test_a_tap_shows_at_once_what_became_of_it(site: Site, cards: None) -> None:
    page = opened(site.phone("binh"), site, "enterprises/draw/year/")
    month = page.locator("form:has([value=starch]) button[value='1']")
    for said in ("busy", "slack"):
        month.click()
        expect(month).to_contain_text(said)
    assert Season.objects.get().load == 1
    assert "#starch" in page.url


def test_what_the_site_cannot_take_is_shown_with_its_question_and_mended_as_the_same_writing(
    site: Site, cards: None
) -> None:
    page = opened(site.phone("hoa"), site, "enterprises/rows/place/new/")
    page.locator("#id_code").fill("dl")
    page.locator("#id_name").fill("Dương Liễu")
    page.locator("#id_latitude").evaluate("one => { one.type = 'text'; one.value = '100'; }")
    page.locator("main form button").click()
    expect(page.locator("#id_latitude_error")).to_be_visible()
    expect(page.locator("#id_name")).to_have_value("Dương Liễu")
    expect(page.locator(UNSENT)).to_have_text("1")
    page.goto(f"{site.address}/phone/")
    page.locator("[data-do=open]").click()
    expect(page.locator("#id_name")).to_have_value("Dương Liễu")
    page.locator("#id_latitude").fill("21.06")
    page.locator("main form button").click()
    page.wait_for_url("**/rows/place/")
    expect(page.locator("#unsent")).to_be_hidden()
    assert ROWS["place"]._default_manager.get().latitude == 21.06
    assert Line.objects.filter(verb="enterprises.row_add").count() == 1


def test_a_picture_goes_over_a_village_network_and_is_made_small_on_the_phone(
    site: Site, meeting: Meeting, tmp_path: Path
) -> None:
    whole = tmp_path / "hop.jpg"
    Image.effect_noise((2400, 1800), 90).convert("RGB").save(whole, quality=92)
    page = opened(site.phone("hoa"), site, f"journal/{meeting.pk}/")
    page.get_by_text("Add a picture").click()
    page.locator("input[type=file]").set_input_files(whole)
    sent: list[int] = []
    page.on("request", lambda one: sent.append(len(one.post_data_buffer or b"")) if one.method == "POST" else None)
    page.locator("form:has([type=file]) button").click()
    expect(page.locator("main figure img")).to_be_visible()
    photo = Photo.objects.get()
    assert max(photo.width, photo.height) == 1600
    assert max(sent, default=0) < whole.stat().st_size / 1.5


def test_a_slow_network_takes_minutes_once_and_says_that_it_is_sending(site: Site, meeting: Meeting) -> None:
    page = opened(site.phone("binh"), site, f"journal/{meeting.pk}/minutes/")
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", EDGE)
    page.locator("textarea").fill("Mười người, ai cũng nói. " * 200)
    page.locator("main form button").click()
    page.locator("main form button").click()  # out of impatience
    expect(page.locator("[data-told]")).to_contain_text("Sending")
    page.wait_for_url(f"**/journal/{meeting.pk}/")
    expect(page.locator("#unsent")).to_be_hidden()
    assert Wording.objects.count() == 1


def test_secrets_are_never_kept(site: Site) -> None:
    page = opened(site.phone("hoa"), site, "people/")
    page.locator("main").evaluate(
        """main => main.insertAdjacentHTML("beforeend", "<form method=post data-outbox=x action='/no/such/'>"
        + "<input type=hidden name=_key value=k1><input type=password name=pin value=2580>"
        + "<button>go</button></form>")"""
    )
    page.locator("form[data-outbox=x] button").click()
    page.wait_for_url("**/no/such/")
    page.goto(f"{site.address}/phone/")
    expect(page.locator("#nothing")).to_be_visible()
