"""Every address × method × role × own, another household's, another cluster's, against the table kept beside this file.

`EDULIS_REMAKE=1 python3 run.py test tests/web/harness/test_matrix.py` writes the table anew, to be reviewed: what
changes in it is a change of who may do what.
"""

import csv
import io
import os
import uuid
from pathlib import Path

from django.db import transaction

from edulis.web.kit.rules import OUTSIDERS
from tests.web.harness.addresses import ROLES, Address, World, addresses

TABLE = Path(__file__).with_name("matrix.csv")
WHOSE = ("own", "other", "away")
# `in`: the door opens (whatever the view then says of an empty form); `enter`: shown the way in first
HEAD = ("address", "method", "whose", *ROLES)
# a former member and an operator see where they stand, an operator how to look after the laptop; nothing of the cluster
LIMBO = {"home:place", "home:village"}
LEAVING = {"people:consent"}  # who left can still take back what they agreed to


def verdict(world: World, address: Address, method: str, given: dict[str, object], role: str) -> str:
    """How the door answers; what it did is undone."""
    client, before = world.client(role), transaction.savepoint()
    try:
        sent = {"_key": str(uuid.uuid4())} if method == "POST" else {}
        answer = client.generic(method, address.at(given)) if not sent else client.post(address.at(given), sent)
    finally:
        transaction.savepoint_rollback(before)
        if method == "POST" and "cluster" not in address.parameters:
            world.clients.pop(role)  # entering and leaving make somebody else of a browser
    assert answer.status_code < 500, (address.name, method, role)
    if answer.status_code in {403, 404, 405}:
        return str(answer.status_code)
    if answer.status_code == 302 and answer.headers["Location"].startswith("/enter/?next="):
        return "enter"
    return "in"


def measured(world: World) -> list[dict[str, str]]:
    """The table as the site answers now."""
    rows = []
    for address in addresses():
        for whose in WHOSE:
            given = world.parameters(address, whose)
            if given is None:
                continue
            for method in sorted(address.door.methods):
                verdicts = {role: verdict(world, address, method, given, role) for role in ROLES}
                rows.append({"address": address.name, "method": method, "whose": whose, **verdicts})
    return rows


def written(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_every_door_opens_to_those_of_the_table_and_to_nobody_else(world: World) -> None:
    rows = measured(world)
    if os.environ.get("EDULIS_REMAKE"):
        TABLE.write_text(written(rows), encoding="utf-8")
    with TABLE.open(encoding="utf-8") as file:
        kept = {tuple(row[name] for name in HEAD[:3]): row for row in csv.DictReader(file)}
    found = {tuple(row[name] for name in HEAD[:3]): row for row in rows}
    missing = sorted(set(found) - set(kept))
    assert missing == [], "addresses that are not in the table: remake it and review what it says"
    assert sorted(set(kept) - set(found)) == []
    assert {where: row for where, row in found.items() if row != kept[where]} == {}


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_whatever_the_table_says_a_neighbour_gets_into_no_cluster() -> None:
    """These hold for the table itself, so that remaking it cannot bless a hole."""
    inside = {one.name for one in addresses() if "cluster" in one.parameters}
    for row in table():
        if row["address"] in inside:
            assert row["neighbour"] in {"404", "405"}, row
            assert row["visitor"] in {"enter", "403", "404", "405"}, row
            if row["address"] not in LIMBO:
                assert row["operator"] != "in", row
                assert row["former"] != "in" or row["address"] in LEAVING, row


def test_whatever_the_table_says_outsiders_decide_nothing_and_nobody_reaches_the_things_of_another_cluster() -> None:
    deciding = {one.name for one in addresses() if one.door.rule.decides}
    for row in table():
        if row["address"] in deciding and row["method"] == "POST":
            assert all(row[role] != "in" for role in (*OUTSIDERS, "visitor", "operator")), row
        if row["whose"] == "away":
            assert all(row[role] != "in" for role in ROLES), row


def test_whatever_the_table_says_no_door_opens_wider_than_its_rule() -> None:
    rule = {one.name: one.door.rule for one in addresses()}
    for row in table():
        for role in ROLES:
            if row[role] == "in" and role != "neighbour":
                allowed = rule[row["address"]].roles
                assert role in allowed or "visitor" in allowed, (row["address"], role)
