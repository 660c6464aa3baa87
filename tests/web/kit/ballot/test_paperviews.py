"""Paper: strips with names for open votes, nameless slips for secret ones, typed in before a witness."""

import re
import uuid
from typing import Any

from edulis.web.kit.ballot.holding import recount
from edulis.web.kit.ballot.models import Ballot, Mark
from edulis.web.kit.ballot.paperviews import MISSES
from edulis.web.kit.models import Line
from edulis.web.people.models import Device, Seat
from edulis.web.people.tokens import pin_digest
from tests.web.conftest import Cast
from tests.web.kit.ballot.conftest import Holds, over, send

PIN = "5810"


def seated(cast: Cast, name: str) -> int:
    seat = Seat(device=Device.objects.create(token=f"phone-{name}"), person=cast.people[name])
    seat.pin = pin_digest(seat, PIN)
    seat.save()
    return int(cast.people[name].pk)


def typed(cast: Cast, ballot: Ballot, who: str = "hoa", **sent: Any) -> Any:
    given = {"_key": str(uuid.uuid4()), "pin": PIN} | sent
    headers = {"accept-language": "en"}
    return cast.client(who).post(f"/c/lang-bot/ballot/{ballot.pk}/paper/", given, headers=headers)


def test_two_members_type_in_open_votes_as_those_of_their_owners(cast: Cast, holds: Holds) -> None:
    ballot, witness = holds(), seated(cast, "binh")
    answer = typed(cast, ballot, witness=witness, **{f"said-{cast.dao.pk}": "no", f"said-{cast.hoa.pk}": ""})
    assert answer.status_code == 302
    assert dict(recount(ballot).counts) == {"yes": 0, "no": 1, "abstain": 0}
    assert Mark.objects.get().witness == witness
    told = cast.client("dao").get(f"/c/lang-bot/ballot/{ballot.pk}/", headers={"accept-language": "en"})
    assert "This was entered for you from paper" in told.content.decode()
    send(cast, "dao", ballot, "yes")
    assert dict(recount(ballot).counts)["yes"] == 1
    page = cast.client("hoa").get(f"/c/lang-bot/ballot/{ballot.pk}/paper/").content.decode()
    assert f"said-{cast.dao.pk}" not in page


def test_a_wrong_pin_of_the_witness_enters_nothing_and_leaves_a_line(cast: Cast, holds: Holds) -> None:
    ballot, witness = holds(), seated(cast, "binh")
    sent = {"witness": witness, f"said-{cast.dao.pk}": "no"}
    for _ in range(MISSES):
        answer = typed(cast, ballot, **sent | {"pin": "0000"})
        assert "not the witness" in answer.content.decode()
        assert re.search(r'value="no" selected', answer.content.decode())
    assert typed(cast, ballot, **sent).status_code == 429
    assert Line.objects.filter(verb="kit.witness_miss").count() == MISSES
    assert Mark.objects.count() == 0


def test_nobody_is_their_own_witness_and_no_outsider_types(cast: Cast, holds: Holds) -> None:
    ballot, _ = holds(), seated(cast, "hoa")
    for witness in (cast.hoa.pk, cast.minh.pk, ""):
        assert typed(cast, ballot, witness=witness, **{f"said-{cast.dao.pk}": "no"}).status_code == 409
    assert typed(cast, ballot, who="minh", witness=cast.hoa.pk).status_code == 403


def test_a_box_of_slips_is_typed_in_without_whose_is_whose(cast: Cast, holds: Holds) -> None:
    ballot, witness = holds(secret=True), seated(cast, "binh")
    slips = {"slip-1": "no", "code-1": "ABCD-2345-EFGH", "slip-2": "yes", "slip-3": "yes", "slip-4": ""}
    persons = [cast.hoa.pk, cast.binh.pk, cast.dao.pk]
    assert typed(cast, ballot, witness=witness, person=persons[:2], **slips).status_code == 409
    assert typed(cast, ballot, witness=witness, person=[*persons[:2], "x"], **slips).status_code == 409
    assert typed(cast, ballot, witness=witness, person=persons, **slips).status_code == 302
    assert dict(recount(ballot).counts) == {"yes": 2, "no": 1, "abstain": 0}
    send(cast, "dao", ballot, "yes", receipt="abcd 2345 efgh")
    assert dict(recount(ballot).counts)["yes"] == 3


def test_strips_carry_names_and_slips_carry_fresh_codes_only(cast: Cast, holds: Holds) -> None:
    told = cast.client("minh").get(f"/c/lang-bot/ballot/{holds().pk}/sheet/").content.decode()
    assert told.count('class="slip"') == 3
    assert f"№ {cast.binh.pk}" in told
    secret = holds(secret=True)
    sheets = [cast.client("minh").get(f"/c/lang-bot/ballot/{secret.pk}/sheet/").content.decode() for _ in range(2)]
    codes = [set(re.findall(r">([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})<", one)) for one in sheets]
    assert [len(one) for one in codes] == [3, 3]
    assert not codes[0] & codes[1]


def test_there_is_nothing_to_type_once_it_is_counted(cast: Cast, holds: Holds) -> None:
    ballot = over(holds())
    page = cast.client("hoa").get(f"/c/lang-bot/ballot/{ballot.pk}/paper/", headers={"accept-language": "en"})
    assert "The time to hand in is over" in page.content.decode()
