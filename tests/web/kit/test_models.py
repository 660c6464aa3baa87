"""The kit's own tables."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from edulis.web.kit.models import OpenRoom
from tests.web.conftest import Cast


def test_a_room_is_opened_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenRoom.objects.create(cluster=cast.village, room="journal", since="2002-09-01T00:00Z")


@pytest.mark.django_db
def test_the_migrations_know_every_column_of_the_declaration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
