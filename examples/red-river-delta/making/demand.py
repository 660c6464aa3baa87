"""Markets, what they ask of quality, measured quality, and figures from outside to compare with."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
from months import ROUND
from parameters import chance, p, parameters
from people import People
from products import PRODUCTS, usual_price
from survey import Answers
from truth import Truth

_YEAR = dt.date(2002, 1, 1)
# code, name, product, place, buyer, reach, growth, price over the usual one, elasticity, growth of people, km, lot, day
_MARKETS = (
    ("MK_TEXTILE", "Hồ sợi dệt / sizing for textiles", "refined_starch", "nam_dinh", "X_TEXTILE", "national",
     "growth_refined", 1.08, "elasticity_refined", None, 100, 5000, 45),
    ("MK_PAPER", "Giấy / paper", "refined_starch", "viet_tri", "X_PAPER", "national", "growth_refined", 1.05,
     "elasticity_refined", None, 90, 10000, 60),
    ("MK_DRUG", "Tá dược / drug filler", "refined_starch", "hanoi", "X_DRUG1", "national", "growth_refined", 1.25,
     "elasticity_refined", None, 25, 2000, 30),
    ("MK_MSG", "Mì chính / MSG", "dry_starch", "viet_tri", "X_MSG", "national", "growth_msg", 1.05, None, None, 85,
     20000, 30),
    ("MK_LYSINE", "Lysine / lysine", "dry_starch", "dong_nai", "X_LYSINE", "national", "growth_msg", 1.10, None, None,
     1700, 30000, 45),
    ("MK_SOUTH", "Nhà máy miền Nam thiếu củ / southern factories short of roots", "dry_starch", "tay_ninh", "X_SOUTH1",
     "national", "growth_msg", 1.12, None, None, 1750, 30000, 30),
    ("MK_CONFEC", "Bánh kẹo Hà Nội / confectioners", "maltose_fine", "hanoi", "X_CONFEC1", "city",
     "growth_traditional", 1.05, "elasticity_candy", 0.02, 25, 1000, 30),
    ("MK_MALTOSE", "Mạch nha quê / village maltose", "maltose", "ha_dong", None, "district", "growth_traditional", 1.0,
     "elasticity_candy", 0.01, 15, 100, 7),
    ("MK_NOODLES", "Miến chợ Hà Nội / noodles, city markets", "noodles", "hanoi", None, "city", "growth_traditional",
     1.12, "elasticity_noodles", 0.02, 25, 100, 10),
    ("MK_NOODLES_V", "Miến ăn ở quê / noodles, villages around", "noodles", "hoai_duc", None, "district",
     "growth_traditional", 1.0, "elasticity_noodles", 0.01, 8, 10, 0),
    ("MK_CANDY", "Kẹo Tết / Tet candy", "candy", "hanoi", None, "city", "growth_traditional", 1.1, "elasticity_candy",
     0.02, 25, 100, 15),
    ("MK_PORK", "Thịt lợn Hà Nội / pork", "pig", "hanoi", "X_SLAUGHTER", "city", None, 1.05, None, 0.02, 25, 500, 3),
    ("MK_FEED", "Bã khô làm thức ăn / dried residue for feed", "dry_residue", "ha_dong", "X_FEEDMILL", "district", None,
     1.0, None, None, 15, 3000, 30),
)  # fmt: skip


def market_table(truth: Truth) -> pl.DataFrame:
    """Record `market`; sizes are several times what the example sells there (assumed)."""
    sold = truth.trade.group_by("product").agg(pl.sum("quantity"))
    size = dict(zip(sold["product"].to_list(), sold["quantity"].to_list(), strict=True))
    usual = {code: usual_price(code) or 0.0 for code in PRODUCTS}
    growth_city, growth_rural = 0.069, 0.082  # M12, real income per head
    rows = [
        {
            "code": code,
            "name": name,
            "product": product,
            "place": place,
            "buyer": buyer,
            "reach": reach,
            "size": float(np.round(3.0 * size.get(product, 0.0), -3)),
            "growth": p(growth) if growth else None,
            "population_growth": people,
            "income_growth": growth_rural if reach == "district" else growth_city,
            "price": float(round(usual[product] * more)),
            "minimum_lot": float(lot),
            "payment_days": days,
            "income_elasticity": p(elasticity) if elasticity else None,
            "distance": float(far),
            "source": "Giả định, xem bảng source / assumed, see record source",
        }
        for code, name, product, place, buyer, reach, growth, more, elasticity, people, far, lot, days in _MARKETS
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


# purity, whiteness at least; ash, moisture at most (M23)
_FLOORS = {"MK_MALTOSE": (92, 70, 0.8, 45), "MK_CONFEC": (94, 80, 0.5, 25), "MK_NOODLES": (94, 75, 0.6, 45),
           "MK_MSG": (95, 82, 0.5, 14), "MK_LYSINE": (95, 82, 0.5, 14), "MK_SOUTH": (95, 82, 0.5, 14),
           "MK_TEXTILE": (96, 85, 0.4, 13), "MK_PAPER": (96.5, 88, 0.3, 13), "MK_DRUG": (98, 92, 0.2, 13)}  # fmt: skip


def quality_floor_table() -> pl.DataFrame:
    """Record `quality_floor` (M23)."""
    rows = []
    for market, (purity, white, ash, moisture) in _FLOORS.items():
        rows += [
            (market, "purity", float(purity), None),
            (market, "whiteness", float(white), None),
            (market, "ash", None, float(ash)),
            (market, "moisture", None, float(moisture)),
        ]
    return pl.DataFrame(rows, schema=["market", "property", "low", "high"], orient="row", infer_schema_length=None)


# product: mean and spread of purity, whiteness, ash, moisture (M24)
_MADE = {"wet_starch": ((94.5, 0.9), (80, 2.6), (0.55, 0.12), (45, 1.2)),
         "dry_starch": ((94.8, 0.9), (82, 2.8), (0.5, 0.1), (12.6, 0.7)),
         "refined_starch": ((98.0, 0.3), (92, 1.1), (0.15, 0.03), (12.2, 0.5))}  # fmt: skip
_MAKERS = {"wet_starch": ("starch", 90), "dry_starch": ("drying", 40), "refined_starch": ("refining", 16)}


def quality_test_table(people: People, answers: Answers) -> pl.DataFrame:
    """Record `quality_test`: samples taken in the peak season."""
    draw, rows = chance(41), []
    for product, (kind, many) in _MAKERS.items():
        who = people.of(kind)
        who = who[answers.enterprise[who] == "answered"]
        for one in np.sort(draw.choice(who, min(many, who.size), replace=False)):
            day = dt.date(2002, 11, 1) + dt.timedelta(days=int(draw.integers(0, 120)))
            for name, (mean, spread), digits, method in zip(
                ("purity", "whiteness", "ash", "moisture"), _MADE[product], (1, 1, 2, 1),
                ("Ewers", "máy đo độ trắng / whiteness meter", "550 °C", "105 °C"), strict=True,
            ):  # fmt: skip
                value = round(float(draw.normal(mean, spread)), digits)
                rows.append((str(people.codes[one]), product, name, day, min(value, 99.5), method))
    frame = pl.DataFrame(
        rows,
        schema=["enterprise", "product", "property", "day", "value", "method"],
        orient="row",
        infer_schema_length=None,
    )
    return frame.select(pl.lit(ROUND).alias("round"), pl.all())


def reference_table() -> pl.DataFrame:
    """Record `reference`: income, prices, the poverty line and totals of the region."""
    delta = "Đồng bằng sông Hồng / Red River Delta"
    rows = [
        ("income_delta_2002", "income", delta, None, None, p("income_delta") * 1000, "VND per head and month", "P17"),
        ("income_rural_2002", "income", "Nông thôn / rural", None, None, p("income_rural") * 1000,
         "VND per head and month", "P18"),
        ("income_urban_2002", "income", "Thành thị / urban", None, None, p("income_urban") * 1000,
         "VND per head and month", "P18"),
        ("poverty_line_2002", "poverty_line", "Việt Nam", None, None, p("poverty_line") * 1000,
         "VND per head and month", "assumed"),
        ("cpi_2002", "price_index", "Việt Nam", None, None, 1.0, "2002 = 1", "P21"),
        ("cpi_2000", "price_index", "Việt Nam", None, None, p("cpi_2000"), "2002 = 1", "P21"),
        ("cpi_2004", "price_index", "Việt Nam", None, None, p("cpi_2004"), "2002 = 1", "P21"),
        ("starch_order", "region_total", "Ba xã / three communes", None, "wet_starch", p("order_wet_starch") * 1000,
         "kg per day at most", "H15"),
        ("starch_national", "national_total", "Việt Nam", None, "dry_starch", 5e8, "kg per year", "M08"),
        ("households_dl", "population", "Dương Liễu", None, None, 3051, "households, 2012", "H01"),
    ]  # fmt: skip
    labour = {"crop_farm": 0.62, "pigs": 0.14, "retailer": 0.08, "starch": 0.01, "noodles": 0.006, "maltose": 0.002,
              "candy": 0.003, "workshop": 0.01, "transport": 0.015, "trader": 0.03}  # fmt: skip
    rows += [(f"delta_{kind}", "region_total", delta, kind, None, round(3.5e6 * share), "enterprises, assumed",
              "assumed") for kind, share in labour.items()]  # fmt: skip
    rows += [(f"delta_{kind}_all", "region_total", delta, None, None, 3.5e6, "enterprises, assumed", "assumed")
             for kind in ("enterprise",)]  # fmt: skip
    for name, one in parameters().items():
        if name.startswith("price_") and one.unit == "VND per kg" and name != "price_spread":
            code = name.removeprefix("price_")
            rows.append((f"ref_{code}", "price", "Hà Tây", None, code, one.value, one.unit,
                         one.fact or "assumed"))  # fmt: skip
    dates = {"cpi_2000": dt.date(2000, 1, 1), "cpi_2004": dt.date(2004, 1, 1)}
    names = ["code", "kind", "region", "sector", "product", "value", "unit", "source"]
    frame = pl.DataFrame(rows, schema=names, orient="row", strict=False)
    return frame.with_columns(month=pl.Series([dates.get(code, _YEAR) for code in frame["code"]]))


def source_table() -> pl.DataFrame:
    """Record `source`: every parameter with its row, confidence and range."""
    rows = []
    for one in parameters().values():
        rows.append(
            {
                "code": one.parameter,
                "parameter": one.parameter.replace("_", " "),
                "value": one.value,
                "low": one.low if one.low is not None else one.value,
                "high": one.high if one.high is not None else one.value,
                "unit": one.unit or None,
                "fact": one.fact or None,
                "confidence": one.confidence,
                "note": "; ".join(x for x in (one.note, "assumed" if one.confidence == "GUESS" else "") if x) or None,
            }
        )
    return pl.DataFrame(rows, infer_schema_length=None)
