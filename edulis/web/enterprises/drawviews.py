"""The wall on which a meeting draws its cluster: cards, goods, who sells to whom, who talks with whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from edulis.schema import Text
from edulis.schema.words import RELATION
from edulis.web.enterprises import sketch
from edulis.web.enterprises.checking import USED, referred_to
from edulis.web.enterprises.drawforms import CardForm, ProductForm
from edulis.web.enterprises.forms import shared_choices
from edulis.web.enterprises.models import ROWS, Season, Seed
from edulis.web.enterprises.naming import called, kind_word, unshown
from edulis.web.enterprises.rules import CONFIRM, DRAW
from edulis.web.enterprises.standing import standing
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.folding import folded
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import say

SHOWN = 60  # cards on one page; more are found by name
TIES = ("information", "help", "sharing", "credit")  # what a meeting can say aloud; trust and quarrels are asked alone


def _count(request: Guest, record: str) -> int:
    return ROWS[record]._default_manager.filter(of=request.visit.cluster, gone=None).count()


@opens(DRAW)
def wall(request: Guest) -> HttpResponse:
    """The steps of drawing, each with how far it is."""
    cluster, visit = request.visit.cluster, request.visit
    goals = ROWS["enterprise_round"]._default_manager.filter(of=cluster, gone=None)
    steps = [
        ("who", Text("Who are we?"), Text("A card for each household, trader, buyer and supplier."),
         _count(request, "enterprise"), Text("cards")),
        ("goods", Text("What goes from hand to hand?"), Text("Raw materials, goods, residues, services."),
         _count(request, "product"), Text("goods")),
        ("sells", Text("Who sells to whom?"), Text("Choose who sells, then tap all who buy."),
         _count(request, "trade"), Text("lines")),
        ("ties", Text("Who talks, who helps?"), Text("Choose one, then tap all they talk with or help."),
         _count(request, "relation"), Text("lines")),
        ("year", Text("When is it busy?"), Text("Tap the busy and the slack months of each trade."),
         Season.objects.filter(cluster=cluster, load__gt=0).count(), Text("months")),
        ("living", Text("What do we live from?"), Text("Twenty seeds for each household, laid on what it lives from."),
         Seed.objects.filter(cluster=cluster, seeds__gt=0).values("household").distinct().count(), Text("households")),
        ("goals", Text("Where does each want to go?"), Text("The owners' own long-term goals."),
         goals.exclude(goal_kind=None, goal=None).count(),
         Text("goals")),
    ]  # fmt: skip
    waiting = len(sketch.to_confirm(visit)) if may(visit, CONFIRM) else 0
    return render(request, "enterprises/wall.html", {"steps": steps, "waiting": waiting})


@opens(DRAW, methods="GET POST")
def who(request: Guest) -> HttpResponse:
    """Cards for enterprises."""
    form = CardForm(request.visit, request.POST or None)
    if request.method == "POST" and form.is_valid():
        sketch.add_card(request.visit, **form.cleaned_data)
        messages.success(request, say(Text("The card of {name} is on the wall.", name=form.cleaned_data["name"])))
        return redirect("enterprises:who", cluster=request.visit.cluster.code)
    rows: Any = ROWS["enterprise"]._default_manager.filter(of=request.visit.cluster, gone=None).order_by("-pk")
    rows = rows.exclude(code__in=unshown(request.visit))
    labels = called(request.visit)
    cards = [(row, labels.get(row.code, row.code), sketch.may_rub(request.visit, row)) for row in rows[:SHOWN]]
    shown = {"form": form, "cards": cards, "total": _count(request, "enterprise"), "record": "enterprise"}
    return render(request, "enterprises/who.html", shown, status=422 if request.method == "POST" else 200)


@opens(DRAW, methods="GET POST")
def goods(request: Guest) -> HttpResponse:
    """Cards for goods."""
    form = ProductForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sketch.add_product(request.visit, **form.cleaned_data)
        return redirect("enterprises:goods", cluster=request.visit.cluster.code)
    rows: Any = ROWS["product"]._default_manager.filter(of=request.visit.cluster, gone=None).order_by("-pk")
    names = dict(shared_choices(request.visit.cluster, "product"))
    cards = [(row, names.get(row.code, row.code), sketch.may_rub(request.visit, row)) for row in rows[:SHOWN]]
    shown = {"form": form, "cards": cards, "total": _count(request, "product"), "record": "product"}
    return render(request, "enterprises/goods.html", shown, status=422 if request.method == "POST" else 200)


@opens(DRAW, methods="POST")
def rub(request: Guest, record: str, number: int) -> HttpResponse:
    """Take a card or line off the wall that nobody has confirmed yet."""
    if record not in ROWS:
        raise Http404
    row: Any = get_object_or_404(ROWS[record], pk=number, of=request.visit.cluster, gone=None)
    if not sketch.may_rub(request.visit, row):
        raise Http404
    if referred_to(request.visit.cluster, record, getattr(row, "code", "") or "\0"):
        return refusal(request, 409, USED)
    sketch.rub_out(request.visit, row)
    onward = {"enterprise": "who", "product": "goods"}.get(record, "mine")
    return redirect(f"enterprises:{onward}", cluster=request.visit.cluster.code)


def _found(request: Guest, chosen: str = "") -> list[tuple[str, str]]:
    """Cards to tap, by name where one was looked for."""
    sought = folded(request.GET.get("q", ""))
    labels = called(request.visit)
    kept = [(code, label) for code, label in labels.items() if code != chosen and sought in folded(label)]
    return kept[:SHOWN]


@opens(DRAW, methods="GET POST")
def sells(request: Guest) -> HttpResponse:
    """Who sells to whom: choose a seller and a good, tap the buyers."""
    labels, products = called(request.visit), dict(shared_choices(request.visit.cluster, "product"))
    told = request.POST if request.method == "POST" else request.GET
    seller, product = told.get("from", ""), told.get("product", "")
    if request.method == "POST":
        buyer = told.get("to", "")
        if seller not in labels or buyer not in labels or seller == buyer or product not in products:
            return refusal(request, 422, Text("Choose who sells, what, and who buys."))
        sketch.toggle_sale(request.visit, seller, buyer, product)
        return redirect(_again(request, "sells", **{"from": seller, "product": product}))
    shown: dict[str, Any] = {"products": list(products.items()), "product": product, "names": products}
    if seller in labels:
        rows = ROWS["trade"]._default_manager.filter(of=request.visit.cluster, gone=None, seller=seller)
        if product in products:
            drawn = set(rows.filter(product=product).values_list("buyer", flat=True))
            shown["cards"] = _marked(request, seller, drawn)
        lines = rows.order_by("-pk").values_list("product", "buyer").distinct()[:SHOWN]
        shown["lines"] = [(products.get(p, p), labels.get(b, b)) for p, b in lines]
    else:
        shown["cards"] = [(code, label, False) for code, label in _found(request)]
    shown |= {
        "from": seller if seller in labels else "",
        "label": labels.get(seller, ""),
        "q": request.GET.get("q", ""),
    }
    return render(request, "enterprises/sells.html", shown)


def _marked(request: Guest, chosen: str, drawn: set[str]) -> list[tuple[str, str, bool]]:
    """Cards to tap, those that are drawn already first."""
    cards = [(code, label, code in drawn) for code, label in _found(request, chosen)]
    gone = drawn - {code for code, _, _ in cards} - unshown(request.visit)
    missing = [(code, called(request.visit).get(code, code), True) for code in gone]
    return sorted([*missing, *cards], key=lambda card: not card[2])


@opens(DRAW, methods="GET POST")
def ties(request: Guest) -> HttpResponse:
    """Who talks with or helps whom: choose one, tap the others."""
    labels, kinds = called(request.visit), [(kind, title) for kind, title in RELATION if kind in TIES]
    told = request.POST if request.method == "POST" else request.GET
    one, kind = told.get("from", ""), told.get("kind", TIES[0])
    if kind not in TIES:
        kind = TIES[0]
    if request.method == "POST":
        other = told.get("to", "")
        if one not in labels or other not in labels or one == other:
            return refusal(request, 422, Text("Choose two different cards."))
        sketch.toggle_tie(request.visit, kind, one, other)
        return redirect(_again(request, "ties", **{"from": one, "kind": kind}))
    shown: dict[str, Any] = {"kinds": [(code, say(Text(title))) for code, title in kinds], "kind": kind}
    if one in labels:
        rows = ROWS["relation"]._default_manager.filter(of=request.visit.cluster, gone=None, kind=kind, one=one)
        shown["cards"] = _marked(request, one, set(rows.values_list("other", flat=True)))
    else:
        shown["cards"] = [(code, label, False) for code, label in _found(request)]
    shown |= {"from": one if one in labels else "", "label": labels.get(one, ""), "q": request.GET.get("q", "")}
    return render(request, "enterprises/ties.html", shown)


def _again(request: Guest, name: str, **asked: str) -> str:
    from urllib.parse import urlencode

    here = reverse(f"enterprises:{name}", kwargs={"cluster": request.visit.cluster.code})
    return f"{here}?{urlencode({key: value for key, value in asked.items() if value})}"


@opens(CONFIRM, methods="GET POST")
def mine(request: Guest) -> HttpResponse:
    """What was drawn about one's own household, to say yes to or to rub out."""
    rows = sketch.to_confirm(request.visit)
    if request.method == "POST":
        wanted = set(request.POST.getlist("row"))
        chosen = [row for row in rows if f"{row.survey.name}:{row.pk}" in wanted]
        if not chosen:
            return refusal(request, 422, Text("Tick what is so."))
        sketch.say_yes(request.visit, chosen)
        messages.success(request, say(Text("Thank you. {n} are confirmed.", n=len(chosen))))
        return redirect("enterprises:mine", cluster=request.visit.cluster.code)
    labels, products = called(request.visit), dict(shared_choices(request.visit.cluster, "product"))
    lines = [(row, _sentence(row, labels, products)) for row in rows]
    return render(request, "enterprises/mine.html", {"lines": lines, "any": bool(standing(request.visit).mine)})


def _sentence(row: Any, labels: Any, products: dict[str, str]) -> Text:
    """A drawn row as one says it."""
    name = row.survey.name
    if name == "trade":
        return Text("{seller} sells {product} to {buyer}", seller=labels.get(row.seller, row.seller),
                    product=products.get(row.product, row.product), buyer=labels.get(row.buyer, row.buyer))  # fmt: skip
    if name == "relation":
        return Text("{one} – {other}: {tie}", one=labels.get(row.one, row.one), other=labels.get(row.other, row.other),
                    tie=Text(dict(RELATION)[row.kind]))  # fmt: skip
    if name == "enterprise":
        return Text("Enterprise: {name}", name=f"{row.name or row.code} · {kind_word(row.kind)}")
    return Text("Household: {name}", name=row.name or row.code)
