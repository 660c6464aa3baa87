"""Reading how new things came in off the adoption histories of a cluster."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.innovation.binary import LINKS
from edulis.engine.innovation.findings import findings
from edulis.engine.innovation.hazard import hazard_rows, person_years, with_exposure, with_traits
from edulis.engine.innovation.histories import Histories, histories_of
from edulis.engine.innovation.paths import path_rows, source_rows
from edulis.engine.innovation.result import Innovation
from edulis.engine.innovation.speed import curve_steps, innovation_rows, speed_rows
from edulis.engine.innovation.spread import curve_rows
from edulis.engine.innovation.survival import survival_rows
from edulis.engine.innovation.ties import ties_of
from edulis.engine.need import Need, unmet
from edulis.engine.network import Network
from edulis.schema import Text

NEEDS = (
    Need("innovation", Text("how fast new things come in"), ("first_seen",)),
    Need("adoption", Text("how fast each of them spreads"), ("month",), rows=12),
    Need("enterprise", Text("who could have taken it up by then"), ("founded",)),
    Need("adoption", Text("from whom it was learned"), ("learned_from",)),
    Need("adoption", Text("what may be credited to a joint project"), ("joint",)),
    Need("relation", Text("whether talk goes with taking it up"), where=(("kind", ("information",)),)),
    Need("relation", Text("whether cooperation goes with it"), where=(("kind", ("help", "sharing")),)),
    Need("membership", Text("whether belonging to a body goes with it")),
)


def read_innovation(
    cluster: Cluster,
    round: str | None = None,
    network: Network | None = None,
    *,
    growth: Mapping[str, float] | None = None,
) -> Innovation:
    """How new things came in and spread until the end of one round (the latest where none is named).

    `network` gives the ties that its page shows; without it they are taken as told. `growth` is the growth exposure of
    enterprises by code (share a year), as the room of markets works it out; without it growth is not asked about. A
    cluster without rounds is told until its last adoption. Raises LookupError where there is no such round.
    Source: see docs/innovation.md.
    """
    if round is None:
        round = cluster.rounds[-1] if cluster.rounds else ""
    slice_ = cluster.at(round) if round else cluster
    histories = histories_of(slice_, _end(slice_))
    paths = path_rows(slice_, histories)
    hazards = _hazards(slice_, histories, network, growth)
    curves = curve_steps(histories)
    parts = {
        "innovations": innovation_rows(histories, paths),
        "curves": curves,
        "survival": survival_rows(histories.people),
        "fits": curve_rows(histories.people, curves, histories.year_only, histories.end),
        "hazards": hazards,
        "sources": source_rows(histories),
        "paths": paths,
        "speed": speed_rows(histories),
    }
    return Innovation(round=round, findings=findings(histories, parts), lacks=unmet(slice_, NEEDS), **parts)


def _end(cluster: Cluster) -> float:
    """The end of the survey as a year with a fraction: of the round's last month, else of the last adoption's."""
    last = cluster["round"]["last_month"].max() or cluster["adoption"]["month"].max()
    return 0.0 if last is None else last.year + last.month / 12  # type: ignore[union-attr]


def _hazards(
    cluster: Cluster, histories: Histories, network: Network | None, growth: Mapping[str, float] | None
) -> pl.DataFrame:
    ties = ties_of(cluster, network)
    rows, names = with_traits(with_exposure(person_years(histories), histories, ties), cluster, ties, growth)
    frames = [hazard_rows(rows, names, link).select(pl.lit(link).alias("link"), pl.all()) for link in LINKS]
    return pl.concat(frames)
