"""Techniques: what goes in and comes out per unit of main product, worked out from the cited figures."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl
from parameters import p
from products import DRY

WET_PER_ROOT = p("recovery") * p("starch_content") / 100 / (p("purity") * p("dm_wet_starch"))  # R15: 0.378
DRY_PER_ROOT = p("recovery") * p("starch_content") / 100 / (p("purity") * p("dm_dry_starch"))  # R16: 0.236


@dataclass(frozen=True, slots=True)
class Technique:
    """A process with its lines per unit of main product; `closing` is the output that follows from dry matter."""

    code: str
    name: str
    product: str
    season: str  # a row of the activity indices
    inputs: dict[str, float]
    outputs: dict[str, float] = field(default_factory=dict)
    closing: str | None = "lost_solids"
    spread: float = 0.03  # how much households differ in a line
    labour: float = 0.0  # hours per unit
    water: float = 0.0
    cod: float = 0.0
    skill: str = ""
    quality: str = ""
    equipment: float = 0.0  # million đồng
    capacity: float | None = None
    farm: dict[str, str | int] = field(default_factory=dict)
    heavy: bool = False  # rasping, boiling and transport: fewer women's hours
    hired: float = 0.0  # share of hours

    @property
    def lines(self) -> dict[tuple[str, str], float]:
        """All lines by (product, direction), the closing one worked out from dry matter."""
        found = {(code, "in"): amount for code, amount in self.inputs.items()}
        found |= {(code, "out"): amount for code, amount in self.outputs.items()}
        if self.closing:
            weighed = sum((DRY[code] or 0) * amount for code, amount in self.inputs.items())
            made = (DRY[self.product] or 0) + sum((DRY[code] or 0) * amount for code, amount in self.outputs.items())
            found[(self.closing, "out")] = (weighed - made) / (DRY[self.closing] or 1)
        return found


def _cassava(letter: str, name: str, *, hired_grater: bool = False) -> Technique:
    """Cassava starch: the same recovery for all techniques; the residue is what the losses leave (R01, R11, R43)."""
    kind = letter.lower()
    root = 1 / WET_PER_ROOT
    power = p(f"power_{kind}") * p("dm_wet_starch") / p("dm_dry_starch") / 1000
    lost = p(f"lost_{kind}") * p("dm_root") * root
    inputs = {"cassava_root": root, "electricity": power * (0.4 if hired_grater else 1.0)}
    if hired_grater:
        inputs["grating"] = root / 900  # an hour grates about 0.9 t (R04)
    return Technique(
        code=f"starch_{kind}" + ("_hired" if hired_grater else ""),
        name=name,
        product="wet_starch",
        season="cassava",
        inputs=inputs,
        outputs={
            "black_starch": p("black_per_t") / 1000 * root,
            "peel": p("peel_per_t") / 1000 * root,
            "lost_solids": lost,
        },
        closing="residue",
        labour=p(f"labour_{kind}") / 1000 * root * (0.8 if hired_grater else 1.0),
        water=p(f"water_{kind}") * p("dm_wet_starch") / p("dm_dry_starch") / 1000,
        cod=lost * p("cod_factor"),
        skill="Xát, lọc, lắng / rasping, filtering, settling",
        quality="1-2 lần rửa / 1 to 2 washes, purity 93 to 96 %",
        equipment=p(f"equipment_{kind}"),
        capacity={"a": 12_000.0, "b": 30_000.0, "c": 90_000.0}[kind],
        hired=p("hired_starch"),
        heavy=False,
    )


def _processing() -> list[Technique]:
    canna = 1000 / p("canna_wet_per_t")
    lost = p("canna_lost") * p("dm_canna_root") * canna
    refined = 1 / p("dry_per_wet") / p("refine_yield")
    seed_in = {"wet_starch": p("maltose_seed_starch"), "seedlings": p("maltose_seed_seedlings")}
    boil = {"coal": p("maltose_coal"), "electricity": 0.02}
    noodle = {
        "canna_starch": p("noodle_starch") * (1 - p("noodle_cassava_share")),
        "wet_starch": p("noodle_starch") * p("noodle_cassava_share"),
        "coal": p("noodle_coal"),
        "electricity": 0.06,
    }
    candy = {"maltose": 0.7 * p("candy_maltose"), "maltose_fine": 0.3 * p("candy_maltose"), "sugar": p("candy_sugar"),
             "peanut": p("candy_peanut"), "coal": 0.25}  # fmt: skip
    return [
        _cassava("A", "Xát trụ, lọc tay / A: rasper and hand sieve"),
        _cassava("A", "Xát thuê, lọc tay / A: hired grater and hand sieve", hired_grater=True),
        _cassava("B", "Xát trụ, máy khuấy lọc / B: rasper and stirring filter"),
        _cassava("C", "Máy liên hoàn / C: one machine for both"),
        Technique("canna_starch", "Xát, lọc dong / canna starch", "canna_starch", "canna",
                  {"canna_root": canna, "electricity": 0.025}, {"lost_solids": lost}, "canna_residue", 0.03,
                  0.05, p("canna_water") * 0.625 / 1000, lost * p("cod_factor"), equipment=8, capacity=36_000,
                  skill="Xát, lọc, lắng / rasping, filtering, settling", hired=p("hired_starch")),
        Technique("dry_starch", "Phơi bột / sun drying", "dry_starch", "drying", {"wet_starch": 1 / p("dry_per_wet")},
                  spread=0.005, labour=0.018, capacity=25_000, quality="12 % moisture", hired=0.3),
        Technique("refine", "Tinh chế, sấy / refining with 3 to 5 washes", "refined_starch", "refining",
                  {"wet_starch": refined, "electricity": 0.05, "salt": 0.0006}, {"black_starch": 0.05},
                  spread=0.01, labour=0.03, water=p("refine_water") / 1000, cod=0.045, equipment=60, capacity=60_000,
                  skill="Rửa, lắng, sấy / washing, settling, drying", hired=p("hired_refining"),
                  quality="purity 97.5 to 98.5 %, whiteness 90 to 94"),
        Technique("maltose_seed", "Mạch nha bằng mầm mạ / maltose by seedlings", "maltose", "maltose",
                  seed_in | boil | {"salt": p("maltose_salt")}, {"lees": p("lees_seed")}, spread=0.02,
                  labour=p("maltose_labour"), water=0.006, cod=0.05, equipment=6, capacity=15_000, heavy=True,
                  skill="Ủ, nấu / mashing and boiling", hired=0.15),
        Technique("maltose_enzyme", "Mạch nha bằng enzim / maltose by enzyme", "maltose_fine", "maltose",
                  {"wet_starch": p("maltose_enzyme_starch"), "enzyme": p("maltose_enzyme")} | boil,
                  {"lees": p("lees_enzyme")}, spread=0.01, labour=0.12, water=0.006, cod=0.04, equipment=90,
                  capacity=40_000, heavy=True, skill="Chỉnh enzim, lọc / dosing and filtering",
                  hired=p("hired_enzyme")),
        Technique("candy", "Nấu kẹo / candy boiling", "candy", "candy", candy, spread=0.01, labour=0.25, cod=0.005,
                  equipment=5, capacity=12_000, hired=0.3, heavy=True),
        Technique("noodles", "Tráng miến / canna noodles", "noodles", "noodles", noodle, spread=0.01,
                  labour=p("noodle_labour"), water=0.02, cod=0.12, equipment=25, capacity=15_000,
                  skill="Tráng, cắt, phơi / sheeting, cutting, drying", hired=p("hired_noodles")),
        Technique("rice_noodles", "Tráng phở khô / dry rice noodles", "rice_noodles", "noodles",
                  {"rice": 1.1, "coal": 0.4, "electricity": 0.05}, spread=0.01, labour=0.2, water=0.01, cod=0.05,
                  equipment=20, capacity=20_000, hired=0.3),
        Technique("mung_hull", "Đãi đỗ / mung-bean hulling", "hulled_bean", "candy",
                  {"mung_bean": 1.35, "electricity": 0.03}, {"mung_bran": 0.25}, spread=0.01, labour=0.05,
                  equipment=8, capacity=20_000, hired=0.2),
        Technique("dry_residue", "Phơi bã / drying residue", "dry_residue", "cassava", {"residue": 5.45},
                  spread=0.01, labour=0.02, capacity=20_000),
        Technique("seedlings", "Ủ mầm mạ / growing seedlings", "seedlings", "maltose",
                  {"paddy": 1 / p("seedling_gain")}, spread=0.02, labour=0.03, water=0.005, capacity=8_000,
                  skill="Ủ giống, trên 90 % nảy mầm / germination above 90 %"),
    ]  # fmt: skip


def _diet(feed: float, **shares: float) -> dict[str, float]:
    """Kilograms of each feed from its share of `feed` kilograms of dry matter."""
    return {code: share * feed / (DRY[code] or 1) for code, share in shares.items()}


def _pigs() -> list[Technique]:
    """Diets by dry matter: residue within its cap (R120), black starch, bran, maize, concentrate."""
    gain = 1 - 20 / 90  # from a piglet of 20 kg to a pig of 90 kg
    feed = p("pig_feed") * gain
    days = feed / p("pig_day_feed")
    residue = p("pig_residue_share")
    diet = _diet(feed, residue=residue, black_starch=0.08, bran=0.75 - residue, concentrate=0.17)
    plain = _diet(feed, bran=0.55, maize=0.27, concentrate=0.18)
    mixed = _diet(feed, mung_bran=0.12, lees=0.06, bran=0.46, maize=0.20, concentrate=0.16)
    got = 1 - p("got_start") / p("got_end")
    young = {"piglet": p("got_start") / p("got_end")}
    manure = {"manure": days * p("pig_manure")}
    common = {"labour": 0.12, "water": 0.06, "cod": 0.05, "skill": "Cho ăn, phòng bệnh / feeding, health"}
    return [
        Technique("pig_residue", "Lợn thịt ăn bã / pigs fed on residue", "pig", "pigs",
                  {"piglet": 20 / 90} | diet, manure, **common),
        Technique("pig_bran", "Lợn thịt ăn cám / pigs fed on bran", "pig", "pigs", {"piglet": 20 / 90} | plain,
                  manure, **common),
        Technique("pig_mixed", "Lợn thịt ăn cám đỗ, bã mạch nha / pigs on bean bran and lees", "pig", "pigs",
                  {"piglet": 20 / 90} | mixed, manure, **common),
        Technique("got_rice", "Lợn choai ăn gạo cám / got on rice feed", "got", "steady",
                  young | {"bran": 2.05, "concentrate": 0.6}, {"manure": 1.2}, **common),
        Technique("got_maize", "Lợn choai ăn ngô / got on maize feed", "got", "steady",
                  young | {"maize": 1.35 * got, "bran": 0.68 * got, "concentrate": 0.58 * got}, {"manure": 1.2},
                  **common),
    ]  # fmt: skip


def _farms_and_services() -> list[Technique]:
    def farm(variety: str, practice: str, months: int, cost: int) -> dict[str, str | int]:
        return {"variety": variety, "practice": practice, "cycle_months": months, "switching_cost": cost}

    return [
        Technique("rice_spring", "Lúa chiêm / spring rice", "paddy", "spring_rice", {"fertiliser": 0.16}, {}, None,
                  0.05, 0.11, farm=farm("Khang dân 18", "cấy, nước kênh / transplanted, canal water", 5, 200_000)),
        Technique("rice_summer", "Lúa mùa / summer rice", "paddy", "summer_rice", {"fertiliser": 0.15}, {}, None,
                  0.05, 0.11, farm=farm("Bắc thơm 7", "cấy / transplanted", 4, 200_000)),
        Technique("maize_winter", "Ngô đông / winter maize", "maize", "winter_maize", {"fertiliser": 0.2}, {}, None,
                  0.05, 0.10, farm=farm("LVN10", "ngô bầu / transplanted in pots", 4, 300_000)),
        Technique("vegetables", "Rau / vegetables", "vegetables", "vegetables", {"fertiliser": 0.05}, {}, None,
                  0.05, 0.09, farm=farm("su hào, bắp cải, cải", "phân chuồng, tưới gánh / manure, hand watering", 3,
                                        800_000)),
        Technique("cassava_local", "Sắn bãi / cassava on river land", "cassava_root", "dry_season_harvest",
                  {"fertiliser": 0.01}, {}, None, 0.05, 0.02,
                  farm=farm("KM94", "bãi sông / river bank", 10, 1_500_000)),
        Technique("canna_local", "Dong riềng bãi / canna on river land", "canna_root", "dry_season_harvest",
                  {"fertiliser": 0.01}, {}, None, 0.05, 0.02,
                  farm=farm("dong đỏ", "bãi sông / river bank", 11, 1_800_000)),
        Technique("grating", "Xát thuê / grating for hire", "grating", "cassava", {"diesel": 0.9}, {}, None, 0.05, 1.1,
                  equipment=5, skill="Lái máy / machine driver", heavy=True),
        Technique("repair", "Sửa máy / repair", "repair", "cassava", {"steel": 0.3, "electricity": 0.8}, {}, None,
                  0.05, 1.0, skill="Hàn, tiện / welding, turning", heavy=True),
        Technique("make_rasper", "Đóng máy xát / making raspers", "rasper", "steady", {"steel": 120}, {}, None, 0.03,
                  60, skill="Hàn, tiện / welding, turning", heavy=True, hired=0.3),
        Technique("make_filter", "Đóng máy lọc / making stirring filters", "stir_filter", "steady", {"steel": 200},
                  {}, None, 0.03, 90, skill="Hàn, tiện / welding, turning", heavy=True, hired=0.3),
        Technique("make_combined", "Đóng máy liên hoàn / making combined machines", "combined", "steady",
                  {"steel": 420}, {}, None, 0.03, 180, skill="Hàn, tiện / welding, turning", heavy=True, hired=0.3),
        Technique("make_washer", "Đóng máy rửa / making root washers", "root_washer", "steady", {"steel": 90}, {},
                  None, 0.03, 50, skill="Hàn, tiện / welding, turning", heavy=True, hired=0.3),
        Technique("vet", "Thú y / vet's visits", "vet_visit", "steady", {}, {}, None, 0.05, 1.5,
                  skill="Thú y / animal health"),
        Technique("haul", "Chở thuê / haulage", "truck_day", "cassava", {"diesel": 18}, {}, None, 0.05, 9,
                  equipment=120, skill="Lái xe / driver", heavy=True),
    ]  # fmt: skip


TECHNIQUES = {one.code: one for one in (*_processing(), *_pigs(), *_farms_and_services())}
REUSED = frozenset({"residue", "black_starch", "lees", "mung_bran", "manure"})
WASTES = frozenset({"peel", "lost_solids", "canna_residue"})


_BATCH = {"maltose_seed": 50.0, "maltose_enzyme": 500.0, "noodles": 40.0, "candy": 20.0}  # R99: too small ones fail
_SEASON = {
    "starch_a": (9, 4), "starch_a_hired": (9, 4), "starch_b": (9, 4), "starch_c": (9, 4), "canna_starch": (9, 4),
    "rice_spring": (2, 6), "rice_summer": (7, 10), "maize_winter": (10, 1), "vegetables": (9, 2),
    "cassava_local": (3, 1), "canna_local": (3, 1), "dry_residue": (10, 4),
}  # fmt: skip


def process_table() -> pl.DataFrame:
    """Record `process`."""
    rows = [
        {
            "code": one.code,
            "name": one.name,
            "product": one.product,
            "grown": bool(one.farm),
            "labour": round(one.labour, 5),
            "skilled": 0.2,
            "water": round(one.water, 5),
            "electricity": round(one.inputs.get("electricity", 0.0), 5),
            "cod": round(one.cod, 5),
            "bod": round(one.cod * p("bod_share"), 5),
            "solids": round(one.cod * p("solids_share"), 5),
            "equipment": round(one.equipment * 1e6) or None,
            "capacity": one.capacity,
            "batch": _BATCH.get(one.code),
            "skill": one.skill or None,
            "quality": one.quality or None,
            "variety": one.farm.get("variety"),
            "practice": one.farm.get("practice"),
            "cycle_months": one.farm.get("cycle_months"),
            "season_from": _SEASON.get(one.code, (None, None))[0],
            "season_to": _SEASON.get(one.code, (None, None))[1],
            "switching_cost": one.farm.get("switching_cost"),
        }
        for one in TECHNIQUES.values()
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def process_line_table() -> pl.DataFrame:
    """Record `process_line`; a closing line carries the error of the lines it follows from."""
    rows = []
    for one in TECHNIQUES.values():
        for (product, direction), amount in one.lines.items():
            error = one.spread
            if product == one.closing:
                heaviest = max((DRY[code] or 0) * value for code, value in one.inputs.items())
                error = min(0.6, 1.2 * one.spread * heaviest / ((DRY[product] or 1) * amount))
            rows.append(
                {
                    "process": one.code,
                    "product": product,
                    "direction": direction,
                    "quantity": round(amount, 6),
                    "relative_error": round(error, 3),
                    "reused": product in REUSED if product in REUSED | WASTES else None,
                }
            )
    return pl.DataFrame(rows, infer_schema_length=None)
