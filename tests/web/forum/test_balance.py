"""Balance of voice: sums of many only, and a gentle word where one side is missing."""

from collections.abc import Callable
from typing import Any

import polars as pl
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.web.enterprises.models import ROWS
from edulis.web.forum import actions, balance
from edulis.web.forum.actions import Saying
from edulis.web.forum.models import Counted, Topic
from edulis.web.kit.models import Line
from edulis.web.people.models import Membership, Person
from tests.web.conftest import Cast
from tests.web.forum.conftest import HERE

Send = Callable[..., Any]


def crowd(cast: Cast, topic: Topic, voice: str, n: int, times: int = 2) -> list[Person]:
    people = []
    for number in range(n):
        person = Person.objects.create_user(f"{voice} {number}")
        Membership.objects.create(person=person, cluster=cast.village, role="member", since=timezone.now())
        visit = cast.visit("binh")
        visit.person = person
        for _ in range(times):
            actions.put(visit, topic, Saying("x", voice), "say")
        people.append(person)
    return people


def test_groups_of_five_and_more_are_told_and_smaller_ones_are_not(cast: Cast, topic: Topic) -> None:
    crowd(cast, topic, "trader", 8)
    crowd(cast, topic, "farmer", 2)
    found = {one.name: one for one in balance.groups(balance.spoken(cast.village), pl.DataFrame(
        schema={"person": pl.Int64, "voice": pl.String}), "voice")}  # fmt: skip
    assert found["farmer"].people is None
    assert found["processor"].people is None
    page = cast.client("ngoc", headers={"accept-language": "en"}).get(f"{HERE}balance/")
    assert page.status_code == 200


def test_an_answer_by_oneself_is_no_answer(cast: Cast, topic: Topic) -> None:
    first = topic.posts.get()
    actions.put(cast.visit("binh"), topic, Saying("x", "processor", parent=first), "say")
    assert balance.spoken(cast.village)["answered"].sum() == 0
    actions.put(cast.visit("dao"), topic, Saying("x", "processor", parent=first), "say")
    actions.put(cast.visit("an"), topic, Saying("x", "end_user", parent=first), "say")
    rows = balance.spoken(cast.village)
    assert rows.filter(pl.col("person") == cast.binh.pk)["answered"].to_list() == [1]  # one of their posts was
    assert rows.filter(pl.col("person") == cast.binh.pk)["posts"].to_list() == [2]


def test_that_somebody_voted_is_read_off_the_trail_and_what_they_voted_is_not(cast: Cast) -> None:
    for number, who in enumerate((cast.binh, cast.dao, cast.binh), 1):
        Line.objects.create(cluster=cast.village, number=number, at=timezone.now(), person=who.pk, role="member",
                            verb="vision.statement_vote", commitment="", before="", seal="")  # fmt: skip
    assert sorted(balance.voted(cast.village)) == sorted([cast.binh.pk, cast.dao.pk])


def test_everybody_says_themselves_how_they_are_counted(cast: Cast, send: Send) -> None:
    assert send(cast.client("binh"), f"{HERE}balance/me/", gender="men").status_code == 302
    assert send(cast.client("binh"), f"{HERE}balance/me/", gender="x").status_code == 302
    assert Counted.objects.get().gender == ""
    assert send(cast.client("minh"), f"{HERE}balance/me/", gender="men").status_code == 403
    ROWS["place"]._default_manager.create(of=cast.village, code="p1", name="Xóm Chùa")
    ROWS["household"]._default_manager.create(of=cast.village, code="h_binh", place="p1")
    send(cast.client("binh"), f"{HERE}balance/me/", gender="men")
    assert balance.traits(cast.village) == {"gender": {cast.binh.pk: "men"}, "place": {cast.binh.pk: "Xóm Chùa"}}


def test_one_missing_side_is_asked_after_gently(topic: Topic, dialogue: Topic) -> None:
    assert balance.missing(topic, {"processor"}) is None  # hardly anybody has spoken yet
    topic.said = 5
    assert "uses or buys" in balance.missing(topic, {"processor", "farmer"}).say("en")  # type: ignore[union-attr]
    assert "who makes" in balance.missing(topic, {"trader"}).say("en")  # type: ignore[union-attr]
    assert balance.missing(topic, {"trader", "worker"}) is None
    assert balance.missing(dialogue, {"end_user"}) is not None
    assert balance.missing(dialogue, set()) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 40), st.sampled_from("abcd"), st.integers(1, 9)), max_size=60))
def test_no_group_of_fewer_than_five_is_ever_told(rows: list[tuple[int, str, int]]) -> None:
    schema = {"person": pl.Int64, "cut": pl.String, "posts": pl.Int64, "answered": pl.Int64}
    frame = pl.DataFrame([(*one, 0) for one in rows], schema=schema, orient="row")
    frame = frame.group_by("person", "cut").agg(pl.col("posts").sum(), pl.col("answered").sum()).sort("person", "cut")
    voters = frame.select("person", "cut").unique().sort("person", "cut")
    behind = {name: len({person for person, cut, _ in rows if cut == name}) for name in "abcd"}
    for one in balance.groups(frame, voters, "cut"):
        if behind[one.name] < 5:
            assert (one.people, one.posts, one.answered, one.voters) == (None, None, None, None)
