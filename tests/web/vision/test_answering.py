"""Answering with one tap, exactly once; statements with pictures and voices; what is hostile comes back as sent."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from edulis.web.kit.models import Line
from edulis.web.vision.models import Piece, Round, Statement, Vote
from tests.web.conftest import Cast
from tests.web.vision.conftest import over

HERE = "/c/lang-bot/vision/"
OGG = b"OggS" + bytes(24) + b"OpusHead" + bytes(200)


def test_a_vote_from_an_outbox_counts_once_however_often_it_is_sent(
    cast: Cast, asked: Round, key: Callable[[], str]
) -> None:
    first, client, mine = asked.statements.get(number=1), cast.client("binh"), key()
    where = f"{HERE}statement/{first.pk}/"
    headers = {"Accept": "application/json", "Edulis-Person": str(cast.binh.pk), "Idempotency-Key": mine}
    told = [client.post(where, {"says": "agree"}, headers=headers) for _ in range(4)]
    assert {one.status_code for one in told} == {200}
    assert told[0].json()["to"] == f"{HERE}{asked.pk}/"
    assert Vote.objects.count() == Line.objects.filter(verb="vision.statement_vote").count() == 1
    another = client.post(where, {"says": "agree"}, headers=headers | {"Edulis-Person": "1", "Idempotency-Key": key()})
    assert another.status_code == 401


def test_an_outsiders_vote_a_closed_round_and_another_cluster_are_refused(
    cast: Cast, asked: Round, theirs: Round, key: Callable[[], str]
) -> None:
    where = f"{HERE}statement/{asked.statements.get(number=1).pk}/"
    for who in ("minh", "son", "ngoc"):
        assert cast.client(who).post(where, {"says": "agree", "_key": key()}).status_code == 403
    for who in ("lan", "tu", "gone", None):
        assert cast.client(who).post(where, {"says": "agree", "_key": key()}).status_code in {403, 404}
    away = theirs.statements.get(number=1).pk
    assert cast.client("binh").post(f"{HERE}statement/{away}/", {"says": "agree", "_key": key()}).status_code == 404
    assert cast.client("binh").post(where, {"says": "agree"}).status_code == 400
    assert cast.client("binh").post(where, {"says": "", "_key": key()}).status_code == 409
    over(asked)
    assert cast.client("binh").post(where, {"says": "agree", "_key": key()}).status_code == 409
    assert Vote.objects.count() == 0


def test_all_statements_stand_on_one_page_with_my_answers(cast: Cast, asked: Round, key: Callable[[], str]) -> None:
    second = asked.statements.get(number=2)
    sent = {"says": "disagree", "from": "statements", "_key": key()}
    answer = cast.client("an").post(f"{HERE}statement/{second.pk}/", sent)
    assert answer.headers["Location"] == f"{HERE}{asked.pk}/all/#s2"
    page = cast.client("an").get(f"{HERE}{asked.pk}/all/").content.decode()
    assert page.count("data-outbox") == 3
    assert page.count('aria-pressed="true"') == 1
    assert "data-outbox" not in cast.client("ngoc").get(f"{HERE}{asked.pk}/all/").content.decode()


def test_a_statement_with_picture_and_voice_is_put_in_and_given_out_as_what_it_is(
    cast: Cast, asked: Round, picture: bytes, key: Callable[[], str]
) -> None:
    sent = {
        "_key": key(), "words": "Bể chung\u202e <script>alert(1)</script>",
        "picture": SimpleUploadedFile("a.jpg", picture), "sound": SimpleUploadedFile("a.ogg", OGG),
    }  # fmt: skip
    assert cast.client("an").post(f"{HERE}{asked.pk}/say/", sent).status_code == 302
    made = Statement.objects.get(number=4)
    assert made.words == "Bể chung\u202e <script>alert(1)</script>"
    page = cast.client("hoa").get(f"{HERE}{asked.pk}/all/").content.decode()
    assert "<script>alert" not in page
    kinds = {}
    for piece in Piece.objects.all():
        seen = cast.client("son").get(f"{HERE}piece/{piece.name}/")
        kinds[seen.headers["Content-Type"]] = seen.content
        assert cast.client("lan").get(f"{HERE}piece/{piece.name}/").status_code == 404
        assert cast.client("lan").get(f"/c/lang-ben/vision/piece/{piece.name}/").status_code == 404
    assert kinds["audio/ogg"] == OGG
    assert b"Secret Phone" not in kinds["image/jpeg"]


def test_what_is_no_picture_or_voice_is_refused_in_words(cast: Cast, asked: Round, key: Callable[[], str]) -> None:
    for name in ("picture", "sound"):
        sent = {"_key": key(), "words": "x", name: SimpleUploadedFile("a", b"<svg onload=alert(1)>")}
        assert cast.client("binh").post(f"{HERE}{asked.pk}/say/", sent).status_code == 422
    assert cast.client("ngoc").post(f"{HERE}{asked.pk}/say/", {"_key": key(), "words": "x"}).status_code == 403
    over(asked)
    assert cast.client("binh").post(f"{HERE}{asked.pk}/say/", {"_key": key(), "words": "x"}).status_code == 409
    assert Statement.objects.filter(number__gt=3).count() == 0


def test_a_coordinator_takes_a_statement_out_and_everybody_reads_why(
    cast: Cast, asked: Round, key: Callable[[], str]
) -> None:
    where = f"{HERE}statement/{asked.statements.get(number=3).pk}/out/"
    for who in ("binh", "minh"):
        assert cast.client(who).post(where, {"_key": key(), "why": "x"}).status_code == 403
    assert cast.client("hoa").post(where, {"_key": key(), "why": ""}).status_code == 422
    assert cast.client("hoa").get(where).status_code == 200
    assert cast.client("hoa").post(where, {"_key": key(), "why": "Hai điều một lúc"}).status_code == 302
    assert cast.client("hoa").post(where, {"_key": key(), "why": "lại"}).status_code == 409
    assert "Hai điều một lúc" in cast.client("son").get(f"{HERE}{asked.pk}/all/").content.decode()
