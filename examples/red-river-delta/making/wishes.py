"""What members weigh, what they propose, and the rules they meet. All of it assumed."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
from months import ROUND
from parameters import chance
from people import People
from survey import Answers

# Mean points of a hundred that men and women lay on each point of view.
_POINTS = {
    "margin": (26, 21), "growth": (15, 11), "quality": (12, 12), "lot": (9, 7), "payment": (13, 19),
    "distance": (6, 8), "spread": (7, 8), "own_say": (7, 7), "clean": (5, 7),
}  # fmt: skip


def weight_table(people: People, answers: Answers) -> pl.DataFrame:
    """Record `weight`: ninety owners laid a hundred seeds on nine points of view."""
    draw = chance(62)
    makers = np.isin(people.kinds, ("starch", "canna", "drying", "refining", "maltose", "candy", "noodles", "pigs"))
    who = np.flatnonzero(makers & (answers.enterprise == "answered"))
    rows: list[tuple[str, str, str, float]] = []
    for one in np.sort(draw.choice(who, 90, replace=False)):
        side = 1 if people.women[one] == "women" else 0
        mean = np.array([pair[side] for pair in _POINTS.values()], float)
        seeds = draw.multinomial(100, draw.dirichlet(14 * mean / mean.sum()))
        rows += [(ROUND, str(people.codes[one]), name, float(n)) for name, n in zip(_POINTS, seeds, strict=True)]
    return pl.DataFrame(rows, schema=["round", "who", "criterion", "points"], orient="row")


_M = 1_000_000
_PROPOSALS: tuple[dict[str, object], ...] = (
    {"code": "dryer", "name": "Lò sấy bột chung / a shared starch dryer", "kind": "equipment", "proposed_by": "D001",
     "place": "DL", "first_month": dt.date(2003, 9, 1), "users": 12, "user_kind": "dry_starch", "own_cash": 42 * _M,
     "own_days": 80.0, "own_materials": 8 * _M, "yearly_cost": 14 * _M, "product": "dry_starch",
     "market": "MK_LYSINE", "price_gain": 0.05, "loss_saving": 0.02, "uncertainty": 0.5,
     "expects": "Không sợ mưa phùn, bột trắng đều / no fear of drizzle, evenly white starch"},
    {"code": "visit", "name": "Đi thăm xí nghiệp bánh kẹo / a visit to the confectioner", "kind": "visit",
     "proposed_by": "M001", "first_month": dt.date(2003, 6, 1), "users": 5, "user_kind": "maltose_seed",
     "own_cash": 1_500_000, "own_days": 10.0, "product": "maltose", "market": "MK_CONFEC", "price_gain": 0.04,
     "uncertainty": 1.0, "expects": "Biết họ cần độ trong, độ ngọt thế nào / to know how clear and sweet they need it"},
    {"code": "test_kit", "name": "Bộ đo độ trắng, độ ẩm / a purity and moisture kit", "kind": "testing",
     "proposed_by": "S001", "place": "CQ", "first_month": dt.date(2003, 8, 1), "users": 15, "user_kind": "starch_b",
     "own_cash": 6 * _M, "own_days": 15.0, "yearly_cost": 600_000, "product": "wet_starch", "market": "MK_MALTOSE",
     "price_gain": 0.03, "uncertainty": 0.6, "expects": "Bột tốt bán được giá hơn / better starch at a better price"},
    {"code": "settling_tank", "name": "Bể lắng chung đầu cống / a settling tank at the head of the drain",
     "kind": "waste", "proposed_by": "UBND_DL", "place": "DL", "first_month": dt.date(2003, 6, 1), "users": 10,
     "user_kind": "starch_c", "own_cash": 18 * _M, "own_days": 120.0, "own_materials": 9 * _M,
     "outside_money": 3 * _M, "yearly_cost": 2 * _M, "product": "wet_starch", "loss_saving": 0.01,
     "waste_saving": 0.35, "uncertainty": 0.4,
     "expects": "Cống bớt hôi, vớt thêm bột đen / a cleaner drain, more black starch"},
    {"code": "wash_trial", "name": "Thử rửa bột thêm hai nước / two more washes, a trial", "kind": "trial",
     "proposed_by": "S002", "place": "CQ", "first_month": dt.date(2003, 9, 1), "users": 5, "user_kind": "starch_b",
     "own_cash": 2 * _M, "own_days": 20.0, "product": "wet_starch", "market": "MK_NOODLES", "price_gain": 0.08,
     "volume_gain": -0.03, "waste_saving": -0.15, "uncertainty": 0.5,
     "expects": "Nhà làm miến trả giá cao hơn cho bột trắng / noodle makers pay more for whiter starch"},
    {"code": "joint_coal", "name": "Mua than chung / coal bought together", "kind": "purchase", "proposed_by": "N001",
     "place": "MK", "first_month": dt.date(2003, 8, 1), "users": 20, "user_kind": "noodles", "own_cash": 3 * _M,
     "own_days": 12.0, "product": "noodles", "cost_saving": 0.005, "uncertainty": 0.4,
     "expects": "Mua cả toa, rẻ hơn / a whole wagon is cheaper"},
    {"code": "pooled_drug", "name": "Gom lô bột tinh cho xí nghiệp dược / a pooled lot for the drug firm",
     "kind": "sale", "proposed_by": "R001", "first_month": dt.date(2003, 10, 1), "users": 6, "user_kind": "refine",
     "own_cash": 5 * _M, "own_days": 18.0, "yearly_cost": 2 * _M, "product": "refined_starch", "market": "MK_DRUG",
     "price_gain": 0.03, "uncertainty": 0.6, "expects": "Đủ lô, giao đều hằng tháng / full lots every month"},
    {"code": "got_maize", "name": "Dạy nhau nuôi lợn bằng ngô / teaching each other to feed maize", "kind": "training",
     "proposed_by": "WU_CQ", "place": "CQ", "first_month": dt.date(2003, 7, 1), "users": 8, "user_kind": "got_rice",
     "own_cash": 3 * _M, "own_days": 64.0, "outside_money": 1_000_000, "process": "got_maize", "product": "got",
     "cost_saving": 0.08, "uncertainty": 0.5, "expects": "Lợn lớn nhanh, cám rẻ hơn / faster growth on cheaper feed"},
)  # fmt: skip


def proposal_table() -> pl.DataFrame:
    """Record `proposal`: eight small projects that were on the table in the spring of 2003."""
    return pl.DataFrame(list(_PROPOSALS), infer_schema_length=None)


# code, name, kind, institution, effect, sector, gender, size, touched, burden, days, benefit, as people tell it
_RULES = (
    ("collateral", "Vay phải có sổ đỏ / a land title for each loan", "credit", "BANK", "hinders", None, "women",
     "small", 620, 450_000, 4.0, None, "Sổ đứng tên chồng / the title is in the husband's name"),
    ("tcvn5945", "TCVN 5945: nước thải / the norm for waste water", "environment", "UBND_DL", "hinders", "starch", None,
     "small", 260, None, 1.0, None, "Có luật mà không ai đo / a law that nobody measures"),
    ("water_fee", "Phí nước thải từ 2004 / a fee on waste water from 2004", "environment", "UBND_DL", "hinders",
     "starch", None, None, 260, 300_000, 0.5, None, "Trả theo xe củ hay theo nhà? / by the load or by the house?"),
    ("invoice", "Nhà máy đòi hóa đơn đỏ / factories ask for a tax invoice", "market", None, "hinders", "drying", None,
     "small", 90, 1_200_000, 6.0, None, "Phải bán qua lái có hóa đơn / one must sell through a trader who has them"),
    ("licence", "Đăng ký kinh doanh hộ / registration of a household business", "licence", "UBND_MK", "mixed", None,
     None, None, 380, 120_000, 2.0, 200_000, None),
    ("hygiene", "Giấy vệ sinh thực phẩm / a paper on food hygiene", "food", "UBND_MK", "mixed", "noodles", "both",
     "small", 85, 250_000, 3.0, 400_000, "Có giấy thì vào được chợ lớn / with it one gets into the big market"),
    ("workshop_land", "Thuê đất cụm làng nghề / land in the craft zone", "land", "UBND_DL", "helps", "refining", "men",
     "large", 14, 2_500_000, 5.0, 6_000_000, "Nhà to mới thuê nổi / only the large ones can pay"),
    ("load_limit", "Cấm xe quá tải vào làng / no heavy lorries in the lanes", "transport", "UBND_CQ", "hinders",
     "trader", None, "large", 40, 900_000, 8.0, None, None),
    ("night_tariff", "Giá điện đêm / cheap power at night", "support", None, "helps", "starch", None, None, 230, None,
     None, 350_000, "Xát từ ba giờ sáng / grating from three in the morning"),
    ("poor_credit", "Vốn vay cho hộ nghèo qua Hội Phụ nữ / credit for poor households through the Women's Union",
     "credit", "POLICY", "helps", None, "women", "small", 70, None, 1.0, 500_000, None),
    ("on_trust", "Bán chịu đến phiên sau / goods on trust until the next market day", "custom", None, "mixed", None,
     None, "small", 700, 180_000, None, 420_000, "Không có thì không ai làm được / without it nobody could work"),
    ("pig_gate", "Kiểm dịch khi bán lợn / vet papers for each pig that is sold", "food", "EXT", "hinders", "pigs",
     "both", "small", 300, 160_000, 3.0, None, None),
)  # fmt: skip


def rule_table() -> pl.DataFrame:
    """Record `rule`: what helps and what stands in the way, by sector, gender and size."""
    names = ["code", "name", "kind", "institution", "effect", "sector", "gender", "size", "touched", "burden",
             "burden_days", "benefit", "told"]  # fmt: skip
    return pl.DataFrame(_RULES, schema=names, orient="row", infer_schema_length=None)
