"""The site with something of everybody's in it, and how large the harnesses are to be run."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import STORE, Cast
from tests.web.harness.addresses import World
from tests.web.harness.things import populate
from tests.web.harness.village import asked
from tests.web.serving import Site, environment, free_port


@pytest.fixture
def world(cast: Cast) -> World:
    return populate(cast)


@pytest.fixture
def scale(request: pytest.FixtureRequest) -> int:
    """1 in each run of the tests; by hand as many times as `--scale` says."""
    return int(request.config.getoption("--scale"))


@dataclass
class Village:
    """A founded village on a real site: who has entered, what can be sent, and how much stood there at first."""

    site: Site
    began: dict[str, Any]

    def __post_init__(self) -> None:
        self.env = self.site.env
        self.sessions, self.numbers = self.began["sessions"], self.began["numbers"]
        self.forms = self.began["letters"]
        self.lines, self.keys = self.began["lines"], len(self.began["keys"])

    def look(self) -> dict[str, Any]:
        """What stands in its store now."""
        return dict(asked(self.env, "look"))


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, Any]]:
    """A village made once; each test that kills or floods it gets a copy."""
    home = tmp_path_factory.mktemp("founded")
    database = fresh_database("template0") if STORE == "postgres" else ""
    return home, database, asked(environment(home, database), "begin")


@pytest.fixture
def village(founded: tuple[Path, str, dict[str, Any]], tmp_path: Path) -> Iterator[Village]:
    home, database, began = founded
    shutil.copytree(home, tmp_path / "home")
    if database:
        database = fresh_database(database.partition("@/")[2].partition("?")[0])
    made = Village(Site(tmp_path / "home", port=free_port(), database=database), began)
    yield made
    made.site.kill()


def fresh_database(like: str) -> str:
    """The address of a database of its own in the server of the tests, copied from another."""
    import psycopg

    name, host = f"village_{uuid.uuid4().hex[:12]}", os.environ["EDULIS_TEST_SOCKET"]
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as made:
        made.execute(f"CREATE DATABASE {name} TEMPLATE {like}")  # type: ignore[arg-type]
    return f"postgresql://postgres@/{name}?host={host}"
