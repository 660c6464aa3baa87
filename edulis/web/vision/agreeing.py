"""What people do with the vision text: write it, work back from it, ask for consent, adopt it, look back."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import Question, concludes, form_for, hold
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.ballot.tallying import Outcome
from edulis.web.kit.locks import lock
from edulis.web.kit.rules import OUTSIDERS
from edulis.web.kit.tongue import current, say
from edulis.web.kit.trail import record_act
from edulis.web.kit.versions import Stale, save_seen
from edulis.web.kit.visit import Visit
from edulis.web.people.matters import HALF, matter, rule_of
from edulis.web.vision.models import Backstep, Draft, Look, Wording
from edulis.web.vision.rules import ASK_CONSENT, ASK_YES, LOOK, STEP, STRIKE, WRITE_TEXT

ENDED = ("adopted", "past")
# An objection sends the text back, whatever the members set: they may ask for more voices, not for another kind.
CONSENTING = matter(
    "vision.consent", Text("Asking whether anybody objects to our vision"), Deciding("consent"), kinds=("consent",)
)
# Objections were heard in the round before: what begins here is a plain yes or no.
ADOPTING = matter("vision.adoption", Text("Adopting our vision"), Deciding("majority", quorum_share=HALF))
CONSENT = Text("May this be the vision of our village, as it is written?")
ADOPT = Text("Do we take this as the vision of our village?")


class Shut(Exception):
    """The text is not at that point: it is being voted on, or was adopted."""


def draft_of(visit: Visit) -> Draft | None:
    """The text that is being worked on, if there is one."""
    return Draft.objects.filter(cluster=visit.cluster).exclude(state__in=ENDED).first()


def write(visit: Visit, draft: Draft | None, seen: int, words: str) -> Draft:
    """Save a version of the text, or begin one. Raises Stale where somebody saved in between, and Shut."""
    if draft is None:
        if (other := draft_of(visit)) is not None:
            raise Stale(other)
        draft = Draft.objects.create(cluster=visit.cluster, language=current(), made=timezone.now(), version=0)
    held = _held(draft)
    if not held.open:
        raise Shut
    save_seen(held, seen, words=words, state="writing", language=current(), changed=timezone.now())
    Wording.objects.create(
        draft=held, number=held.version, words=words, by=visit.person, outsider=visit.acting_as in OUTSIDERS,
        at=timezone.now(),
    )  # fmt: skip
    record_act(visit, WRITE_TEXT.verb, held, version=held.version)
    return held


def work_back(visit: Visit, draft: Draft, year: int, words: str) -> Backstep:
    """Write what must be so by a year. Raises Shut."""
    if _held(draft).state in ENDED:
        raise Shut
    made = Backstep.objects.create(
        draft=draft, year=year, words=words, language=current(), by=visit.person, at=timezone.now(),
        outsider=visit.acting_as in OUTSIDERS,
    )  # fmt: skip
    record_act(visit, STEP.verb, made, title=words)
    return made


def strike(visit: Visit, step: Backstep) -> None:
    """Strike out what was thought to be needed; it stays readable. Raises Shut."""
    if not Backstep.objects.filter(pk=step.pk, struck=None).update(struck=timezone.now()):
        raise Shut
    record_act(visit, STRIKE.verb, step, title=step.words)


def ask_consent(visit: Visit, draft: Draft, cast_until: dt.datetime, hand_in_until: dt.datetime) -> Ballot:
    """Ask whether anybody objects, with a reason; an objection of a member sends the text back. Raises Shut."""
    held = _held(draft)
    if not held.open or not held.words.strip():
        raise Shut
    rule = rule_of(visit.cluster, CONSENTING.code)
    ballot = _put(visit, held, CONSENT, rule, cast_until, hand_in_until)
    _to(held, "consent")
    record_act(visit, ASK_CONSENT.verb, held, version=held.version, rule=rule.data())
    return ballot


def ask_yes(visit: Visit, draft: Draft, cast_until: dt.datetime, hand_in_until: dt.datetime) -> Ballot:
    """Ask members for their yes or no, and allied actors apart, under the members' rule. Raises Shut."""
    held = _held(draft)
    if held.state != "agreed":
        raise Shut
    rule = rule_of(visit.cluster, ADOPTING.code)
    ballot = _put(visit, held, ADOPT, rule, cast_until, hand_in_until)
    _to(held, "asked")
    record_act(visit, ASK_YES.verb, held, version=held.version, rule=rule.data())
    return ballot


def look_back(visit: Visit, draft: Draft, year: int, nearer: str, words: str) -> None:
    """Say whether we came nearer in a year; saying it again replaces it. Raises Shut."""
    if draft.state not in ENDED:
        raise Shut
    Look.objects.update_or_create(
        draft=draft, person=visit.person, year=year,
        defaults={"nearer": nearer, "words": words, "language": current(), "at": timezone.now()},
    )  # fmt: skip
    record_act(visit, LOOK.verb, draft, year=year)


def ballots_of(draft: Draft) -> QuerySet[Ballot]:
    """The ballots on this text, the latest first."""
    return Ballot.objects.filter(cluster=draft.cluster_id, room="vision", thing=_thing(draft)).order_by("-pk")


def _thing(draft: Draft) -> str:
    return f"vision.draft:{draft.pk}"


def _held(draft: Draft) -> Draft:
    (held,) = lock(draft)
    return held


def _to(draft: Draft, state: str) -> None:
    """Another standing is no other wording: the version stays what it was."""
    Draft.objects.filter(pk=draft.pk).update(state=state)


def _put(
    visit: Visit, draft: Draft, asked: Text, rule: Deciding, cast_until: dt.datetime, hand_in_until: dt.datetime
) -> Ballot:
    page = reverse("vision:text", kwargs={"cluster": visit.cluster.code, "number": draft.pk})
    return hold(
        visit,
        Question(
            room="vision", thing=_thing(draft), question=say(asked), more=draft.words, page=page, form=form_for(rule),
            secret=False, rule=rule, cast_until=cast_until, hand_in_until=hand_in_until,
            electorate="members_and_allies",
        ),
    )  # fmt: skip


@concludes("vision", "draft")
def _concluded(ballot: Ballot, outcome: Outcome) -> None:
    """What a counted ballot does: consent opens the way to the vote, an objection sends the text back."""
    draft = Draft.objects.filter(pk=int(ballot.thing.partition(":")[2])).first()
    if draft is None:
        return
    if draft.state == "consent":
        # without an objection of a member nothing was sent back: too few came, or all stood aside
        _to(draft, "agreed" if outcome.decided else "back" if outcome.count("object") else "writing")
    elif draft.state == "asked" and outcome.decided:
        Draft.objects.filter(cluster=draft.cluster_id, state="adopted").update(state="past")
        Draft.objects.filter(pk=draft.pk).update(state="adopted", adopted=timezone.now())
    elif draft.state == "asked":
        _to(draft, "refused")
