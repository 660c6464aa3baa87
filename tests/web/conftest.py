"""The cast of the site, on the store that `EDULIS_TEST_STORE` names: sqlite (unless told) or postgres.

Ms Hoa makes noodles and was elected coordinator; Mr Binh makes starch; Ms Lan is of another village and must see
nothing; Mr Minh facilitates, Ms An buys in the city, Ms Ngọc researches, Mr Sơn of the credit
fund supports, Mr Tú operates.
"""

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "edulis.web.settings")
os.environ.setdefault("EDULIS_SECRET_KEY", "only-for-tests")
os.environ.setdefault("EDULIS_HOME", tempfile.mkdtemp(prefix="edulis-test-"))
os.environ.setdefault("EDULIS_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop of its own
STORE = os.environ.get("EDULIS_TEST_STORE", "sqlite")
if STORE == "postgres" and "DATABASE_URL" not in os.environ:
    from tests.web.postgres import start

    os.environ["DATABASE_URL"] = f"postgresql://postgres@/postgres?host={start()}"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.base.operations import BaseDatabaseOperations  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image  # noqa: E402

from edulis.web.forum import chain  # noqa: E402
from edulis.web.journal import slack  # noqa: E402
from edulis.web.kit.models import OpenRoom  # noqa: E402
from edulis.web.kit.visit import Visit  # noqa: E402
from edulis.web.people.models import Cluster, Membership, Person  # noqa: E402
from edulis.web.people.visiting import visit_to  # noqa: E402

ROOMS = ("enterprises", "journal", "forum", "vision")
call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What is kept of a cluster by its number and version: the next test's cluster has the same ones."""
    chain._known.cache_clear()
    slack._weeks.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def emptied_between_tests() -> Iterator[None]:
    """Tests that commit are cleaned up by emptying all tables, which the trail's own guards would refuse."""
    guards = import_module("edulis.web.kit.migrations.0002_the_trail_is_never_changed")
    flush = BaseDatabaseOperations.execute_sql_flush

    def unguarded(self: BaseDatabaseOperations, statements: list[str]) -> None:
        with connection.schema_editor() as editor:
            guards.loosen(None, editor)
        flush(self, statements)
        with connection.schema_editor() as editor:
            guards.fix(None, editor)

    BaseDatabaseOperations.execute_sql_flush = unguarded  # type: ignore[method-assign]
    yield
    BaseDatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]


@dataclass(frozen=True)
class Cast:
    """The two clusters and everybody in and around them, by their short names."""

    village: Cluster
    elsewhere: Cluster
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def visit(self, name: str, cluster: Cluster | None = None) -> Visit:
        """The visit of one of them to a cluster, the village unless told."""
        return visit_to(self.people[name] if name else None, cluster or self.village)

    def client(self, name: str | None, **more: object) -> Client:
        """A browser in which one of them has entered."""
        client = Client(**more)
        if name:
            client.force_login(self.people[name])
        return client


PARTS = {
    "hoa": ("Phí Thị Hoa", "coordinator", "h_hoa"),
    "binh": ("Nguyễn Văn Bình", "member", "h_binh"),
    "dao": ("Đỗ Thị Đào", "member", "h_dao"),
    "an": ("An", "ally", "shop"),
    "minh": ("Minh", "facilitator", ""),
    "son": ("Sơn", "support", ""),
    "ngoc": ("Ngọc", "researcher", ""),
}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def make_cast() -> Cast:
    """Everybody, written into the store; also by a process that makes a real site for the harnesses."""
    now = timezone.now()
    village = Cluster.objects.create(code="lang-bot", title="Làng Bột", founded=now)
    elsewhere = Cluster.objects.create(code="lang-ben", title="Làng Bên", founded=now)
    people = {}
    for short, (name, role, household) in PARTS.items():
        outsider = role in {"facilitator", "support", "researcher"}
        people[short] = Person.objects.create_user(name, handle=short if outsider else None)
        Membership.objects.create(person=people[short], cluster=village, role=role, household=household, since=now)
    people["lan"] = Person.objects.create_user("Trần Thị Lan")
    Membership.objects.create(person=people["lan"], cluster=elsewhere, role="coordinator", household="h_lan", since=now)
    people["tu"] = Person.objects.create_user("Tú", handle="tu", is_operator=True)
    people["gone"] = Person.objects.create_user("Người đã rời")
    Membership.objects.create(person=people["gone"], cluster=village, role="member", since=now, until=now)
    for cluster in (village, elsewhere):
        OpenRoom.objects.bulk_create(OpenRoom(cluster=cluster, room=room, since=now) for room in ROOMS)
    return Cast(village, elsewhere, people)


@pytest.fixture
def key() -> Callable[[], str]:
    """A fresh key for a write, as each form carries one."""
    import uuid

    return lambda: str(uuid.uuid4())


@pytest.fixture
def store() -> str:
    return STORE


@pytest.fixture
def web() -> Path:
    return Path(__file__).parents[2] / "edulis/web"


@pytest.fixture
def picture() -> bytes:
    """A picture as a phone sends it: lying on its side, with the place where it was taken."""
    shot = Image.new("RGB", (2400, 1200), "teal")
    exif = shot.getexif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret Phone"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 3.0, 4.0), 3: "E", 4: (105.0, 41.0, 0.0)})
    out = io.BytesIO()
    shot.save(out, "JPEG", exif=exif, comment=b"hidden words")
    return out.getvalue()
