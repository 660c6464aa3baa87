"""What is known for a social accounting matrix, as accounts and arrays: drawn up once, assembled as often as needed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.households import BY, budgets, earned, grouped, members
from edulis.engine.economy.matrix import Floats, Ints, Mask
from edulis.engine.economy.values import a_year, enterprises, valued
from edulis.engine.flows.result import Flows

SHARED = ("hired", "workers", "shops", "neighbours")  # endogenous accounts of which there is one each
EXOGENOUS = (
    "suppliers", "buyers", "unknown", "city", "own_use", "waste", "owners", "transfers", "taxes", "savings",
    "elsewhere", "unexplained",
)  # fmt: skip
TRADING = frozenset({"trader", "retailer", "credit"})  # what is left to these is a margin


@dataclass(frozen=True, slots=True)
class Books:
    """Accounts and yearly amounts.

    `accounts`: account, role (enterprise, work, margin, household, the shared and the exogenous ones), code (of an
    enterprise, or a group), kind, gender, poor, members, hours (a year), told (whether the enterprise answered),
    endogenous, owner (the account of what is left to an enterprise). `pairs`: payer, payee (numbers of accounts),
    value, error. `wages`, `own`: (e,). `owner`: (e,) the account of what is left. `groups`: group, wages, transfers,
    sellers, told, households. `beside`: what does not pass through money: enterprise, product, kind (own, loss),
    quantity, value.
    """

    accounts: pl.DataFrame
    pairs: pl.DataFrame
    wages: Floats
    own: Floats
    owner: Ints
    groups: pl.DataFrame
    known: pl.DataFrame
    beside: pl.DataFrame
    cluster: Cluster

    @property
    def e(self) -> int:
        """How many enterprises have accounts; theirs come first."""
        return int(self.wages.size)

    def first(self, role: str) -> int:
        """The number of the first account of that role."""
        return int(np.flatnonzero((self.accounts["role"] == role).to_numpy())[0])

    @property
    def told(self) -> Mask:
        """Which enterprises answered (e,); all where nobody said."""
        return self.accounts["told"].head(self.e).to_numpy().astype(np.bool_)


def draw_up(cluster: Cluster, flows: Flows | None, by: tuple[str, ...], beliefs: Assumptions) -> Books:
    """The books of one round. `by`: by what households are grouped, of kind, gender, poor."""
    known = enterprises(cluster)
    trades = valued(cluster, flows, beliefs.report)
    year = a_year(cluster)
    local = known.filter(pl.col("local") & (pl.col("kind") != "consumers"))
    homes = members(cluster, _turnover(local, trades))
    homes = grouped(homes, by)
    groups = earned(cluster, homes)
    labour = _labour(cluster, year)
    accounts = _accounts(cluster, local, groups, labour)
    place = _places(known, accounts, cluster)
    sides = (
        trades.filter((pl.col("value") > 0) & (pl.col("seller") != pl.col("buyer")))
        .join(place.select(seller="enterprise", payee="account"), on="seller")
        .join(place.select(buyer="enterprise", payer="account", buys="buys"), on="buyer")
        .join(place.select(seller="enterprise", sells="sells"), on="seller")
    )
    e = local.height
    pairs = (
        sides.with_columns(
            payee=pl.when(pl.col("payee") < e).then("payee").otherwise("sells"),
            payer=pl.when(pl.col("payer") < e).then("payer").otherwise("buys"),
        )
        .filter((pl.col("payee") < e) | (pl.col("payer") < e))
        .group_by("payer", "payee")
        .agg(value=pl.col("value").sum() * year, error=pl.col("error").pow(2).sum().sqrt() * year)
        .sort("payer", "payee")
    )
    beside = _beside(cluster, flows, trades, local, year)
    own = local.join(
        beside.filter(pl.col("kind") == "own").group_by("enterprise").agg(pl.col("value").sum()),
        on="enterprise", how="left", maintain_order="left",
    )["value"].fill_null(0.0)  # fmt: skip
    wages = local.join(labour, on="enterprise", how="left", maintain_order="left")["wages"].fill_null(0.0)
    owner = _owners(local, homes, accounts)
    return Books(
        _owned(accounts, owner), pairs, wages.to_numpy().astype(np.float64), own.to_numpy().astype(np.float64),
        owner, groups, homes, beside, cluster,
    )  # fmt: skip


def _turnover(local: pl.DataFrame, trades: pl.DataFrame) -> pl.DataFrame:
    sold = trades.group_by(enterprise="seller").agg(turnover=pl.col("value").sum())
    return local.join(sold, on="enterprise", how="left").with_columns(pl.col("turnover").fill_null(0.0))


def _labour(cluster: Cluster, year: float) -> pl.DataFrame:
    return cluster["labour"].group_by("enterprise").agg(
        wages=pl.col("wages").fill_null(0).cast(pl.Float64).sum() * year,
        hours=(pl.col("family_hours").fill_null(0.0) + pl.col("hired_hours").fill_null(0.0)).sum() * year,
    )  # fmt: skip


def _accounts(cluster: Cluster, local: pl.DataFrame, groups: pl.DataFrame, labour: pl.DataFrame) -> pl.DataFrame:
    """All accounts in their order: enterprises, work and margin of each group, the shared ones, groups, exogenous."""
    seen = (
        cluster["enterprise_round"]
        .select("enterprise", "answer")
        .unique("enterprise", keep="first", maintain_order=True)
    )
    firms = (
        local.join(seen, on="enterprise", how="left", maintain_order="left")
        .join(labour.select("enterprise", "hours"), on="enterprise", how="left", maintain_order="left")
        .select(
            account=pl.concat_str([pl.lit("enterprise: "), "enterprise"]), role=pl.lit("enterprise"), code="enterprise",
            kind="kind", gender=pl.lit(""), poor=pl.lit(""), members=pl.lit(1, pl.Int64),
            hours=pl.col("hours").fill_null(0.0),
            told=pl.col("answer").is_null() | (pl.col("answer") == "answered"),
        )
    )  # fmt: skip
    homes = pl.concat(
        [
            groups.select(
                account=pl.concat_str([pl.lit(f"{role}: "), "group"]), role=pl.lit(role), code="group", kind="kind",
                gender="gender", poor="poor", members=pl.col("households").cast(pl.Int64), hours=pl.lit(0.0),
                told=pl.lit(True),
            )
            for role in ("work", "margin", "household")
        ]
    )  # fmt: skip
    single = pl.DataFrame(
        {
            "account": [*SHARED, *EXOGENOUS], "role": [*SHARED, *EXOGENOUS], "code": [""] * 16, "kind": [""] * 16,
            "gender": [""] * 16, "poor": [""] * 16, "members": [0] * 16, "hours": [0.0] * 16, "told": [True] * 16,
        }
    )  # fmt: skip
    return pl.concat([firms, homes, single]).with_columns(endogenous=~pl.col("role").is_in(list(EXOGENOUS)))


def _places(known: pl.DataFrame, accounts: pl.DataFrame, cluster: Cluster) -> pl.DataFrame:
    """enterprise, account (its own, or a number beyond the enterprises), sells and buys: where it stands if from
    elsewhere. Consumers of the cluster stand for its households, who buy from the account of shops.
    """
    number = {role: at for at, role in enumerate(accounts["role"].to_list()) if role in {*SHARED, *EXOGENOUS}}
    own = accounts.with_row_index("account_number").filter(pl.col("role") == "enterprise")
    own = own.select(enterprise="code", account=pl.col("account_number").cast(pl.Int64))
    city = cluster["household"].filter(pl.col("group") == "city")["code"]
    unknown, consumers = pl.col("kind") == "unknown", pl.col("kind") == "consumers"
    return known.join(own, on="enterprise", how="left").select(
        "enterprise",
        account=pl.when(consumers & pl.col("local")).then(accounts.height).otherwise(pl.col("account"))
        .fill_null(accounts.height),
        sells=pl.when(unknown).then(number["unknown"]).otherwise(number["suppliers"]),
        buys=pl.when(consumers & pl.col("local")).then(number["shops"])
        .when(unknown).then(number["unknown"])
        .when(consumers | pl.col("household").is_in(city.to_list())).then(number["city"])
        .otherwise(number["buyers"]),
    )  # fmt: skip


def _owners(local: pl.DataFrame, homes: pl.DataFrame, accounts: pl.DataFrame) -> Ints:
    """The account of each enterprise's residual: work or margin of its household's group, else `owners`."""
    number = {name: at for at, name in enumerate(accounts["account"].to_list())}
    rows = local.join(homes.select("household", "group"), on="household", how="left", maintain_order="left")
    owners = [
        number["owners"] if group is None else number[f"{'margin' if kind in TRADING else 'work'}: {group}"]
        for kind, group in rows.select("kind", "group").iter_rows()
    ]
    return np.asarray(owners, np.int64)


def _owned(accounts: pl.DataFrame, owner: Ints) -> pl.DataFrame:
    """The accounts with the name of each enterprise's `owner`."""
    names = accounts["account"].gather(owner).to_list() + [None] * (accounts.height - owner.size)
    return accounts.with_columns(owner=pl.Series(names, dtype=pl.String))


