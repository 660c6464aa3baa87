"""Every table as plain rows, the same from either store."""

import json

from edulis.web.operating.tables import columns_of, digest_of, digests, lines_of, steps, tables
from edulis.web.people.models import Cluster, Person
from tests.web.conftest import Cast


def test_every_table_is_kept_but_who_is_in_at_the_moment() -> None:
    names = {model._meta.label_lower for model in tables()}
    assert {"kit.line", "kit.saying", "kit.once", "people.person", "people.seat", "enterprises.traderow"} <= names
    assert "sessions.session" not in names


def test_a_row_is_a_line_of_json_by_key(cast: Cast) -> None:
    rows = [json.loads(line) for line in lines_of(Cluster, "default")]
    assert [dict(zip(columns_of(Cluster), row, strict=True))["title"] for row in rows] == ["Làng Bột", "Làng Bên"]


def test_a_changed_letter_changes_the_digest_of_its_table_alone(cast: Cast) -> None:
    before = digests()
    Person.objects.filter(pk=cast.hoa.pk).update(name="Phí Thị Hòa")
    after = digests()
    assert {name for name in before if before[name] != after[name]} == {"people.person"}


def test_nothing_has_a_digest_too() -> None:
    assert digest_of([])[0] == 0


def test_the_steps_that_made_the_tables_are_named(db: None) -> None:
    assert "kit.0001_initial" in steps()
