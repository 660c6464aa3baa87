"""Ties that are not trades: kin, help, talk, credit, sharing, trust, conflict; institutions, loans and services."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
from channels import LENDERS, ROOT, SHOPS, STARCH
from months import MONTHS, ROUND
from numpy.typing import NDArray
from parameters import chance, p
from people import People
from places import COMMUNE
from survey import Answers
from truth import Truth

Pairs = list[tuple[str, str, str, float]]
MAKERS = ("starch", "canna", "drying", "refining", "maltose", "candy", "noodles", "processor")


def _near(people: People, one: int, pool: NDArray[np.int64], many: int, draw: np.random.Generator) -> list[int]:
    """Some of the pool, those of one's own hamlet and commune first."""
    commune = np.array([COMMUNE[str(place)] for place in people.places[pool]])
    weight = 1.0 + 14.0 * (people.places[pool] == people.places[one]) + 3.0 * (commune == COMMUNE[people.places[one]])
    weight = np.where(pool == one, 0.0, weight)
    many = min(many, int(np.count_nonzero(weight)))
    return [int(k) for k in draw.choice(pool, many, replace=False, p=weight / weight.sum())] if many else []


def _talk(people: People, draw: np.random.Generator) -> Pairs:
    """Of households that process, the cited share talks over technology with neighbours of the same craft (Q01)."""
    rows: Pairs = []
    spots = people.codes
    for kind in MAKERS:
        who = people.of(kind)
        talkers = draw.permutation(who)[: round(p("local_talk") * who.size)]
        for one in talkers:
            for other in _near(people, int(one), talkers, int(draw.integers(1, 4)), draw):
                rows.append(("information", str(spots[one]), str(spots[other]), float(draw.integers(2, 6))))
    workshops = people.of("workshop")
    for one in people.of("starch"):
        if draw.uniform() < 0.35:  # the way machines spread (Q02)
            for other in _near(people, int(one), workshops, 1, draw):
                rows.append(("information", str(spots[one]), str(spots[other]), float(draw.integers(3, 6))))
    for kind, many in (("pigs", 0.45), ("crop_farm", 0.5)):
        who = people.of(kind)
        for one in who[draw.uniform(size=who.size) < many]:
            for other in _near(people, int(one), who, 1, draw):
                rows.append(("information", str(spots[one]), str(spots[other]), float(draw.integers(2, 6))))
    return rows


def _talk_along_trade(truth: Truth, draw: np.random.Generator) -> Pairs:
    """Trade partners talk over quality at unequal rates: neighbours often, makers and far end users hardly."""
    kinds = dict(zip(truth.people.codes.tolist(), truth.people.kinds.tolist(), strict=True))
    pairs = truth.trade.group_by("seller", "buyer", maintain_order=True).agg(pl.sum("value")).filter(
        pl.col("value") > 500_000
    )  # fmt: skip
    rows: Pairs = []
    for seller, buyer in pairs.select("seller", "buyer").iter_rows():
        one, other = kinds.get(seller), kinds.get(buyer)
        if one is None or other is None:
            local = kinds.get(seller) or kinds.get(buyer)
            chance_of = 0.12 if local == "trader" else 0.03  # traders know the far end users a little
        elif "trader" in {one, other}:
            chance_of = 0.10
        elif "grating" in {one, other} or "workshop" in {one, other}:
            chance_of = 0.40
        else:
            chance_of = 0.18
        if draw.uniform() < chance_of:
            first, second = (seller, buyer) if seller in kinds else (buyer, seller)
            rows.append(("information", first, second, float(draw.integers(1, 5))))
    return rows


