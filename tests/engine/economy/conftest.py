"""Published matrices, and the cast with a season's economy."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array

from edulis.engine.cluster import Cluster
from edulis.engine.economy.matrix import Matrix, column_shares


@pytest.fixture(scope="session")
def miller() -> object:
    """Shares of the two sectors of Miller & Blair (2022, ch. 2)."""
    return column_shares(csr_array(np.array([[150.0, 500.0], [200.0, 100.0]])), np.array([1000.0, 2000.0]))


HOSOE = ("BRD", "MLK", "CAP", "LAB", "HOH")


@pytest.fixture(scope="session")
def hosoe() -> object:
    """Endogenous shares of the matrix of Hosoe, Gasawa & Hashimoto (2010): bread, milk, capital, labour, household."""
    flows = np.zeros((5, 5))
    flows[0, [0, 1, 4]] = 21, 8, 20
    flows[1, [0, 1, 4]] = 17, 9, 30
    flows[2, :2] = 20, 30
    flows[3, :2] = 15, 25
    flows[4, 2:4] = 50, 40
    return column_shares(csr_array(flows), np.array([92.0, 89.0, 50.0, 40.0, 90.0]))


@pytest.fixture(scope="session")
def whole() -> Matrix:
    """The whole matrix of Hosoe, Gasawa & Hashimoto (2010), ten accounts, which balances."""
    names = ["BRD", "MLK", "CAP", "LAB", "HOH", "GOV", "INV", "EXT", "IDT", "TRF"]
    number = {name: at for at, name in enumerate(names)}
    rows = {
        "BRD": {"BRD": 21, "MLK": 8, "HOH": 20, "GOV": 19, "INV": 16, "EXT": 8},
        "MLK": {"BRD": 17, "MLK": 9, "HOH": 30, "GOV": 14, "INV": 15, "EXT": 4},
        "CAP": {"BRD": 20, "MLK": 30},
        "LAB": {"BRD": 15, "MLK": 25},
        "HOH": {"CAP": 50, "LAB": 40},
        "GOV": {"IDT": 9, "TRF": 3, "HOH": 23},
        "INV": {"HOH": 17, "GOV": 2, "EXT": 12},
        "EXT": {"BRD": 13, "MLK": 11},
        "IDT": {"BRD": 5, "MLK": 4},
        "TRF": {"BRD": 1, "MLK": 2},
    }
    cells = [
        (number[payer], number[payee], float(value)) for payee, row in rows.items() for payer, value in row.items()
    ]
    payer, payee, value = (np.array(part) for part in zip(*cells, strict=True))
    accounts = pl.DataFrame({"account": names, "role": names, "endogenous": [True] * 5 + [False] * 5})
    return Matrix.of(accounts, payer, payee, value)


@pytest.fixture(scope="session")
def season(cast: Callable[..., Cluster]) -> Callable[..., Cluster]:
    """The cast in a month of which wages, incomes, spending and techniques are told; tables can be replaced."""
    month = dt.date(2002, 11, 1)
    here = {"round": "2002", "month": month}
    labour = pl.DataFrame(
        [
            here
            | {"enterprise": "hoa", "skill": "skilled", "family_hours": 200.0, "hired_hours": 150.0, "wages": 300_000},
            here
            | {"enterprise": "binh", "skill": "skilled", "family_hours": 180.0, "hired_hours": 60.0, "wages": 100_000},
        ]
    )
    income = pl.DataFrame(
        [
            here | {"household": "h_hoa", "source": "processing", "amount": 4_000_000, "control": "women"},
            here | {"household": "h_binh", "source": "processing", "amount": 700_000, "control": "men"},
            here | {"household": "h_lan", "source": "wages", "amount": 250_000, "control": "women"},
        ]
    )
    spending = pl.DataFrame(
        {
            "round": ["2002"] * 4,
            "household": ["h_hoa", "h_hoa", "h_hoa", "h_binh"],
            "item": ["food", "goods", "saving", "food"],
            "amount": [1_500_000, 500_000, 400_000, 600_000],
            "local": [0.7, 0.2, None, 0.6],
        }
    )
    tables = {
        "household": pl.DataFrame({"code": ["h_hoa", "h_binh", "h_lan"]}),
        "household_round": pl.DataFrame(
            {
                "round": ["2002"] * 3,
                "household": ["h_hoa", "h_binh", "h_lan"],
                "people": [4, 5, 3],
                "poor": [False, False, True],
            }
        ),
        "labour": labour,
        "income": income,
        "spending": spending,
        "use": pl.DataFrame([here | {"enterprise": "lan", "product": "residue", "kind": "loss", "quantity": 10.0}]),
        "process": pl.DataFrame(
            {
                "code": ["starching", "noodling"],
                "name": ["Xát", "Tráng"],
                "product": ["wet", "noodles"],
                "labour": [0.03, 0.2],
            }
        ),
        "process_line": pl.DataFrame(
            {
                "process": ["starching", "noodling"],
                "product": ["root", "wet"],
                "direction": ["in", "in"],
                "quantity": [2.6, 1.8],
            }
        ),
        "activity": pl.DataFrame(
            [
                here | {"enterprise": "binh", "process": "starching", "level": 1900.0, "capacity": 4000.0},
                here | {"enterprise": "hoa", "process": "noodling", "level": 1000.0, "capacity": 1100.0},
            ]
        ),
    }

    def build(**given: pl.DataFrame) -> Cluster:
        return cast(**(tables | given))

    return build


@pytest.fixture(scope="session")
def many(season: Callable[..., Cluster]) -> Cluster:
    """Eight households of each side make and sell noodles alike."""
    names = [f"n{i}" for i in range(16)]
    firms = pl.DataFrame(
        {
            "code": [*names, "roots", "shop"],
            "household": [*names, None, None],
            "kind": ["noodles"] * 8 + ["starch"] * 8 + ["supplier", "retailer"],
            "local": [True] * 16 + [False] * 2,
        }
    )
    month = season()["round"]["first_month"][0]
    trade = pl.DataFrame(
        [(name, "shop", "noodles", 100.0, 800_000) for name in names]
        + [("roots", name, "root", 500.0, 200_000 + 20_000 * at) for at, name in enumerate(names)],
        schema=["seller", "buyer", "product", "quantity", "value"], orient="row",
    ).with_columns(round=pl.lit("2002"), month=pl.lit(month), reporter=pl.lit("seller"))  # fmt: skip
    return season(
        household=pl.DataFrame({"code": names}), enterprise=firms, trade=trade, labour=season()["labour"].clear(),
        income=pl.DataFrame(
            {"round": ["2002"] * 16, "month": [month] * 16, "household": names, "amount": [500_000] * 16,
             "source": ["processing"] * 16, "control": ["women", "men"] * 8}),
        household_round=pl.DataFrame({"round": ["2002"] * 16, "household": names, "poor": [True, False] * 8}),
    )  # fmt: skip
