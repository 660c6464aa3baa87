"""Who together could spread news farthest, and who hears late or never."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.network.diffusion import ROUNDS, diffusion_centrality
from edulis.engine.network.layers import Layers
from edulis.engine.network.spread import Arrival, Seeds, arrival, passing_chance, seeds
from edulis.engine.network.structure import Floats, Ints, Sparse
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND, GENDER

STARTED = 5  # people with whom the news starts
SOURCE = "Kempe, Kleinberg & Tardos 2003; Banerjee et al. 2013"
GROUPS = (("kind", "kind"), ("managed_by", "managed by"), ("area", "area"))
NEWS_COLUMNS = {"hops": pl.Int64, "heard": pl.Float64, "arrival": pl.Float64}


def spreading(layers: Layers, talk: Sparse | None, *, seed: int) -> tuple[Seeds, Arrival] | None:
    """The people who together reach most of the local actors, and when news from the best informed reaches each.

    The best informed are those of highest diffusion centrality among local actors who talk at all.
    """
    if talk is None:
        return None
    here: Ints = layers.here["actor"].to_numpy()
    centrality = diffusion_centrality(talk)
    talking = here[np.diff(talk.indptr)[here] > 0]
    central = talking[np.lexsort((talking, -centrality[talking]))][:STARTED]
    together = seeds(talk, STARTED, central=central, candidates=talking, targets=here, seed=seed)
    return together, arrival(talk, central, seed=seed)


def seed_rows(layers: Layers, found: tuple[Seeds, Arrival] | None) -> pl.DataFrame:
    """rank, way (jointly, or by centrality), enterprise, kind, area, reach (with those before it)."""
    schema = {"rank": pl.Int64, "way": pl.String, "enterprise": pl.String, "kind": pl.String, "area": pl.String}
    if found is None:
        return pl.DataFrame(schema=schema | {"reach": pl.Float64})
    together = found[0]
    frames = []
    for way, who, reach in (
        ("joint", together.chosen, together.reach),
        ("central", together.central, together.central_reach),
    ):
        held = layers.actors[who].select("enterprise", "kind", "area")
        frames.append(
            held.with_columns(pl.lit(way).alias("way"), rank=pl.Series(np.arange(1, len(who) + 1)), reach=reach)
        )
    return pl.concat(frames).select(*schema, "reach")


def arrivals(layers: Layers, found: tuple[Seeds, Arrival] | None) -> pl.DataFrame:
    """For each actor: actor, hops (empty: no way), heard, arrival (round); empty where nobody was asked who talks."""
    if found is None:
        empty = {name: pl.Series([None] * layers.n, dtype=kind) for name, kind in NEWS_COLUMNS.items()}
        return pl.DataFrame({"actor": np.arange(layers.n), **empty})
    news = found[1]
    frame = {"actor": np.arange(layers.n), "hops": news.hops, "heard": news.heard, "arrival": news.round}
    real = pl.Series(layers.somebody)
    table = pl.DataFrame(frame).with_columns(pl.when(pl.col("hops") >= 0).then("hops").alias("hops"))
    return table.with_columns(pl.when(real).then(name).alias(name) for name in NEWS_COLUMNS)


def late_rows(layers: Layers, news: pl.DataFrame) -> pl.DataFrame:
    """Who hears late, by kind, by who manages and by area, over local actors that answered.

    by, group, actors, never (share without any way from the best informed), low, high (exact 95 % interval), hops (mean
    of those with a way), heard (mean chance to have heard after the rounds), arrival (mean round).
    """
    asked = _asked(layers).join(news, on="actor")
    frames = []
    for by, _ in GROUPS:
        held = asked.drop_nulls(["heard", by])
        rows = held.group_by(pl.col(by).alias("group")).agg(
            actors=pl.len().cast(pl.Int64),
            never=pl.col("hops").is_null().mean(),
            hops=pl.col("hops").mean(),
            heard=pl.col("heard").mean(),
            arrival=pl.col("arrival").mean(),
        )
        frames.append(rows.select(pl.lit(by).alias("by"), pl.all()))
    table = pl.concat(frames)
    low, high = _exact((table["never"] * table["actors"]).round().to_numpy(), table["actors"].to_numpy())
    table = table.with_columns(low=low, high=high).select(
        "by", "group", "actors", "never", "low", "high", "hops", "heard", "arrival"
    )
    return table.sort(["by", "never", "group"], descending=[False, True, False])


def _exact(part: Floats, whole: Ints) -> tuple[Floats, Floats]:
    """Clopper–Pearson 95 % bounds of part / whole."""
    from scipy.special import betaincinv

    few, rest = np.maximum(part, 1e-300), np.maximum(whole - part, 1e-300)
    low = np.where(part > 0, betaincinv(few, rest + 1, 0.025), 0.0)
    high = np.where(part < whole, betaincinv(few + 1, rest, 0.975), 1.0)
    return low, high


def _asked(layers: Layers) -> pl.DataFrame:
    """Local actors that answered; all of them where nobody noted who did: silence is not that nothing is heard."""
    here = layers.here
    return here.filter(pl.col("answered").fill_null(here["answered"].is_null().all()))


def findings(
    layers: Layers, talk: Sparse | None, found: tuple[Seeds, Arrival] | None, news: pl.DataFrame, late: pl.DataFrame
) -> list[Finding]:
    """From whom together news goes farthest; whom it does not reach."""
    if talk is None or found is None or not len(found[0].chosen):
        return []
    told = [_together(layers, found[0], passing_chance(talk)), *_late(layers, news, late), _by_gender(late)]
    return [finding for finding in told if finding is not None]


def _together(layers: Layers, found: Seeds, q: float) -> Finding:
    reach, error, beside = float(found.reach[-1]), float(found.error[-1]), float(found.central_reach[-1])
    k, size = len(found.chosen), layers.here.height
    few = a_few(size) or k < STARTED
    if few:
        title = Text("Too few talk to say in public from whom news would spread.")
    elif reach - beside <= 1.96 * math.sqrt(2) * error:
        title = Text(
            "News that starts with the {k} who talk most reaches {reach:.0%} of us within {rounds} rounds of talk; "
            "no other "
            "{k} together would reach clearly more.",
            k=k,
            reach=beside,
            rounds=ROUNDS,
        )
    else:
        title = Text(
            "News that starts with {k} who are well spread reaches {reach:.0%} of us within {rounds} rounds of "
            "talk; with "
            "the {k} who talk most it reaches {beside:.0%}.",
            k=k,
            reach=reach,
            beside=beside,
            rounds=ROUNDS,
        )
    return Finding(
        code="network.seeds",
        title=title,
        value=reach,
        low=max(reach - 1.96 * error, 0.0),
        high=min(reach + 1.96 * error, 1.0),
        unit="share",
        n=size,
        method=Text(
            "In each of {rounds} rounds everybody who knows tells each partner in talk with chance {q:.2f} (one "
            "over the "
            "first eigenvalue of the talk network); each of the {k} is added for what the others do not reach.",
            rounds=ROUNDS,
            q=q,
            k=k,
        ),
        source=SOURCE,
        question=Text("From whom would you want to hear of something new, and who hears from nobody?"),
        sign="mixed",
        evidence={
            "few": few,
            "enterprises": tuple(layers.actors["enterprise"].gather(found.chosen)),
            "central": beside,
        },
    )


def _late(layers: Layers, news: pl.DataFrame, late: pl.DataFrame) -> list[Finding]:
    asked = _asked(layers).join(news, on="actor")
    silent = layers.here.height - asked.height
    if asked.is_empty():
        return []
    never = asked.filter(pl.col("hops").is_null())
    value, few = never.height / asked.height, one_sided(never.height, asked.height)
    low, high = _exact(np.array([float(never.height)]), np.array([asked.height]))
    by_gender = {row["group"]: row for row in late.filter(pl.col("by") == "managed_by").iter_rows(named=True)}
    return [
        Finding(
            code="network.late",
            title=_late_said(never.height, value, few, late),
            value=value,
            low=float(low[0]),
            high=float(high[0]),
            unit="share",
            n=asked.height,
            missing=silent,
            method=Text(
                "Local actors that answered to whom no chain of talk leads from the {k} of highest diffusion "
                "centrality; "
                "meetings, loudspeakers and the market are not in it.",
                k=STARTED,
            ),
            source=SOURCE,
            question=Text("How would those hear of something new with whom nobody talks shop?"),
            sign="hinders" if value >= 0.25 else "mixed" if value >= 0.05 else "helps",
            evidence={
                "few": few,
                "few_missing": a_few(silent),
                "enterprises": tuple(never["enterprise"].sort()),
                "by_gender": {name: row["never"] for name, row in by_gender.items()},
            },
        )
    ]


def _by_gender(late: pl.DataFrame) -> Finding | None:
    """Whether women hear of news as men do: the difference in who is never reached, with its interval."""
    rows = {row["group"]: row for row in late.filter(pl.col("by") == "managed_by").iter_rows(named=True)}
    if "women" not in rows or "men" not in rows:
        return None
    women, men = rows["women"], rows["men"]
    gap = women["never"] - men["never"]
    low, high = _newcombe(women, men)
    few = any(one_sided(round(row["never"] * row["actors"]), row["actors"]) for row in (women, men))
    return Finding(
        code="network.late_gender",
        title=Text("Whether news passes by women or men more often cannot be told in public: one side is a few.")
        if few
        else Text(
            "No chain of talk from the best informed leads to {women:.0%} of the enterprises that women manage, and to "
            "{men:.0%} of those that men manage.",
            women=women["never"],
            men=men["never"],
        ),
        value=gap,
        low=low,
        high=high,
        unit="difference of shares",
        n=women["actors"] + men["actors"],
        method=Text("Share never reached among enterprises managed by women, less that among those managed by men."),
        source="Banerjee et al. 2013; Newcombe 1998",
        question=Text("Where do women talk of their work here, and who hears it?"),
        sign="hinders" if low > 0 else "mixed",
        evidence={"few": few, "women": women["never"], "men": men["never"]},
    )


def _newcombe(one: dict[str, Any], other: dict[str, Any]) -> tuple[float, float]:
    """The 95 % interval of a difference of two shares, from their Wilson intervals (Newcombe 1998, method 10)."""
    (p, p_low, p_high), (q, q_low, q_high) = (_wilson(row["never"], row["actors"]) for row in (one, other))
    low = math.sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    high = math.sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
    return p - q - low, p - q + high


def _wilson(share: float, n: int) -> tuple[float, float, float]:
    z2 = 1.959964**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    return share, middle - half, middle + half


def _late_said(never: int, value: float, few: bool, late: pl.DataFrame) -> Text:
    """The share that no chain of talk reaches, and the group that is surely left out most, where its size allows."""
    if never == 0:
        return Text("A chain of talk leads to everybody who answered.")
    if few:
        return Text("Chains of talk from the best informed reach some of us and not others; either side is a few.")
    groups = late.filter((pl.col("by") != "area") & (pl.col("low") > value))
    groups = groups.filter((pl.col("never") * pl.col("actors") >= 5) & ((1 - pl.col("never")) * pl.col("actors") >= 5))
    if groups.is_empty():
        return Text("To {share:.0%} of us no chain of talk leads from the best informed.", share=value)
    row = groups.sort(["low", "group"], descending=[True, False]).row(0, named=True)
    words: Mapping[str, str] = dict(ENTERPRISE_KIND) if row["by"] == "kind" else dict(GENDER)
    if not enough(row["actors"], "people"):
        return Text("To {share:.0%} of us no chain of talk leads from the best informed.", share=value)
    if row["by"] == "kind":
        return Text(
            "To {share:.0%} of us no chain of talk leads from the best informed; most often left out: {kind} "
            "({part:.0%}).",
            share=value,
            kind=Text(words[row["group"]]),
            part=row["never"],
        )
    return Text(
        "To {share:.0%} of us no chain of talk leads from the best informed; most often left out are enterprises "
        "that are "
        "managed by: {who} ({part:.0%}).",
        share=value,
        who=Text(words[row["group"]]),
        part=row["never"],
    )