def _village_life(people: People, draw: np.random.Generator) -> Pairs:
    """Kin, help, sharing, trust and conflict."""
    rows: Pairs = []
    everyone = np.flatnonzero(people.homes >= 0)
    first_of = {}
    for one in everyone:
        first_of.setdefault(int(people.homes[one]), int(one))
    heads = np.array(sorted(first_of.values()))
    for one in heads:
        for other in _near(people, int(one), heads, int(draw.integers(0, 2)), draw):
            a, b = sorted((str(people.codes[one]), str(people.codes[other])))
            rows.append(("kin", a, b, float(draw.integers(2, 6))))
        if draw.uniform() < 0.5:
            for other in _near(people, int(one), heads, 1, draw):
                rows.append(("help", str(people.codes[one]), str(people.codes[other]), float(draw.integers(2, 6))))
                if draw.uniform() < p("help_returned"):
                    rows.append(("help", str(people.codes[other]), str(people.codes[one]), float(draw.integers(2, 6))))
        if draw.uniform() < 0.7:  # nearby people are trusted far more than strangers (Q09)
            for other in _near(people, int(one), heads, 1, draw):
                score = float(np.clip(np.round(draw.normal(3.9, 0.8)), 1, 5))
                rows.append(("trust", str(people.codes[one]), str(people.codes[other]), score))
    workshops = people.of("workshop")
    for one in workshops[3:]:  # most learned the trade with one of the first three
        master = workshops[int(draw.integers(3))]
        rows.append(("teaching", str(people.codes[master]), str(people.codes[one]), float(draw.integers(3, 6))))
    for kind in ("starch", "noodles", "maltose"):
        who = people.of(kind)
        for one in who[draw.uniform(size=who.size) < 0.12]:
            for other in _near(people, int(one), who, 1, draw):
                a, b = sorted((str(people.codes[one]), str(people.codes[other])))
                rows.append(("sharing", a, b, float(draw.integers(2, 6))))
    farms, starch = people.of("crop_farm"), people.of("starch")
    for one in farms[draw.uniform(size=farms.size) < 0.10]:  # waste water on the fields
        for other in _near(people, int(one), starch, 1, draw):
            a, b = sorted((str(people.codes[one]), str(people.codes[other])))
            rows.append(("conflict", a, b, float(draw.integers(1, 4))))
    return rows


_ON_CREDIT = ["wet_starch", "cassava_root", "bran"]


def _credit(truth: Truth, draw: np.random.Generator) -> Pairs:
    """Standing credit between partners who deal on credit, and trust in traders, which is lower."""
    pairs = (
        truth.trade.filter(
            (pl.col("terms") == "credit") & pl.col("product").is_in(["wet_starch", "cassava_root", "bran"])
        )
        .group_by("seller", "buyer", maintain_order=True)
        .agg(pl.sum("value"))
    )
    local = set(truth.people.codes.tolist())
    rows: Pairs = []
    for seller, buyer in pairs.select("seller", "buyer").iter_rows():
        if seller in local and buyer in local and draw.uniform() < 0.5:
            rows.append(("credit", seller, buyer, float(draw.integers(1, 5))))
    for trader in (*STARCH, *ROOT):
        partners = sorted({seller for seller, _ in pairs.filter(pl.col("buyer") == trader).select("seller", "buyer")
                           .iter_rows() if seller in local})  # fmt: skip
        for one in partners[:8]:
            rows.append(("trust", one, trader, float(np.clip(np.round(draw.normal(2.6, 0.9)), 1, 5))))
    return rows


def relation_table(truth: Truth, answers: Answers) -> pl.DataFrame:
    """Record `relation`: ties named by those who answered; the first naming of a tie stands."""
    draw, people = chance(21), truth.people
    rows = [*_talk(people, draw), *_talk_along_trade(truth, draw), *_village_life(people, draw), *_credit(truth, draw)]
    silent = set(people.codes[answers.enterprise != "answered"].tolist())
    frame = pl.DataFrame(rows, schema=["kind", "one", "other", "strength"], orient="row", infer_schema_length=None)
    return (
        frame.filter(~pl.col("one").is_in(list(silent)))
        .unique(["kind", "one", "other"], keep="first", maintain_order=True)
        .select(round=pl.lit(ROUND), kind="kind", one="one", other="other", strength="strength")
        .sort("kind", "one", "other")
    )


