"""What stands at the addresses that name a thing: an own one, another household's, another cluster's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from edulis.web.enterprises import importing
from edulis.web.enterprises.models import ROWS, Book, Upload
from edulis.web.forum.guests import secret_of
from edulis.web.forum.models import Decision, Guest, Picture, Post, Relayed, Reminder, Sound, Topic
from edulis.web.journal.models import Decided, Meeting, Photo
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import Question, hold
from edulis.web.people.actions import _card
from edulis.web.people.models import Candidate, Cluster, Consent, Election, Group, GroupMember, Link, Membership
from edulis.web.people.tokens import card_secret, digest
from edulis.web.vision.models import Backstep, Draft, Piece, Round, Statement
from tests.web.conftest import Cast
from tests.web.enterprises.conftest import files, parcel
from tests.web.harness.addresses import World

FOUNDING = "abcdefghjkmnpqrstuvw"


def populate(cast: Cast) -> World:
    """Rows, cards, meetings in the village and next door, and where each stands."""
    world = World(cast)
    _rows(world)
    _people(world)
    _journal(world)
    _ballots(world)
    _forum(world)
    _vision(world)
    _offices(world)
    return world


def _rows(world: World) -> None:
    cast = world.cast
    offer = importing.look_at(cast.village, "village.zip", parcel(files()))
    assert offer.differences is not None
    importing.write(cast.village, offer.differences, cast.people["minh"].pk)
    Book.objects.create(cluster=cast.village, version=1)
    household = ROWS["household"]._default_manager
    away = household.create(of=cast.elsewhere, code="h_lan", name="Bà Lan")
    here = {code: household.get(of=cast.village, code=code).pk for code in ("h_binh", "h_hoa")}
    made: Any = {
        who: Upload.objects.create(
            cluster=cluster, by=by, name="a.csv", content=b"", counts={}, problems=[], against=1, good=False
        ).pk
        for who, cluster, by in (("own", cast.village, cast.minh), ("away", cast.elsewhere, cast.lan))
    }
    for name in ("rows", "add"):
        world.things[f"enterprises:{name}"] = {"own": {"record": "household"}}
    for name in ("change", "away", "back", "rub"):
        world.things[f"enterprises:{name}"] = {
            "own": {"record": "household", "number": here["h_binh"]},
            "other": {"record": "household", "number": here["h_hoa"]},
            "away": {"record": "household", "number": away.pk},
        }
    for name in ("offered", "take"):
        world.things[f"enterprises:{name}"] = {who: {"number": number} for who, number in made.items()}


def _people(world: World) -> None:
    cast = world.cast
    cards = {}
    for whose, cluster, who in (("own", cast.village, "hoa"), ("away", cast.elsewhere, "lan")):
        cards[whose] = _card(cast.visit(who, cluster), name="Bà Tư", role="member", household="")
    for name in ("print", "back"):
        world.things[f"people:{name}"] = {whose: {"number": card.pk} for whose, card in cards.items()}
    world.things["people:card"] = {"own": {"secret": card_secret(cards["own"])}}
    Cluster.objects.create(code="lang-moi", title="Làng Mới", founding_code=digest(FOUNDING))
    world.things["people:found"] = {"own": {"secret": FOUNDING}}
    held = {name: Membership.objects.filter(person=cast.people[name], until=None) for name in ("binh", "dao", "lan")}
    for name in ("anew", "end"):
        world.things[f"people:{name}"] = {
            whose: {"number": held[who].get().pk} for whose, who in (("own", "binh"), ("other", "dao"), ("away", "lan"))
        }
    words = {
        whose: Consent.objects.create(
            cluster=cluster, who=who, purpose="report", how="paper", given=True, day=dt.date(2003, 5, 6),
            at=timezone.now(), photo=b"\xff",
        ).pk
        for whose, cluster, who in (
            ("own", cast.village, "h_binh"), ("other", cast.village, "h_dao"), ("away", cast.elsewhere, "h_lan")
        )
    }  # fmt: skip
    world.things["people:paper"] = {whose: {"number": number} for whose, number in words.items()}
    _links(world)
    for name in ("open", "shut"):
        world.things[f"home:{name}"] = {"own": {"room": "journal"}}


def _offices(world: World) -> None:
    cast, now = world.cast, timezone.now()
    elections: dict[str, dict[str, object]] = {}
    named: dict[str, dict[str, object]] = {}
    groups: dict[str, dict[str, object]] = {}
    asking: dict[str, dict[str, object]] = {}
    held: dict[str, dict[str, object]] = {}
    day = dt.timedelta(days=1)
    for whose, cluster, who, other in (
        ("own", cast.village, cast.binh, cast.dao), ("other", cast.village, cast.dao, cast.hoa),
        ("away", cast.elsewhere, cast.lan, cast.lan),
    ):  # fmt: skip
        if whose != "other":
            made = Election.objects.create(
                cluster=cluster, seats=1, months=6, nominate_until=now + day, cast_until=now + 2 * day,
                hand_in_until=now + 3 * day, by=who,
            )  # fmt: skip
            elections[whose] = {"number": made.pk}
            row = Membership.objects.get(cluster=cluster, role="coordinator", until=None)
            held[whose] = {"number": row.pk}
        named[whose] = {"number": Candidate.objects.create(election=made, person=who, by=other).pk}
        group = Group.objects.create(cluster=cluster, name=f"Hội {whose}", by=who)
        GroupMember.objects.create(group=group, person=who, since=now)
        groups[whose] = {"number": group.pk}
        if other != who:
            asking[whose] = {"number": GroupMember.objects.create(group=group, person=other).pk}
    for name, numbers in (("election", elections), ("nominate", elections), ("answer", named), ("recall", held),
                          ("admit", asking)):  # fmt: skip
        world.things[f"people:{name}"] = numbers
    for name in ("group", "group_change", "join", "quit", "ask"):
        world.things[f"people:{name}"] = groups
    world.things["people:propose"] = {"own": {"matter": "people.group"}}


def _ballots(world: World) -> None:
    cast, now = world.cast, timezone.now()
    numbers: dict[str, dict[str, object]] = {}
    for whose, cluster, who in (("own", cast.village, "binh"), ("away", cast.elsewhere, "lan")):
        put = Question(
            room="journal", thing="journal.meeting:1", question=f"Đào mương {whose}?", form="yes_no", secret=False,
            rule=Deciding("majority"), cast_until=now + dt.timedelta(days=1), hand_in_until=now + dt.timedelta(days=2),
        )  # fmt: skip
        numbers[whose] = {"number": hold(cast.visit(who, cluster), put).pk}
    for name in ("page", "cast", "wall", "sheet", "paper"):
        world.things[f"ballot:{name}"] = numbers


def _links(world: World) -> None:
    """A link in force with the next village, one that its members ask for, and one that is others' alone."""
    cast, now = world.cast, timezone.now()
    third = Cluster.objects.get(code="lang-moi")
    told = {"purpose": "Bã cho lợn", "until": timezone.localdate() + dt.timedelta(days=60)}
    whole = Link.objects.create(one=cast.village, other=cast.elsewhere, one_agreed=now, other_agreed=now, **told)
    asked = Link.objects.create(one=third, other=cast.village, one_agreed=now, **told)
    others = Link.objects.create(one=cast.elsewhere, other=third, one_agreed=now, other_agreed=now, **told)
    for name, own in (("enterprises:neighbour", whole), ("people:cut_link", whole), ("people:answer_link", asked)):
        world.things[name] = {"own": {"number": own.pk}, "away": {"number": others.pk}}


