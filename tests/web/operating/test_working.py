"""Tasks are done, also those whose worker was killed."""

import datetime as dt

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from edulis.web.operating.working import take_up_again, work

pytestmark = pytest.mark.django_db(transaction=True)


@task()
def add(one: int, other: int) -> int:
    return one + other


def test_what_was_asked_for_is_done() -> None:
    asked = add.enqueue(3, 4)
    work(once=True)
    asked.refresh()
    assert asked.return_value == 7


def test_a_task_whose_worker_was_killed_is_begun_again_after_a_while() -> None:
    asked = add.enqueue(3, 4)
    DBTaskResult.objects.filter(pk=asked.id).update(status="RUNNING", started_at=timezone.now())
    assert take_up_again() == 0
    DBTaskResult.objects.filter(pk=asked.id).update(started_at=timezone.now() - dt.timedelta(minutes=3))
    work(once=True)
    asked.refresh()
    assert asked.return_value == 7
