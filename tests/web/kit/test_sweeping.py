"""What was erased is gone from the files too."""

import pytest
from django.db import OperationalError, connection

from edulis.web.kit.sweeping import sweep


@pytest.mark.django_db(transaction=True)
def test_the_store_is_swept_on_both_stores() -> None:
    assert sweep()


def test_a_store_that_is_busy_is_swept_later(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy() -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", busy)
        assert sweep() is (connection.vendor != "sqlite")
