"""A ballot ends after it began, and one person has one vote."""

import pytest
from django.db import IntegrityError, transaction

from edulis.web.kit.ballot.models import Ballot, Elector, Mark, Urn, Voice
from tests.web.conftest import Cast
from tests.web.kit.ballot.conftest import DAY, Holds


def test_the_store_refuses_a_ballot_that_is_over_before_people_are_told(holds: Holds) -> None:
    ballot = holds()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(hand_in_until=ballot.cast_until - DAY)


@pytest.mark.parametrize("model", [Elector, Mark, Voice])
def test_the_store_refuses_a_second_vote_of_one_person(cast: Cast, holds: Holds, model: type) -> None:
    ballot = holds()
    more = {"at": ballot.opens} if model is Voice else {}
    model.objects.filter(ballot=ballot).delete()  # type: ignore[attr-defined]
    model.objects.create(ballot=ballot, person=cast.binh, **more)  # type: ignore[attr-defined]
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(ballot=ballot, person=cast.binh, **more)  # type: ignore[attr-defined]


def test_voter_and_slip_have_no_column_in_common() -> None:
    mark = {field.name for field in Mark._meta.concrete_fields}
    urn = {field.name for field in Urn._meta.concrete_fields}
    assert mark & urn == {"id", "ballot"}
    assert not any(name == "at" or "time" in name for name in mark | urn)
