"""What findings rest on says who may be told of."""

from types import SimpleNamespace

import polars as pl

from edulis.engine.economy.material import few_sellers, whole


def material(amounts: list[float], kinds: list[str]) -> SimpleNamespace:
    sold = pl.DataFrame({"code": [str(at) for at in range(len(kinds))], "kind": kinds, "amount": amounts})
    return SimpleNamespace(sold=sold, tables={"kinds": pl.DataFrame({"kind": ["all", "x"], "output": [2.0, 1.5]})})


def test_two_sellers_or_one_that_outweighs_all_are_few() -> None:
    assert few_sellers(material([1.0, 2.0], ["a", "a"]))
    assert few_sellers(material([1000.0, 2.0, 1.0], ["a"] * 3))
    assert not few_sellers(material([3.0, 2.0, 2.0], ["a"] * 3))
    assert few_sellers(material([3.0, 2.0, 2.0], ["a", "a", "b"]), "b")


def test_the_row_of_all_kinds_is_found() -> None:
    assert whole(material([], []))["output"] == 2.0
