"""Goods, by-products, wastes and services, and the local measures in which people count them."""

from __future__ import annotations

import polars as pl
from parameters import p

# code, name, stage, base unit, dry matter, keeps a month, usual price, how the price moves
_GOODS = (
    ("cassava_root", "Củ sắn / cassava root", "raw", "kg", p("dm_root"), False, "price_cassava_root", "roots"),
    ("canna_root", "Củ dong / canna root", "raw", "kg", p("dm_canna_root"), False, "price_canna_root", "roots"),
    ("wet_starch", "Bột sắn ướt / wet cassava starch", "half", "kg", 0.55, True, "price_wet_starch", "starch"),
    ("canna_starch", "Bột dong ướt / wet canna starch", "half", "kg", 0.55, True, "price_canna_starch", "starch"),
    ("dry_starch", "Bột sắn khô / dry cassava starch", "half", "kg", 0.88, True, "price_dry_starch", "starch"),
    ("refined_starch", "Bột sắn tinh chế / refined starch", "final", "kg", 0.88, True, "price_refined_starch", "flat"),
    ("maltose", "Mạch nha mầm mạ / seedling maltose", "half", "kg", 0.75, True, "price_maltose", "tet"),
    ("maltose_fine", "Mạch nha enzim / enzyme maltose", "half", "kg", 0.75, True, "price_maltose_fine", "tet"),
    ("candy", "Kẹo lạc, kẹo vừng / peanut candy", "final", "kg", 0.90, True, "price_candy", "tet"),
    ("noodles", "Miến dong / canna noodles", "final", "kg", 0.91, True, "price_noodles", "tet"),
    ("rice_noodles", "Phở khô, bún khô / dry rice noodles", "final", "kg", 0.88, True, "price_rice_noodles", "tet"),
    ("mung_bean", "Đỗ xanh / mung bean", "raw", "kg", 0.88, True, "price_mung_bean", "flat"),
    ("hulled_bean", "Đỗ xanh sạch vỏ / hulled mung bean", "final", "kg", 0.88, True, "price_hulled_bean", "tet"),
    ("rice", "Gạo / rice", "raw", "kg", 0.88, True, "price_rice", "rice"),
    ("paddy", "Thóc / paddy", "raw", "kg", 0.86, True, "price_paddy", "rice"),
    ("seedlings", "Mầm mạ / rice seedlings", "half", "kg", 0.22, False, "price_seedlings", "flat"),
    ("maize", "Ngô / maize", "raw", "kg", 0.87, True, "price_maize", "flat"),
    ("vegetables", "Rau / vegetables", "final", "kg", 0.08, False, "price_vegetables", "tet"),
    ("sugar", "Đường / sugar", "input", "kg", 0.998, True, "price_sugar", "flat"),
    ("peanut", "Lạc nhân / peanut kernels", "input", "kg", 0.94, True, "price_peanut", "flat"),
    ("piglet", "Lợn con / piglets", "input", "kg", 0.35, False, "price_piglet", "flat"),
    ("pig", "Lợn thịt / fattened pigs, live", "final", "kg", 0.38, False, "price_pig", "tet"),
    ("got", "Lợn choai / got, grown piglets", "half", "kg", 0.36, False, "price_got", "flat"),
    ("bran", "Cám gạo / rice bran", "input", "kg", 0.88, True, "price_bran", "flat"),
    ("concentrate", "Cám đậm đặc / concentrate", "input", "kg", 0.90, True, "price_concentrate", "flat"),
    ("residue", "Bã sắn tươi / fresh cassava residue", "by_product", "kg", p("dm_residue"), False, "price_residue",
     "residue"),
    ("dry_residue", "Bã sắn khô / dried residue", "by_product", "kg", 0.87, True, "price_dry_residue", "flat"),
    ("canna_residue", "Bã dong / canna residue", "waste", "kg", None, False, None, "flat"),
    ("black_starch", "Bột đen / black starch", "by_product", "kg", p("dm_black"), False, "price_black_starch", "flat"),
    ("lees", "Bã mạch nha / maltose lees", "by_product", "kg", 0.25, False, "price_lees", "flat"),
    ("mung_bran", "Cám đỗ / mung-bean bran", "by_product", "kg", 0.88, True, "price_mung_bran", "flat"),
    ("manure", "Phân lợn / pig manure", "by_product", "kg", 0.25, False, "price_manure", "flat"),
    ("peel", "Vỏ, đất cát / peel and sand", "waste", "kg", p("dm_peel"), False, None, "flat"),
    ("lost_solids", "Chất khô mất theo nước, hơi / solids lost", "waste", "kg", 1.0, False, None, "flat"),
    ("coal", "Than / coal", "energy", "kg", None, True, "price_coal", "flat"),
    ("electricity", "Điện / electricity", "energy", "kWh", None, False, "price_electricity", "flat"),
    ("diesel", "Dầu diesel / diesel", "energy", "kg", None, True, "price_diesel", "flat"),
    ("fertiliser", "Phân hóa học / fertiliser", "input", "kg", None, True, "price_fertiliser", "flat"),
    ("salt", "Chất tẩy / bleaching salt", "input", "kg", None, True, "price_salt", "flat"),
    ("enzyme", "Enzim / enzyme", "input", "kg", None, True, "price_enzyme", "flat"),
    ("steel", "Sắt thép / steel", "input", "kg", None, True, "price_steel", "flat"),
    ("water", "Nước giếng / well water", "water", "m3", 0.0, False, None, "flat"),
    ("grating", "Xát thuê / grating for hire", "service", "hour", None, False, "price_grating", "flat"),
    ("repair", "Sửa máy / repair", "service", "hour", None, False, "price_repair", "flat"),
    ("vet_visit", "Thú y / vet's visit", "service", "piece", None, False, "price_vet", "flat"),
    ("truck_day", "Xe chở thuê / truck for hire", "service", "day", None, False, "price_truck_day", "flat"),
    ("rasper", "Máy xát / rasper", "input", "piece", None, True, "equipment_a", "flat"),
    ("stir_filter", "Máy khuấy lọc / stirring filter", "input", "piece", None, True, "equipment_b", "flat"),
    ("combined", "Máy liên hoàn / combined machine", "input", "piece", None, True, "equipment_c", "flat"),
    ("root_washer", "Máy rửa củ / root washer", "input", "piece", None, True, "equipment_washer", "flat"),
)  # fmt: skip

