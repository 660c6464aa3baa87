"""What a question needs, and what of it a cluster lacks."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.need import Need, unmet
from edulis.schema import Text

AMOUNTS = Need("trade", Text("how much moves"), columns=("quantity",))
SHOPS = Need("enterprise", Text("who sells on"), rows=2, where=(("kind", ("retailer",)),))


def test_a_need_is_met_by_rows_in_which_its_columns_are_filled_in(cast: Callable[..., Cluster]) -> None:
    village = cast()
    bare = cast(trade=village["trade"].with_columns(quantity=pl.lit(None, pl.Float64)))
    assert unmet(village, [AMOUNTS]) == ()
    assert unmet(bare, [AMOUNTS]) == (AMOUNTS,)


def test_a_need_may_ask_for_several_rows_of_one_kind(cast: Callable[..., Cluster]) -> None:
    assert unmet(cast(), [SHOPS, AMOUNTS]) == (SHOPS,)


def test_what_to_collect_is_told_by_the_titles_of_record_and_columns() -> None:
    told = AMOUNTS.as_dict("vi")
    assert (told["record"], told["columns"], told["title"]) == ("trade", ["quantity"], "Mua bán")
    assert told["column_titles"] == ["Lượng"]


def test_a_need_for_a_column_that_is_not_declared_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(LookupError, match="no column"):
        Need("trade", Text("how much moves"), columns=("weight_of_truck",))
