"""Whether the trail of each cluster is whole."""

from __future__ import annotations

from edulis.schema import Text
from edulis.web.kit.models import Chain
from edulis.web.kit.trail import breaks
from edulis.web.people.models import Cluster

REASONS = {
    "missing": Text("a line is missing"),
    "altered": Text("the line was altered"),
    "facts": Text("what stands beside the line was altered"),
    "end": Text("lines at the end are missing"),
}


def proofs(language: str) -> list[dict[str, object]]:
    """For each cluster its code, how many lines it has, and every place where its trail is not what it was."""
    found: list[dict[str, object]] = []
    for cluster in Cluster.objects.order_by("code"):
        chain = Chain.objects.filter(cluster=cluster).first()
        broken = [
            {"line": one.number, "reason": one.reason, "told": REASONS[one.reason].say(language)}  # type: ignore[arg-type]
            for one in breaks(cluster)
        ]
        found.append({"cluster": cluster.code, "lines": chain.length if chain else 0, "breaks": broken})
    return found
