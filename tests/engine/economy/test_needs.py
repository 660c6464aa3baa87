"""The least data of the question is declared."""

from collections.abc import Callable

from edulis.engine.cluster import Cluster
from edulis.engine.economy.needs import NEEDS
from edulis.engine.need import unmet


def test_a_full_season_lacks_nothing_and_a_sketch_nearly_all(season: Callable[..., Cluster]) -> None:
    assert unmet(season().at("2002"), NEEDS) == ()
    assert unmet(Cluster.of({}), NEEDS) == NEEDS
