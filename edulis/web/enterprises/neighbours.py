"""What a linked cluster shows: kinds and flows in sums, as a release that stands still for a quarter."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from edulis.engine.disclosure import release
from edulis.web.enterprises.agreed import Agreed, agreed, without
from edulis.web.enterprises.loading import load
from edulis.web.enterprises.models import Release
from edulis.web.enterprises.naming import kind_word
from edulis.web.enterprises.ownviews import written
from edulis.web.enterprises.rules import SEE_NEIGHBOUR
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.locks import lock
from edulis.web.people.models import Cluster, Link

STANDS = dt.timedelta(days=91)  # so long a release is not made anew: nobody can subtract one from the next
RECORDS = ("enterprise", "household", "trade", "product", "round")


def shown_tables(cluster: Cluster) -> dict[str, list[dict[str, Any]]]:
    """Kinds with how many enterprises, and what goes from kind to kind in money, cells that would betray somebody
    left out; counted are only those who said yes to being counted and to being shown to linked clusters.
    """
    counting, linking = agreed(cluster, "map"), agreed(cluster, "link")
    out = counting.no | counting.unasked | linking.no | linking.unasked
    tables = without(load(cluster, RECORDS), Agreed(frozenset(out), frozenset()))
    enterprises = tables["enterprise"].filter(pl.col("local").fill_null(True)).select(who="code", kind="kind")
    kinds = release(enterprises.drop_nulls(), "kind", who="who") if enterprises.height else None
    trade = tables["trade"].filter(pl.col("value").is_not_null() & (pl.col("reporter") == "seller"))
    of = tables["enterprise"].select("code", "kind")
    rows = (
        trade.join(of.rename({"code": "seller", "kind": "from"}), on="seller")
        .join(of.rename({"code": "buyer", "kind": "to"}), on="buyer")
        .select("from", "to", "seller", "buyer", "value")
        .drop_nulls()
        .filter(pl.col("value") >= 0)
    )
    flows = release(rows, "from", "to", who=("seller", "buyer"), amount="value") if rows.height else None
    return {"kinds": _cells(kinds, "count"), "flows": _cells(flows, "amount")}


def _cells(told: Any, of: str) -> list[dict[str, Any]]:
    """Inner cells that may be shown, amounts to two figures."""
    if told is None:
        return []
    kept = told.cells.filter(~pl.col("hidden") & pl.col("row").is_not_null() & (pl.col(of) > 0))
    if of == "amount":
        kept = kept.filter(pl.col("column").is_not_null())
    return [
        {"from": row["row"], "to": row["column"] or "", of: float(f"{row[of]:.1e}") if of == "amount" else row[of]}
        for row in kept.sort(of, "row", descending=[True, False]).iter_rows(named=True)
    ]


def released(link: Link, cluster: Cluster) -> Release:
    """What the cluster shows over this link: made at the first look, and anew after a quarter."""
    with transaction.atomic():
        lock(cluster)
        found = Release.objects.filter(link=link, of=cluster).first()
        if found is not None and found.made > timezone.now() - STANDS:
            return found
        told = {"made": timezone.now(), "tables": shown_tables(cluster)}
        return Release.objects.update_or_create(link=link, of=cluster, defaults=told)[0]


@opens(SEE_NEIGHBOUR)
def neighbour(request: Guest, number: int) -> HttpResponse:
    """The other side of a link that is in force."""
    if number >= 1 << 63:
        raise Http404
    link = get_object_or_404(Link.objects.select_related("one", "other"), pk=number)
    require(request, SEE_NEIGHBOUR, link)
    partner = link.partner_of(request.visit.cluster)
    told = released(link, partner)
    kinds = [(kind_word(one["from"]), one["count"]) for one in told.tables["kinds"]]
    flows = [
        (kind_word(one["from"]), kind_word(one["to"]), written(one["amount"], "money", partner))
        for one in told.tables["flows"]
    ]
    shown = {"link": link, "partner": partner, "made": told.made, "kinds": kinds, "flows": flows}
    return render(request, "enterprises/neighbour.html", shown)
