"""One tap into each role, in a demo and nowhere else."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings

from tests.web.conftest import Cast


@pytest.fixture
def demo(settings: LazySettings) -> None:
    settings.DEMO = True


def test_a_real_site_has_no_such_page(cast: Cast, key: Callable[[], str]) -> None:
    anybody = cast.client(None)
    assert anybody.get("/demo/").status_code == 404
    assert anybody.post(f"/demo/{cast.hoa.pk}/", {"_key": key()}).status_code == 404
    assert anybody.get("/").wsgi_request.user.is_anonymous


@pytest.mark.usefixtures("demo")
def test_the_demo_offers_every_role_and_lets_one_step_in(cast: Cast, key: Callable[[], str]) -> None:
    anybody = cast.client(None, headers={"accept-language": "en"})
    page = anybody.get("/demo/").content.decode()
    for title in ("Coordinator", "Member", "Allied actor", "Facilitator", "Support body", "Researcher", "Operator"):
        assert title in page
    for name in ("hoa", "minh", "tu"):
        assert anybody.post(f"/demo/{cast.people[name].pk}/", {"_key": key()}).status_code == 302
        assert anybody.get("/phone/token/").json()["person"] == cast.people[name].pk


@pytest.mark.usefixtures("demo")
def test_nobody_steps_into_who_is_not_there(cast: Cast, key: Callable[[], str]) -> None:
    assert cast.client(None).post("/demo/999999/", {"_key": key()}).status_code == 404
