"""What is assumed of loads, carrying, feeding and fields, each with its range and where it is from."""

from __future__ import annotations

from dataclasses import dataclass

from edulis.engine.assumed import Ground, assume, grounds_of

_OWN = "own choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """Stated beliefs of the environment room; shares unless said otherwise."""

    water: float = assume(0.12, "range of a technique's water, either way", 0.05, 0.15, "R07, R08", "SEEN")
    cod: float = assume(0.16, "range of a technique's COD, either way", 0.14, 0.25, "W08", "CALC")
    bod: float = assume(0.28, "range of a technique's BOD, either way: that of COD and of BOD over COD", 0.2, 0.35,
                         "W08, W11", "RECALL")  # fmt: skip
    solids: float = assume(0.16, "range of a technique's floating solids, either way", 0.1, 0.4, "R11, W01", "CALC")
    person: float = assume(0.06, "BOD of one person, kg a day, by definition", 0.04, 0.06,
                            "Council Directive 91/271/EEC, article 2(6)", "SEEN")  # fmt: skip
    feed: float = assume(0.33, "most of one by-product in an animal's diet, of dry matter", 0.25, 0.40, "R120, R117")
    feed_all: float = assume(0.60, "most of all by-products together in a diet, of dry matter", 0.45, 0.70, _OWN)
    field: float = assume(0.25, "dry matter a field takes before one crop, kg per m²", 0.1, 0.4,
                           "8 to 15 t of manure per ha and crop; recalled", "RECALL")  # fmt: skip
    spoiled: float = assume(0.05, "what spoils on the way of goods that do not keep", 0.02, 0.15, _OWN)
    road: float = assume(1.3, "road over straight distance", 1.1, 1.6, "usual detour factor of road networks", "RECALL")
    near: float = assume(0.5, "km within one place", 0.1, 1.5, _OWN)
    unplaced: float = assume(2.0, "km to a neighbour whose place nobody told", 0.5, 5.0, _OWN)
    far: float = assume(40.0, "km to somebody elsewhere whose place nobody told", 10.0, 150.0, _OWN)
    cart: float = assume(0.0027, "hours of work to carry one kg one km by cart, both ways", 0.001, 0.005,
                          "150 kg at 5 km an hour; own choice")  # fmt: skip
    load: float = assume(0.002, "hours to load and unload one kg of a truck", 0.001, 0.004, _OWN)
    truck: float = assume(6e-5, "hours of work per kg and km by truck", 3e-5, 2e-4, "3 t, two people; own choice")
    hire: float = assume(0.0012, "hire of a truck per kg and km, in hours of a hired worker's wage", 0.0005, 0.003,
                          "320,000 đồng a day for 120 t·km at 2,250 đồng an hour; own choice")  # fmt: skip

    @classmethod
    def grounds(cls) -> dict[str, Ground]:
        """What each assumption rests on, by its name."""
        return grounds_of(cls)
