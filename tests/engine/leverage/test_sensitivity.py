from collections.abc import Callable
from typing import Any

from edulis.engine.cluster import Cluster
from edulis.engine.leverage import weigh_proposals


def test_what_matters_most_comes_first(hamlet: Callable[..., Cluster], idea: Any) -> None:
    answer = weigh_proposals(hamlet(), [idea(price_gain=0.1, market="M_X", uncertainty=1.0)], draws=0)
    rows = answer.sensitivity
    assert rows["what"][0] == "expectation"
    assert rows["swing"].to_list() == sorted(rows["swing"], reverse=True)
    assert "moved" not in rows["what"].to_list()  # the market takes it already


def test_whether_users_serve_the_market_is_asked(hamlet: Callable[..., Cluster], idea: Any) -> None:
    proposal = idea(price_gain=0.1, market="M_NOODLES", proposed_by=None)
    answer = weigh_proposals(hamlet(), [proposal | {"loss_saving": 0.1}], draws=0)
    assert "who" in answer.sensitivity["what"].to_list()
    assert "who" in answer.unknown["what"].to_list()
