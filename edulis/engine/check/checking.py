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
    for record, table in tables.items():
        if not table.height:
            continue
        wanted = (*values.watch(record), *links.watch(record, codes), *together.watch(record))
        seen = table.select(wanted).row(0, named=True)
        yield from values.explain(record, table, seen)
        yield from keys.explain(record, table)
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
