"""Tasks are done, also those whose worker was killed."""

import datetime as dt

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.models import Ballot
from edulis.web.operating.working import take_up_again, work
from tests.web.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@task()
def add(one: int, other: int) -> int:
    return one + other


def test_what_was_asked_for_is_done() -> None:
    asked = add.enqueue(3, 4)
    work(once=True)
    asked.refresh()
    assert asked.return_value == 7


def test_a_ballot_that_nobody_looks_at_is_counted_when_it_is_over(cast: Cast) -> None:
    past = timezone.now() - dt.timedelta(days=1)
    Ballot.objects.create(
        cluster=cast.village, room="journal", thing="", question="?", form="yes_no", secret=False, electorate="members",
        rule=Deciding("majority").data(), opens=past, cast_until=past, hand_in_until=past,
    )  # fmt: skip
    work(once=True)
    assert Ballot.objects.get().outcome["result"] == "quorum"


def test_a_task_whose_worker_was_killed_is_begun_again_after_a_while() -> None:
    asked = add.enqueue(3, 4)
    DBTaskResult.objects.filter(pk=asked.id).update(status="RUNNING", started_at=timezone.now())
    assert take_up_again() == 0
    DBTaskResult.objects.filter(pk=asked.id).update(started_at=timezone.now() - dt.timedelta(minutes=3))
    work(once=True)
    asked.refresh()
    assert asked.return_value == 7
