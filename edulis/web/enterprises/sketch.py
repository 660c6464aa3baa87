"""Drawing together: each tap is one small write to the rows of the cluster, and can be taken back by the next."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from edulis.schema import columns
from edulis.schema.household import Income
from edulis.web.enterprises.actions import make_row, open_book
from edulis.web.enterprises.agreed import must_have_agreed
from edulis.web.enterprises.models import ROWS, Season, Seed
from edulis.web.enterprises.owners import actor_columns
from edulis.web.enterprises.rules import CONFIRM, DRAW
from edulis.web.enterprises.standing import may_keep, standing
from edulis.web.kit.folding import folded
from edulis.web.kit.trail import record_act
from edulis.web.kit.versions import save_seen
from edulis.web.kit.visit import Visit

SEEDS = 20  # that each household lays out: a share of one in twenty is as fine as anybody can tell
BUSY, USUAL, SLACK = 3, 2, 1
NEXT = {0: BUSY, BUSY: SLACK, SLACK: USUAL, USUAL: 0}
SOURCES = next(one.choices for one in columns(Income) if one.name == "source")


def round_of(visit: Visit, *, make: bool = False) -> str:
    """The latest round; the year's own is begun with the first tap where there is none. Empty where none is."""
    found = ROWS["round"]._default_manager.filter(of=visit.cluster, gone=None).order_by("-first_month", "-code")
    code = found.values_list("code", flat=True).first()
    if code or not make:
        return code or ""
    year = timezone.localdate().year
    values = {"code": str(year), "title": None, "first_month": dt.date(year, 1, 1), "last_month": dt.date(year, 12, 1),
              "baseline": True}  # fmt: skip
    make_row(visit, "round", values, "drawn")
    return str(year)


def code_for(visit: Visit, record: str, name: str) -> str:
    """A short code made of a name, that no row of the cluster has."""
    plain = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:30] or record[:1]
    taken = set(
        ROWS[record]._default_manager.filter(of=visit.cluster, code__startswith=plain).values_list("code", flat=True)
    )
    return next(code for at in range(1, len(taken) + 3) if (code := plain if at == 1 else f"{plain}-{at}") not in taken)


def add_card(visit: Visit, *, name: str, kind: str, place: str, new_place: str, ours: bool) -> Any:
    """Put an enterprise on the wall; one of ours comes with its household."""
    open_book(visit)
    where = place or None
    if new_place:
        where = code_for(visit, "place", new_place)
        make_row(visit, "place", {"code": where, "name": new_place, "local": ours}, "drawn")
    home = None
    if ours:
        home = code_for(visit, "household", name)
        make_row(visit, "household", {"code": home, "name": name, "place": where, "group": "local"}, "drawn")
    values = {"code": code_for(visit, "enterprise", name), "name": name, "household": home, "kind": kind,
              "place": where, "local": ours}  # fmt: skip
    made = make_row(visit, "enterprise", values, "drawn")
    record_act(visit, DRAW.verb, made, kind=kind, name=name)
    return made


def add_product(visit: Visit, *, name: str, stage: str, unit: str) -> Any:
    """Put a good on the wall."""
    open_book(visit)
    values = {"code": code_for(visit, "product", name), "name": name, "stage": stage, "unit": unit}
    made = make_row(visit, "product", values, "drawn")
    record_act(visit, DRAW.verb, made, name=name)
    return made


def toggle_sale(visit: Visit, seller: str, buyer: str, product: str) -> bool:
    """Draw that one sells to another, or rub it out; whether it stands there now."""
    values = {"month": None, "seller": seller, "buyer": buyer, "product": product, "grade": None, "terms": None,
              "reporter": "observer"}  # fmt: skip
    return _toggle(visit, "trade", values)


def toggle_tie(visit: Visit, kind: str, one: str, other: str) -> bool:
    """Draw that one talks with or helps another, or rub it out; whether it stands there now."""
    return _toggle(visit, "relation", {"kind": kind, "one": one, "other": other})


def _toggle(visit: Visit, record: str, values: Mapping[str, Any]) -> bool:
    open_book(visit)
    told = {"round": round_of(visit, make=True), **values}
    found = ROWS[record]._default_manager.filter(of=visit.cluster, **told)
    standing_row: Any = found.filter(gone=None).first()
    if standing_row is not None and may_rub(visit, standing_row):
        found.filter(pk=standing_row.pk).update(gone=timezone.now(), confirmed=None, version=standing_row.version + 1)
        record_act(visit, DRAW.verb, standing_row, gone=True)
        return False
    if standing_row is not None:  # from a survey, or confirmed by those it speaks of: a tap does not rub it out
        record_act(visit, DRAW.verb, standing_row, stood=True)
        return True
    row = make_row(visit, record, told, "drawn")
    record_act(visit, DRAW.verb, row)
    return True


