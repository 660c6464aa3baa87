"""The evidence that a cluster gives."""

from collections.abc import Callable

import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.network import read_network


@pytest.fixture(scope="session")
def evidence_of() -> Callable[[Cluster], Evidence]:
    """What the conditions are judged on, without reconciled flows."""

    def gather(cluster: Cluster) -> Evidence:
        network = read_network(cluster)
        return Evidence.of(cluster.at(network.round), None, network, 0, 100)

    return gather
