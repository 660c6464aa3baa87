"""One way to lock: inside the transaction, before looking."""

import pytest
from django.db import OperationalError, transaction

from edulis.web.kit.locks import is_busy, lock
from edulis.web.people.models import Cluster
from tests.web.conftest import Cast


def test_rows_come_back_as_they_are_now_in_the_order_they_were_named(cast: Cast) -> None:
    Cluster.objects.filter(pk=cast.village.pk).update(title="Làng Miến")
    with transaction.atomic():
        hoa, village, lan = lock(cast.hoa, cast.village, cast.lan)  # type: ignore[type-var]
    assert (hoa, lan) == (cast.hoa, cast.lan)
    assert village.title == "Làng Miến"  # type: ignore[attr-defined]


def test_a_row_that_is_gone_is_said_to_be_gone(cast: Cast) -> None:
    ghost = Cluster(pk=99_999)
    with pytest.raises(Cluster.DoesNotExist), transaction.atomic():
        lock(ghost)


@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        lock(Cluster(pk=1))


@pytest.mark.parametrize(
    ("trouble", "busy"),
    [
        (OperationalError("database is locked"), True),
        (OperationalError("no such table: x"), False),
        (ValueError("locked"), False),
        (None, False),
    ],
)
def test_a_store_that_others_hold_is_told_from_one_that_is_broken(trouble: Exception | None, busy: bool) -> None:
    assert is_busy(trouble) is busy


def test_postgresql_says_by_a_number_that_it_waited_long_enough() -> None:
    class Waited(Exception):
        sqlstate = "55P03"

    trouble = OperationalError("canceling statement due to lock timeout")
    trouble.__cause__ = Waited()
    assert is_busy(trouble)
    Waited.sqlstate = "42P01"
    assert not is_busy(trouble)
