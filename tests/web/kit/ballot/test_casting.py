"""One person, one vote; again replaces; a secret slip is found by its receipt only; the end is sharp."""

import datetime as dt
import json
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.utils import timezone

from edulis.web.kit.ballot.casting import (
    LATE,
    NOT_ASKED,
    SPENT,
    VOTED,
    WHICH,
    WHY,
    Refused,
    enter_paper,
    enter_slips,
    fresh_receipt,
    told_receipt,
    typed_receipt,
)
from edulis.web.kit.ballot.casting import cast as vote
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import recount, settle
from edulis.web.kit.ballot.models import Ballot, Mark, Urn, Voice
from edulis.web.kit.models import Line, Once
from tests.web.conftest import Cast
from tests.web.kit.ballot.conftest import Holds, over, send


def say(cast: Cast, name: str, ballot: Ballot, *choices: str, **more: Any) -> None:
    with transaction.atomic():
        vote(cast.visit(name), ballot, choices, **more)


def counts(ballot: Ballot) -> dict[str, int]:
    return {word: n for word, n in recount(ballot).counts if n}


def test_an_open_vote_is_replaced_by_the_last_one_received(cast: Cast, holds: Holds) -> None:
    ballot = holds()
    for choice in ("yes", "no", "yes"):
        say(cast, "binh", ballot, choice)
    say(cast, "dao", ballot, "no")
    assert counts(ballot) == {"yes": 1, "no": 1}
    assert Line.objects.filter(verb="kit.ballot_vote", person=cast.binh.pk).count() == 3


def test_a_secret_vote_is_changed_by_its_receipt_and_by_nothing_else(cast: Cast, holds: Holds) -> None:
    ballot, mine = holds(secret=True), fresh_receipt()
    say(cast, "binh", ballot, "yes", receipt=mine)
    say(cast, "binh", ballot, "no", receipt=mine)
    for receipt in ("", fresh_receipt()):
        with pytest.raises(Refused) as refused:
            say(cast, "binh", ballot, "yes", receipt=receipt)
        assert refused.value.reason == VOTED
    assert counts(ballot) == {"no": 1}


def test_one_receipt_cannot_be_used_for_two_first_votes(cast: Cast, holds: Holds) -> None:
    ballot, one = holds(secret=True), fresh_receipt()
    say(cast, "binh", ballot, "yes", receipt=one)
    with pytest.raises(Refused) as refused:
        say(cast, "dao", ballot, "no", receipt=one)
    assert refused.value.reason == SPENT
    say(cast, "dao", ballot, "no", receipt=fresh_receipt())
    assert counts(ballot) == {"yes": 1, "no": 1}
    assert Mark.objects.count() == 2


@pytest.mark.parametrize("secret", [False, True])
def test_after_hand_in_nothing_is_taken_and_before_it_everything(cast: Cast, holds: Holds, secret: bool) -> None:
    ballot = holds(secret=secret)
    past = timezone.now() - dt.timedelta(hours=1)  # people were told until then; phones hand in later
    Ballot.objects.filter(pk=ballot.pk).update(opens=past, cast_until=past)
    say(cast, "binh", ballot, "yes", receipt=fresh_receipt())
    with pytest.raises(Refused) as refused:
        say(cast, "dao", over(ballot), "no", receipt=fresh_receipt())
    assert refused.value.reason == LATE
    assert counts(ballot) == {"yes": 1}


def test_who_is_not_asked_cannot_vote_and_nobody_votes_before_it_begins(cast: Cast, holds: Holds) -> None:
    with pytest.raises(Refused) as refused:
        say(cast, "an", holds(), "yes")
    assert refused.value.reason == NOT_ASKED
    with pytest.raises(Refused):
        say(cast, "binh", holds(opens=timezone.now() + dt.timedelta(hours=2)), "yes")


