"""Partners from elsewhere: kinds of buyer and supplier, none of them a real firm."""

from __future__ import annotations

import polars as pl

# code, name, kind, place, founded
OUTSIDE = (
    ("X_ROOT_YB1", "Vựa sắn Yên Bái 1 / cassava depot", "supplier", "yen_bai"),
    ("X_ROOT_YB2", "Vựa sắn Yên Bái 2 / cassava depot", "supplier", "yen_bai"),
    ("X_ROOT_HB1", "Vựa sắn Hòa Bình 1 / cassava depot", "supplier", "hoa_binh"),
    ("X_ROOT_HB2", "Vựa sắn Hòa Bình 2 / cassava depot", "supplier", "hoa_binh"),
    ("X_ROOT_TH", "Vựa sắn Thanh Hóa / cassava depot", "supplier", "thanh_hoa"),
    ("X_CANNA_HB", "Vựa dong Hòa Bình / canna depot", "supplier", "hoa_binh"),
    ("X_CANNA_TH", "Vựa dong Thanh Hóa / canna depot", "supplier", "thanh_hoa"),
    ("X_STARCH_BV", "Làng bột Ba Vì / sister village, wet starch", "supplier", "ba_vi"),
    ("X_COAL", "Công ty than / coal company", "supplier", "quang_ninh"),
    ("X_POWER", "Điện lực / power company", "supplier", "ha_dong"),
    ("X_FEED1", "Nhà máy thức ăn chăn nuôi 1 / feed mill", "supplier", "ha_dong"),
    ("X_FEED2", "Nhà máy xay xát / rice mill", "supplier", "hai_phong"),
    ("X_SUGAR", "Đại lý đường / sugar dealer", "supplier", "ha_dong"),
    ("X_PEANUT", "Đại lý lạc / peanut dealer", "supplier", "thanh_hoa"),
    ("X_BEAN", "Đại lý đỗ xanh / bean dealer", "supplier", "ha_dong"),
    ("X_RICE", "Đại lý gạo / rice dealer", "supplier", "nam_dinh"),
    ("X_CHEM", "Cửa hàng hóa chất / chemicals shop", "supplier", "hanoi"),
    ("X_STEEL", "Cửa hàng sắt thép / steel merchant", "supplier", "ha_dong"),
    ("X_FUEL", "Cây xăng / fuel station", "supplier", "hoai_duc"),
    ("X_PIGLET", "Trại lợn nái / sow farms", "supplier", "hoai_duc"),
    ("X_AGRO", "Vật tư nông nghiệp / farm inputs", "supplier", "hoai_duc"),
    ("X_SOUTH1", "Nhà máy tinh bột Tây Ninh / starch factory", "factory", "tay_ninh"),
    ("X_SOUTH2", "Nhà máy tinh bột Đồng Nai / starch factory", "factory", "dong_nai"),
    ("X_MSG", "Nhà máy mì chính / MSG factory", "factory", "viet_tri"),
    ("X_LYSINE", "Nhà máy lysine / lysine factory", "factory", "dong_nai"),
    ("X_TEXTILE", "Nhà máy dệt / textile mill", "factory", "nam_dinh"),
    ("X_PAPER", "Nhà máy giấy / paper mill", "factory", "viet_tri"),
    ("X_DRUG1", "Xí nghiệp dược 1 / drug firm", "factory", "hanoi"),
    ("X_DRUG2", "Xí nghiệp dược 2 / drug firm", "factory", "hai_phong"),
    ("X_CONFEC1", "Công ty bánh kẹo 1 / confectioner", "factory", "hanoi"),
    ("X_CONFEC2", "Công ty bánh kẹo 2 / confectioner", "factory", "hai_phong"),
    ("X_FEEDMILL", "Nhà máy thức ăn mua bã / feed mill that buys residue", "factory", "ha_dong"),
    ("X_SHOP1", "Chợ Đồng Xuân / city wholesalers", "retailer", "hanoi"),
    ("X_SHOP2", "Cửa hàng thực phẩm Hà Nội / city shops", "retailer", "hanoi"),
    ("X_SHOP3", "Chợ Hà Đông / Ha Dong market", "retailer", "ha_dong"),
    ("X_SHOP4", "Cửa hàng Hải Phòng / Hai Phong shops", "retailer", "hai_phong"),
    ("X_SHOP5", "Đại lý miền Nam / southern wholesalers", "retailer", "hcmc"),
    ("X_SLAUGHTER", "Lò mổ Hà Nội / slaughterhouses", "factory", "hanoi"),
    ("X_NOODLES", "Làng miến nơi khác / noodle villages elsewhere", "factory", "ha_dong"),
    ("X_RAISER", "Hộ nuôi lợn nơi khác / pig raisers elsewhere", "factory", "ba_vi"),
    ("X_BA", "Người mua bã nơi khác / residue buyers elsewhere", "trader", "ba_vi"),
    ("X_MACHINE", "Làng nghề nơi khác / craft villages that buy machines", "factory", "ba_vi"),
    ("X_VILLAGE", "Người dân ba xã / households of the three communes", "consumers", "hoai_duc"),
    ("X_CITY", "Người dân Hà Nội / city consumers", "consumers", "hanoi"),
    ("U_ROOT", "Lái sắn không rõ tên / unknown root trader", "unknown", None),
    ("U_STARCH", "Lái bột không rõ tên / unknown starch trader", "unknown", None),
    ("U_SOUTH", "Ngoài, miền Nam / outside, south", "unknown", None),
    ("U_NOODLES", "Lái miến không rõ tên / unknown noodle trader", "unknown", None),
)


def outside_table() -> pl.DataFrame:
    """The outside rows of record `enterprise`."""
    return pl.DataFrame(
        [
            {
                "code": code,
                "name": name,
                "household": "CITY" if code == "X_CITY" else None,
                "kind": kind,
                "place": place,
                "local": False,
                "founded": None,
            }
            for code, name, kind, place in OUTSIDE
        ],
        infer_schema_length=None,
    )
