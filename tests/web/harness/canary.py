"""Somebody with something of hers in every table, under words that stand nowhere else."""

from __future__ import annotations

import datetime as dt

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone

from edulis.web.enterprises.models import ROWS, Seed, Upload
from edulis.web.forum import models as forum
from edulis.web.journal.models import Decided, Meeting, Minutes, Note, Photo, Presence, Wording
from edulis.web.kit.folding import folded
from edulis.web.kit.models import Once
from edulis.web.kit.trail import record_act
from edulis.web.people.consents import forget_kept, keep_word
from edulis.web.people.models import Attempt, Cluster, Consent, Device, Invitation, Membership, Person, Seat
from edulis.web.people.purposes import PURPOSES
from edulis.web.people.tokens import digest
from edulis.web.people.visiting import visit_to
from edulis.web.vision.models import Draft, Look, Round, Statement
from edulis.web.vision.models import Wording as VisionWording

NAME, HOUSE, SHOP, GOAL = "Vũ Thị Hoàng Yến", "Nhà bà Hoàng Yến", "Lò bánh Hoàng Yến", "mở quán ở Xuân Mai"
CODES = ("h_canary", "canary")
HANDLE = "hoangyen-xm"
AMOUNT = 876_543_219
WORDS = (NAME, HOUSE, SHOP, GOAL, *CODES, "Hoàng Yến", "hoang yen", HANDLE)


def move_in(village: Cluster) -> Person:
    """The person, her household and enterprise with figures, and a yes to every purpose."""
    person = Person.objects.create_user(NAME, folded=folded(NAME))
    Membership.objects.create(person=person, cluster=village, role="member", household=CODES[0], since=timezone.now())
    rows = {
        "household": {"code": CODES[0], "name": HOUSE, "place": "dl"},
        "enterprise": {"code": CODES[1], "name": SHOP, "household": CODES[0], "kind": "noodles", "place": "dl",
                       "local": True},
        "enterprise_round": {"round": "2002", "enterprise": CODES[1], "goal": GOAL, "capital": AMOUNT},
        "trade": {"round": "2002", "month": "2002-10-01", "seller": CODES[1], "buyer": "shop", "product": "noodles",
                  "reporter": "seller", "quantity": 3.0, "value": AMOUNT},
        "relation": {"round": "2002", "kind": "help", "one": CODES[1], "other": "binh"},
        "income": {"round": "2002", "month": "2002-10-01", "household": CODES[0], "source": "trade", "amount": AMOUNT},
    }  # fmt: skip
    for record, values in rows.items():
        ROWS[record]._default_manager.create(of=village, kept_by=person.pk, kept_how="drawn", **values)
    for reporter in ("seller", "observer"):  # what others told of her
        ROWS["trade"]._default_manager.create(
            of=village, round="2002", month="2002-11-01", seller="binh", buyer=CODES[1], product="wet",
            reporter=reporter, quantity=7.0, value=AMOUNT if reporter == "observer" else 5_000, kept_how="drawn",
        )  # fmt: skip
    Seed.objects.create(cluster=village, round="2002", household=CODES[0], source="trade", seeds=9, by=person.pk)
    for purpose in PURPOSES:
        answer(person, village, purpose.code, True)
    return person


def answer(person: Person, village: Cluster, purpose: str, given: bool) -> None:
    """She says yes or no."""
    own = purpose == "name"
    with transaction.atomic():
        visit = visit_to(Person.objects.get(pk=person.pk), village)
        keep_word(visit, purpose, given=given, who="" if own else CODES[0], person=person if own else None)
    forget_kept(village)


def take_part(person: Person, meeting: Meeting) -> None:
    """Deeds of hers at a meeting."""
    now = timezone.now()
    Presence.objects.create(meeting=meeting, person=person)
    Decided.objects.create(meeting=meeting, words="Rửa ba lần", by=person, at=now)
    Note.objects.create(cluster=meeting.cluster, meeting=meeting, layer="facilitation", words="Cũ", by=person, at=now)
    Photo.objects.create(meeting=meeting, name="of-a-meeting", picture=b"\xff", width=1, height=1, by=person, at=now)


