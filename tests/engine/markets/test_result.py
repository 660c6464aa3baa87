"""The answer on markets as a whole."""

from edulis.engine.cluster import Cluster
from edulis.engine.markets import Markets, read_markets


def test_an_answer_says_question_method_source_and_units() -> None:
    held = read_markets(Cluster.of({}))
    assert isinstance(held, Markets)
    assert held.to_frame().columns[:2] == ["enterprise", "kind"]
    assert held.to_frame("options").is_empty()
    assert "Markov" in held.as_dict()["method"]
    columns = {name for frame in held.tables.values() for name in frame.columns}
    assert set(held.units) <= columns
