"""A whole site in one file: consistent while people write, proved table by table, restored on either store."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.utils import timezone

from edulis import __version__
from edulis.schema import Text
from edulis.web.kit.copies import note
from edulis.web.operating.home import KEY, Refused
from edulis.web.operating.sealed import seal, unseal
from edulis.web.operating.tables import columns_of, digest_of, digests, lines_of, put, steps, tables

MOMENT = "moment"  # the name of the connection that sees the site as it was at one moment


@contextmanager
def one_moment(folder: Path) -> Iterator[str]:
    """The site as it is now, while others go on writing: a copy by SQLite's own means, or PostgreSQL's snapshot."""
    about: dict[str, Any] = dict(connection.settings_dict)
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(folder / "moment.sqlite3")
        connection.connection.backup(copy)
        copy.close()
        about["NAME"] = str(folder / "moment.sqlite3")
    else:
        from psycopg import IsolationLevel

        about["OPTIONS"] = {**about["OPTIONS"], "isolation_level": IsolationLevel.REPEATABLE_READ}
    connections.databases[MOMENT] = about
    try:
        connections[MOMENT].connect()
        with transaction.atomic(using=MOMENT):
            yield MOMENT
    finally:
        connections[MOMENT].close()
        del connections[MOMENT], connections.databases[MOMENT]


def back_up(target: Path, *, key: str | None) -> dict[str, Any]:
    """Write the backup and give its manifest: rows and digest of each table, and of each kept file."""
    home = Path(settings.HOME)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=home) as made:
        folder = Path(made)
        inner = folder / "inner.zip"
        manifest: dict[str, Any] = {"version": __version__, "made": timezone.now().isoformat()}
        with one_moment(folder) as using, zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as out:
            manifest |= {"steps": steps(using), "tables": {}, "files": {}}
            for model in tables():
                manifest["tables"][model._meta.label_lower] = _put_away(out, model, using)
            for name, path in _kept(home):
                out.write(path, name)
                manifest["files"][name] = _file_digest(path)
            out.writestr("manifest.json", json.dumps(manifest, indent=1))
        target.parent.mkdir(parents=True, exist_ok=True)
        seal(inner, target, key)
    note(target, locked=key is not None)
    return manifest


def _put_away(out: zipfile.ZipFile, model: Any, using: str) -> dict[str, Any]:
    with out.open(f"tables/{model._meta.label_lower}", "w", force_zip64=True) as file:

        def told() -> Iterator[str]:
            for line in lines_of(model, using):
                file.write(line.encode())
                yield line

        rows, digest = digest_of(told())
    return {"columns": columns_of(model), "rows": rows, "digest": digest}


def _kept(home: Path) -> Iterator[tuple[str, Path]]:
    """The site's key, without which no PIN and no card would fit, and the pictures."""
    if (home / KEY).exists():
        yield KEY, home / KEY
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")) if root.exists() else ():
        if path.is_file():
            yield f"kept/{path.relative_to(root).as_posix()}", path


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore(source: Path, *, key: str | None) -> dict[str, Any]:
    """Put a backup into an empty site and prove it; nothing stays where one digest differs. Gives the manifest."""
    home = Path(settings.HOME)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as made:
        inner = Path(made) / "inner.zip"
        unseal(source, inner, key)
        with zipfile.ZipFile(inner) as found:
            manifest: dict[str, Any] = json.loads(found.read("manifest.json"))
            _must_fit(manifest)
            with transaction.atomic():
                for model in tables():
                    _take_out(found, model, manifest)
                _set_counters()
                proved = {name: list(told) for name, told in digests().items()}
                if wrong := [
                    name for name, told in manifest["tables"].items() if [told["rows"], told["digest"]] != proved[name]
                ]:
                    raise Refused(Text("Restored tables differ from the backup: {names}", names=", ".join(wrong)))
                _lay_down(found, manifest, home)  # before the tables stand: a site without its key lets nobody in
    return manifest


def _must_fit(manifest: dict[str, Any]) -> None:
    from edulis.web.people.models import Cluster, Person

    if Cluster.objects.exists() or Person.objects.exists():
        raise Refused(Text("There is already a site here. A backup is restored into an empty home: --home FOLDER"))
    if manifest["steps"] != steps():
        raise Refused(
            Text("This backup was made by Edulis {version}. Restore it with that version.", version=manifest["version"])
        )


def _take_out(found: zipfile.ZipFile, model: Any, manifest: dict[str, Any]) -> None:
    name = model._meta.label_lower
    if name not in manifest["tables"]:
        return
    with found.open(f"tables/{name}") as file:
        put(model, manifest["tables"][name]["columns"], (line.decode() for line in file), "default")


def _set_counters() -> None:
    """PostgreSQL goes on counting after the highest number that was restored."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _lay_down(found: zipfile.ZipFile, manifest: dict[str, Any], home: Path) -> None:
    root = Path(settings.MEDIA_ROOT).resolve()
    for name in manifest["files"]:
        target = home / KEY if name == KEY else (root / name.removeprefix("kept/")).resolve()
        if name != KEY and root not in target.parents:
            raise Refused(Text("{path} is not a backup of Edulis.", path=name))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with found.open(name) as file, os.fdopen(handle, "wb") as out:
            shutil.copyfileobj(file, out)
        if _file_digest(target) != manifest["files"][name]:
            raise Refused(Text("Restored tables differ from the backup: {names}", names=name))
