"""Each act leaves one line that nobody can change, and what stands beside it can be erased."""

import pytest
from django.db import DatabaseError, connection, transaction

from edulis.web.kit.models import Line, Saying
from edulis.web.kit.trail import Break, breaks, erase_sayings, record_act
from tests.web.conftest import Cast


def acts(cast: Cast, many: int = 3) -> None:
    for turn in range(many):
        with transaction.atomic():
            record_act(cast.visit("hoa"), "journal.meeting_call", cast.village, turn=turn, title="Họp thôn")


def test_lines_are_numbered_within_their_cluster_and_say_who_did_what_as_what(cast: Cast) -> None:
    acts(cast)
    with transaction.atomic():
        record_act(cast.visit("lan", cast.elsewhere), "journal.meeting_call")
    lines = Line.objects.filter(cluster=cast.village)
    assert [line.number for line in lines] == [1, 2, 3]
    assert {(line.person, line.role) for line in lines} == {(cast.hoa.pk, "coordinator")}
    assert Line.objects.get(cluster=cast.elsewhere).number == 1
    assert lines[0].subject == f"people.cluster:{cast.village.pk}"


def test_a_line_outside_a_transaction_is_refused(transactional_db: None, cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="one transaction"):
        record_act(cast.visit("hoa"), "journal.meeting_call")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE kit_line SET verb = 'people.nothing'", "DELETE FROM kit_line", "UPDATE kit_line SET seal = ''"],
)
def test_the_store_itself_refuses_to_change_a_line(cast: Cast, statement: str) -> None:
    acts(cast)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Line.objects.filter(verb="journal.meeting_call").count() == 3


def test_an_untouched_trail_is_whole(cast: Cast) -> None:
    acts(cast, 5)
    assert list(breaks(cast.village)) == []
    assert list(breaks(cast.elsewhere)) == []


def test_other_facts_beside_a_line_are_noticed(cast: Cast) -> None:
    acts(cast)
    Saying.objects.filter(line__number=2, line__cluster=cast.village).update(facts={"turn": 7})
    assert list(breaks(cast.village)) == [Break(2, "facts")]


def test_a_line_that_was_slipped_in_or_cut_off_is_noticed(cast: Cast) -> None:
    acts(cast)
    from edulis.web.kit.models import Chain

    Chain.objects.filter(cluster=cast.village).update(length=2)
    assert Break(3, "end") in list(breaks(cast.village))


def test_what_a_person_said_can_be_erased_and_the_chain_stays_whole(cast: Cast) -> None:
    acts(cast)
    assert erase_sayings(cast.hoa.pk) == 3
    assert not any(saying.facts for saying in Saying.objects.all())
    assert list(breaks(cast.village)) == []
