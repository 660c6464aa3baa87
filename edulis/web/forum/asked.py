"""Where the questions of findings are asked: a topic each; trade without talk opens a dialogue."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from edulis.schema import Text
from edulis.web.forum.models import Topic
from edulis.web.forum.rules import OPEN, PAIR
from edulis.web.kit.asking import Way, asks
from edulis.web.kit.rules import may
from edulis.web.kit.visit import Visit

GAP = "network.gap"
MOST = 3


@asks("forum")
def ways(visit: Visit, codes: frozenset[str]) -> Mapping[str, Way]:
    """For each finding: open a topic with its question, or a dialogue; and where it is talked about already."""
    if not may(visit, OPEN):
        return {}
    at = {"cluster": visit.cluster.code}
    already: dict[str, list[tuple[str, str]]] = {}
    known = Topic.objects.filter(cluster=visit.cluster, about__in=codes).order_by("-moved", "-pk")
    for number, title, about in known.values_list("pk", "title", "about"):
        address = reverse("forum:topic", kwargs=at | {"number": number})
        already.setdefault(about, []).append((title, address))
    topic = Way(Text("Ask the forum"), reverse("forum:new", kwargs=at))
    pair = Way(Text("Open a dialogue"), reverse("forum:pair", kwargs=at)) if may(visit, PAIR) else topic
    return {
        code: Way(way.words, way.address, tuple(already.get(code, ())[:MOST]))
        for code in codes
        for way in [pair if code == GAP else topic]
    }
