"""What a report is made of: the results of one round, and the sums over kinds that its reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import polars as pl

from edulis.engine.analysis import Analysis
from edulis.engine.answer import Answer
from edulis.engine.cluster import Cluster
from edulis.engine.disclosure import enough, release
from edulis.engine.finding import Finding
from edulis.engine.flows import Flows, reconcile
from edulis.engine.network import Network, read_network
from edulis.reports import amounts
from edulis.reports.restating import restated
from edulis.reports.tree import Edition
from edulis.reports.words import KINDS, SIGNS, capital
from edulis.schema import Language, Text, translate
from edulis.schema.words import BASE_UNIT

Kind = TypeVar("Kind", bound=Answer)
LONGEST = 80  # letters of a name: longer ones are sentences or slips


@dataclass(frozen=True)
class Material:
    """One round of a cluster, the answers to its questions, and for whom they are told."""

    cluster: Cluster
    analysis: Analysis
    language: Language
    edition: Edition

    def answer(self, code: str, kind: type[Kind]) -> Kind | None:
        """The answer to a question, if it was asked and the data speak to it."""
        found = self.analysis.answers.get(code)
        return found if isinstance(found, kind) else None

    @cached_property
    def flows(self) -> Flows:
        """The reconciled flows; of a sketch, its deliveries without amounts."""
        return self.answer("flows", Flows) or reconcile(self.cluster)

    @cached_property
    def network(self) -> Network:
        """Ties and talk."""
        return self.answer("network", Network) or read_network(self.cluster, None, self.flows)

    def say(self, message: Text) -> str:
        """The message in the language of the report, names of goods as its reader reads them."""
        return self._worded(message).say(self.language)

    def _worded(self, message: Text) -> Text:
        values = {
            key: shortened(self.wording(value)) if key == "product" else self._word(value)
            for key, value in message.values
        }
        return Text(message.message, **values)

    def _word(self, value: Any) -> Any:
        if isinstance(value, Text):
            return self._worded(value)
        return self.wording(value) if isinstance(value, str) else value

    def kind(self, code: str | None) -> str:
        """A kind of actor in the plural, with a capital."""
        return capital(self.kind_inside(code))

    def kind_inside(self, code: str | None) -> str:
        """A kind of actor in the plural, as it stands inside a sentence."""
        return KINDS.get(code or "unknown", KINDS["unknown"]).say(self.language)

    def pair(self, one: str, other: str) -> str:
        """Two kinds of actor, or one and itself."""
        if one == other:
            return capital(self.say(Text("{kind} among themselves", kind=self.kind_inside(one))))
        return capital(self.say(Text("{one} and {other}", one=self.kind_inside(one), other=self.kind_inside(other))))

    @cached_property
    def products(self) -> dict[str, dict[str, Any]]:
        """Each product by its code."""
        return {row["code"]: row for row in self.cluster["product"].to_dicts()}

    @cached_property
    def kind_of(self) -> pl.DataFrame:
        """Each enterprise with its kind, place and whether it is of the cluster."""
        seen = self.cluster["enterprise"].select("code", "kind", "place", "local")
        return seen.with_columns(pl.col("local").fill_null(True))

    @cached_property
    def minor(self) -> float:
        """How many minor units make one unit of the cluster's money."""
        return float(10 ** int(self.cluster.about["minor_digits"] or 0))

    def unit(self, code: str) -> str:
        """A base unit as people write it."""
        return translate(dict(BASE_UNIT).get(code, code), self.language)

    def product(self, code: str) -> str:
        """A product, or a technique, by its name in the language of the report."""
        return capital(shortened(self.wording(self.goods.get(code, code))))

    @cached_property
    def goods(self) -> dict[str, str]:
        """The names of products and techniques."""
        named = (self.cluster[record].select("code", "name").iter_rows() for record in ("process", "product"))
        return {code: name for rows in named for code, name in rows}

    def wording(self, name: str) -> str:
        """A name as this reader reads it: of `Bột ướt / wet starch` the second part is English."""
        own, mark, english = name.partition(" / ")
        if not mark:
            return name
        return english if self.language == "en" else own

    def named(self, code: str) -> str:
        """An enterprise by code and name: for the annex only."""
        name = shortened(self.enterprise_names.get(code) or "")
        return f"{code} · {name}" if name else code

    @cached_property
    def enterprise_names(self) -> dict[str, str]:
        """The names of enterprises that have one."""
        return dict(self.cluster["enterprise"].select("code", "name").drop_nulls().iter_rows())

    @property
    def currency(self) -> str:
        """The cluster's money."""
        return str(self.cluster.about["currency"] or "")

    def money(self, minor_units: float, error: float | None = None) -> str:
        """An amount of minor units in words."""
        scaled = None if error is None else error / self.minor
        return amounts.money(minor_units / self.minor, self.language, self.currency, scaled)

    @cached_property
    def trades(self) -> pl.DataFrame:
        """The reconciled trades with the kinds of both sides and the dry matter that moved, kg."""
        kinds = self.kind_of.select("code", "kind")
        dry = self.cluster["product"].select(
            pl.col("code").alias("product"),
            pl.when(pl.col("unit") == "kg").then(pl.col("dry_matter")).alias("dry"),
        )
        return (
            self.flows.trades.join(kinds.rename({"code": "seller", "kind": "seller_kind"}), on="seller", how="left")
            .join(kinds.rename({"code": "buyer", "kind": "buyer_kind"}), on="buyer", how="left")
            .join(dry, on="product", how="left")
            .with_columns(
                pl.col("seller_kind", "buyer_kind").fill_null("unknown"),
                dry_mass=pl.col("quantity") * pl.col("dry"),
                value_error=pl.col("error") * pl.col("price"),
                dry_error=pl.col("error") * pl.col("dry"),
            )
        )

    @cached_property
    def has_amounts(self) -> bool:
        """Whether any delivery was told with an amount of money."""
        told = pl.any_horizontal(pl.col("seller_report", "buyer_report", "observer_report").is_not_null())
        return self.trades.filter(told & (pl.col("value") > 0)).height > 0

    def cross(
        self, rows: pl.DataFrame, row: str, column: str | None, who: str | Sequence[str], amount: str | None = None
    ) -> pl.DataFrame:
        """Sums of a table as its reader may see them: row, column, count, amount, hidden; inner cells only.

        In the public edition cells that would betray somebody are hidden; the annex shows all.
        """
        if amount is not None:
            rows = rows.filter(pl.col(amount).is_finite() & (pl.col(amount) > 0))
        if self.edition == "public":
            cells = release(rows, row, column, who=who, amount=amount, structural_zeros=True).cells
            inner = cells.filter(pl.col("row").is_not_null())
            inner = inner if column is None else inner.filter(pl.col("column").is_not_null())
            return inner.filter(pl.col("hidden") | (pl.col("count") > 0))
        names = (who,) if isinstance(who, str) else tuple(who)
        keys = [row] if column is None else [row, column]
        counted = rows.drop_nulls([*keys, *names]).group_by(keys).agg(
            count=pl.min_horizontal(*(pl.col(name).n_unique() for name in names)),
            amount=pl.col(amount).sum() if amount else pl.lit(None, pl.Float64),
        )  # fmt: skip
        named = counted.rename({row: "row"} if column is None else {row: "row", column: "column"})
        named = named if column is not None else named.with_columns(column=pl.lit(None, pl.String))
        return named.with_columns(hidden=pl.lit(False)).sort("row", "column")

    @cached_property
    def kind_values(self) -> pl.DataFrame:
        """Money between kinds in the round: row (sellers), column (buyers), count, amount (minor units), hidden."""
        return self.cross(self.trades, "seller_kind", "buyer_kind", ("seller", "buyer"), "value")

    @cached_property
    def kind_ties(self) -> pl.DataFrame:
        """Ties of trade between kinds, with the share along which people talk: seller_kind, buyer_kind, ties, talk,
        shown.
        """
        shown = self.kind_tie_cells.select(
            pl.col("row").alias("seller_kind"), pl.col("column").alias("buyer_kind"), shown=~pl.col("hidden")
        )
        return self.network.kind_ties.join(shown, on=["seller_kind", "buyer_kind"], how="left").with_columns(
            pl.col("shown").fill_null(False)
        )

    @cached_property
    def kind_tie_cells(self) -> pl.DataFrame:
        """Which kinds trade with each other at all, as their reader may see it; where money is known, what may be seen
        of it decides.
        """
        if self.has_amounts:
            return self.kind_values
        kinds = self.network.nodes.select("enterprise", "kind")
        ties = (
            self.network.ties.filter(pl.col("layer") == "trade")
            .join(kinds.rename({"enterprise": "source", "kind": "source_kind"}), on="source")
            .join(kinds.rename({"enterprise": "target", "kind": "target_kind"}), on="target")
        )
        return self.cross(ties, "source_kind", "target_kind", ("source", "target"))

    @cached_property
    def gaps(self) -> pl.DataFrame:
        """The dialogue gaps that the reader may see, widest first."""
        seen = {(row["seller_kind"], row["buyer_kind"]): row["shown"] for row in self.kind_ties.to_dicts()}

        def may(one: str, other: str) -> bool:
            found = [seen[pair] for pair in ((one, other), (other, one)) if pair in seen]
            return bool(found) and all(found)

        kept = [may(row["one"], row["other"]) for row in self.network.gaps.to_dicts()]
        return self.network.gaps.filter(pl.Series("kept", kept, dtype=pl.Boolean)).filter(pl.col("gap").is_finite())

    @cached_property
    def names(self) -> frozenset[str]:
        """Every code and name of an enterprise or household."""
        found: set[str] = set()
        for record in ("enterprise", "household"):
            for column in ("code", "name"):
                found |= set(self.cluster[record][column].drop_nulls().to_list())
        return frozenset(found)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings that the edition may tell: in public none that names an enterprise or household."""
        told = (restated(self, finding) for finding in self.analysis.findings)
        if self.edition == "annex":
            return tuple(told)
        return tuple(finding for finding in told if not self.few(finding) and not self._names_somebody(finding))

    @cached_property
    def withheld(self) -> int:
        """How many findings the public edition leaves out because they rest on too few."""
        return sum(self.few(restated(self, finding)) for finding in self.analysis.findings)

    def few(self, finding: Finding) -> bool:
        """Whether a finding rests on so few that it would be somebody's own figure."""
        return finding.value is not None and not enough(finding.n, "people")

    def _names_somebody(self, finding: Finding) -> bool:
        said = (value for text in (finding.title, finding.question, finding.method) for value in _values(text))
        return any(value in self.names for value in said)

    def finding(self, code: str) -> Finding | None:
        """The finding of that code, if the edition tells it."""
        return next((finding for finding in self.findings if finding.code == code), None)

    def source(self, n: str) -> str:
        """The source line of a figure of this round."""
        rounds = self.cluster["round"].to_dicts()
        when = rounds[-1]["title"] or rounds[-1]["code"] if rounds else ""
        return self.say(Text("Source: survey {round}. {n}", round=when, n=n))

    def sign(self, finding: Finding) -> str:
        """What the sign of a condition means."""
        return self.say(SIGNS[finding.sign])


def shortened(name: str) -> str:
    """A name that was written too long for any page, cut."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _values(text: Text) -> list[str]:
    found: list[str] = []
    for _, value in text.values:
        if isinstance(value, Text):
            found += [value.message, *_values(value)]
        elif isinstance(value, str):
            found.append(value)
    return found
