"""The founding case, built once from its parameter table for all tests of the examples."""

import sys
from pathlib import Path

import polars as pl
import pytest

HOME = Path(__file__).parents[2] / "examples" / "red-river-delta"
sys.path.insert(0, str(HOME / "making"))

from people import make_people  # noqa: E402
from records import make_records  # noqa: E402
from truth import Truth, make_truth  # noqa: E402


@pytest.fixture(scope="session")
def home() -> Path:
    return HOME


@pytest.fixture(scope="session")
def truth() -> Truth:
    return make_truth(make_people())


@pytest.fixture(scope="session")
def built() -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
    return make_records()


@pytest.fixture(scope="session")
def records(built: tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    return built[0]


@pytest.fixture(scope="session")
def hidden(built: tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    return built[1]