def spread(person: Person, village: Cluster, other: Person) -> None:
    """Her name and words in every other table: phones, cards, keys, sessions, the trail, what others wrote of her."""
    now, today = timezone.now(), dt.date(2003, 5, 6)
    Person.objects.filter(pk=person.pk).update(handle=HANDLE)
    device = Device.objects.create(token=digest("canary-phone"))
    Seat.objects.create(device=device, person=person, pin="x")
    for who in (person, None):
        Invitation.objects.create(
            cluster=village, nonce="n", role="member", name=NAME, household=CODES[0], person=who, until=now,
            used=now if who else None, by=other,
        )  # fmt: skip
    Attempt.objects.create(handle=digest(HANDLE), address="a")
    Consent.objects.filter(person=None, who=CODES[0]).update(photo=f"JPEG {NAME}".encode())
    Upload.objects.create(cluster=village, by=other, name=f"{NAME}.csv", content=HOUSE.encode(), problems=[{"f": NAME}])
    Upload.objects.create(cluster=village, by=person, name="a.csv", content=SHOP.encode(), taken=now)
    Once.objects.create(scope=f"person:{person.pk}", key="k1", digest="d", body=NAME.encode())
    Once.objects.create(scope=f"person:{other.pk}", key="k2", digest="d", body=f"<p>{NAME}</p>".encode())
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session.save()
    meeting = Meeting.objects.create(
        cluster=village, title=f"Họp ở nhà {NAME}", day=today, agenda=f"{NAME} kể", place=HOUSE, by=other
    )
    take_part(person, Meeting.objects.create(cluster=village, title="Họp", day=today, by=person))
    Presence.objects.create(meeting=meeting, name=NAME)
    Decided.objects.create(meeting=meeting, words=f"{NAME} đi xem", at=now, by=other)
    Note.objects.create(cluster=village, layer="research", words=f"{NAME} im lặng", at=now, by=other)
    minutes = Minutes.objects.create(meeting=meeting, words=f"Tôi, {GOAL}")
    Wording.objects.create(minutes=minutes, number=1, words=f"{NAME} đến muộn", by=other, at=now)
    Wording.objects.create(minutes=minutes, number=2, words=f"Tôi, {GOAL}", by=person, at=now)
    asked = Round.objects.create(
        cluster=village, question=f"{NAME} hỏi", opens=now, cast_until=now, hand_in_until=now, by=other
    )
    Statement.objects.create(round=asked, number=1, words=GOAL, by=person, at=now)
    Statement.objects.create(round=asked, number=2, words="Nước", why_out=f"{NAME} xin", by=other, at=now)
    draft = Draft.objects.create(cluster=village, words=GOAL, made=now)
    VisionWording.objects.create(draft=draft, number=1, words=GOAL, by=person, at=now)
    Look.objects.create(draft=draft, person=person, year=2003, nearer="same", words=GOAL, at=now)
    _speak(person, village, other)
    with transaction.atomic():
        record_act(visit_to(person, village), "enterprises.goal_keep", "", goal=GOAL)
        record_act(visit_to(other, village), "people.card_make", "", name=NAME, household=CODES[0])
        record_act(visit_to(other, village), "people.card_make", "", name="Bà Tư")


def _speak(person: Person, village: Cluster, other: Person) -> None:
    """Her words in the forum, and her name in the words of others."""
    now, today = timezone.now(), dt.date(2003, 5, 6)
    for who, words in ((person, GOAL), (other, f"{NAME} bảo thế")):
        topic = forum.Topic.objects.create(
            cluster=village, title=words, folded=folded(words), by=who, role="member", opened=now, moved=now
        )
        made = {"topic": topic, "voice": "processor", "role": "member", "at": now}
        post = forum.Post.objects.create(words=words, folded=folded(words), by=who, **made)
        forum.Post.objects.create(words="Ừ", speaker=NAME, typed_by=person, hidden_why=f"{NAME} xin", **made)
        forum.Wording.objects.create(post=post, number=1, title=words, words=words, at=now)
        forum.Picture.objects.create(post=post, name=f"hung{who.pk}", picture=b"\xff", width=1, height=1)
        forum.Sound.objects.create(post=post, name=f"heard{who.pk}", sound=f"{who.pk}".encode(), kind="audio/ogg")
        forum.Translation.objects.create(post=post, language="en", words=words, of_version=1, by=other, at=now)
        forum.Trial.objects.create(post=post, state="worked", words=words, by=who, role="member", at=now)
        forum.Objection.objects.create(post=post, why=words, by=who, role="member", at=now)
        forum.Decision.objects.create(topic=topic, words=words, reasons=words, rule="hands", by=who, at=now)
        forum.Reminder.objects.create(topic=topic, day=today, words=words, by=who, at=now)
        forum.Guest.objects.create(
            topic=topic, name=f"Khách của {NAME}", voice="trader", language="vi", nonce="n", by=who, until=now
        )
    forum.Relayed.objects.create(id="ab1", topic=topic, words=f"{NAME} ho nhiều", day=today)
    forum.Slip.objects.create(id="ab2", topic=topic, words=f"{NAME} ho nhiều")
    forum.Counted.objects.create(cluster=village, person=person, gender="women")
