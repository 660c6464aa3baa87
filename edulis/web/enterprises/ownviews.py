"""A household's own page: its deliveries, its season, its figures beside the median, who recorded it, consents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, Value
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from edulis.engine.cluster import Cluster
from edulis.reports import amounts
from edulis.reports.figures import Strip, calendar
from edulis.schema import Text
from edulis.schema.titles import TITLES
from edulis.web.enterprises import analysing, measures, sketch
from edulis.web.enterprises.forms import shared_choices
from edulis.web.enterprises.loading import load_own
from edulis.web.enterprises.models import ROWS
from edulis.web.enterprises.naming import called, kind_word
from edulis.web.enterprises.owners import owner_column, shared
from edulis.web.enterprises.rules import DRAW, SEE_OPENED, SEE_OWN
from edulis.web.enterprises.standing import standing
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import current, say
from edulis.web.people.consents import Word, words_of
from edulis.web.people.models import Person
from edulis.web.people.purposes import PURPOSES

SHOWN = 12  # deliveries
LINES = 8  # rows of the season
HOW = {"file": Text("From a file"), "form": Text("Written on the site"), "drawn": Text("Drawn together")}


@opens(SEE_OWN)
def own(request: Guest) -> HttpResponse:
    """Everything here that is about one's own household."""
    visit = request.visit
    mine = sorted(standing(visit).mine)
    told = load_own(visit.cluster, mine, (*measures.RECORDS, "activity", "enterprise"))
    done = analysing.latest(visit.cluster)
    round_code = sketch.round_of(visit) if done is None else done.result.get("round") or sketch.round_of(visit)
    products = dict(shared_choices(visit.cluster, "product"))
    season = _season(told, {**products, **dict(shared_choices(visit.cluster, "process"))})
    shown = {
        "mine": bool(mine), "cards": [(row["name"] or row["code"], kind_word(row["kind"])) for row in
                                      told["enterprise"].to_dicts() if row["code"] in mine],
        "trades": _trades(request, mine, products), "season": mark_safe(season) if season else "",
        "figures": _figures(told, mine, round_code, done.result.get("medians", {}) if done else {},
                            visit.cluster),
        "recorded": _recorded(request, mine), "consents": _consents(request, mine), "draws": may(visit, DRAW),
        "opens": may(visit, SEE_OPENED),
        "waiting": len(sketch.to_confirm(visit)) if mine else 0,
    }  # fmt: skip
    return render(request, "enterprises/own.html", shown)


def _trades(request: Guest, mine: list[str], products: dict[str, str]) -> list[dict[str, Any]]:
    """The latest deliveries in which one of mine takes part, each side's own report and those of observers."""
    labels = called(request.visit)
    told = Q(seller__in=mine, reporter__in=("seller", "observer")) | Q(
        buyer__in=mine, reporter__in=("buyer", "observer")
    )
    rows: Any = ROWS["trade"]._default_manager.filter(told, of=request.visit.cluster, gone=None)
    return [
        {
            "row": row,
            "words": Text("{seller} sells {product} to {buyer}", seller=labels.get(row.seller, row.seller),
                          product=products.get(row.product, row.product), buyer=labels.get(row.buyer, row.buyer)),
            "month": Text("{month:month}", month=row.month) if row.month else None,
        }
        for row in rows.order_by("-month", "-pk")[:SHOWN]
    ]  # fmt: skip


def _season(told: Cluster, names: dict[str, str]) -> str:
    """What was made, or delivered, in each month of the year, as a strip for each good."""
    sums: dict[str, dict[int, float]] = {}
    made = told["activity"].select("month", "process", "level").iter_rows()
    sold = told["trade"].select("month", "product", "quantity").iter_rows()
    for month, what, level in made if told["activity"].height else sold:
        if isinstance(month, dt.date) and level:
            line = sums.setdefault(what, {})
            line[month.month] = line.get(month.month, 0.0) + level
    if not sums:
        return ""
    largest = sorted(sums, key=lambda what: (-len(sums[what]), what))[:LINES]
    strips = [Strip(names.get(what, what), tuple(sums[what].get(at) for at in range(1, 13))) for what in largest]
    title = say(Text("My season"))
    words = say(Text("Each row is one good; the darker the month, the more of it. A stroke is a month without any."))
    return calendar(
        strips, [str(at) for at in range(1, 13)], title=title, description=words,
        legend=(say(Text("little")), say(Text("busiest month"))), width=340.0,
    )  # fmt: skip


def _figures(
    told: Cluster, mine: list[str], round_code: str, medians: dict[str, Any], village: Any
) -> list[tuple[str, list[tuple[str, str, str, int]]]]:
    """For each of mine: measure, own figure, median of its kind, of how many; empty where fewer than five told one."""
    rows = {row["code"]: row for row in told["enterprise"].to_dicts()}
    found: dict[str, list[tuple[str, str, str, int]]] = {}
    for who, measure, value in measures.measured(told, round_code).iter_rows():
        if who not in mine:
            continue
        title, sort = measures.MEASURES[measure]
        row = rows.get(who)
        other = medians.get(row["kind"] if row else "household", {}).get(measure)
        median = written(other["median"], sort, village) if other else ""
        name = (row["name"] or who) if row else say(Text("The household"))
        line = (say(title), written(value, sort, village), median, other["n"] if other else 0)
        found.setdefault(name, []).append(line)
    return list(found.items())


def written(value: float, sort: str, village: Any) -> str:
    """A figure as people read it: money in the cluster's, the rest plain."""
    if sort == "money":
        return amounts.money(value / 10**village.minor_digits, current(), village.currency)
    return amounts.plain(value, current())


def _recorded(request: Guest, mine: list[str]) -> list[tuple[str, int, str, str]]:
    """What rows there are about mine: of which record, how many, how they came in, and by whom."""
    queries = []
    for record, model in ROWS.items():
        if shared(record):
            continue
        asked = Q(**{f"{owner_column(record)}__in": mine})
        if record == "trade":
            asked = Q(reporter="seller", seller__in=mine) | Q(reporter="buyer", buyer__in=mine)
        kept = model._default_manager.filter(asked, of=request.visit.cluster, gone=None).order_by()
        counted = kept.values("kept_by", "kept_how").annotate(n=Count("pk"), record=Value(record))
        queries.append(counted.values_list("record", "kept_by", "kept_how", "n"))
    rows = list(queries[0].union(*queries[1:], all=True)) if mine else []
    names = dict(Person.objects.filter(pk__in={by for _, by, _, _ in rows if by}).values_list("pk", "name"))
    return [(say(TITLES[record]), n, say(HOW[how]), names.get(by or 0, "–")) for record, by, how, n in _sorted(rows)]


def _sorted(rows: Iterable[tuple[str, int | None, str, int]]) -> list[tuple[str, int | None, str, int]]:
    order = list(ROWS)
    return sorted(rows, key=lambda row: (order.index(row[0]), row[2], row[1] or 0))


def _consents(request: Guest, mine: list[str]) -> list[tuple[str, bool | None]]:
    """Each purpose with whether it holds: yes, no, or to be asked."""
    words: dict[str, list[Word]] = {}
    for (purpose, home), word in words_of(request.visit.cluster, mine, request.visit.number).items():
        if home:
            words.setdefault(purpose, []).append(word)
    found: list[tuple[str, bool | None]] = []
    for one in PURPOSES:
        if one.of == "household":
            said = words.get(one.code, [])
            no, yes = any(word.state == "no" for word in said), any(word.holds for word in said)
            found.append((say(one.title), False if no else True if yes or one.unless_refused else None))
    return found
