"""The answer says what it asks, and what it needs is declared."""

from edulis.engine.cluster import Cluster
from edulis.engine.need import unmet
from edulis.engine.seasons import NEEDS, Seasons


def test_an_empty_answer_tells_its_question_method_and_source() -> None:
    told = Seasons().as_dict()
    assert told["question"].endswith("?")
    assert "Walsh" in told["source"]
    assert len(unmet(Cluster.of({}), NEEDS)) == len(NEEDS) == 4
