"""The whole check of a cluster, in one pass over each table where nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType

import polars as pl

from edulis.engine.check import keys, links, masses, plausible, together, values
from edulis.engine.check.fault import Fault, Origin, problems
from edulis.engine.cluster import Cluster
from edulis.schema import Problem

NOWHERE: Mapping[str, Origin] = MappingProxyType({})


def check(cluster: Cluster, origins: Mapping[str, Origin] = NOWHERE) -> list[Problem]:
    """Everything in the cluster that cannot be (`error`) or is hard to believe (`doubt`), by file, sheet and row.

    Each table is first looked at as a whole: bounds, the different words and codes of each column, one hash for each
    key. Rows are looked for only where that shows a fault. Like problems are listed up to `SHOWN` times; the last of
    them tells in `more` how many further rows are like it. `origins` says by record name where its rows were read.
    """
    return problems(_faults(cluster.tables), origins)


def _faults(tables: Mapping[str, pl.DataFrame]) -> Iterator[Fault]:
    codes = links.Codes(tables)
    filled = {record: table for record, table in tables.items() if table.height}
    wanted = [
        table.lazy().select(
            *values.watch(record), *keys.watch(record), *links.watch(record, codes), *together.watch(record)
        )
        for record, table in filled.items()
    ]
    # figures of whole columns come twice as fast out of memory as piece by piece; it is the other way round for groups
    looked = pl.collect_all(wanted, engine="in-memory")
    for (record, table), figures in zip(filled.items(), looked, strict=True):
        seen = figures.row(0, named=True)
        yield from values.explain(record, table, seen)
        yield from keys.explain(record, table, seen)
        yield from links.explain(record, table, seen, codes)
        yield from together.explain(record, table, seen)
    yield from chain(
        together.one_cluster(tables),
        together.months(tables),
        together.loops(tables["place"]),
        plausible.prices(tables),
        plausible.units(tables),
        masses.masses(tables),
    )
