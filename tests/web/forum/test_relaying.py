"""Statements without a name: whoever holds the whole store, its logs and exports cannot tell whose a slip is."""

import inspect
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from edulis.web.forum import relaying
from edulis.web.forum.models import Box, Relayed, Slip, Topic
from edulis.web.kit.models import Line, Once, OpenRoom, Unsigned
from tests.web.conftest import Cast
from tests.web.forum.conftest import HERE

Send = Callable[..., Any]
SECRET = "Tôi bán bột lẫn cát từ năm ngoái, xin lỗi bà con"
MEMBERS = ("binh", "dao", "hoa", "an")


def everything() -> dict[str, list[dict[str, Any]]]:
    """The whole store, every table, every column, as whoever copied it holds it."""
    held: dict[str, list[dict[str, Any]]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [one[0] for one in cursor.description]
            held[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return held


def left(cast: Cast, topic: Topic, send: Send, who: str, words: str = SECRET) -> Any:
    return send(cast.client(who), f"{HERE}{topic.pk}/slip/", words=words)


def test_a_guessed_author_finds_nothing_in_the_whole_store(
    cast: Cast, topic: Topic, send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    """The store after Ms Đào left a slip is, but for random numbers, the store after Mr Bình did."""
    stores = {}
    for who in MEMBERS:
        before = transaction.savepoint()
        clients = {name: cast.client(name) for name in MEMBERS}  # all are in, as on an ordinary evening
        with caplog.at_level(logging.DEBUG):
            assert send(clients[who], f"{HERE}{topic.pk}/slip/", words=SECRET).status_code == 302
        held = everything()
        assert sum(SECRET in str(row.values()) for rows in held.values() for row in rows) == 1
        assert [row["words"] for row in held["forum_slip"]] == [SECRET]
        stores[who] = {
            table: sorted(json.dumps(plain(row), default=str, sort_keys=True) for row in rows)
            for table, rows in held.items()
            if table != "django_session"
        }
        assert all(SECRET not in json.dumps(one.get_decoded()) for one in Session.objects.all())
        transaction.savepoint_rollback(before)
    assert all(store == stores["binh"] for store in stores.values())
    said = " ".join(one.getMessage() for one in caplog.records if one.name != "django.db.backends")
    assert SECRET not in said


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what is random in every store: numbers of slips and digests of keys, moments of entering."""
    return {name: value for name, value in row.items() if name not in {"id", "key", "digest", "last_login"}}


def test_a_slip_leaves_no_line_no_answer_and_no_moment(cast: Cast, topic: Topic, send: Send) -> None:
    lines = Line.objects.count()
    answer = left(cast, topic, send, "dao")
    assert answer.headers["Location"] == f"{HERE}{topic.pk}/slip/?left=1"
    assert (Line.objects.count(), Once.objects.count(), Unsigned.objects.count()) == (lines, 0, 1)
    page = cast.client("dao").get(answer.headers["Location"]).content.decode()
    assert SECRET not in page
    assert "data-outbox" not in page  # nothing of it stays on the phone
    for name in ("at", "made", "by", "person", "moment", "day"):
        assert name not in {field.name for field in Slip._meta.get_fields()}


def test_the_same_slip_sent_twice_is_one_slip(cast: Cast, topic: Topic, key: Callable[[], str]) -> None:
    sent = {"_key": key(), "words": SECRET}
    for _ in range(3):
        assert cast.client("dao").post(f"{HERE}{topic.pk}/slip/", sent).status_code == 302
    assert Slip.objects.count() == 1


def test_the_box_is_not_opened_for_so_few_that_one_could_guess(cast: Cast, topic: Topic, send: Send) -> None:
    for number, who in enumerate(("dao", "binh")):
        left(cast, topic, send, who, f"{SECRET} {number}")
        assert send(cast.client("minh"), f"{HERE}slips/open/").status_code == 409
        assert SECRET not in cast.client("minh").get(f"{HERE}slips/").content.decode()
    left(cast, topic, send, "an", f"{SECRET} 2")
    for who in ("binh", "an", "son", "ngoc", "lan"):
        assert send(cast.client(who), f"{HERE}slips/open/").status_code in {403, 404}
    assert send(cast.client("minh"), f"{HERE}slips/open/").status_code == 302
    assert (Slip.objects.count(), Relayed.objects.count()) == (0, 3)
    line = Line.objects.latest("number")
    assert (line.verb, line.saying.facts["slips"]) == ("forum.box_open", 3)
    for number in range(3):
        left(cast, topic, send, "dao", f"{SECRET} thêm {number}")
    assert send(cast.client("minh"), f"{HERE}slips/open/").status_code == 409  # opened today


def test_after_a_week_it_opens_for_any_number_but_not_empty(cast: Cast, topic: Topic) -> None:
    OpenRoom.objects.filter(room="forum").update(since="2003-01-01T00:00Z")
    with pytest.raises(relaying.Closed), transaction.atomic():
        relaying.open_box(cast.visit("minh"))
    with transaction.atomic():
        relaying.leave(topic, SECRET)
        assert relaying.open_box(cast.visit("minh")) == 1
    assert Box.objects.get().slips == 1


def test_the_order_in_which_slips_came_is_not_told(cast: Cast, topic: Topic) -> None:
    orders = set()
    for _ in range(6):
        before = transaction.savepoint()
        with transaction.atomic():
            for number in range(8):
                relaying.leave(topic, f"{number}")
            relaying.open_box(cast.visit("minh"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT words FROM forum_relayed")  # as they lie in the store
            orders.add("".join(row[0] for row in cursor.fetchall()))
        transaction.savepoint_rollback(before)
    assert len(orders) >= 5


def test_before_it_is_opened_the_box_tells_no_order_either(cast: Cast, topic: Topic, send: Send) -> None:
    for number in range(6):
        left(cast, topic, send, "dao", f"{number}")
    for table, column in (("forum_slip", "id"), ("kit_unsigned", "key")):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {column} FROM {table}")  # as they lie in the store
            found = [row[0] for row in cursor.fetchall()]
        assert found == sorted(found)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table}")
                assert cursor.fetchone() == (1,)


def test_a_facilitator_carries_it_over_in_other_words_or_lays_it_aside(cast: Cast, topic: Topic, send: Send) -> None:
    with transaction.atomic():
        for number in range(3):
            relaying.leave(topic, f"{SECRET} {number}")
        relaying.open_box(cast.visit("minh"))
    first, second, _ = Relayed.objects.all()
    carry = f"{HERE}slips/{first.pk}/"
    assert send(cast.client("binh"), carry, words="x", do="show").status_code == 403
    assert send(cast.client("minh"), carry, words="Có nhà còn lẫn cát.", do="show").status_code == 302
    assert send(cast.client("minh"), carry, words="nữa", do="show").status_code == 409
    assert send(cast.client("hoa"), f"{HERE}slips/{second.pk}/", do="aside").status_code == 302
    page = cast.client("an", headers={"accept-language": "en"}).get(f"{HERE}{topic.pk}/").content.decode()
    assert "Có nhà còn lẫn cát." in page
    assert "Relayed by a facilitator" in page
    assert SECRET not in page
    assert (
        "1 carried over" in cast.client("ngoc", headers={"accept-language": "en"}).get(f"{HERE}slips/").content.decode()
    )
    trail = cast.client("binh", headers={"accept-language": "en"}).get("/c/lang-bot/journal/trail/").content.decode()
    assert "opened the box of slips" in trail
    assert first.pk not in trail


def test_what_was_told_aloud_is_shown_with_the_day_and_nothing_else(cast: Cast, topic: Topic, send: Send) -> None:
    assert send(cast.client("minh"), f"{HERE}{topic.pk}/relay/", words="Có nhà sợ mất mối.").status_code == 302
    page = cast.client("an").get(f"{HERE}{topic.pk}/").content.decode()
    shown = page[page.index("Có nhà sợ mất mối.") :]
    assert "Minh" not in shown[: shown.index("</blockquote>")]
    assert Relayed.objects.get().state == "shown"


def test_a_slip_of_another_cluster_is_not_there(cast: Cast, theirs: Topic, send: Send) -> None:
    assert left(cast, theirs, send, "dao").status_code == 404
    one = Relayed.objects.create(id="ab", topic=theirs, words="x", day="2003-05-06")
    assert send(cast.client("hoa"), f"{HERE}slips/{one.pk}/", do="show", words="y").status_code == 404
    assert Slip.objects.count() == 0


def test_outsiders_leave_no_slips(cast: Cast, topic: Topic, send: Send) -> None:
    for who in ("minh", "son", "ngoc"):
        assert left(cast, topic, send, who).status_code == 403


def test_the_server_keeps_no_list_of_who_asked_for_which_page() -> None:
    from granian import Granian

    from edulis.web.operating import serving

    assert inspect.signature(Granian.__init__).parameters["log_access"].default is False
    assert "log_access" not in inspect.getsource(serving)


def test_no_table_but_the_two_could_hold_a_nameless_statement(cast: Cast) -> None:
    holding = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.related_model in {Slip, Relayed} and not field.auto_created
    }
    assert holding == set()
