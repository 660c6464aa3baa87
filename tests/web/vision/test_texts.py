"""The pages of the text."""

from collections.abc import Callable
from fractions import Fraction

from django.utils import timezone

from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.people.models import MembersRule
from edulis.web.vision import agreeing
from edulis.web.vision.models import Backstep, Draft, Wording
from tests.web.conftest import Cast
from tests.web.vision.test_agreeing import consented
from tests.web.vision.test_forms import at

HERE = "/c/lang-bot/vision/text/"


def test_a_text_is_begun_written_on_and_both_versions_are_shown(cast: Cast, key: Callable[[], str]) -> None:
    assert cast.client("an").get(HERE + "new/").status_code == 200
    assert (
        cast.client("binh").post(HERE + "new/", {"_key": key(), "seen": 0, "words": "Nước trong."}).status_code == 302
    )
    draft = Draft.objects.get()
    assert cast.client("binh").get(HERE + "new/").status_code == 302  # to the one that is being written
    here = f"{HERE}{draft.pk}/"
    assert (
        cast.client("minh").post(here + "write/", {"_key": key(), "seen": 1, "words": "Bột trắng."}).status_code == 302
    )
    late = cast.client("an").post(here + "write/", {"_key": key(), "seen": 1, "words": "Giá rõ."})
    assert late.status_code == 409
    assert all(words in late.content.decode() for words in ("Bột trắng.", "Giá rõ."))
    assert cast.client("son").post(here + "write/", {"_key": key(), "seen": 2, "words": "x"}).status_code == 403
    assert cast.client("lan").get(here).status_code == 404
    assert cast.client("lan").get(f"/c/lang-ben/vision/text/{draft.pk}/").status_code == 404
    versions = cast.client("ngoc").get(here + "all/").content.decode()
    assert all(words in versions for words in ("Nước trong.", "Bột trắng."))
    assert Wording.objects.filter(outsider=True).count() == 1


def test_a_coordinator_opens_a_consent_round_and_its_outcome_stands_on_the_page(
    cast: Cast, draft: Draft, key: Callable[[], str]
) -> None:
    here, sent = f"{HERE}{draft.pk}/", {"cast_until": at(2), "hand_in_until": at(3)}
    for who in ("binh", "an", "minh"):
        assert cast.client(who).post(here + "consent/", sent | {"_key": key()}).status_code == 403
    form = cast.client("hoa", headers={"accept-language": "en"}).get(here + "consent/").content.decode()
    assert "nobody objects with a reason" in form
    assert cast.client("hoa").post(here + "consent/", sent | {"_key": key()}).status_code == 302
    page = cast.client("an").get(here).content.decode()
    assert 'value="object"' in page
    assert cast.client("hoa").post(here + "adoption/", sent | {"_key": key(), "rule": "majority"}).status_code == 409
    assert cast.client("hoa").post(here + "write/", {"_key": key(), "seen": 1, "words": "x"}).status_code == 409


def test_a_text_that_came_back_shows_every_objection(cast: Cast, draft: Draft) -> None:
    consented(cast, draft, object_="Hộ ít nước <b>bị gạt ra</b>")
    page = cast.client("minh").get(f"{HERE}{draft.pk}/").content.decode()
    assert "Hộ ít nước &lt;b&gt;bị gạt ra&lt;/b&gt;" in page


def test_after_consent_it_is_put_to_the_vote_under_the_members_rule(
    cast: Cast, draft: Draft, key: Callable[[], str]
) -> None:
    consented(cast, draft)
    here = f"{HERE}{draft.pk}/"
    sent = {"cast_until": at(2), "hand_in_until": at(3), "rule": "majority", "quorum": ""}
    rule = Deciding("supermajority", Fraction(2, 3), quorum_number=2)
    MembersRule.objects.create(cluster=cast.village, matter="vision.adoption", rule=rule.data(), since=timezone.now())
    form = cast.client("hoa", headers={"accept-language": "en"}).get(here + "adoption/").content.decode()
    assert "at least 2/3 of those who say yes or no say yes" in form
    assert 'href="/c/lang-bot/people/rules/"' in form
    assert 'name="rule"' not in form
    assert cast.client("minh").post(here + "adoption/", sent | {"_key": key()}).status_code == 403
    assert cast.client("hoa").post(here + "adoption/", sent | {"_key": key(), "cast_until": "x"}).status_code == 422
    assert cast.client("hoa").post(here + "adoption/", sent | {"_key": key()}).status_code == 302
    assert agreeing.ballots_of(draft)[0].deciding == rule  # not the one that was sent along
    assert "2/3" in cast.client("binh").get(here).content.decode()


def test_steps_and_looks_are_written_by_voices(cast: Cast, draft: Draft, key: Callable[[], str]) -> None:
    here = f"{HERE}{draft.pk}/"
    assert cast.client("an").post(here + "step/", {"_key": key(), "year": 2031, "words": "Bể chung"}).status_code == 302
    assert cast.client("an").post(here + "step/", {"_key": key(), "year": 2, "words": ""}).status_code == 422
    step = Backstep.objects.get()
    assert cast.client("ngoc").post(f"{HERE}step/{step.pk}/struck/", {"_key": key()}).status_code == 403
    assert cast.client("binh").post(f"{HERE}step/{step.pk}/struck/", {"_key": key()}).status_code == 302
    assert cast.client("binh").post(f"{HERE}step/{step.pk}/struck/", {"_key": key()}).status_code == 409
    look = {"year": 2027, "nearer": "nearer", "words": "Mương trong hơn"}
    assert cast.client("binh").post(here + "look/", look | {"_key": key()}).status_code == 409
    Draft.objects.update(state="adopted", adopted="2026-01-01T00:00Z")
    assert cast.client("binh").post(here + "look/", look | {"_key": key()}).status_code == 302
    assert cast.client("binh").post(here + "look/", look | {"_key": key(), "nearer": "x"}).status_code == 422
    assert cast.client("minh").post(here + "look/", look | {"_key": key()}).status_code == 403
    assert "Mương trong hơn" in cast.client("son").get(here).content.decode()
