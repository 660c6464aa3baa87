"""Reading the conditions for collective efficiency off a cluster, its flows and its network."""

from __future__ import annotations

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis import cooperation, markets, materials, novelty, saturation, support, trust
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.result import Diagnosis
from edulis.engine.flows.result import Flows
from edulis.engine.network.result import Network

ROOMS = (markets, trust, saturation, support, cooperation, novelty, materials)


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
    evidence = Evidence.of(cluster.at(wanted) if wanted else cluster, flows, network, seed, resamples)
    return Diagnosis(wanted, tuple(finding for room in ROOMS for finding in room.conditions(evidence)))
