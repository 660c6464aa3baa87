"""One tap into any role, in the demo and nowhere else."""

from collections.abc import Callable

from django.test import override_settings
from django.utils import timezone

from edulis.web.people.models import Membership, Person
from tests.web.conftest import Cast


def test_on_a_real_site_the_page_does_not_exist(cast: Cast, key: Callable[[], str]) -> None:
    assert cast.client(None).get("/step/").status_code == 404
    assert cast.client(None).post("/step/", {"_key": key(), "person": cast.hoa.pk}).status_code == 404


@override_settings(DEMO=True)
def test_in_the_demo_a_tap_makes_one_somebody(cast: Cast, key: Callable[[], str]) -> None:
    client = cast.client(None)
    page = client.get("/step/").content.decode()
    assert all(person.name in page for name, person in cast.people.items() if name != "gone")
    assert client.post("/step/", {"_key": key(), "person": cast.hoa.pk}).status_code == 302
    assert client.get("/c/lang-bot/people/").status_code == 200
    for number in ("0", "x", "9" * 40, "²"):
        assert client.post("/step/", {"_key": key(), "person": number}).status_code == 404


@override_settings(DEMO=True)
def test_three_of_each_role_stand_in_front_and_the_others_behind_a_fold(cast: Cast) -> None:
    for name in ("Nguyễn Thị Sen", "Đỗ Văn Bền"):
        grown = Person.objects.create_user(name=name)
        Membership.objects.create(person=grown, cluster=cast.village, role="member", since=timezone.now())
    page = cast.client(None).get("/step/")
    first = [one for one in page.context["first"] if one.cluster_id == cast.village.pk]
    assert [one.role for one in first].count("member") == 3
    assert [one.person.name for one in page.context["rest"]] == ["Đỗ Văn Bền"]
    assert "Đỗ Văn Bền" in page.content.decode()