INSTITUTIONS = (
    ("WU_DL", "Hội Phụ nữ Dương Liễu / Women's Union", "union", "DL", True),
    ("WU_CQ", "Hội Phụ nữ Cát Quế / Women's Union", "union", "CQ", True),
    ("WU_MK", "Hội Phụ nữ Minh Khai / Women's Union", "union", "MK", True),
    ("FU_DL", "Hội Nông dân Dương Liễu / Farmers' Union", "union", "DL", True),
    ("FU_CQ", "Hội Nông dân Cát Quế / Farmers' Union", "union", "CQ", True),
    ("FU_MK", "Hội Nông dân Minh Khai / Farmers' Union", "union", "MK", True),
    ("YU_DL", "Đoàn Thanh niên Dương Liễu / Youth Union", "union", "DL", True),
    ("PCF", "Quỹ tín dụng nhân dân / people's credit fund", "fund", "DL", True),
    ("BANK", "Ngân hàng nông nghiệp huyện / bank for agriculture", "fund", "hoai_duc", False),
    ("POLICY", "Ngân hàng người nghèo / bank for the poor", "fund", "hoai_duc", False),
    ("UBND_DL", "Ủy ban xã Dương Liễu / commune committee", "commune", "DL", True),
    ("UBND_CQ", "Ủy ban xã Cát Quế / commune committee", "commune", "CQ", True),
    ("UBND_MK", "Ủy ban xã Minh Khai / commune committee", "commune", "MK", True),
    ("EXT", "Trạm khuyến nông huyện / district extension", "extension", "hoai_duc", False),
    ("INST", "Viện nghiên cứu nông nghiệp / research institute", "research", "hanoi", False),
    *((f"HUI_{k:02d}", f"Phường (hụi) số {k} / rotating savings group", "savings", place, True)
      for k, place in enumerate(("DL", "DL", "DL", "DL", "DL", "DL", "CQ", "CQ", "CQ", "CQ", "MK", "MK"), 1)),
)  # fmt: skip


def successor_table(people: People) -> pl.DataFrame:
    """Record `successor`: sons and daughters who set up a household of their own in the year."""
    draw, codes = chance(24), people.households["code"].to_list()
    pairs = draw.choice(len(codes), (6, 2), replace=False)
    return pl.DataFrame(
        {
            "before": [codes[k] for k in pairs[:, 0]],
            "after": [codes[k] for k in pairs[:, 1]],
            "month": [MONTHS[k] for k in sorted(draw.choice(12, 6).tolist())],
        }
    )


def consent_table(people: People, answers: Answers) -> pl.DataFrame:
    """Record `consent`, purpose by purpose, of a quarter of the households as an example; few allow names."""
    draw, rows = chance(25), []
    share = {"map": 0.98, "circle": 0.7, "report": 0.95, "bodies": 0.8, "research": 0.9, "market": 0.5}
    for place, code in enumerate(people.households["code"]):
        if answers.household[place] != "answered" or place % 4:
            continue
        day = dt.date(2003, 9, 5) + dt.timedelta(days=int(draw.integers(0, 24)))
        rows += [(code, purpose, day, bool(draw.uniform() < yes)) for purpose, yes in share.items()]
    return pl.DataFrame(rows, schema=["who", "purpose", "day", "given"], orient="row")


def institution_table() -> pl.DataFrame:
    """Record `institution`."""
    return pl.DataFrame(
        list(INSTITUTIONS), schema=["code", "name", "kind", "place", "local"], orient="row", infer_schema_length=None
    )


def membership_table(people: People, answers: Answers) -> pl.DataFrame:
    """Record `membership`, by the shares of Q11 and Q17; no trade association exists yet (Q20)."""
    draw, rows = chance(22), []
    for place, home in enumerate(people.households.iter_rows(named=True)):
        if answers.household[place] != "answered":
            continue
        commune, code = COMMUNE[home["place"]], home["code"]
        toss = draw.uniform(size=5)
        office = "chi hội trưởng / branch head" if toss[4] < 0.012 else None
        if toss[0] < p("women_union"):
            rows.append((code, f"WU_{commune}", office))
        if toss[1] < p("farmers_union"):
            rows.append((code, f"FU_{commune}", None))
        if toss[2] < 0.35 and commune == "DL":
            rows.append((code, "YU_DL", None))
        if toss[3] < p("hui"):
            groups = [one[0] for one in INSTITUTIONS if one[0].startswith("HUI") and one[3] == commune]
            rows.append((code, groups[int(draw.integers(len(groups)))], None))
        if draw.uniform() < 0.12:
            rows.append((code, "PCF", None))
    frame = pl.DataFrame(rows, schema=["member", "institution", "role"], orient="row", infer_schema_length=None)
    return frame.select(round=pl.lit(ROUND), member="member", institution="institution", role="role")


