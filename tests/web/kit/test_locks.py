"""One way to lock: inside the transaction, before looking."""

import pytest
from django.db import transaction

from edulis.web.kit.locks import lock
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
