"""The answer says what it asks, and what it needs is declared."""

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import NEEDS, Livelihoods
from edulis.engine.need import unmet


def test_an_empty_answer_tells_its_question_method_and_source() -> None:
    told = Livelihoods().as_dict()
    assert told["question"].endswith("?")
    assert "Foster" in told["source"]
    assert len(unmet(Cluster.of({}), NEEDS)) == len(NEEDS)