def _journal(world: World) -> None:
    cast, now = world.cast, timezone.now()
    numbers: dict[str, dict[str, object]] = {}
    lines: dict[str, dict[str, object]] = {}
    photos: dict[str, dict[str, object]] = {}
    for whose, cluster, who in (("own", cast.village, cast.binh), ("other", cast.village, cast.dao),
                                ("away", cast.elsewhere, cast.lan)):  # fmt: skip
        meeting = Meeting.objects.create(cluster=cluster, title=f"Họp {whose}", day=dt.date(2003, 5, 6), by=who)
        numbers[whose] = {"number": meeting.pk}
        lines[whose] = {"number": Decided.objects.create(meeting=meeting, words="Đào mương", at=now, by=who).pk}
        name = f"photo{whose}"
        Photo.objects.create(meeting=meeting, name=name, picture=b"\xff", width=1, height=1, at=now, by=who)
        photos[whose] = {"name": name}
    for name in ("meeting", "change", "off", "sheet", "came", "minutes", "wordings", "decided", "note", "photo"):
        world.things[f"journal:{name}"] = numbers
    world.things["journal:strike"] = lines
    world.things["journal:seen"] = world.things["journal:down"] = photos


def _vision(world: World) -> None:
    cast, now = world.cast, timezone.now()
    day, found = dt.timedelta(days=1), {}
    for whose, cluster, who in (("own", cast.village, cast.binh), ("away", cast.elsewhere, cast.lan)):
        times = {"opens": now - day, "cast_until": now + day, "hand_in_until": now + 2 * day}
        asked = Round.objects.create(cluster=cluster, question=f"Làng {whose} …", by=who, **times)
        said = Statement.objects.create(round=asked, number=1, words="Nước trong", by=who, at=now)
        over = {"opens": now - 3 * day, "cast_until": now - day, "hand_in_until": now - day, "counted": now}
        counted = Round.objects.create(
            cluster=cluster, question="Đã xong", by=who, for_research=True, result={}, **over
        )  # fmt: skip
        draft = Draft.objects.create(cluster=cluster, words="Nước trong, bột trắng", made=now)
        back = Backstep.objects.create(draft=draft, year=2004, words="Bể chung", by=who, at=now)
        Piece.objects.create(statement=said, name=f"piece{whose}", kind="image/jpeg", content=b"\xff")
        found[whose] = {
            "round voice statements say sheets paper wall": {"number": asked.pk},
            "answer out": {"number": said.pk},
            "piece": {"name": f"piece{whose}"},
            "export": {"number": counted.pk, "what": "statements"},
            "text write wordings step consent adoption look": {"number": draft.pk},
            "strike": {"number": back.pk},
        }
    for names in found["own"]:
        for name in names.split():
            world.things[f"vision:{name}"] = {whose: found[whose][names] for whose in found}


