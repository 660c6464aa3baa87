"""Whether it was the joint work."""

from collections.abc import Callable

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.outcomes import measure_outcomes

Owners = Callable[..., Cluster]


def _told(cluster: Cluster, comparison: Cluster | None = None, **how: object) -> dict[str, Finding]:
    return {f.code: f for f in measure_outcomes(cluster, comparison, **how).findings}  # type: ignore[arg-type]


def test_a_large_planted_effect_is_told_and_no_effect_is_not(owners: Owners) -> None:
    found = _told(owners(effect=2.0, n=120))["outcomes.effect.served"]
    assert found.sign == "helps"
    assert "beside the others" in found.title.say()
    none = _told(owners(effect=0.0, n=120, seed=5))["outcomes.effect.served"]
    assert none.sign == "unknown"
    assert "cannot be told" in none.title.say()


def test_one_village_that_took_part_cannot_tell_and_says_how_many_ways_there_are(owners: Owners) -> None:
    cluster = owners(n=60, hamlets=6, joined=0.0)
    one = [code for code, place in cluster["enterprise"].select("code", "place").iter_rows() if place == "mp0"]
    finding = _told(cluster, treated=one)["outcomes.effect.served"]
    assert "one in 6 ways" in finding.title.say()
    assert finding.sign == "unknown"


def test_a_cluster_beside_one_other_never_gets_a_verdict(owners: Owners) -> None:
    told = _told(owners(effect=3.0, joined=1.0), owners(prefix="b", joined=0.0, seed=1))
    assert told["outcomes.beside.served"].sign == "unknown"
    assert told["outcomes.beside.served"].value > 1
    assert "what befell one of them" in told["outcomes.beside.served"].title.say()


def test_where_nobody_took_part_it_says_so(owners: Owners) -> None:
    told = _told(owners(joined=0.0))
    assert told["outcomes.effect"].value is None
    assert told["outcomes.power"].value is None
    assert "nobody to compare" in told["outcomes.design"].title.say()


def test_few_who_took_part_are_not_told_in_public(owners: Owners) -> None:
    told = _told(owners(joined=0.0), treated=["m000", "m001", "m002"])
    assert told["outcomes.effect.served"].evidence["few"]
    assert "3" not in told["outcomes.effect.served"].title.say()


def test_what_it_could_have_shown_shrinks_with_the_number_of_owners(owners: Owners) -> None:
    small, large = _told(owners(n=60))["outcomes.power"], _told(owners(n=240))["outcomes.power"]
    assert 0 < large.value < small.value
