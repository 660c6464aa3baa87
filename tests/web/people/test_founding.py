"""A cluster is founded by its members, all of them at once or not at all."""

from collections.abc import Callable

import pytest
from django.test import Client

from edulis.web.kit.models import Line, OpenRoom
from edulis.web.kit.rules import MEMBERS, Rule, may
from edulis.web.people.founding import FIRST_ROOMS
from edulis.web.people.models import Cluster, Membership, Person
from edulis.web.people.tokens import digest
from edulis.web.people.visiting import visit_to

pytestmark = pytest.mark.django_db
CODE = "abcde-fghjk-mnpqr-stuvw"


@pytest.fixture
def draft() -> Cluster:
    return Cluster.objects.create(
        code="lang-moi", title="Làng Mới", founding_quorum=3, founding_code=digest(CODE.replace("-", ""))
    )


def sign(client: Client, key: str, name: str, pin: str = "5810") -> int:
    given = {"_key": key, "name": name, "pin": pin, "again": pin}
    return client.post(f"/found/{CODE}/", given).status_code


def test_a_quorum_of_members_founds_and_holds_the_office_until_they_elect(
    draft: Cluster, key: Callable[[], str]
) -> None:
    phone = Client()  # one phone goes round
    for name in ("Phí Thị Hoa", "Nguyễn Văn Bình"):
        assert sign(phone, key(), name) == 302
        draft.refresh_from_db()
        assert draft.founded is None
    page = phone.get(f"/found/{CODE}/", headers={"accept-language": "en"}).content.decode()
    assert "Phí Thị Hoa" in page
    assert sign(Client(), key(), "Đỗ Thị Đào") == 302
    draft.refresh_from_db()
    assert draft.founded is not None
    roles = sorted(Membership.objects.filter(cluster=draft).values_list("role", flat=True))
    assert roles == ["coordinator"] * 3 + ["member"] * 3
    assert set(OpenRoom.objects.filter(cluster=draft).values_list("room", flat=True)) == set(FIRST_ROOMS)
    assert list(Line.objects.values_list("verb", "role")) == [("people.cluster_found", "member")] * 3
    assert sign(Client(), key(), "Trần Thị Lan") == 410


def test_in_a_draft_nothing_can_be_decided(draft: Cluster) -> None:
    person = Person.objects.create_user("Phí Thị Hoa")
    Membership.objects.create(person=person, cluster=draft, role="member", since="2002-09-01T00:00Z")
    decide = Rule("people.way_decide", MEMBERS)
    assert not may(visit_to(person, draft), decide)
    Cluster.objects.filter(pk=draft.pk).update(founded="2002-09-02T00:00Z")
    assert may(visit_to(person, Cluster.objects.get(pk=draft.pk)), decide)


def test_one_name_signs_once_and_a_weak_pin_signs_nothing(draft: Cluster, key: Callable[[], str]) -> None:
    assert sign(Client(), key(), "Phí Thị Hoa") == 302
    assert sign(Client(), key(), "PHI THI HOA", "9172") == 422
    assert sign(Client(), key(), "Nguyễn Văn Bình", "1234") == 422
    assert Membership.objects.count() == 1


def test_a_signature_that_is_sent_again_counts_once(draft: Cluster, key: Callable[[], str]) -> None:
    phone, mine = Client(), key()
    phone.get("/enter/")
    assert sign(phone, mine, "Phí Thị Hoa") == 302
    assert sign(phone, mine, "Phí Thị Hoa") in {302, 422}
    assert Membership.objects.count() == 1


def test_a_founder_whose_answer_was_lost_comes_in_by_signing_again(draft: Cluster, key: Callable[[], str]) -> None:
    """The first answer never reached the phone, so it has neither a session nor its secret."""
    assert sign(Client(), key(), "Phí Thị Hoa") == 302
    phone = Client()
    assert sign(phone, key(), "Phí Thị Hoa") == 302
    assert Membership.objects.count() == Line.objects.count() == 1
    assert "phone" in phone.cookies
    assert sign(Client(), key(), "Phí Thị Hoa", "9172") == 422  # another of that name, or a guess


def test_an_unknown_code_founds_nothing() -> None:
    assert Client().get("/found/abcde/").status_code == 404
