"""A meeting of the village, and one of the village next door."""

import datetime as dt
import io

import pytest
from PIL import Image

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


@pytest.fixture
def picture() -> bytes:
    """A picture as a phone sends it: lying on its side, with the place where it was taken."""
    shot = Image.new("RGB", (2400, 1200), "teal")
    exif = shot.getexif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret Phone"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 3.0, 4.0), 3: "E", 4: (105.0, 41.0, 0.0)})
    out = io.BytesIO()
    shot.save(out, "JPEG", exif=exif, comment=b"hidden words")
    return out.getvalue()
