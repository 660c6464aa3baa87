"""Reading the conditions for collective efficiency off a cluster, its flows and its network."""

from __future__ import annotations

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis import (
    carriers,
    cooperation,
    grounding,
    markets,
    materials,
    novelty,
    obstacles,
    reliance,
    saturation,
    support,
    trail,
    trap,
    trust,
)
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.result import Diagnosis
from edulis.engine.disclosure import Unit
from edulis.engine.flows.result import Flows
from edulis.engine.need import Need, unmet
from edulis.engine.network.result import Network
from edulis.engine.telling import hush
from edulis.schema import Text

ROOMS = (
    markets,
    trust,
    saturation,
    trap,
    support,
    cooperation,
    carriers,
    novelty,
    grounding,
    materials,
    reliance,
    obstacles,
)
NEEDS: tuple[Need, ...] = (
    Need("trade", Text("how much is sold beyond local markets"), ("seller", "buyer", "product")),
    Need("enterprise", Text("what is local and what is from elsewhere"), ("local",)),
    Need("market", Text("whether the markets grow"), ("growth",)),
    Need("outcome", Text("how far people trust one another"), where=(("indicator", ("trust",)),)),
    Need("loan", Text("whether credit is paid back, and whether people sell to those they owe"), ("repaid",)),
    Need("quality_test", Text("whether quality is good enough and whether better fetches more"), rows=10),
    Need("quality_floor", Text("whether quality is good enough")),
    Need("service", Text("which services are there, which are missing and who pays for them"), ("kind",)),
    Need("adoption", Text("from whom new things were learned"), ("learned_from",)),
    Need("enterprise_round", Text("whether the trade is handed on to the young"), ("apprentices",)),
    Need("product", Text("what the place is known for"), ("reputation",)),
    Need("proposal", Text("how far projects stand on own means"), ("own_cash",)),
    Need("rule", Text("which rules help and hinder, and whom"), ("effect", "burden")),
    Need("membership", Text("whom unions and groups reach")),
)

UNITS: dict[str, Unit] = {  # what their n counts; below the least no figure is told
    "diagnosis.trust": "people",
    "diagnosis.price_trend": "enterprises",
    "diagnosis.premium": "enterprises",
    "diagnosis.founders": "people",
    "diagnosis.reuse": "enterprises",
}


def diagnose(
    cluster: Cluster,
    flows: Flows | None,
    network: Network,
    round: str | None = None,
    *,
    seed: int = 0,
    resamples: int = 200,
) -> Diagnosis:
    """The conditions for collective efficiency in one round (that of the network where none is named).

    `flows` may be missing: reports are then taken as they are, and a sketch without amounts counts ties. Each condition
    carries its figure, interval (`resamples` draws of enterprises from `seed`), n, missing, method and source; one that
    cannot be judged says why. Raises LookupError where there is no such round. Source: Schmitz (1995).
    """
    wanted = network.round if round is None else round
    here = cluster.at(wanted) if wanted else cluster
    evidence = Evidence.of(here, flows, network, seed, resamples)
    findings = tuple(hush((finding for room in ROOMS for finding in room.conditions(evidence)), UNITS))
    traced = (*network.findings, *findings)
    return Diagnosis(
        round=wanted,
        findings=findings,
        lacks=unmet(here, NEEDS),
        evidence=trail.evidence_rows(here, traced),
        trail=trail.trail_rows(here, traced),
        services=support.service_rows(evidence),
        rules=obstacles.burdens(evidence),
        market_tests=trap.local_tests(evidence),
        carriers=carriers.carrier_rows(evidence, carriers.reached(evidence)),
    )
