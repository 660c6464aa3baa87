"""The year: months, how busy each trade is in them, how prices move, and dated events."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
from numpy.typing import NDArray

ROUND = "2002"
MONTHS = tuple(dt.date(2002 + (8 + k) // 12, (8 + k) % 12 + 1, 1) for k in range(12))  # September 2002 to August 2003
TET = dt.date(2003, 2, 1)
PEAK = (2, 3, 4, 5, 6)  # November to March, places in MONTHS

# January to December, as in the table of activity indices (facts, section 4; the numbers are assumed).
_INDEX = {
    "cassava": (1.0, 0.75, 0.8, 0.35, 0.05, 0, 0, 0.05, 0.25, 0.6, 0.9, 1.0),
    "canna": (1.0, 0.6, 0.4, 0.15, 0, 0, 0, 0, 0.1, 0.45, 0.85, 1.0),
    "drying": (0.8, 0.6, 0.6, 0.7, 0.6, 0.5, 0.4, 0.4, 0.4, 0.6, 0.9, 1.0),
    "refining": (1.0, 0.8, 0.9, 0.8, 0.6, 0.5, 0.4, 0.4, 0.5, 0.7, 0.9, 1.0),
    "maltose": (0.9, 0.4, 0.5, 0.5, 0.4, 0.3, 0.3, 0.5, 0.8, 0.8, 1.0, 1.0),
    "candy": (1.0, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.6, 0.7, 0.7, 0.9, 1.0),
    "noodles": (1.0, 0.4, 0.3, 0.35, 0.45, 0.45, 0.4, 0.4, 0.5, 0.7, 0.9, 1.0),
    "rice_labour": (0.1, 0.9, 0.3, 0.2, 0.6, 1.0, 0.7, 0.3, 0.5, 0.9, 0.2, 0.1),
    "pigs": (1.0, 0.5, 0.5, 0.6, 0.6, 0.6, 0.6, 0.7, 0.7, 0.7, 0.8, 1.0),
    "dry_days": (0.65, 0.35, 0.3, 0.4, 0.6, 0.6, 0.6, 0.6, 0.65, 0.75, 0.75, 0.7),
    "steady": (1.0, 0.7, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1.0, 1.0, 1.0, 1.0),
    # harvests: which share of a year's two crops falls into the month
    "spring_rice": (0, 0, 0, 0, 0.4, 0.6, 0, 0, 0, 0, 0, 0),
    "summer_rice": (0, 0, 0, 0, 0, 0, 0, 0, 0.35, 0.65, 0, 0),
    "winter_maize": (1.0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    "vegetables": (1.0, 0.7, 0.5, 0.3, 0, 0, 0, 0, 0.4, 0.6, 0.9, 1.0),
    "dry_season_harvest": (0.4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.2, 0.4),
}

# How a price stands to its mean of the year, January to December. Assumed; the directions follow the season.
_PRICE = {
    "roots": (0.95, 0.98, 1.02, 1.08, 1.10, 1.10, 1.10, 1.08, 1.06, 1.00, 0.95, 0.94),
    "starch": (0.97, 0.98, 1.00, 1.04, 1.07, 1.08, 1.08, 1.06, 1.03, 0.98, 0.96, 0.97),
    "tet": (1.12, 0.98, 0.95, 0.95, 0.96, 0.96, 0.97, 0.98, 1.00, 1.01, 1.05, 1.09),
    "residue": (0.80, 0.85, 0.90, 1.15, 1.40, 1.50, 1.50, 1.40, 1.15, 0.95, 0.85, 0.80),
    "rice": (1.02, 1.04, 1.06, 1.08, 0.98, 0.93, 0.95, 0.98, 1.00, 0.96, 0.98, 1.00),
    "flat": (1.0,) * 12,
}


def _turned(year: tuple[float, ...]) -> NDArray[np.float64]:
    """January to December brought into the order of MONTHS."""
    return np.array([year[month.month - 1] for month in MONTHS], dtype=np.float64)


INDEX = {name: _turned(year) for name, year in _INDEX.items()}
PRICE = {name: _turned(year) for name, year in _PRICE.items()}

_EVENTS = (
    ("harvest_rice_2002", "Gặt lúa mùa / summer rice harvest", "crop", "2002-09-20", "2002-10-25", False),
    ("mid_autumn", "Tết Trung thu / mid-autumn", "festival", "2002-09-21", "2002-09-21", True),
    ("season_start", "Vào vụ bột / starch season begins", "season", "2002-09-15", "2002-10-31", False),
    ("peak", "Vụ bột chính / peak of the starch season", "season", "2002-11-01", "2003-03-31", False),
    ("noodle_peak", "Vụ miến Tết / noodles for Tet, from lunar month 10", "season", "2002-11-05", "2003-01-30", True),
    ("winter_crop", "Vụ đông / winter crops", "crop", "2002-10-05", "2003-01-20", False),
    ("kitchen_gods", "Tết ông Công ông Táo / kitchen gods", "festival", "2003-01-25", "2003-01-25", True),
    ("tet", "Tết Nguyên đán / lunar new year", "festival", "2003-02-01", "2003-02-07", True),
    ("planting_rice_2003", "Cấy lúa chiêm / spring rice planted", "crop", "2003-02-08", "2003-03-05", False),
    ("full_moon_1", "Rằm tháng giêng / first full moon", "festival", "2003-02-15", "2003-02-15", True),
    ("drizzle", "Mưa phùn, nồm / drizzle and damp", "weather", "2003-02-05", "2003-04-20", False),
    ("season_end", "Hết vụ bột / starch season ends", "season", "2003-04-10", "2003-05-10", False),
    ("rains", "Mùa mưa / rains", "weather", "2003-05-05", "2003-08-31", False),
    ("harvest_rice_2003", "Gặt lúa chiêm / spring rice harvest", "crop", "2003-05-25", "2003-06-25", False),
    ("summer_planting", "Cấy lúa mùa / summer rice planted", "crop", "2003-06-25", "2003-07-20", False),
    ("slack", "Tháng nhàn / slack months of processors", "slack", "2003-06-01", "2003-08-15", False),
    ("wandering_souls", "Rằm tháng bảy / full moon of lunar month 7", "festival", "2003-08-12", "2003-08-12", True),
)


def calendar() -> pl.DataFrame:
    """Dated events of the year; lunar ones by their date in that year."""
    rows = [
        {
            "code": code,
            "name": name,
            "kind": kind,
            "first_day": dt.date.fromisoformat(first),
            "last_day": dt.date.fromisoformat(last),
            "lunar": lunar,
        }
        for code, name, kind, first, last, lunar in _EVENTS
    ]
    return pl.DataFrame(rows)
