"""Whether the trail of each cluster is whole is proved, and the place is named where it is not."""

from importlib import import_module

import pytest
from django.db import connection, transaction

from edulis.web.kit.models import Line, Saying
from edulis.web.kit.trail import record_act
from edulis.web.operating.proving import proofs
from edulis.web.people.visiting import visit_to
from tests.web.conftest import Cast

guards = import_module("edulis.web.kit.migrations.0002_the_trail_is_never_changed")


def test_a_whole_trail_is_proved_and_a_changed_line_is_named(cast: Cast) -> None:
    for number in range(3):
        with transaction.atomic():
            record_act(visit_to(cast.hoa, cast.village), "journal.note_write", number=number)
    assert [(one["cluster"], one["lines"], one["breaks"]) for one in proofs("en")] == [
        ("lang-ben", 0, []),
        ("lang-bot", 3, []),
    ]
    line = Line.objects.get(number=2)
    Saying.objects.filter(line=line).update(facts={"number": 7})
    assert proofs("en")[1]["breaks"] == [
        {"line": 2, "reason": "facts", "told": "what stands beside the line was altered"}
    ]


@pytest.mark.django_db(transaction=True)
def test_lines_that_were_taken_from_the_end_are_missed(cast: Cast) -> None:
    with transaction.atomic():
        record_act(visit_to(cast.hoa, cast.village), "journal.note_write")
    Saying.objects.all().delete()
    with connection.schema_editor() as editor:
        guards.loosen(None, editor)
    Line.objects.all().delete()
    with connection.schema_editor() as editor:
        guards.fix(None, editor)
    assert [one["reason"] for one in proofs("vi")[1]["breaks"]] == ["end"]  # type: ignore[attr-defined]
