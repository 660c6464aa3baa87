"""The map: pages that an analysis made, each with its sentence and table; findings with their question."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from edulis.engine.analysis import QUESTIONS
from edulis.reports.figures import Strip, calendar
from edulis.schema import Text
from edulis.web.enterprises import analysing
from edulis.web.enterprises.loading import data_version
from edulis.web.enterprises.models import ROWS, Analysis, Page
from edulis.web.enterprises.naming import kind_word
from edulis.web.enterprises.rules import ASK, DRAW, FILTER_MAP, SEE_MAP, SEE_OWN
from edulis.web.enterprises.sketched import months_of
from edulis.web.enterprises.tellviews import MONTHS
from edulis.web.kit.asking import ways
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import current, say

TITLES = {question.code: question.title for question in QUESTIONS}
CLAIMS = Text("Which of the methodology's claims held here?")


def _state(request: Guest) -> dict[str, object]:
    """How fresh the map is, and what of it is being worked out."""
    done, busy = analysing.latest(request.visit.cluster), analysing.under_way(request.visit.cluster)
    version = data_version(request.visit.cluster)
    out = done.result.get("left_out", {}) if done is not None else {}
    return {
        "left_out": {"n": sum(out.values()), **out} if any(out.values()) else None,
        "done": done,
        "busy": busy,
        "failed": busy is not None and busy.status == Analysis.FAILED,
        "percent": int(100 * busy.progress) if busy else 0,
        "stage": say(Text(busy.stage)) if busy and busy.stage else "",
        "stale": done is not None and done.data_version != version,
        "may_ask": may(request.visit, ASK),
    }


@opens(SEE_MAP)
def door(request: Guest) -> HttpResponse:
    """The map's front: what is on it, how fresh it is."""
    state = _state(request)
    done = state["done"]
    pages = _pages(done) if isinstance(done, Analysis) else []
    found = done.result.get("findings", {}).get(current(), []) if isinstance(done, Analysis) else []
    cards = ROWS["enterprise"]._default_manager.filter(of=request.visit.cluster, gone=None).count()
    shown = {
        **state, "pages": pages, "findings": len(found), "first": found[:3], "cards": cards,
        "may_draw": may(request.visit, DRAW), "own": may(request.visit, SEE_OWN),
        "seasons": bool(months_of(request.visit.cluster)),
    }  # fmt: skip
    return render(request, "enterprises/map.html", shown)


def _pages(done: Analysis) -> list[tuple[str, str, str]]:
    """key, what it is about, and what it says."""
    held = Page.objects.filter(analysis=done, language=current(), filter="").order_by("pk")
    return list(held.values_list("key", "topic", "title"))


@opens(SEE_MAP)
def page(request: Guest, key: str) -> HttpResponse:
    """One page of the map; members may cut the flows to one product, kind or month."""
    state = _state(request)
    done = state["done"]
    if not isinstance(done, Analysis):
        return redirect("enterprises:door", cluster=request.visit.cluster.code)
    may_cut = may(request.visit, FILTER_MAP)
    cut = request.GET.get("cut", "")[:80].replace("\0", "") if may_cut else ""
    held = Page.objects.filter(analysis=done, language=current(), key=key)
    one = held.filter(filter=cut).first()
    if one is None:
        raise Http404
    cuts: dict[str, list[tuple[str, str]]] = {}
    if may_cut:
        for name, title in held.exclude(filter="").order_by("pk").values_list("filter", "title"):
            cuts.setdefault(name.partition(":")[0], []).append((name, title))
    named = [(Text("One good"), cuts.get("product", [])), (Text("One kind"), cuts.get("kind", [])),
             (Text("One month"), cuts.get("month", []))]  # fmt: skip
    pages = _pages(done)
    at = next((place for place, (other, _, _) in enumerate(pages) if other == key), -1)
    shown = {
        **state, "topic": one.topic, "title": one.title,
        "next": pages[(at + 1) % len(pages)] if len(pages) > 1 else None, "cut": cut,
        "cuts": [(word, of) for word, of in named if of], "key": key,
        "html": mark_safe(one.html),  # made by our own writer, which escapes
    }  # fmt: skip
    return render(request, "enterprises/page.html", shown)


@opens(SEE_MAP)
def findings(request: Guest) -> HttpResponse:
    """The questions that the figures speak to, and for one of them all that they say; each opens one for the forum."""
    state = _state(request)
    done = state["done"]
    result = done.result if isinstance(done, Analysis) else {}
    told: dict[str, list[dict[str, str]]] = {}
    for one in result.get("findings", {}).get(current(), []):
        told.setdefault(one["about"], []).append(one)
    about = request.GET.get("about", "")
    roads = ways(request.visit, [one["code"] for one in told.get(about, [])])
    shown = {
        **state, "groups": [(code, TITLES.get(code, CLAIMS), of) for code, of in told.items()], "about": about,
        "title": TITLES.get(about, CLAIMS), "found": [(one, roads.get(one["code"])) for one in told.get(about, [])],
        "lacks": [one for one in result.get("lacks", {}).get(current(), []) if one["about"] == about],
    }  # fmt: skip
    return render(request, "enterprises/findings.html", shown)


@opens(SEE_MAP)
def seasons(request: Guest) -> HttpResponse:
    """The year as the meeting told it, by kind of enterprise."""
    whole = months_of(request.visit.cluster)
    only = request.GET.get("kind", "")
    told = {only: whole[only]} if only in whole else whole
    kinds = [(kind, kind_word(kind)) for kind in sorted(whole)]
    strips = [
        Strip(kind_word(kind), tuple(float(of[at]) if at in of else None for at in MONTHS))
        for kind, of in sorted(told.items())
    ]
    heads = [str(at) for at in MONTHS]
    title = say(Text("The year as the meeting told it"))
    words = say(
        Text("Each row is a trade; the darker the month, the busier. A stroke is a month of which nobody spoke.")
    )
    legend = say(Text("slack")), say(Text("busy"))
    drawn = [
        calendar(strips, heads, title=title, description=words, legend=legend, width=wide)
        for wide in (680.0, 340.0)
    ] if strips else []  # fmt: skip
    rows = [(kind_word(kind), [of.get(at, 0) for at in MONTHS]) for kind, of in sorted(told.items())]
    shown = {
        "title": title, "words": words, "rows": rows, "heads": heads, "kinds": kinds,
        "only": only if only in whole else "", "may_draw": may(request.visit, DRAW),
        "wide": mark_safe(drawn[0]) if drawn else "", "narrow": mark_safe(drawn[1]) if drawn else "",
    }  # fmt: skip
    return render(request, "enterprises/seasons.html", shown)


@opens(ASK, methods="POST")
def ask(request: Guest) -> HttpResponse:
    """Have the map worked out from the rows as they are now."""
    analysing.ask(request.visit)
    messages.success(request, say(Text("It is being worked out. You can go on; the map shows how far it is.")))
    return redirect("enterprises:door", cluster=request.visit.cluster.code)
