"""What reconciliation assumes where the reports themselves do not tell, each with its range and where it is from."""

from __future__ import annotations

from dataclasses import dataclass

from edulis.engine.assumed import Ground, assume, grounds_of

_RECALL = "recall of a month or more; de Nicola & Giné 2014, Beegle, Carletto & Himelein 2012 for the order of size"
_OWN = "own choice, tried on the illustrative cluster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """Stated beliefs about errors of reports and about what nobody reports; all shares, not per cent."""

    seller: float = assume(0.20, "relative error of a seller's report", 0.05, 0.5, _RECALL, "RECALL")
    buyer: float = assume(0.20, "relative error of a buyer's report", 0.05, 0.5, _RECALL, "RECALL")
    observer: float = assume(0.30, "relative error of a third person's report", 0.1, 0.8, _OWN)
    activity: float = assume(0.15, "relative error of a reported level of production", 0.05, 0.4, _RECALL, "RECALL")
    stock: float = assume(0.25, "relative error of a reported stock", 0.05, 0.6, _OWN)
    use: float = assume(0.30, "relative error of reported own use or loss", 0.1, 0.8, _OWN)
    unexplained: float = assume(
        0.02, "what a balance may be off by weighing, drying and gifts nobody counts, of its throughput", 0.0, 0.1, _OWN
    )
    held: float = assume(0.25, "a stock nobody reported, in months of throughput, give or take as much", 0.0, 2.0, _OWN)
    by_product: float = assume(
        0.25, "share of a by-product that goes nowhere in particular, give or take as much", 0.0, 1.0, _OWN
    )
    waste: float = assume(0.5, "the same for waste", 0.0, 1.0, _OWN)
    gross: float = assume(0.01, "share of reports that are grossly wrong (another unit, a slip)", 0.002, 0.05, _OWN)
    unreported: float = assume(0.03, "share of balances in which a delivery was told by nobody", 0.0, 0.1, _OWN)
    other_month: float = assume(
        0.01, "share of reports of a trade told for the month before or after", 0.002, 0.03, _OWN
    )
    other_partner: float = assume(0.002, "share of reports of a trade told for another partner", 0.0, 0.01, _OWN)
    odd_recipe: float = assume(0.002, "share of months in which a recipe does not hold at all", 0.0, 0.02, _OWN)
    odd_prior: float = assume(0.02, "share of unreported stocks far from what is assumed", 0.0, 0.2, _OWN)
    pairs: float = assume(30, "pairs of reports from which on errors are measured instead of assumed", 10, 100, _OWN)
    false_discoveries: float = assume(0.05, "share of flagged reports that may be right", 0.01, 0.2, "convention")

    @classmethod
    def grounds(cls) -> dict[str, Ground]:
        """What each assumption rests on, by its name."""
        return grounds_of(cls)
