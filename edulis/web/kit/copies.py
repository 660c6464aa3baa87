"""When the site was last copied away, and to where: noted beside the database, shown to those who carry the sticks."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

FILE, KEPT = "copies.jsonl", 20


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: when (ISO), the name of the file and of the folder it lies in, and whether it is locked."""

    at: str
    name: str
    folder: str
    locked: bool

    @property
    def day(self) -> dt.date:
        """The day on which it was made."""
        return timezone.localtime(dt.datetime.fromisoformat(self.at)).date()


def note(target: Path, *, locked: bool) -> None:
    """Remember a copy that was just written; only the last twenty are."""
    made = Copy(timezone.now().isoformat(timespec="seconds"), target.name, target.resolve().parent.name, locked)
    kept = [*copies(), made][-KEPT:]
    path = Path(settings.HOME) / FILE
    new = path.with_suffix(".new")
    new.write_text("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in kept), encoding="utf-8")
    new.replace(path)


def copies() -> list[Copy]:
    """The copies that were noted, oldest first; lines that cannot be read are left out."""
    try:
        lines = (Path(settings.HOME) / FILE).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            found.append(Copy(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found
