"""What reconciliation gives back: tables of estimates, the reports to talk over, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.engine.need import Need
from edulis.schema import Text

NEEDS: tuple[Need, ...] = (
    Need("trade", Text("how much of each good moved between whom"), ("quantity",)),
    Need("trade", Text("what the goods are worth, and which quantity its price contradicts"), ("quantity", "value")),
    Need("process_line", Text("whether what is made fits what is bought and sold"), ("quantity",)),
    Need("activity", Text("how much of the raw material went into making"), ("level",)),
    Need("stock", Text("what was kept for a later month instead of sold"), ("quantity",)),
    Need("use", Text("what was eaten, used or lost instead of sold"), ("quantity",)),
)


@dataclass(frozen=True, slots=True)
class GlobalTest:
    """Whether all reports together disagree more than their stated errors allow."""

    chi2: float  # the minimum of the weighted sum of squares
    freedom: int  # measurements + rank of the balances − observable unknowns
    p: float  # nan where active bounds break the χ² law
    active_bounds: int  # flows held at zero


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows(Answer):
    """Reconciled flows of one round.

    `trades` has one row for each (month, seller, buyer, product): `quantity` in base units with `error` (standard
    deviation) and the bounds `low`, `high` of its 95 % interval; `price` (money per base unit, pooled over the reports
    of that product and month) and `value` = quantity × price; the reports it rests on (`seller_report`, `buyer_report`,
    `observer_report`, base units, empty where there is none); `observable` (its value is determined); `flagged`.
    `activities`: month, enterprise, process, level, error, low, high, observable.
    `stocks`: month, enterprise, product, quantity, error, low, high, observable.
    `uses`: month, enterprise, product, kind (own, loss, or rest: what a balance needs to close and nobody told, either
    sign), quantity, error, low, high, observable.
    `suspects`, worst first, has one row for each report that is hard to believe: subject (trade, activity, stock, use),
    month, enterprise (the seller of a trade), partner (its buyer), product (or the process of an activity), reporter
    (seller, buyer, observer; else the subject), reported, fitted, z, p, q (Benjamini–Hochberg), detectable (the
    smallest gross error of this report that would be found with 80 % power at the flagging level, base units; infinite
    where no error of it could be found), side_sure (whether this report is likelier wrong by 19 to 1 than any other of
    the same delivery; if not, the delivery is what to talk over, and this side is only the less believable one; never
    where balances alone speak against a report: activities, stocks, uses, and deliveries one person alone told of), and
    cause: amount, month or partner, with the likely_month or likely_partner of the delivery it is perhaps of.
    `detectability` has the columns down to detectable for every report, flagged or not.
    `imbalances` has one row for each balance that the reports alone leave open beyond their errors: month, enterprise,
    product, inflow, outflow, gap, error, z; first those, if any, that no flows could close, as the nearest leave them.
    `accuracy`: role (seller, buyer, observer, activity, stock, use), relative_error, low, high, pairs, source (measured
    from pairs of reports of the same trade, reported, or assumed).
    """

    question: ClassVar[Text] = Text("What really moved between us?")
    method: ClassVar[Text] = Text("Reports weighed by their errors so that every balance closes")
    source: ClassVar[str] = "Kuehn & Davidson 1961; Narasimhan & Jordache 2000"
    units: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            **dict.fromkeys(
                (
                    "quantity", "error", "low", "high", "seller_report", "buyer_report", "observer_report", "reported",
                    "fitted", "detectable", "inflow", "outflow", "gap",
                ),
                "base unit of the product, a month",
            ),
            "level": "base unit of the main product, a month",
            "price": "money a base unit",
            "value": "money",
            "relative_error": "share",
        }
    )  # fmt: skip
    main: ClassVar[str] = "trades"

    trades: pl.DataFrame
    activities: pl.DataFrame
    stocks: pl.DataFrame
    uses: pl.DataFrame
    suspects: pl.DataFrame
    detectability: pl.DataFrame
    imbalances: pl.DataFrame
    accuracy: pl.DataFrame
    test: GlobalTest
    errors: str  # how the standard errors were made: exact, or probed where exact ones would be too much work
    errors_off: float  # relative rms error of the standard errors, measured on a sample; 0 where they are exact
    balance_residual: float  # largest |A x − b| over the throughput of its balance, after reconciliation
