"""Everything of one person in one file (that nothing is missing is shown in the harness)."""

import io
import json
import zipfile

from edulis.web.people.along import gathered, packed
from edulis.web.people.forgetting import leaver_of
from edulis.web.people.models import Consent, Person
from tests.web.conftest import Cast


def test_the_file_has_a_page_to_read_and_tables_for_programs(cast: Cast) -> None:
    Consent.objects.create(
        cluster=cast.village, who="h_binh", purpose="map", how="paper", given=True, day="2002-09-01",
        at="2002-09-01T00:00Z", photo=b"\xff\xd8",
    )  # fmt: skip
    Person.objects.filter(pk=cast.binh.pk).update(name="=1+1")
    with zipfile.ZipFile(io.BytesIO(packed(leaver_of(cast.binh)))) as made:
        told = json.loads(made.read("data.json"))
        assert told["people.consent"][0]["purpose"] == "map"
        assert "'=1+1" in made.read("tables/people.person.csv").decode("utf-8-sig")
        assert "=1+1" in made.read("read-me.html").decode()
        assert [name for name in made.namelist() if name.startswith("files/")] == [
            f"files/consent-{told['people.consent'][0]['id']}.jpg"
        ]


def test_of_others_nothing_goes_along(cast: Cast) -> None:
    assert "Phí Thị Hoa".encode() not in packed(leaver_of(cast.binh))
    assert {one.model for one, _ in gathered(leaver_of(cast.ngoc))} >= {Person}
