"""A file and what is kept are matched by the declared keys."""

import polars as pl

from edulis.engine.cluster import polars_schema
from edulis.web.enterprises.comparing import compare, counted


def places(*rows: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame([{"code": c, "name": n} for c, n in rows], schema=dict(polars_schema("place")))


def kept(*rows: tuple[str, str]) -> pl.DataFrame:
    return places(*rows).with_row_index(":id", 1).with_columns(pl.col(":id").cast(pl.Int64))


def test_rows_are_new_changed_the_same_or_missing() -> None:
    found = compare("place", kept(("a", "A"), ("b", "B"), ("c", "C")), places(("a", "A"), ("b", "Bê"), ("d", "D")))
    assert found.counts == {"new": 1, "changed": 1, "same": 1, "held": 0, "missing": 1, "unasked": 0}
    assert found.changed.select(":id", "name").rows() == [(2, "Bê")]
    assert found.missing == (3,)


def test_the_word_of_the_household_is_held_against_the_file() -> None:
    found = compare("place", kept(("a", "A")), places(("a", "other")), frozenset({1}))
    assert (found.held.height, found.changed.height) == (1, 0)


def test_an_empty_part_of_a_key_matches_an_empty_part() -> None:
    trade = {"round": "r", "seller": "a", "buyer": "b", "product": "p", "reporter": "seller", "quantity": 1.0}
    file = pl.DataFrame([trade], schema=dict(polars_schema("trade")))
    here = file.with_columns(pl.lit(7, pl.Int64).alias(":id"))
    assert compare("trade", here, file).same == 1


def test_records_without_any_row_are_not_counted() -> None:
    nothing = compare("place", kept(), places())
    assert counted({"place": nothing}) == {}
