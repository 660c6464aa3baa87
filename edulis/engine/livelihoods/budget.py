"""The budget of an enterprise: from what it makes to what a day of the family's own work earns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Items = Sequence[tuple[float, float]]  # quantity and price of each


@dataclass(frozen=True, slots=True)
class Budget:
    """Gross output − bought inputs = value added; − hired wages = gross margin; − fixed costs = net income.

    `per_family_day`: net income for each day of the family's own work; nothing where no day is known.
    """

    gross_output: float
    value_added: float
    gross_margin: float
    net_income: float
    per_family_day: float | None


def budget(output: Items, bought: Items, hired: Items = (), fixed: float = 0.0, family_days: float = 0.0) -> Budget:
    """A budget from quantities and prices; by-products are outputs at their local price, 0 allowed.

    output, bought, hired: pairs of quantity and price (hired: days and wage). Source: Brown (1979), Farm budgets, World
    Bank; Upton (1996).
    """
    made, used, paid = (sum(quantity * price for quantity, price in items) for items in (output, bought, hired))
    net = made - used - paid - fixed
    return Budget(made, made - used, made - used - paid, net, net / family_days if family_days > 0 else None)