def _forum(world: World) -> None:
    cast, now, day = world.cast, timezone.now(), dt.date(2003, 5, 6)
    things: dict[str, dict[str, dict[str, object]]] = {}

    def note(names: str, whose: str, **given: object) -> None:
        for name in names.split():
            things.setdefault(name, {})[whose] = given

    for whose, cluster, who in (("own", cast.village, cast.binh), ("other", cast.village, cast.dao),
                                ("away", cast.elsewhere, cast.lan)):  # fmt: skip
        topic = Topic.objects.create(
            cluster=cluster, title=f"Chuyện {whose}", by=who, role="member", opened=now, moved=now, dialogue=True,
            user="retailer", makers=["noodles"],
        )  # fmt: skip
        post = Post.objects.create(
            topic=topic, part="proposal", voice="processor", words="Thử", by=who, role="member", at=now
        )
        note("topic say came decide vote remind reminders calendar", whose, number=topic.pk)
        note("sheet spoken slip relay invite", whose, number=topic.pk)
        note("change wordings translate object hide unhide trial", whose, number=post.pk)
        picture = Picture.objects.create(post=post, name=f"forum{whose}", picture=b"\xff", width=1, height=1)
        Sound.objects.create(post=post, name=f"sound{whose}", sound=b"OggS", kind="audio/ogg")
        note("seen down", whose, name=picture.name)
        note("heard", whose, name=f"sound{whose}")
        decision = Decision.objects.create(topic=topic, words="Đếm", reasons="Vì", rule="hands", by=who, at=now)
        note("strike", whose, number=decision.pk)
        note("forget", whose, number=Reminder.objects.create(topic=topic, day=day, words="Họp", by=who, at=now).pk)
        note("carry", whose, name=Relayed.objects.create(id=f"slip{whose}", topic=topic, words="Mẩu", day=day).pk)
        guest = Guest.objects.create(
            topic=topic, name="Shop", voice="end_user", language="vi", nonce=whose, by=who,
            until=now + dt.timedelta(days=9),
        )  # fmt: skip
        guest.secret = digest(secret_of(guest))
        guest.save()
        note("guest uninvite", whose, number=guest.pk)
        if whose == "own":
            note("talk", whose, secret=secret_of(guest))
            note("thing", whose, secret=secret_of(guest), name=picture.name)
    note("first", "own", secret=world.things["people:card"]["own"]["secret"])
    world.things |= {f"forum:{name}": given for name, given in things.items()}
