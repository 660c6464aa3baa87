"""A cluster drawn in one meeting: who deals with whom, no amounts."""

from pathlib import Path

from edulis.exchange.reading import read

SKETCH = Path(__file__).parents[2] / "examples" / "sketch"


def test_the_sketch_is_read_without_a_problem() -> None:
    reading = read(SKETCH)
    assert reading.problems == ()
    assert reading.cluster is not None
    assert reading.cluster["enterprise"].height == 21


def test_it_has_ties_and_no_amounts() -> None:
    cluster = read(SKETCH).cluster
    assert cluster is not None
    assert cluster["trade"].height > 30
    assert cluster["trade"]["quantity"].null_count() == cluster["trade"].height
    assert set(cluster["relation"]["kind"]) >= {"information", "kin", "help", "trust"}


def test_some_who_trade_do_not_talk() -> None:
    cluster = read(SKETCH).cluster
    assert cluster is not None
    talk = {frozenset(row) for row in cluster["relation"].select("one", "other").iter_rows()}
    deals = {frozenset(row) for row in cluster["trade"].select("seller", "buyer").iter_rows()}
    assert deals & talk
    assert frozenset({"hoa", "canteen"}) in deals - talk