_CULTURE = {
    "noodles": "Cỗ Tết, giỗ, cưới / feasts, above all Tet",
    "candy": "Tết, trà / Tet and tea",
    "hulled_bean": "Bánh chưng, chè, xôi / Tet cakes and sweet soup",
    "maltose": "Kẹo, bánh / sweets",
    "pig": "Tết, cưới / Tet and weddings",
}
_REPUTATION = {
    "noodles": "Miến Dương Liễu, Minh Khai",
    "got": "Lợn choai Cát Quế",
    "refined_starch": "Bột Dương Liễu",
    "maltose": "Mạch nha Dương Liễu - Cát Quế",
    "rice_noodles": "Phở khô Minh Khai",
}

PRODUCTS = tuple(row[0] for row in _GOODS)
AT = {code: place for place, code in enumerate(PRODUCTS)}  # place of a product in arrays
STAGE = {row[0]: row[2] for row in _GOODS}
BASE = {row[0]: row[3] for row in _GOODS}
MOVES = {row[0]: row[7] for row in _GOODS}
# Canna residue is not fit as feed and never sold; its dry matter follows from its balance.
DM_CANNA_RESIDUE = (
    1000 * p("dm_canna_root") * (1 - p("canna_lost")) - p("canna_wet_per_t") * p("dm_wet_starch")
) / p("canna_residue_per_t")  # fmt: skip
DRY = {row[0]: row[4] for row in _GOODS} | {"canna_residue": DM_CANNA_RESIDUE}


def usual_price(code: str) -> float | None:
    """The usual price of a base unit in đồng; machines have their table price in millions."""
    key = next(row[6] for row in _GOODS if row[0] == code)
    if key is None:
        return None
    value = p(key)
    if code == "stir_filter":
        value -= p("equipment_a")  # the table's price of technique B holds the rasper too
    return value * 1e6 if key.startswith("equipment") else value


def product_table() -> pl.DataFrame:
    """Record `product`."""
    rows = [
        {
            "code": code,
            "name": name,
            "stage": stage,
            "unit": unit,
            "dry_matter": None if DRY[code] is None else round(DRY[code], 4),
            "storable": storable,
            "price": usual_price(code),
            "food_culture": _CULTURE.get(code),
            "reputation": _REPUTATION.get(code),
        }
        for code, name, stage, unit, _, storable, _, _ in _GOODS
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


UNITS = {"ta": 100.0, "yen": 10.0, "ganh": 40.0, "xe": 3000.0, "bao": 50.0}


def unit_table() -> pl.DataFrame:
    """Record `unit`: what people say instead of kilograms. Loads differ from place to place; these are assumed."""
    names = {"ta": "tạ", "yen": "yến", "ganh": "gánh", "xe": "xe công nông", "bao": "bao"}
    rows = [
        {"code": code, "name": names[code], "place": None, "product": None, "base": "kg", "factor": factor}
        for code, factor in UNITS.items()
    ]
    rows.append({"code": "cong", "name": "công (8 giờ)", "place": None, "product": None, "base": "hour", "factor": 8.0})
    return pl.DataFrame(rows, infer_schema_length=None)