def _beside(
    cluster: Cluster, flows: Flows | None, trades: pl.DataFrame, local: pl.DataFrame, year: float
) -> pl.DataFrame:
    """Own use and loss in a year, at the price that was paid for the product here, else its usual price, else 0."""
    uses = flows.uses if flows is not None else cluster["use"]
    paid = trades.filter(pl.col("quantity") > 0).group_by("product").agg(
        paid=pl.when(pl.col("value").sum() > 0).then(pl.col("value").sum() / pl.col("quantity").sum())
    )  # fmt: skip
    price = cluster.usual_prices().rename({"usual": "price"})
    return (
        uses.filter(pl.col("kind").is_in(["own", "loss"]) & (pl.col("quantity") > 0))
        .join(local.select("enterprise"), on="enterprise")
        .join(paid, on="product", how="left")
        .join(price, on="product", how="left")
        .with_columns(value=pl.col("quantity") * pl.coalesce("paid", "price", pl.lit(0.0)))
        .group_by("enterprise", "product", "kind")
        .agg(pl.col("quantity").sum() * year, pl.col("value").sum() * year)
        .sort("enterprise", "product", "kind")
    )


def spent(books: Books, beliefs: Assumptions) -> pl.DataFrame:
    """How each group divides what it has, in the order of `groups`."""
    return budgets(books.cluster, books.known, beliefs)


__all__ = ["BY", "EXOGENOUS", "SHARED", "TRADING", "Books", "draw_up", "spent"]
