"""The channels of all products: local makers, traders of the place, and partners elsewhere."""

from __future__ import annotations

from clearing import Channel, Via
from parameters import p


def _codes(letter: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{letter}{k:03d}" for k in range(first, last + 1))


ROOT, STARCH, NOODLE, SWEET, PIG, GREEN = (
    _codes("T", 1, 12), _codes("T", 13, 28), _codes("T", 29, 36), _codes("T", 37, 42), _codes("T", 43, 52),
    _codes("T", 53, 58),
)  # fmt: skip
SHOPS, LENDERS = _codes("C", 1, 12), _codes("C", 13, 16)
POWER, COAL, VETS = _codes("Y", 1, 4), _codes("Y", 5, 9), _codes("Y", 10, 14)
STALLS = _codes("Q", 1, 20)
CITY = ("X_SHOP1", "X_SHOP2", "X_SHOP3", "X_SHOP4", "X_SHOP5", "X_CITY")
FEED = ("X_FEED1", "X_FEED2")

MADE_TO_ORDER = {
    "grating": ("grating",), "repair": ("repair",), "vet_visit": ("vet",), "truck_day": ("haul",),
    "rasper": ("make_rasper",), "stir_filter": ("make_filter",), "combined": ("make_combined",),
    "root_washer": ("make_washer",),
}  # fmt: skip

CHANNELS = (
    Channel("cassava_root", 0, 0.0, ("X_ROOT_YB1", "X_ROOT_YB2", "X_ROOT_HB1", "X_ROOT_HB2", "X_ROOT_TH", "U_ROOT"),
            ("X_STARCH_BV",),
            bought=Via(ROOT, 0.72, "margin_wet"), sold=Via(ROOT, 1.0, "margin_wet"), credit=0.4),
    Channel("canna_root", 0, 0.0, ("X_CANNA_HB", "X_CANNA_TH"), ("X_STARCH_BV",),
            bought=Via(ROOT[:4], 0.4, "margin_wet"),
            sold=Via(ROOT[:4], 1.0, "margin_wet"), credit=0.4),
    Channel("wet_starch", 2, 0.97, ("X_STARCH_BV",), ("X_MSG", "U_STARCH", "X_CONFEC1"), (0.6, 0.3, 0.1),
            Via(STARCH, 0.9, "margin_wet"), Via(STARCH, 0.85, "margin_wet"), credit=0.6, held=0.06),
    Channel("canna_starch", 2, 0.95, ("X_STARCH_BV",), ("X_NOODLES", "U_STARCH"), (0.8, 0.2),
            Via(STARCH[:5], 0.8, "margin_wet"), Via(STARCH[:5], 0.7, "margin_wet"), credit=0.6, held=0.08),
    Channel("dry_starch", 0, 0.0, (), ("X_SOUTH1", "X_SOUTH2", "U_SOUTH", "X_MSG", "X_LYSINE", "X_CONFEC1",
                                       "X_CONFEC2", "X_PAPER"),
            (0.5 * p("south_share"), 0.3 * p("south_share"), 0.2 * p("south_share"), 0.36, 0.12, 0.18, 0.12, 0.12),
            None, Via(STARCH, 0.8, "margin_dry"), credit=0.4, held=0.1),
    Channel("refined_starch", 0, 0.0, (), ("X_TEXTILE", "X_PAPER", "X_DRUG1", "X_DRUG2"), (0.4, 0.3, 0.2, 0.1),
            None, Via(STARCH[8:], 0.3, "margin_dry"), credit=0.5, partners=2),
    Channel("maltose", 2, 1.0, ("X_SHOP3",), ("X_CONFEC1", "X_CONFEC2", "X_SHOP3", "X_SHOP5"), (0.4, 0.3, 0.2, 0.1),
            Via(SWEET, 0.7), Via(SWEET, 0.6), credit=0.5, partners=2, held=0.05),
    Channel("maltose_fine", 1, 1.0, ("X_SHOP3",), ("X_CONFEC1", "X_CONFEC2", "X_DRUG1", "X_SHOP5"),
            (0.45, 0.35, 0.05, 0.15), Via(SWEET, 0.7), Via(SWEET, 0.3), credit=0.5, partners=2, held=0.05),
    Channel("candy", 0, 0.0, (), CITY, (0.3, 0.2, 0.2, 0.1, 0.15, 0.05), None, Via(SWEET + STALLS[:8], 0.6), credit=0.4,
            partners=2),
    Channel("noodles", 0, 0.0, (), CITY, (0.3, 0.25, 0.2, 0.1, 0.1, 0.05), None,
            Via(NOODLE + STALLS[:6], 0.65, "margin_noodles"), credit=0.4, partners=2, held=0.05),
    Channel("rice_noodles", 0, 0.0, (), CITY, (0.3, 0.25, 0.2, 0.1, 0.1, 0.05), None,
            Via(NOODLE, 0.6, "margin_noodles"), partners=2),
    Channel("hulled_bean", 0, 0.0, (), CITY, (), None, Via(SWEET, 0.5), partners=2),
    Channel("seedlings", 1, 1.0, ("X_AGRO",), ("X_SHOP3",), credit=0.1),
    Channel("paddy", 1, 1.0, ("X_RICE",), ("X_RICE", "X_FEED2"), (), Via(GREEN, 0.5), Via(GREEN, 0.8), credit=0.1),
    Channel("maize", 1, 1.0, FEED, ("X_FEED1",), (), Via(SHOPS, 0.9), Via(GREEN, 0.8), credit=0.5),
    Channel("vegetables", 0, 0.0, (), ("X_SHOP1", "X_SHOP3", "X_VILLAGE"), (0.35, 0.35, 0.3), None,
            Via(GREEN + STALLS[8:], 0.7), credit=0.05),
    Channel("residue", 1, 1.0, ("X_BA",), ("X_BA", "X_RAISER"), (0.5, 0.5), wasted=0.72, credit=0.2),
    Channel("dry_residue", 0, 0.0, (), ("X_FEEDMILL",), credit=0.3),
    Channel("canna_residue", 0),
    Channel("black_starch", 1, 1.0, ("X_BA",), ("X_RAISER",), wasted=1.0, kept=0.9, credit=0.2),
    Channel("lees", 1, 1.0, ("X_BA",), ("X_RAISER",), wasted=0.5, kept=0.3, credit=0.1),
    Channel("mung_bran", 1, 1.0, FEED, ("X_FEEDMILL",), (), Via(SHOPS, 0.8), credit=0.4),
    Channel("manure", 1, 1.0, ("X_RAISER",), ("X_RAISER",), wasted=1.0, kept=1 - p("manure_drain"), credit=0.05),
    Channel("pig", 0, 0.0, (), ("X_SLAUGHTER", "X_SHOP3"), (0.7, 0.3), None, Via(PIG, 0.92), credit=0.5),
    Channel("got", 0, 0.0, (), ("X_RAISER",), (), None, Via(PIG, 0.95), credit=0.6),
    Channel("piglet", 0, 0.0, ("X_PIGLET",), (), (), Via(PIG[:5], 0.5), credit=0.3),
    Channel("bran", 0, 0.0, FEED, bought=Via(SHOPS, 1.0), credit=0.6),
    Channel("concentrate", 0, 0.0, FEED, bought=Via(SHOPS, 1.0), credit=0.6),
    Channel("sugar", 0, 0.0, ("X_SUGAR",), credit=0.3),
    Channel("peanut", 0, 0.0, ("X_PEANUT",), credit=0.3),
    Channel("mung_bean", 0, 0.0, ("X_BEAN",), credit=0.3),
    Channel("rice", 0, 0.0, ("X_RICE",), credit=0.3),
    Channel("coal", 0, 0.0, ("X_COAL",), bought=Via(COAL, 1.0), credit=0.5),
    Channel("electricity", 0, 0.0, ("X_POWER",), bought=Via(POWER, 1.0), credit=0.0),
    Channel("diesel", 0, 0.0, ("X_FUEL",), credit=0.1),
    Channel("fertiliser", 0, 0.0, ("X_AGRO",), bought=Via(SHOPS[:4], 0.5), credit=0.5),
    Channel("salt", 0, 0.0, ("X_CHEM",)),
    Channel("enzyme", 0, 0.0, ("X_CHEM",)),
    Channel("steel", 0, 0.0, ("X_STEEL",), credit=0.4),
)  # fmt: skip
ORDERS = tuple(Channel(code, 1, 1.0, buyers=("X_MACHINE",), credit=0.2) for code in MADE_TO_ORDER)
