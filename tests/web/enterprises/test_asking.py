"""What was said aloud or signed is written down by a coordinator, with a witness."""

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from edulis.web.people.consents import forget_kept, words_on
from edulis.web.people.models import Consent
from tests.web.conftest import Cast

HERE = "/c/lang-bot/enterprises/asked/"
Key = Callable[[], str]


def hear(cast: Cast, key: Key, by: str = "hoa", **told: object) -> int:
    sent = {"purpose": "map", "who": ["h_lan"], "given": "yes", "how": "voice", "witness": cast.binh.pk, "_key": key()}
    status = cast.client(by).post(HERE, sent | told).status_code
    forget_kept(cast.village)
    return int(status)


def test_many_who_answered_aloud_are_written_down_at_once(filled: Cast, key: Key) -> None:
    Consent.objects.all().delete()
    assert hear(filled, key) == 302
    word = Consent.objects.get()
    assert (word.who, word.how, word.witness, word.by) == ("h_lan", "voice", filled.binh, filled.hoa.pk)
    page = filled.client("hoa").get(HERE).content.decode()
    assert "Bà Lan" in page
    assert "Bà Hoa" not in page  # one answers for oneself on one's own page


def test_no_witness_no_word(filled: Cast, key: Key) -> None:
    Consent.objects.all().delete()
    for witness in ("", filled.hoa.pk, filled.lan.pk, filled.an.pk):
        assert hear(filled, key, witness=witness) == 422
    assert hear(filled, key, who=[]) == 422
    assert hear(filled, key, by="binh") == 403
    assert hear(filled, key, by="minh") == 403
    assert Consent.objects.count() == 0


def test_a_yes_is_not_written_down_for_who_answers_on_the_site_but_a_spoken_no_is(filled: Cast, key: Key) -> None:
    assert hear(filled, key, who=["h_binh"], witness=filled.dao.pk) == 422
    assert hear(filled, key, who=["h_binh"], witness=filled.dao.pk, given="no") == 302
    assert words_on(filled.village, "map")["h_binh"].state == "no"


def test_paper_needs_its_photograph_which_is_drawn_anew(filled: Cast, key: Key) -> None:
    assert hear(filled, key, how="paper") == 422
    assert hear(filled, key, how="paper", paper=SimpleUploadedFile("a.jpg", b"no picture")) == 422
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    assert hear(filled, key, how="paper", paper=SimpleUploadedFile("a.png", out.getvalue())) == 302
    assert bytes(Consent.objects.get(how="paper").photo)[:2] == b"\xff\xd8"


def test_who_said_no_is_a_number_that_a_spoken_yes_can_bring_back(filled: Cast, key: Key) -> None:
    hear(filled, key, given="no")
    page = filled.client("hoa").get(HERE).content.decode()
    assert "Bà Lan" not in page
    number = page.split('value="#')[1].split('"')[0]
    assert hear(filled, key, who=[f"#{number}"]) == 302
    assert words_on(filled.village, "map")["h_lan"].holds
