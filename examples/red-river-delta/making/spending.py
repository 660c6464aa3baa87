"""What households spend their money on, and how much of it stays in the village."""

from __future__ import annotations

import numpy as np
import polars as pl
from parameters import chance, p
from people import People
from survey import Answers

_ITEMS = ("goods", "energy", "housing", "school", "health", "services", "feasts", "tax", "saving")


def spending_table(people: People, answers: Answers, income: pl.DataFrame) -> pl.DataFrame:
    """Record `spending`: the mean month of a third of the households, by Engel's law around the cited share of food.

    The rest is split by the assumed shares; what is bought here differs by item. Food from own fields is no spending.
    """
    draw = chance(61)
    earned = income.group_by("household").agg((pl.col("amount").sum() / 12).alias("month")).sort("household")
    earned = earned.filter(pl.col("month") > 100_000)
    known = set(people.households["code"].filter(pl.Series(answers.household == "answered")).to_list())
    earned = earned.filter(pl.col("household").is_in(sorted(known)))
    chosen = np.sort(draw.choice(earned.height, earned.height // 3, replace=False))
    heads = dict(zip(people.households["code"].to_list(), people.members.tolist(), strict=True))
    rows: list[dict[str, object]] = []
    for code, month in earned[chosen].iter_rows():
        each = month / heads[code]
        food = float(np.clip(p("spent_food") - 0.10 * np.log(each / (1000 * p("income_rural"))), 0.3, 0.7))
        spent = {"food": food}
        part = draw.dirichlet([60 * p(f"spent_{item}") for item in _ITEMS])
        spent |= {item: (1 - food) * float(share) for item, share in zip(_ITEMS, part, strict=True)}
        for item, share in spent.items():
            amount = int(np.round(month * share * np.exp(0.1 * draw.normal()), -3))
            local = float(np.round(np.clip(p(f"local_{item}") + 0.08 * draw.normal(), 0, 1), 2))
            if amount > 0:
                rows.append({"household": code, "item": item, "amount": amount, "local": local})
    return pl.DataFrame(rows).with_columns(round=pl.lit("2002"), month=pl.lit(None, pl.Date))