def loan_table(people: People, answers: Answers) -> pl.DataFrame:
    """Record `loan`: formal and informal by H36, at the rates of P26 and P27."""
    draw, rows = chance(23), []
    homes = people.households["code"].to_list()
    purposes = ["mua củ / roots", "mua máy / machine", "nuôi lợn / pigs", "làm nhà / house", "học hành / school"]
    for place, code in enumerate(homes):
        if answers.household[place] != "answered":
            continue
        toss = draw.uniform()
        if toss > p("borrow_formal") + p("borrow_informal") * 0.5:  # half of informal loans are told
            continue
        formal = toss < p("borrow_formal")
        amount = int(np.round(np.exp(draw.normal(15.1 if formal else 14.4, 0.6)), -5))
        if formal:
            lender = str(draw.choice(["BANK", "PCF", "POLICY"], p=[0.5, 0.35, 0.15]))
            rate = {"BANK": p("rate_bank"), "PCF": 1.1, "POLICY": 0.5}[lender]
        elif draw.uniform() < 0.45:
            lender, rate = str(draw.choice([*LENDERS, *SHOPS])), float(np.round(draw.uniform(2, 5), 1))
        else:
            lender, rate = str(homes[int(draw.integers(len(homes)))]), float(draw.choice([0.0, 1.0, 1.5]))
        if lender == code:
            continue
        rows.append({
            "code": f"LOAN{len(rows) + 1:04d}", "round": ROUND, "month": MONTHS[int(draw.choice(12, p=_BORROW))],
            "lender": lender, "borrower": code, "amount": amount, "term_months": int(draw.choice([3, 6, 12, 24])),
            "monthly_rate": float(rate), "purpose": str(draw.choice(purposes, p=[0.4, 0.15, 0.25, 0.12, 0.08])),
            "repaid": str(draw.choice(["open", "late", "paid", "lost"], p=[0.45, 0.07, 0.465, 0.015])),
        })  # fmt: skip
    return pl.DataFrame(rows, infer_schema_length=None)


_BORROW = np.array([2, 3, 3, 2, 2, 1, 1, 1, 1, 1, 1, 2]) / 20

_SERVICES = (
    ("SV_CREDIT", "Vay vốn ngắn hạn / short loans", "PCF", "credit", False, 140, None, 1.0, None,
     "Thế chấp sổ đỏ / land title as collateral"),
    ("SV_BANK", "Vay ngân hàng / bank loans", "BANK", "credit", False, 160, None, 1.0, None,
     "Thủ tục lâu / slow procedure"),
    ("SV_SHOP", "Bán chịu cám, than / feed and coal on credit", "C001", "credit", False, 300, None, 1.0, None, None),
    ("SV_MACHINE", "Đóng, sửa máy / machines and repair", "W001", "repair", False, 290, 8000, 1.0, None, None),
    ("SV_GRATE", "Xát thuê / grating for hire", "G001", "repair", False, 25, 9000, 1.0, None, None),
    ("SV_VET", "Thú y / vet", "Y010", "health", False, 260, 15000, 1.0, None, None),
    ("SV_PIGS", "Tập huấn nuôi lợn / pig-feeding courses", "WU_DL", "training", False, 90, 0, 0.0,
     dt.date(2003, 6, 1), "Tiền dự án hết / project money ends"),
    ("SV_TRUCK", "Chở thuê / haulage", "V001", "transport", False, 120, 320000, 1.0, None, None),
    ("SV_DRAIN", "Nạo vét cống / clearing drains", "UBND_DL", "waste", False, 200, 5000, 0.4, None,
     "Ít khi phạt / fines are rare"),
    ("SV_TEST", "Đo độ trắng, độ ẩm bột / testing of starch", None, "quality", True, None, None, None, None, None),
    ("SV_MARKET", "Tin giá thị trường xa / prices of far markets", None, "information", True, None, None, None, None,
     None),
    ("SV_TREAT", "Xử lý nước thải / waste-water treatment", None, "waste", True, None, None, None, None,
     "TCVN 5945: 1995"),
    ("SV_ASSOC", "Hiệp hội làng nghề / craft association", None, "representation", True, None, None, None, None, None),
    ("SV_TRAIN", "Tập huấn tinh chế / training in refining", None, "training", True, None, None, None, None, None),
)  # fmt: skip


def service_table() -> pl.DataFrame:
    """Record `service`, present and missing."""
    names = ["code", "name", "provider", "kind", "missing", "reach", "price", "user_share", "ends", "policy"]
    frame = pl.DataFrame([dict(zip(names, row, strict=True)) for row in _SERVICES], infer_schema_length=None)
    return frame.with_columns(policy_effect=pl.when(pl.col("policy").is_not_null()).then(pl.lit("hinders")))