def turn_month(visit: Visit, kind: str, month: int) -> int:
    """Turn a month of a trade from unknown to busy, slack, usual and back; what it is now."""
    open_book(visit)
    row, _ = Season.objects.get_or_create(cluster=visit.cluster, kind=kind, month=month)
    row.load, row.by = NEXT[row.load], visit.number
    row.save()
    record_act(visit, DRAW.verb, row, load=row.load)
    return int(row.load)


def lay_seed(visit: Visit, household: str, source: str, step: int) -> bool:
    """Lay one seed more or less on a source of a household's living; whether there was one to lay or take.

    Raises `Unasked` where the household has not agreed to being counted.
    """
    must_have_agreed(visit.cluster, "household_round", {"household": household})
    open_book(visit)
    code = round_of(visit, make=True)
    heaps = Seed.objects.filter(cluster=visit.cluster, round=code, household=household)
    row, _ = heaps.get_or_create(
        source=source, defaults={"cluster": visit.cluster, "round": code, "household": household}
    )
    laid = sum(heaps.values_list("seeds", flat=True))
    moved = row.seeds + step >= 0 and laid + step <= SEEDS
    if moved:
        row.seeds += step
    row.by, row.confirmed = visit.number, timezone.now() if standing(visit).own(household) else None
    row.save()
    record_act(visit, DRAW.verb, row, step=step if moved else 0)
    return moved


def set_goal(visit: Visit, enterprise: str, kind: str, words: str, seen: int) -> None:
    """Keep where an owner wants to go in the long run.

    Raises `Unasked` where the household has not agreed, `Stale` where somebody wrote since that was `seen`.
    """
    must_have_agreed(visit.cluster, "enterprise_round", {"enterprise": enterprise})
    open_book(visit)
    told = {"round": round_of(visit, make=True), "enterprise": enterprise}
    row: Any = ROWS["enterprise_round"]._default_manager.filter(of=visit.cluster, gone=None, **told).first()
    values: dict[str, Any] = {"goal_kind": kind or None, "goal": words or None}
    if row is None:
        row = make_row(visit, "enterprise_round", {**told, **values}, "drawn")
    else:
        if standing(visit).own(enterprise):
            values |= {"confirmed": timezone.now(), "confirmed_by": visit.number}
        save_seen(row, seen, **values, kept_by=visit.number, changed=timezone.now())
    record_act(visit, DRAW.verb, row, goal=kind)


def rub_out(visit: Visit, row: Any) -> None:
    """Take a drawn row off the wall."""
    open_book(visit)
    type(row)._default_manager.filter(pk=row.pk).update(gone=timezone.now(), version=row.version + 1)
    record_act(visit, DRAW.verb, row, gone=True)


def say_yes(visit: Visit, rows: list[Any]) -> None:
    """A household says of what was drawn about it that it is so."""
    open_book(visit)
    now = timezone.now()
    for row in rows:
        type(row)._default_manager.filter(pk=row.pk, confirmed=None).update(
            confirmed=now, confirmed_by=visit.number, version=row.version + 1
        )
    record_act(visit, CONFIRM.verb, visit.cluster, rows=[[row.survey.name, row.pk] for row in rows])


def is_party(visit: Visit, row: Any) -> bool:
    """Whether the row speaks of the person's own household or enterprise."""
    who = standing(visit)
    return any(who.own(getattr(row, name) or "") for name in actor_columns(row.survey.name))


def may_rub(visit: Visit, row: Any) -> bool:
    """What was drawn and not yet confirmed may be rubbed out by those who draw; what was, by those it speaks of."""
    values = {column.name: getattr(row, column.name) for column in row.survey.columns}
    if row.kept_how != "drawn":
        return False
    return is_party(visit, row) or row.confirmed is None or may_keep(visit, row.survey.name, values)


def to_confirm(visit: Visit) -> list[Any]:
    """What was drawn about the person's own household and nobody of it has confirmed yet."""
    mine, found = standing(visit).mine, []
    for record in ("household", "enterprise", "trade", "relation"):
        asked = Q()
        for name in actor_columns(record):
            asked |= Q(**{f"{name}__in": mine})
        rows = (
            ROWS[record]
            ._default_manager.filter(asked, of=visit.cluster, gone=None, confirmed=None, kept_how="drawn")
            .order_by()
        )
        # Sorted here: asked for the first by number, SQLite would walk through all rows of a district.
        found += sorted(rows, key=lambda row: row.pk)[:200]
    return found
