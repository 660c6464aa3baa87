"""The site with something of everybody's in it, and how large the harnesses are to be run."""

import pytest

from tests.web.conftest import Cast
from tests.web.harness.addresses import World
from tests.web.harness.things import populate


@pytest.fixture
def world(cast: Cast) -> World:
    return populate(cast)


@pytest.fixture
def scale(request: pytest.FixtureRequest) -> int:
    """1 in each run of the tests; by hand as many times as `--scale` says."""
    return int(request.config.getoption("--scale"))