def test_only_what_is_offered_can_be_chosen_and_an_objection_needs_a_reason(cast: Cast, holds: Holds) -> None:
    consent = holds(form="consent", rule=Deciding())
    for choices, why in ((["no"], WHICH), ([], WHICH), (["yes", "aside"], WHICH), (["object"], WHY)):
        with pytest.raises(Refused) as refused:
            say(cast, "binh", consent, *choices, reason="  ")
        assert refused.value.reason == why
    say(cast, "binh", consent, "object", reason=" nước bẩn ")
    assert Voice.objects.get().reason == "nước bẩn"
    several = holds(form="list", rule=Deciding("most"), options=[("a", "A"), ("b", "B"), ("c", "C")], most=2, seats=2)
    for choices in (["a", "b", "c"], ["x"], [], ["a", "abstain"]):
        with pytest.raises(Refused):
            say(cast, "binh", several, *choices)
    say(cast, "binh", several, "c", "a", "a")
    say(cast, "dao", several, "abstain")
    assert counts(several) == {"a": 1, "c": 1, "abstain": 1}


def test_a_receipt_reads_back_however_it_is_typed() -> None:
    receipt = fresh_receipt()
    told = told_receipt(receipt)
    assert len(told) == 14
    assert {typed_receipt(word) for word in (told, told.lower(), told.replace("-", " "), f" {receipt} ")} == {receipt}
    assert typed_receipt("abc") == typed_receipt(receipt[:-1] + "o") == ""


def test_paper_becomes_the_vote_of_its_owner_who_can_change_it(cast: Cast, holds: Holds) -> None:
    ballot = holds()
    with transaction.atomic():
        enter_paper(cast.visit("hoa"), ballot, {cast.dao.pk: (["no"], ""), cast.binh.pk: (["yes"], "")}, cast.binh.pk)
    mark = Mark.objects.get(person=cast.dao)
    assert (mark.on_paper, mark.by, mark.witness) == (True, cast.hoa.pk, cast.binh.pk)
    say(cast, "dao", ballot, "yes")
    assert counts(ballot) == {"yes": 2}
    with pytest.raises(Refused, match="paper does not replace it"), transaction.atomic():
        enter_paper(cast.visit("hoa"), ballot, {cast.dao.pk: (["no"], "")}, cast.binh.pk)
    assert counts(ballot) == {"yes": 2}
    line = Line.objects.get(verb="kit.paper_vote")
    assert line.saying.facts["persons"] == sorted([cast.dao.pk, cast.binh.pk])
    assert "no" not in json.dumps(line.saying.facts["persons"])


def test_slips_are_typed_in_several_at_once_and_changed_by_the_code_of_the_stub(cast: Cast, holds: Holds) -> None:
    ballot, stub = holds(secret=True), fresh_receipt()
    three = [cast.hoa.pk, cast.binh.pk, cast.dao.pk]
    slips: list[Any] = [(["yes"], "", told_receipt(stub)), (["no"], "", ""), (["yes"], "", "")]
    for persons, some in ((three, slips[:2]), (three[:2], slips[:2]), ([*three[:2], cast.an.pk], slips)):
        with pytest.raises(Refused), transaction.atomic():
            enter_slips(cast.visit("hoa"), ballot, persons, some, cast.binh.pk)
    with transaction.atomic():
        enter_slips(cast.visit("hoa"), ballot, three, slips, cast.binh.pk)
    assert counts(ballot) == {"yes": 2, "no": 1}
    say(cast, "dao", ballot, "no", receipt=stub)
    assert counts(ballot) == {"yes": 1, "no": 2}
    with pytest.raises(Refused, match="have voted themselves"), transaction.atomic():
        enter_slips(cast.visit("hoa"), ballot, three, slips, cast.binh.pk)


def everything() -> list[tuple[str, str]]:
    """Every row of every table as text, with its table; on PostgreSQL also which transaction wrote it and where."""
    rows = []
    hidden = ", xmin::text, ctid::text" if connection.vendor == "postgresql" else ", rowid"
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f'SELECT *{hidden} FROM "{table}"')
            rows += [(table, json.dumps([str(one) for one in row])) for row in cursor.fetchall()]
    return rows


