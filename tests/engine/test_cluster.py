"""A cluster as columnar tables."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.engine.cluster import Cluster, empty_table, polars_schema, typed
from edulis.schema import RECORD_BY_NAME, columns

SEASONS = pl.DataFrame(
    {
        "code": ["second", "first"],
        "first_month": [dt.date(2004, 9, 1), dt.date(2002, 9, 1)],
        "last_month": [dt.date(2005, 8, 1), dt.date(2003, 8, 1)],
    }
)
VILLAGE = Cluster.of(
    {
        "cluster": pl.DataFrame({"code": ["rrd"], "title": ["Làng bột"], "currency": ["VND"]}),
        "round": SEASONS,
        "enterprise": pl.DataFrame({"code": ["hoa", "binh"], "kind": ["noodles", "starch"]}),
        "relation": pl.DataFrame(
            {"round": ["first", "second"], "kind": ["kin", "help"], "one": ["hoa", "hoa"], "other": ["binh", "binh"]}
        ),
    }
)


def test_every_record_has_a_table_in_its_declared_columns_and_types() -> None:
    for name, record in RECORD_BY_NAME.items():
        table = VILLAGE[name]
        assert table.columns == [column.name for column in columns(record)]
        assert dict(table.schema) == dict(polars_schema(name))


def test_what_is_not_given_is_empty() -> None:
    assert VILLAGE["trade"].height == 0
    assert VILLAGE["enterprise"]["founded"].to_list() == [None, None]
    assert empty_table("trade").equals(VILLAGE["trade"])


def test_an_unknown_record_or_column_is_refused_by_name() -> None:
    with pytest.raises(LookupError, match="trades"):
        Cluster.of({"trades": pl.DataFrame()})
    with pytest.raises(LookupError, match="colour"):
        Cluster.of({"place": pl.DataFrame({"code": ["a"], "colour": ["red"]})})


def test_a_value_that_does_not_fit_its_type_is_refused() -> None:
    with pytest.raises(pl.exceptions.InvalidOperationError):
        typed("enterprise", pl.DataFrame({"code": ["hoa"], "founded": ["long ago"]}))


def test_the_rounds_come_earliest_first() -> None:
    assert VILLAGE.rounds == ("first", "second")


def test_one_round_holds_its_own_rows_and_all_that_does_not_change() -> None:
    first = VILLAGE.at("first")
    assert first["relation"]["kind"].to_list() == ["kin"]
    assert first["enterprise"].equals(VILLAGE["enterprise"])
    assert first.rounds == ("first",)
    assert first.at("first").equals(first)


def test_a_round_that_is_not_there_is_refused() -> None:
    with pytest.raises(LookupError, match="third"):
        VILLAGE.at("third")


def test_a_cluster_says_what_it_is_even_when_nobody_said() -> None:
    assert VILLAGE.about["title"] == "Làng bột"
    assert set(Cluster.of({}).about) == set(VILLAGE.about)
    assert Cluster.of({}).about["currency"] is None


def test_clusters_are_equal_by_their_rows() -> None:
    assert VILLAGE.equals(Cluster.of(dict(VILLAGE.tables)))
    other = Cluster.of(dict(VILLAGE.tables) | {"round": SEASONS.reverse()})
    assert not VILLAGE.equals(other)


def test_a_cluster_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        VILLAGE.tables = {}
    with pytest.raises(TypeError):
        VILLAGE.tables["trade"] = SEASONS


@given(st.lists(st.tuples(st.text(max_size=4), st.none() | st.integers(1800, 2200)), max_size=6))
def test_typing_a_table_twice_changes_nothing_more(some: list[tuple[str, int | None]]) -> None:
    frame = pl.DataFrame(some, schema={"code": pl.String, "founded": pl.Int16}, orient="row")
    once = typed("enterprise", frame)
    assert typed("enterprise", once).equals(once, null_equal=True)
    assert once["founded"].to_list() == [year for _, year in some]


def test_a_later_round_that_asked_only_a_few_things_does_not_hide_the_one_before() -> None:
    rounds = pl.DataFrame(
        {
            "code": ["before", "after"],
            "first_month": [dt.date(2002, 9, 1), dt.date(2005, 9, 1)],
            "last_month": [dt.date(2003, 8, 1), dt.date(2006, 8, 1)],
        }
    )
    trade = pl.DataFrame({"round": ["before"], "seller": ["a"], "buyer": ["b"], "product": ["p"]})
    cluster = Cluster.of({"round": rounds, "trade": trade})
    assert cluster.latest("trade", "activity") == "before"
    assert cluster.latest("outcome") == "after"
    assert Cluster.of({}).latest("trade") == ""


def test_usual_prices_are_in_minor_units_like_the_amounts_that_they_stand_in_for() -> None:
    products = pl.DataFrame({"code": ["wet", "dry"], "price": [12.5, None]})
    dollars = {"code": ["c"], "currency": ["USD"], "minor_digits": [2]}
    for about, usual in ((dollars, 1250.0), ({"code": ["c"], "currency": ["VND"]}, 12.5)):
        cluster = Cluster.of({"cluster": pl.DataFrame(about), "product": products})
        assert cluster.usual_prices().rows() == [("wet", usual), ("dry", None)]
    assert Cluster.of({}).usual_prices().rows() == []
    assert Cluster.of({}).minor_units == 1
