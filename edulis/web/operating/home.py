"""The home of a site: one folder with its key, database, pictures; for its owner alone. Knows no Django yet."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from edulis.schema import Text

STORES = frozenset({"sqlite", "postgres", "postgresql"})
KEY, BACKUP_KEY = "secret-key", "backup-key"
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # as on cards: nothing is mistaken for another when read from paper


class Refused(Exception):
    """What is asked cannot be done; `reason` says why, and what to do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.say("en"))
        self.reason = reason


def home_of(given: Path | None) -> Path:
    """The folder that was named, else `EDULIS_HOME`, else `edulis-home` where one stands."""
    return (given or Path(os.environ.get("EDULIS_HOME") or "edulis-home")).resolve()


def keep(path: Path, words: str) -> None:
    """Write a new file that only its owner may read. Raises FileExistsError where there is one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())


def read_kept(path: Path) -> str:
    """What a kept file says. Raises Refused where others on this machine could read it."""
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Refused(Text("Others on this machine can read {path}. Run: chmod 600 {path}", path=str(path)))
    return path.read_text(encoding="utf-8").strip()


def secret_of(home: Path) -> str:
    """The site's secret key: that of the environment, else the one kept in its home, made the first time."""
    if given := os.environ.get("EDULIS_SECRET_KEY"):
        return given
    path = home / KEY
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        keep(path, secrets.token_urlsafe(64) + "\n")
    return read_kept(path)


def fresh_backup_key() -> str:
    """A new key for backups: 32 letters in fours, about 158 bits, good to be written down."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(32))
    return "-".join(letters[place : place + 4] for place in range(0, 32, 4))


def wake(home: Path, **environment: str) -> None:
    """Set the environment for this home and start Django. Each process wakes one home, once."""
    if (url := os.environ.get("DATABASE_URL", "")) and url.partition("://")[0] not in STORES:
        raise Refused(Text("DATABASE_URL begins with sqlite:// or postgresql://. Unset it to use SQLite in the home."))
    os.environ["EDULIS_HOME"] = str(home)
    os.environ["EDULIS_SECRET_KEY"] = secret_of(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "edulis.web.settings")
    os.environ.update(environment)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    import django

    django.setup()
