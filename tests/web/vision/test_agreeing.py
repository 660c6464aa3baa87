"""A text on its way: versions, an objection that sends it back, consent, the members' vote, adoption, a look back."""

import datetime as dt
from fractions import Fraction

import pytest
from django.db import transaction
from django.utils import timezone

from edulis.web.kit.ballot.casting import cast as vote
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import settle
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.versions import Stale
from edulis.web.people.matters import MATTERS
from edulis.web.people.models import MembersRule
from edulis.web.vision import agreeing
from edulis.web.vision.models import Draft, Wording
from tests.web.conftest import Cast


def counted(ballot: Ballot) -> None:
    past = timezone.now() - dt.timedelta(seconds=1)
    Ballot.objects.filter(pk=ballot.pk).update(opens=past, cast_until=past, hand_in_until=past)
    settle(Ballot.objects.get(pk=ballot.pk))


def soon() -> tuple[dt.datetime, dt.datetime]:
    return timezone.now() + dt.timedelta(days=2), timezone.now() + dt.timedelta(days=3)


def consented(cast: Cast, draft: Draft, *, object_: str = "", who: str = "dao") -> Draft:
    with transaction.atomic():
        ballot = agreeing.ask_consent(cast.visit("hoa"), draft, *soon())
        vote(cast.visit("binh"), ballot, ["yes"])
        if object_:
            vote(cast.visit(who), ballot, ["object"], reason=object_)
    counted(ballot)
    draft.refresh_from_db()
    return draft


def test_both_versions_are_kept_apart_when_two_write_at_once(cast: Cast, draft: Draft) -> None:
    with transaction.atomic():
        agreeing.write(cast.visit("binh"), draft, 1, "Nước trong.")
    with pytest.raises(Stale) as stale, transaction.atomic():
        agreeing.write(cast.visit("an"), draft, 1, "Bột trắng.")
    assert stale.value.current.words == "Nước trong."
    assert list(Wording.objects.values_list("number", "words")) == [(2, "Nước trong.")]


def test_there_is_one_text_at_a_time(cast: Cast, draft: Draft) -> None:
    with pytest.raises(Stale), transaction.atomic():
        agreeing.write(cast.visit("binh"), None, 0, "Bản khác")
    Draft.objects.update(state="adopted")
    with transaction.atomic():
        assert agreeing.write(cast.visit("binh"), None, 0, "Bản khác").version == 1


def test_an_objection_of_a_member_sends_the_text_back_with_its_reason(cast: Cast, draft: Draft) -> None:
    assert consented(cast, draft, object_="Hộ ít nước bị gạt ra").state == "back"
    assert agreeing.ballots_of(draft)[0].end.reasons == ("Hộ ít nước bị gạt ra",)
    with transaction.atomic():
        again = agreeing.write(cast.visit("dao"), draft, draft.version, "Nước trong cho mọi hộ.")
    assert again.state == "writing"


def test_an_objection_of_an_allied_actor_is_heard_and_shown_apart(cast: Cast, draft: Draft) -> None:
    assert consented(cast, draft, object_="Giá chưa rõ", who="an").state == "agreed"
    end = agreeing.ballots_of(draft)[0].end
    assert end.reasons == ("Giá chưa rõ",)
    assert dict(end.apart)["object"] == 1


def test_while_it_is_voted_on_nobody_writes_on_it(cast: Cast, draft: Draft) -> None:
    with transaction.atomic():
        agreeing.ask_consent(cast.visit("hoa"), draft, *soon())
    for act in (lambda: agreeing.write(cast.visit("binh"), draft, draft.version, "x"),
                lambda: agreeing.ask_consent(cast.visit("hoa"), draft, *soon()),
                lambda: agreeing.ask_yes(cast.visit("hoa"), draft, *soon())):  # fmt: skip
        with pytest.raises(agreeing.Shut), transaction.atomic():
            act()


@pytest.mark.parametrize(("choice", "state"), [("yes", "adopted"), ("no", "refused")])
def test_the_members_rule_adopts_it_and_the_allies_yes_does_not_count(
    cast: Cast, draft: Draft, choice: str, state: str
) -> None:
    old = Draft.objects.create(cluster=cast.village, words="Cũ", state="adopted", made=timezone.now())
    consented(cast, draft)
    with transaction.atomic():
        ballot = agreeing.ask_yes(cast.visit("hoa"), draft, *soon())
        for who in ("binh", "dao"):  # half of the three members, as the rule asks for to begin with
            vote(cast.visit(who), ballot, [choice])
        vote(cast.visit("an"), ballot, ["yes"])
    counted(ballot)
    draft.refresh_from_db()
    old.refresh_from_db()
    assert (draft.state, draft.adopted is not None) == (state, state == "adopted")
    assert old.state == ("past" if state == "adopted" else "adopted")
    assert dict(agreeing.ballots_of(draft)[0].end.apart)["yes"] == 1


def test_both_ballots_are_held_under_the_rules_that_the_members_set(cast: Cast, draft: Draft) -> None:
    rules = {"vision.consent": Deciding("consent", quorum_number=2),
             "vision.adoption": Deciding("supermajority", Fraction(3, 4))}  # fmt: skip
    for matter, rule in rules.items():
        MembersRule.objects.create(cluster=cast.village, matter=matter, rule=rule.data(), since=timezone.now())
    consented(cast, draft)  # one of two who are needed, and nobody objects: it is not called sent back
    assert (draft.state, agreeing.ballots_of(draft)[0].end.result) == ("writing", "quorum")
    Draft.objects.filter(pk=draft.pk).update(state="agreed")
    with transaction.atomic():
        asked = agreeing.ask_yes(cast.visit("hoa"), draft, *soon())
    held = [ballot.deciding for ballot in agreeing.ballots_of(draft)]
    assert held == [rules["vision.adoption"], rules["vision.consent"]]
    assert asked.form == "yes_no"


def test_a_consent_round_has_no_other_rule_than_that_nobody_objects() -> None:
    assert MATTERS["vision.consent"].kinds == ("consent",)


def test_steps_back_are_struck_not_erased_and_a_look_back_replaces_ones_own(cast: Cast, draft: Draft) -> None:
    with transaction.atomic():
        step = agreeing.work_back(cast.visit("minh"), draft, 2030, "Mười hộ chung một bể")
        agreeing.strike(cast.visit("binh"), step)
    assert step.outsider
    with pytest.raises(agreeing.Shut), transaction.atomic():
        agreeing.strike(cast.visit("binh"), step)
    with pytest.raises(agreeing.Shut), transaction.atomic():
        agreeing.look_back(cast.visit("binh"), draft, 2030, "nearer", "")
    draft.state = "adopted"
    draft.save()
    with transaction.atomic():
        for nearer in ("nearer", "same"):
            agreeing.look_back(cast.visit("binh"), draft, 2030, nearer, "Mương đã trong")
    assert list(draft.looks.values_list("nearer", flat=True)) == ["same"]
    with pytest.raises(agreeing.Shut), transaction.atomic():
        agreeing.work_back(cast.visit("binh"), draft, 2029, "x")
