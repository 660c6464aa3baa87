"""What unions and informal groups are to the network: whom they reach, bridge and leave out, and what runs inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from edulis.engine.cluster import Cluster
from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.network.bodies import Inside, inside, overlap
from edulis.engine.network.layers import Layers
from edulis.engine.network.structure import Floats, Ints, Sparse
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND, SYMMETRIC_RELATIONS

FORMAL = ("union", "association")
INFORMAL = ("savings", "group")
LAYERS = ("information", "help", "sharing", "credit", "trust")
SOURCE = "Krackhardt 1988; Breiger 1974"


@dataclass(frozen=True, slots=True)
class Belonging:
    """Who belongs where: `member`, actors × bodies; `bodies`, code and kind of each column."""

    member: csr_array
    bodies: pl.DataFrame

    @classmethod
    def of(cls, cluster: Cluster, layers: Layers) -> Belonging:
        """The memberships of one round; bodies of which no kind is known are `unknown`."""
        kinds = cluster["institution"].select(pl.col("code").alias("institution"), "kind").unique("institution")
        held = layers.membership
        bodies = held.select("institution").unique().sort("institution").join(kinds, on="institution", how="left")
        bodies = bodies.with_columns(pl.col("kind").fill_null("unknown")).sort("institution")
        column = held["institution"].rank("dense").cast(pl.Int64).to_numpy() - 1
        ends = (held["actor"].to_numpy(), column)
        member = csr_array((np.ones(held.height), ends), shape=(layers.n, bodies.height))
        return cls(member, bodies)

    def of_kinds(self, kinds: tuple[str, ...]) -> csr_array:
        """The columns of these kinds of body."""
        return csr_array(self.member[:, np.flatnonzero(self.bodies["kind"].is_in(list(kinds)).to_numpy())])


def body_rows(cluster: Cluster, layers: Layers, belonging: Belonging, diffusion: pl.Series) -> pl.DataFrame:
    """One row for each body that has members.

    institution, kind, members, reach (share of local actors), shared (share of its members that belong to another body
    too), women (share of its members that are managed by women), diffusion (mean of its members over the mean of
    local actors; 1 is usual), taught (adoptions that were learned from the body itself), learned (its members who
    learned something new from another member).
    """
    member = belonging.member
    here: Ints = layers.here["actor"].to_numpy()
    if not member.shape[1]:
        return pl.DataFrame(schema=_BODY)
    size = np.asarray(member.sum(axis=0)).ravel()
    many = (np.asarray(member.sum(axis=1)).ravel() > 1).astype(float)
    runs = layers.actors["managed_by"]
    women, known = (runs == "women").fill_null(False).to_numpy(), runs.is_not_null().to_numpy()
    central = diffusion.fill_null(0.0).to_numpy()
    usual = float(central[here].mean()) if len(here) else 0.0
    taught = cluster["adoption"].group_by(pl.col("learned_from").alias("institution")).len("taught")
    learner, teacher = (layers.taught[end].to_numpy() for end in ("learner", "teacher"))
    both = np.asarray(member[learner].multiply(member[teacher]).sum(axis=0)).ravel() if len(learner) else size * 0
    with np.errstate(invalid="ignore", divide="ignore"):
        measured = {
            "members": size.astype(np.int64),
            "reach": np.asarray(member[here].sum(axis=0)).ravel() / max(len(here), 1),
            "shared": (member.T @ many) / size,
            "women": (member.T @ women.astype(float)) / (member.T @ known.astype(float)),
            "diffusion": (member.T @ central) / size / usual if usual else np.full(len(size), np.nan),
            "learned": both.astype(np.int64),
        }
    table = belonging.bodies.with_columns(pl.Series(name, values) for name, values in measured.items())
    table = table.join(taught, on="institution", how="left").with_columns(
        pl.col("taught").fill_null(0).cast(pl.Int64), pl.col("women", "diffusion").fill_nan(None)
    )
    return table.select(*_BODY).sort("institution")


_BODY = {
    "institution": pl.String,
    "kind": pl.String,
    "members": pl.Int64,
    "reach": pl.Float64,
    "shared": pl.Float64,
    "women": pl.Float64,
    "diffusion": pl.Float64,
    "taught": pl.Int64,
    "learned": pl.Int64,
}


def bridge_rows(belonging: Belonging) -> pl.DataFrame:
    """kind, other, share: of the smaller of two kinds of body, members who belong to the other kind as well."""
    kinds = sorted(set(belonging.bodies["kind"]))
    schema = {"kind": pl.String, "other": pl.String, "share": pl.Float64}
    if len(kinds) < 2:
        return pl.DataFrame(schema=schema)
    held = [np.asarray(belonging.of_kinds((kind,)).sum(axis=1)).ravel() > 0 for kind in kinds]
    share = overlap(csr_array(np.stack(held, axis=1).astype(float)))
    rows = [(a, b, share[i, j]) for i, a in enumerate(kinds) for j, b in enumerate(kinds) if i < j]
    return pl.DataFrame(rows, schema=schema, orient="row")


def inside_rows(layers: Layers, belonging: Belonging, *, seed: int) -> pl.DataFrame:
    """Columns bodies (formal, informal), layer, ties, share (inside one body), chance, low, high (of shuffles)."""
    area = layers.actors["area"].fill_null("").rank("dense").cast(pl.Int64).to_numpy()
    local = pl.Series(layers.somebody) & layers.actors["local"].fill_null(True)
    stratum = np.where(local.to_numpy(), area, 0)  # who is from elsewhere is shuffled among themselves
    rows = []
    for name, kinds in (("formal", FORMAL), ("informal", INFORMAL)):
        member = belonging.of_kinds(kinds)
        if not member.shape[1]:
            continue
        for layer, (one, other) in _ties(layers, local.to_numpy()).items():
            found: Inside = inside(one, other, member, stratum, seed=seed)
            rows.append((name, layer, found.ties, found.share, found.chance, found.low, found.high))
    schema = {"bodies": pl.String, "layer": pl.String, "ties": pl.Int64}
    schema |= dict.fromkeys(("share", "chance", "low", "high"), pl.Float64)
    return pl.DataFrame(rows, schema=schema, orient="row")


def _ties(layers: Layers, local: Floats) -> dict[str, tuple[Ints, Ints]]:
    """Ties of each layer between local actors, each pair once where the layer has no direction."""
    found = {}
    for layer in LAYERS:
        matrix: Sparse = layers.social.get(layer)
        if matrix is not None:
            coo = matrix.tocoo()
            kept = (coo.row < coo.col) if layer in SYMMETRIC_RELATIONS else np.ones(coo.nnz, bool)
            found[layer] = coo.row[kept].astype(np.int64), coo.col[kept].astype(np.int64)
    found["adoption"] = layers.taught["learner"].to_numpy(), layers.taught["teacher"].to_numpy()
    kept_ends = {name: local[a] & local[b] for name, (a, b) in found.items()}
    return {name: (a[kept_ends[name]], b[kept_ends[name]]) for name, (a, b) in found.items() if kept_ends[name].any()}


def findings(layers: Layers, belonging: Belonging, within: pl.DataFrame) -> list[Finding]:
    """Who belongs to none, and whether talk and learning run inside unions and inside informal groups."""
    if not belonging.member.shape[1]:
        return []
    told = [_none(layers, belonging), _inside("formal", within), _inside("informal", within)]
    return [finding for finding in told if finding is not None]


def _none(layers: Layers, belonging: Belonging) -> Finding | None:
    belongs = pl.Series(np.asarray(belonging.member.sum(axis=1)).ravel() > 0)
    here = layers.actors.with_columns(belongs=belongs).join(layers.here.select("actor"), on="actor")
    asked = here.filter(pl.col("answered").fill_null(here["answered"].is_null().all()))
    if asked.is_empty():
        return None
    out = asked.filter(~pl.col("belongs"))
    value, few = out.height / asked.height, one_sided(out.height, asked.height)
    kinds = out["kind"].value_counts().sort(["count", "kind"], descending=[True, False])
    silent = here.height - asked.height
    if out.is_empty():
        title = (
            Text("Each of those that answered belongs to a union or group.")
            if few
            else Text("Each of the {n} that answered belongs to a union or group.", n=asked.height)
        )
    elif few:
        title = Text("Some belong to a union or group and others to none; either side is a few.")
    elif enough(int(kinds["count"][0]), "people") and kinds["count"][0] * 3 > out.height:
        title = Text("{share:.0%} of those that answered belong to no union or group, most often: {kind}.",
                     share=value, kind=Text(dict(ENTERPRISE_KIND)[kinds["kind"][0]]))  # fmt: skip
    else:
        title = Text("{share:.0%} of those that answered belong to no union or group.", share=value)
    return Finding(
        code="network.belonging",
        title=title,
        value=value,
        unit="share",
        n=asked.height,
        missing=silent,
        method=Text("Counted over local households and enterprises that answered: no membership noted in this round."),
        source="Breiger 1974",
        question=Text("Who speaks for those that belong to no group?"),
        sign="hinders" if value >= 0.25 else "mixed" if value > 0.05 else "helps",
        evidence={"few": few, "few_missing": a_few(silent), "enterprises": tuple(out["enterprise"].sort())},
    )


def _inside(bodies: str, within: pl.DataFrame) -> Finding | None:
    rows = {row["layer"]: row for row in within.filter(pl.col("bodies") == bodies).iter_rows(named=True)}
    row = rows.get("information")
    if row is None:
        return None
    more, few = row["share"] > row["high"], a_few(row["ties"])
    beyond = tuple(sorted(name for name, each in rows.items() if each["share"] > each["high"]))
    return Finding(
        code=f"network.inside_{bodies}",
        title=Text("Too few talk to say in public whether talk runs inside groups.")
        if few
        else _inside_said(bodies, row["share"], row["chance"], row["low"], row["high"]),
        value=row["share"] - row["chance"],
        low=row["share"] - row["high"],
        high=row["share"] - row["low"],
        unit="share",
        n=row["ties"],
        method=Text(
            "Talk between members of one body over all talk, less what a shuffle of memberships among people of one "
            "place "
            "gives (95 % of 200 shuffles)."
        ),
        source=SOURCE,
        question=Text("What do you learn in your union or group that you would not hear elsewhere?"),
        sign="helps" if more else "mixed",
        evidence={"few": few, "beyond_chance": beyond, "layers": {name: each["share"] for name, each in rows.items()}},
    )


def _inside_said(bodies: str, share: float, chance: float, low: float, high: float) -> Text:
    """The share of talk that runs inside, against what chance gives."""
    if bodies == "formal":
        if share > high:
            return Text("{share:.0%} of talk runs between members of one union or association; if neighbours had "
                        "joined by "
                        "lot it would be {chance:.0%}.", share=share, chance=chance)  # fmt: skip
        if share < low:
            return Text("{share:.0%} of talk runs between members of one union or association, less than if "
                        "neighbours had "
                        "joined by lot ({chance:.0%}).", share=share, chance=chance)  # fmt: skip
        return Text("{share:.0%} of talk runs between members of one union or association, no more and no less than if "
                    "neighbours had joined by lot ({chance:.0%}).", share=share, chance=chance)  # fmt: skip
    if share > high:
        return Text("{share:.0%} of talk runs inside savings and informal groups; if neighbours had joined by lot "
                    "it would "
                    "be {chance:.0%}.", share=share, chance=chance)  # fmt: skip
    if share < low:
        return Text("{share:.0%} of talk runs inside savings and informal groups, less than if neighbours had "
                    "joined by "
                    "lot ({chance:.0%}).", share=share, chance=chance)  # fmt: skip
    return Text("{share:.0%} of talk runs inside savings and informal groups, no more and no less than if "
                "neighbours had "
                "joined by lot ({chance:.0%}).", share=share, chance=chance)  # fmt: skip
