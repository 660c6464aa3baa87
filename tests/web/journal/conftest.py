"""A meeting of the village, and one of the village next door."""

import datetime as dt

import pytest

from edulis.web.journal.models import Meeting
from tests.web.conftest import Cast


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return Meeting.objects.create(
        cluster=cast.village,
        title="Nước thải",
        day=dt.date(2003, 5, 6),
        agenda="Ao\nMương",
        by=cast.minh,
        outsider=True,
    )


@pytest.fixture
def theirs(cast: Cast) -> Meeting:
    return Meeting.objects.create(cluster=cast.elsewhere, title="Việc riêng", day=dt.date(2003, 5, 6), by=cast.lan)
