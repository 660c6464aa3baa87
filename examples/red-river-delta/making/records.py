"""All records of the cluster and the hidden truth behind them, from the parameter table alone."""

from __future__ import annotations

import polars as pl
from demand import market_table, quality_floor_table, quality_test_table, reference_table, source_table
from livings import enterprise_round_table, household_round_table, income_table, labour_table, outcome_table
from months import MONTHS, ROUND, calendar
from novelties import adoption_table, innovation_table
from people import enterprise_table, household_table, make_people
from places import place_table
from processes import process_line_table, process_table
from products import PRODUCTS, product_table, unit_table
from spending import spending_table
from survey import activity_table, ask, make_reports, stock_table, trade_table, use_table, use_truth
from ties import (
    consent_table,
    institution_table,
    loan_table,
    membership_table,
    relation_table,
    service_table,
    successor_table,
)
from truth import Truth, make_truth
from wishes import proposal_table, rule_table, weight_table

Frames = dict[str, pl.DataFrame]
_NOTE = (
    "Không hộ, cơ sở hay tên nào ở đây là thật; nếu giống ai thì chỉ là ngẫu nhiên. Dựng từ số liệu đã công bố về các "
    "làng bột phía tây Hà Nội khoảng năm 2002, với một nửa số hộ làm nghề; bảng nguồn số liệu ghi rõ con số nào được "
    "trích dẫn, con số nào là giả định. / "
    "No household, enterprise or name here is real; any likeness is chance. Built from cited figures of the starch "
    "villages west of Hanoi about 2002, at half their number of processors; the record source says which figures are "
    "cited and which assumed."
)


def _about() -> Frames:
    cluster = {
        "code": "red-river-delta",
        "title": "Làng bột Dương Liễu - Cát Quế - Minh Khai / starch villages of the Red River Delta (illustrative)",
        "currency": "VND",
        "minor_digits": 0,
        "country": "VN",
        "language": "vi",
        "illustrative": True,
        "note": _NOTE,
    }
    one = {
        "code": ROUND,
        "title": "Vụ 2002-2003 / season 2002/03",
        "first_month": MONTHS[0],
        "last_month": MONTHS[-1],
        "baseline": True,
    }
    return {"cluster": pl.DataFrame([cluster]), "round": pl.DataFrame([one])}


def make_records() -> tuple[Frames, Frames]:
    """The records as surveyed, and the truth: trades, lines, stocks, uses, planted and forgotten reports, silence."""
    people = make_people()
    truth = make_truth(people)
    answers = ask(people)
    reports, forgotten = make_reports(truth, answers)
    income = income_table(truth, answers)
    records = _about() | {
        "place": place_table(),
        "household": household_table(people),
        "household_round": household_round_table(people, answers),
        "successor": successor_table(people),
        "consent": consent_table(people, answers),
        "enterprise": enterprise_table(people),
        "enterprise_round": enterprise_round_table(truth, answers),
        "product": product_table(),
        "unit": unit_table(),
        "process": process_table(),
        "process_line": process_line_table(),
        "activity": activity_table(truth, answers),
        "trade": trade_table(reports),
        "stock": stock_table(truth, answers),
        "use": use_table(truth, answers),
        "labour": labour_table(truth, answers),
        "relation": relation_table(truth, answers),
        "income": income,
        "spending": spending_table(people, answers, income),
        "loan": loan_table(people, answers),
        "institution": institution_table(),
        "membership": membership_table(people, answers),
        "service": service_table(),
        "rule": rule_table(),
        "market": market_table(truth),
        "quality_floor": quality_floor_table(),
        "quality_test": quality_test_table(people, answers),
        "innovation": innovation_table(),
        "adoption": adoption_table(truth, answers.enterprise != "answered"),
        "weight": weight_table(people, answers),
        "proposal": proposal_table(),
        "outcome": outcome_table(truth, answers),
        "calendar": calendar(),
        "reference": reference_table(),
        "source": source_table(),
    }
    hidden = _hidden(truth, reports, forgotten)
    silent = pl.DataFrame({"enterprise": people.codes.tolist(), "answer": answers.enterprise.tolist()})
    return records, hidden | {"silent": silent.filter(pl.col("answer") != "answered")}


def _hidden(truth: Truth, reports: pl.DataFrame, forgotten: pl.DataFrame) -> Frames:
    people, work = truth.people, truth.work
    dates = pl.col("month").replace_strict(dict(enumerate(MONTHS)), return_dtype=pl.Date)
    row, month = (work.level > 0).nonzero()
    activity = pl.DataFrame(
        {
            "month": month,
            "enterprise": people.codes[work.who[row]].tolist(),
            "process": work.technique[row].tolist(),
            "level": work.level[row, month],
        }
    ).sort("month", "enterprise", "process")
    opening = pl.DataFrame(
        [
            (str(people.codes[one]), PRODUCTS[int(at)], float(truth.stores.opening[one, at]))
            for one, at in zip(*truth.stores.opening.nonzero(), strict=True)
        ],
        schema=["enterprise", "product", "quantity"],
        orient="row",
    )
    told = ["seller_told", "buyer_told", "product", "terms", "reporter"]
    planted = reports.filter(pl.col("planted").is_not_null() | (pl.col("month") != pl.col("month_told"))).select(
        dates, dates_told(), "seller", "buyer", *told, "true", "quantity", "unit",
        planted=pl.col("planted").fill_null("other_month"),
    )  # fmt: skip
    return {
        "activity": activity.with_columns(dates),
        "trade": truth.trade.select("month", "seller", "buyer", "product", "terms", "quantity", "value").with_columns(
            dates
        ),
        "stock": truth.held.with_columns(dates),
        "opening": opening,
        "use": use_truth(truth).with_columns(dates),
        "planted": planted,
        "forgotten": forgotten.select(dates, "seller", "buyer", "product", "terms", "reporter", "quantity"),
    }


def dates_told() -> pl.Expr:
    """The month that was told."""
    return pl.col("month_told").replace_strict(dict(enumerate(MONTHS)), return_dtype=pl.Date)