def test_nothing_that_is_kept_joins_a_voter_with_a_slip(cast: Cast, holds: Holds) -> None:
    """The whole store, as a dump or with the store's own hidden columns: votes, trail, keys, sessions."""
    ballot = holds(secret=True)
    sent = {name: (fresh_receipt(), choice) for name, choice in (("dao", "no"), ("hoa", "yes"), ("binh", "abstain"))}
    for name, (receipt, choice) in sent.items():
        assert send(cast, name, ballot, choice, receipt=receipt).status_code == 200
    assert send(cast, "hoa", ballot, "no", receipt=told_receipt(sent["hoa"][0])).status_code == 200
    rows = everything()
    (urn,) = (row for row in Urn.objects.filter(ballot=ballot, apart=False).values_list("slips", flat=True))
    assert sorted(choice for (choice,), _ in urn.values()) == ["abstain", "no", "no"]
    assert list(urn) == sorted(urn)
    for receipt, _ in sent.values():
        assert not any(receipt in row or told_receipt(receipt) in row for _, row in rows)
    for code in urn:  # the name of a slip is nowhere but in the urn, which is one row: no number, place or transaction
        assert {table for table, row in rows if code in row} == {"ballot_urn"}
    assert sum(table == "ballot_urn" for table, _ in rows) == 2
    for table, row in rows:
        if table in {"kit_saying", "kit_line", "ballot_mark", "ballot_voice", "django_session"}:
            assert "abstain" not in row, table


def test_what_the_key_of_a_secret_vote_leaves_behind_cannot_be_tried_out(cast: Cast, holds: Holds) -> None:
    import hashlib

    ballot, receipt, key = holds(secret=True), fresh_receipt(), "5b3f9e2c-0000-4000-8000-000000000001"
    answer = send(cast, "binh", ballot, "no", receipt=receipt, _key=key)
    assert told_receipt(receipt) in answer.content.decode()
    kept = Once.objects.get()
    assert (bytes(kept.body), kept.location) == (b"", "")
    assert key not in (kept.key, kept.digest)
    path = f"/c/lang-bot/ballot/{ballot.pk}/cast/"
    for choice in ("yes", "no", "abstain"):  # even who holds the receipt learns nothing from the stored digest
        told = f"POST {path}\nchoice={[choice]!r}\nreceipt={[receipt]!r}\n"
        tried = hashlib.sha256(told.encode()).hexdigest()
        assert kept.digest not in {tried, *(
            hashlib.sha256(f"edulis.content:{before}{tried}".encode()).hexdigest() for before in ("", kept.key)
        )}  # fmt: skip
    again = send(cast, "binh", ballot, "no", receipt=receipt, _key=key)
    assert (again.status_code, again.headers["Idempotent-Replay"]) == (200, "true")
    assert told_receipt(receipt) in again.content.decode()
    assert send(cast, "binh", ballot, "yes", receipt=receipt, _key=key).status_code == 422
    assert counts(ballot) == {"no": 1}
    assert Line.objects.filter(verb="kit.ballot_vote").count() == 1


def in_a_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    made = threading.Thread(target=run)
    made.start()
    return made


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["vote", "count"])
@pytest.mark.parametrize("secret", [False, True])
def test_a_vote_and_the_count_that_meet_are_taken_one_after_the_other(
    cast: Cast, holds: Holds, store: str, first: str, secret: bool
) -> None:
    """Whoever holds the ballot first: the other waits. A vote that took hold in time is in the count."""
    if store != "postgres":
        pytest.skip("the tests' SQLite lies in memory and has one connection; crowds of processes try a file")
    ballot = holds(secret=secret)
    taken, ended = threading.Event(), []
    end = timezone.now() + dt.timedelta(seconds=0.6)
    Ballot.objects.filter(pk=ballot.pk).update(cast_until=end, hand_in_until=end)
    mine = Ballot.objects.get(pk=ballot.pk)

    def count() -> None:
        taken.wait(5)
        threading.Event().wait(0.8)
        ended.append(settle(Ballot.objects.get(pk=ballot.pk)).outcome)

    other = in_a_thread(count)
    if first == "vote":
        with transaction.atomic():
            vote(cast.visit("binh"), mine, ["yes"], receipt=fresh_receipt())
            taken.set()
            threading.Event().wait(1.2)  # the end passes while this vote is not yet committed
        other.join(10)
        assert ended[0]["voted"] == 1
    else:
        taken.set()
        other.join(10)
        with pytest.raises(Refused):
            say(cast, "binh", mine, "yes", receipt=fresh_receipt())
        assert ended[0]["voted"] == 0
    assert recount(Ballot.objects.get(pk=ballot.pk)).voted == ended[0]["voted"]
    assert Line.objects.filter(verb="kit.ballot_close").count() == 1
