"""Places of the three communes and of the partners elsewhere; coordinates are public and rounded."""

from __future__ import annotations

import polars as pl

# code, name, within, setting, part of the cluster, latitude, longitude
_PLACES = (
    ("hoai_duc", "Huyện Hoài Đức / Hoai Duc district", None, "peri_urban", False, 21.03, 105.70),
    ("DL", "Xã Dương Liễu", "hoai_duc", "peri_urban", True, 21.06, 105.67),
    ("CQ", "Xã Cát Quế", "hoai_duc", "peri_urban", True, 21.05, 105.68),
    ("MK", "Xã Minh Khai", "hoai_duc", "peri_urban", True, 21.07, 105.67),
    ("DL_DK", "Đoàn Kết", "DL", "peri_urban", True, None, None),
    ("DL_GIA", "Gia", "DL", "peri_urban", True, None, None),
    ("DL_MT", "Mê Táo", "DL", "peri_urban", True, None, None),
    ("DL_DP", "Đồng Phú", "DL", "peri_urban", True, None, None),
    ("DL_DD", "Đình Đầu", "DL", "peri_urban", True, None, None),
    ("DL_HN", "Hợp Nhất", "DL", "peri_urban", True, None, None),
    ("DL_MOI", "Mới", "DL", "peri_urban", True, None, None),
    ("DL_QUE", "Quê", "DL", "peri_urban", True, None, None),
    ("DL_CD", "Chùa Đồng", "DL", "peri_urban", True, None, None),
    ("DL_CT", "Chàng Trũng", "DL", "peri_urban", True, None, None),
    ("CQ_1", "Cát Quế, xóm 1", "CQ", "peri_urban", True, None, None),
    ("CQ_2", "Cát Quế, xóm 2", "CQ", "peri_urban", True, None, None),
    ("CQ_3", "Cát Quế, xóm 3", "CQ", "peri_urban", True, None, None),
    ("CQ_4", "Cát Quế, xóm 4", "CQ", "peri_urban", True, None, None),
    ("MK_1", "Minh Khai, xóm 1", "MK", "peri_urban", True, None, None),
    ("MK_2", "Minh Khai, xóm 2", "MK", "peri_urban", True, None, None),
    ("MK_3", "Minh Khai, xóm 3", "MK", "peri_urban", True, None, None),
    ("hanoi", "Hà Nội", None, "urban", False, 21.03, 105.85),
    ("ha_dong", "Hà Đông", None, "urban", False, 20.97, 105.78),
    ("nam_dinh", "Nam Định", None, "urban", False, 20.42, 106.17),
    ("hai_phong", "Hải Phòng", None, "urban", False, 20.86, 106.68),
    ("viet_tri", "Việt Trì, Phú Thọ", None, "urban", False, 21.32, 105.40),
    ("yen_bai", "Yên Bái", None, "rural", False, 21.72, 104.90),
    ("hoa_binh", "Hòa Bình", None, "rural", False, 20.81, 105.34),
    ("thanh_hoa", "Thanh Hóa", None, "rural", False, 19.81, 105.78),
    ("ba_vi", "Ba Vì", None, "rural", False, 21.20, 105.40),
    ("dong_nai", "Đồng Nai", None, "urban", False, 10.95, 106.83),
    ("tay_ninh", "Tây Ninh", None, "rural", False, 11.31, 106.10),
    ("hcmc", "Thành phố Hồ Chí Minh", None, "urban", False, 10.78, 106.70),
    ("quang_ninh", "Quảng Ninh", None, "urban", False, 21.01, 107.29),
)

LOCAL = tuple(row[0] for row in _PLACES if row[4] and "_" in row[0])
COMMUNE = {hamlet: hamlet[:2] for hamlet in LOCAL}
# Where each craft sits (H11 for Dương Liễu; the other two communes assumed after H14 and R110).
CRAFT = {
    "starch": ("DL_DK", "DL_GIA", "DL_MT", "DL_DP", "DL_DD", "DL_HN", "CQ_1", "CQ_2", "CQ_3", "CQ_4", "MK_1", "MK_2"),
    "refining": ("DL_MOI", "DL_DP", "DL_MT", "DL_QUE"),
    "noodles": ("DL_GIA", "DL_CD", "DL_CT", "MK_1", "MK_2", "MK_3"),
    "drying": ("DL_MOI", "DL_QUE", "DL_DP", "CQ_1", "CQ_3"),
    "maltose": ("CQ_1", "CQ_2", "DL_MT", "DL_QUE", "MK_2"),
    "candy": ("DL_MOI", "DL_CT", "MK_2", "MK_3", "CQ_4"),
    "processor": ("MK_1", "MK_2", "MK_3"),
    "seedlings": ("CQ_1", "CQ_2", "DL_QUE"),
}
OF_STARCH = {"DL": 0.53, "CQ": 0.32, "MK": 0.15}  # H18 for Dương Liễu; the rest assumed


_HOUSEHOLDS = {"DL": 3051, "CQ": 3200, "MK": 1500}  # H01 (2012) for Dương Liễu; the others assumed


def place_table() -> pl.DataFrame:
    """Record `place`; hamlets stand at rounded offsets from their commune, not at their true spot."""
    centre = {row[0]: (row[5], row[6]) for row in _PLACES}
    rows = []
    for number, (code, name, within, setting, local, north, east) in enumerate(_PLACES):
        latitude, longitude = north, east
        if latitude is None and within is not None:
            mid = centre[within]
            latitude = round((mid[0] or 0) + (number % 4 - 1.5) * 0.002, 3)
            longitude = round((mid[1] or 0) + (number % 3 - 1) * 0.003, 3)
        rows.append(
            {
                "code": code,
                "name": name,
                "within": within,
                "setting": setting,
                "local": local,
                "latitude": latitude,
                "longitude": longitude,
                "households": _HOUSEHOLDS.get(code),
            }
        )
    return pl.DataFrame(rows, infer_schema_length=None)
