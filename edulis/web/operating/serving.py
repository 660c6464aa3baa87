"""Bring a site up: its tables as this version needs them, its static files, and the server."""

from __future__ import annotations

import hashlib
import os
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

from edulis import __version__
from edulis.schema import Text
from edulis.web.operating.home import KEY, Refused, home_of, secret_of, wake
from edulis.web.operating.safety import EVERYWHERE, Plan, own_addresses, refusals

Say = Callable[[Text], None]
THREADS = 4  # of each process


def serve(home: Path | None, *, host: str, port: int, village: bool, workers: int, say: Say) -> None:
    """Run the site until it is stopped. Raises Refused with the first thing that is unsafe, after telling all."""
    _must_be_port(port)
    place = home_of(home)
    names = [name for name in os.environ.get("EDULIS_HOSTS", "").split(",") if name]
    near = own_addresses() if village else []
    if village and host == "127.0.0.1":
        host = "0.0.0.0"
    given = names or ["localhost", "127.0.0.1", *near, *([host] if host not in EVERYWHERE else [])]
    wake(place, EDULIS_HOSTS=",".join(dict.fromkeys(given)))
    from django.conf import settings

    plan = Plan(
        host=host, hosts=settings.ALLOWED_HOSTS, secret=secret_of(place), village=village,
        https=getattr(settings, "BEHIND_HTTPS", False), debug=settings.DEBUG, demo=getattr(settings, "DEMO", False),
    )  # fmt: skip
    if wrong := list(refusals(plan)):
        for one in wrong[:-1]:
            say(one)
        raise Refused(wrong[-1])
    bring_up(place)
    shown = near[0] if village and near else "localhost" if host in EVERYWHERE else host
    say(Text("The site: {address}", address=f"http://{shown}:{port}/"))
    say(Text("Stop it with Ctrl+C."))
    run_server(host, port, workers)


def wake_site(home: Path) -> None:
    """Wake a home in which there is a site. Raises Refused, and leaves nothing behind, where there is none."""
    if not home.is_dir() or not ((home / KEY).exists() or os.environ.get("EDULIS_SECRET_KEY")):
        raise Refused(Text("There is no site in {path}. Name its folder: --home", path=str(home)))
    wake(home)
    if pending():
        raise Refused(
            Text("The tables here are not those of this version of Edulis. Run edulis serve once, then this.")
        )


def bring_up(home: Path) -> None:
    """Tables and static files as this version has them; the old database is set aside before it is changed."""
    from django.core.management import call_command

    from edulis.web.kit.sampling import sample

    if pending():
        _set_aside(home)
        call_command("migrate", interactive=False, verbosity=0)
    sample()
    stamp, state = home / "static" / ".made-from", static_state()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != state:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state, encoding="utf-8")


def pending() -> bool:
    """Whether the database lacks steps that this version needs. Raises Refused where it does not answer."""
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        connection.ensure_connection()
    except OperationalError as trouble:
        said = next((line.strip() for line in str(trouble).splitlines() if line.strip()), "")
        raise Refused(Text("The database does not answer ({reason}). Look at DATABASE_URL.", reason=said)) from None
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _set_aside(home: Path) -> None:
    """A copy of a SQLite store before its tables change; a PostgreSQL store is its operator's to dump.

    Whole or not at all, and never over an older one: who was killed while tables changed may still want that.
    """
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or not os.path.exists(name) or not connection.introspection.table_names():
        return
    names = (f"before-{__version__}{more}.sqlite3" for more in ("", *(f"-{number}" for number in range(2, 10_000))))
    aside = next(home / one for one in names if not (home / one).exists())
    draft = home / ".before.draft"
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
    with sqlite3.connect(draft) as copy:
        connection.connection.backup(copy)
    copy.close()
    os.replace(draft, aside)


def static_state() -> str:
    """What the static files are made from: this version, and each file with its size and day."""
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            told = os.stat(storage.path(path))
            found.update(f"{path} {told.st_size} {told.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _must_be_port(port: int) -> None:
    if not 0 < port < 1 << 16:
        raise Refused(Text("A port is a number from 1 to 65535: --port"))


def run_server(host: str, port: int, workers: int) -> None:
    """Serve until stopped. Raises Refused where something else listens at that port."""
    _must_be_port(port)
    import multiprocessing

    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Refused(Text("Something else listens at port {port}. Choose another: --port", port=port)) from None
    multiprocessing.set_start_method("spawn", force=True)  # a fork of a process that has used Polars waits for ever
    Granian(
        "edulis.web.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers,
        blocking_threads=THREADS, websockets=False, respawn_failed_workers=True, workers_kill_timeout=20,
        log_level=LogLevels.warning,
    ).serve()  # fmt: skip
