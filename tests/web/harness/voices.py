"""One part of a crowd at a round of statements, as a process of its own.

`found PERSONS` makes the village and a round of three statements. `vote PART OF DEVICES SEED` answers for its share of
the persons, on so many devices each, some sendings twice, mixed; prints one line a sending: person, statement, answer,
status, key. `end PERSONS` ends the round when half of them have answered, and settles it again and again.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
import uuid

import django

AGAIN = 0.3  # of the sendings come twice, as from a phone that lost the reply
SAYS = ("agree", "disagree", "pass")


def found(persons: int) -> None:
    """The village, its people, and the round."""
    from django.core.management import call_command
    from django.utils import timezone

    from edulis.web.kit.models import OpenRoom
    from edulis.web.people.models import Cluster, Membership, Person
    from edulis.web.vision.models import Round, Statement

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    now = timezone.now()
    village = Cluster.objects.create(code="lang-bot", title="Làng Bột", founded=now)
    OpenRoom.objects.create(cluster=village, room="vision", since=now)
    folk = Person.objects.bulk_create(Person(name=f"Người {n}", password="!") for n in range(persons))
    Membership.objects.bulk_create(Membership(person=p, cluster=village, role="member", since=now) for p in folk)
    end = now + dt.timedelta(hours=9)
    one = Round.objects.create(cluster=village, question="Làng mình …", opens=now, cast_until=end, hand_in_until=end)
    for number in (1, 2, 3):
        Statement.objects.create(round=one, number=number, words=f"Câu {number}", at=now)


def vote(part: int, of: int, devices: int, seed: int) -> None:
    """Answer for a share of the persons, through the door, until all is sent."""
    from django.test import Client

    from edulis.web.people.models import Person
    from edulis.web.vision.models import Statement

    chance, statements = random.Random(f"{seed}:{part}"), list(Statement.objects.values_list("pk", flat=True))
    sendings = []
    for person in Person.objects.order_by("pk").values_list("pk", flat=True):
        for device in range(devices):
            if (person + device) % of == part:  # the devices of one person are in several processes
                key = str(uuid.UUID(int=chance.getrandbits(128)))
                one = (person, device, chance.choice(statements), chance.choice(SAYS), key)
                sendings += [one] * (2 if chance.random() < AGAIN else 1)
    chance.shuffle(sendings)
    clients: dict[tuple[int, int], Client] = {}
    for person, device, statement, says, key in sendings:
        if (person, device) not in clients:
            clients[person, device] = Client(raise_request_exception=False)
            clients[person, device].force_login(Person.objects.get(pk=person))
        sent = {"_key": key, "says": says}
        answer = clients[person, device].post(f"/c/lang-bot/vision/statement/{statement}/", sent)
        print(person, statement, says, answer.status_code, key, flush=True)


def end(persons: int) -> None:
    """End the round when half have answered, a little later, and settle it over and over."""
    from django.utils import timezone

    from edulis.web.vision.models import Round, Voice
    from edulis.web.vision.reckoning import settle

    while Voice.objects.count() < persons / 2:
        time.sleep(0.01)
    soon = timezone.now() + dt.timedelta(seconds=0.2)
    Round.objects.filter(hand_in_until__gt=soon).update(cast_until=soon, hand_in_until=soon)
    while settle(Round.objects.get()).counted is None:
        time.sleep(0.01)


if __name__ == "__main__":
    django.setup()
    what, *rest = sys.argv[1:]
    {"found": found, "vote": vote, "end": end}[what](*(int(one) for one in rest))
