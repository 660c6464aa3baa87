"""One part of a crowd, as a process of its own.

`found PERSONS secret|open` makes the village and a ballot. `vote PART OF DEVICES SEED` votes for its share of the
persons, on so many devices each, some sendings twice, mixed; prints one line a sending: person, device, choice, status,
whether it was a repetition. `end PERSONS` ends the ballot when half of them have voted, and settles it again and again.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
import uuid

import django

AGAIN = 0.3  # of the sendings come twice, as from a phone that lost the reply
CHOICES = ("yes", "no", "abstain")


def found(persons: int, secret: bool) -> None:
    """The village, its people, and the ballot."""
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from edulis.web.kit.ballot.deciding import Deciding
    from edulis.web.kit.ballot.holding import Question, hold
    from edulis.web.kit.models import OpenRoom
    from edulis.web.people.models import Cluster, Membership, Person
    from edulis.web.people.visiting import visit_to

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    now = timezone.now()
    with transaction.atomic():
        village = Cluster.objects.create(code="lang-bot", title="Làng Bột", founded=now)
        OpenRoom.objects.create(cluster=village, room="journal", since=now)
        folk = Person.objects.bulk_create(Person(name=f"Người {n}", password="!") for n in range(persons))
        Membership.objects.bulk_create(Membership(person=p, cluster=village, role="member", since=now) for p in folk)
    end = timezone.now() + dt.timedelta(hours=9)
    with transaction.atomic():
        put = Question(
            room="journal", thing="journal.meeting:1", question="Đào mương?", form="yes_no", secret=secret,
            rule=Deciding("majority"), cast_until=end, hand_in_until=end,
        )  # fmt: skip
        hold(visit_to(folk[0], village), put)


def vote(part: int, of: int, devices: int, seed: int) -> None:
    """Vote for a share of the persons, through the door, until all is sent."""
    from django.test import Client

    from edulis.web.kit.ballot.casting import ALPHABET, LENGTH
    from edulis.web.kit.ballot.models import Ballot
    from edulis.web.people.models import Person

    chance, ballot = random.Random(f"{seed}:{part}"), Ballot.objects.get()
    receipts = {p: "".join(chance.choices(ALPHABET, k=LENGTH)) for p in Person.objects.values_list("pk", flat=True)}
    sendings = []
    for person in receipts:
        for device in range(devices):
            if (person + device) % of == part:  # the devices of one person are in several processes
                one = (person, device, chance.choice(CHOICES), str(uuid.UUID(int=chance.getrandbits(128))))
                sendings += [one] * (2 if chance.random() < AGAIN else 1)
    chance.shuffle(sendings)
    clients: dict[tuple[int, int], Client] = {}
    for person, device, choice, key in sendings:
        if (person, device) not in clients:
            clients[person, device] = Client(raise_request_exception=False)
            clients[person, device].force_login(Person.objects.get(pk=person))
        sent = {"_key": key, "choice": choice, "receipt": receipts[person]}
        answer = clients[person, device].post(f"/c/lang-bot/ballot/{ballot.pk}/cast/", sent)
        replay = answer.headers.get("Idempotent-Replay", "")
        print(person, device, choice, answer.status_code, replay or "-", flush=True)


def end(persons: int) -> None:
    """End the ballot when half have voted, a little later, and settle it over and over."""
    from django.utils import timezone

    from edulis.web.kit.ballot.holding import settle_due
    from edulis.web.kit.ballot.models import Ballot, Mark

    while Mark.objects.count() < persons / 2:
        time.sleep(0.01)
    soon = timezone.now() + dt.timedelta(seconds=0.2)
    Ballot.objects.filter(hand_in_until__gt=soon).update(cast_until=soon, hand_in_until=soon)
    while not Ballot.objects.exclude(closed=None).exists():
        settle_due()


if __name__ == "__main__":
    django.setup()
    what, *rest = sys.argv[1:]
    if what == "found":
        found(int(rest[0]), rest[1] == "secret")
    elif what == "vote":
        vote(*(int(one) for one in rest))
    else:
        end(int(rest[0]))
