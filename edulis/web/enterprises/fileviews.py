"""Files in and out: offered, looked at, taken in; the cluster as a package, and what is one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from edulis.schema import Text
from edulis.schema.titles import TITLES
from edulis.web.enterprises import actions, analysing
from edulis.web.enterprises.agreed import counted
from edulis.web.enterprises.importing import MOST
from edulis.web.enterprises.loading import data_version, load
from edulis.web.enterprises.models import Upload
from edulis.web.enterprises.naming import unshown
from edulis.web.enterprises.parcels import of_one, packed, unsaid
from edulis.web.enterprises.rules import EXPORT, OFFER, TAKE_ALONG, TAKE_IN
from edulis.web.enterprises.standing import standing
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import current, say


@opens(OFFER, methods="GET POST")
def offer(request: Guest) -> HttpResponse:
    """Choose a file; nothing is written before one has seen what it would do."""
    if request.method != "POST":
        shown = {"may_export": may(request.visit, EXPORT), "most": MOST >> 20}
        return render(request, "enterprises/offer.html", shown)
    file = request.FILES.get("file")
    if file is None:
        return refusal(request, 422, Text("Choose a file first."))
    if (file.size or 0) > MOST:
        return refusal(request, 413, Text("The file is larger than {most} MB. Split it by round.", most=MOST >> 20))
    made = actions.offer_file(request.visit, file.name or "file", file.read())
    return redirect("enterprises:offered", cluster=request.visit.cluster.code, number=made.pk)


@opens(TAKE_IN)
def offered(request: Guest, number: int) -> HttpResponse:
    """What the file would do: rows by record, and what is wrong, cell by cell."""
    upload = get_object_or_404(Upload, pk=number)
    require(request, TAKE_IN, upload)
    return _look(request, upload)


def _look(request: Guest, upload: Upload, status: int = 200, late: str = "") -> HttpResponse:
    counts = [(TITLES[record], record, one) for record, one in upload.counts.items()]
    total = {
        name: sum(one.get(name, 0) for _, _, one in counts)
        for name in ("new", "changed", "same", "held", "missing", "unasked")
    }
    problems = [{**one[current()], "error": one["severity"] == "error", "more": one["more"]} for one in upload.problems]
    shown = {
        "upload": upload, "counts": counts, "total": total, "problems": problems, "late": late,
        "errors": sum(one["error"] for one in problems),
        "stale": upload.taken is None and upload.good and data_version(request.visit.cluster) != upload.against,
        "writes": total["new"] + total["changed"],
    }  # fmt: skip
    return render(request, "enterprises/offered.html", shown, status=status)


@opens(TAKE_IN, methods="POST")
def take(request: Guest, number: int) -> HttpResponse:
    """Take the file in, whole or not at all."""
    upload = get_object_or_404(Upload, pk=number)
    require(request, TAKE_IN, upload)
    try:
        written = actions.take_in(request.visit, upload, take_missing=request.POST.get("missing") == "1")
    except actions.Outdated:
        late = say(Text("The rows here changed since the file was looked at. Offer the file again."))
        return _look(request, upload, 409, late)
    except actions.Broken:
        late = say(Text("Other rows refer to some of those that the file does not have, so they cannot be taken away."))
        return _look(request, upload, 409, late)
    if written:
        analysing.asked(request.visit.cluster, by=request.visit.number)
        messages.success(request, say(Text("{n} rows written.", n=written)))
    else:
        messages.success(request, say(Text("0 rows written: all of the file was here already.")))
    return redirect("enterprises:offered", cluster=request.visit.cluster.code, number=upload.pk)


@opens(EXPORT)
def export(request: Guest) -> HttpResponse:
    """The cluster as a data package, without names and words of people and without those who took their word back."""
    told = unsaid(counted(request.visit.cluster).cluster, standing(request.visit).mine)
    content = packed(told, current(), personal=False)
    return _zip(content, request.visit.cluster.code)


@opens(TAKE_ALONG)
def along(request: Guest) -> HttpResponse:
    """What is told about one's own household and enterprises, names included, to take along."""
    who = standing(request.visit).mine
    mine = unsaid(of_one(load(request.visit.cluster), who, unshown(request.visit)), who)
    return _zip(packed(mine, current(), personal=True), f"{request.visit.cluster.code}-own")


def _zip(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer
