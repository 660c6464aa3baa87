"""What a network promises to those who tell it."""

import dataclasses
from collections.abc import Callable

import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.network import Network, read_network


def test_a_network_cannot_be_changed(cast: Callable[..., Cluster]) -> None:
    network = read_network(cast())
    with pytest.raises(dataclasses.FrozenInstanceError):
        network.round = "other"


def test_the_tables_have_the_columns_that_are_named(cast: Callable[..., Cluster]) -> None:
    network = read_network(cast())
    told = Network.__doc__ or ""
    for name in ("ties", "nodes", "layers", "kind_ties", "gaps", "communities", "overlaps"):
        for column in getattr(network, name).columns:
            assert column in told or column in ("actor", "effective_size", "largest"), f"{name}.{column}"
