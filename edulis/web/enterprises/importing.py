"""A file that somebody offers: read in quarantine, checked together with what is kept, compared, taken in whole."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl
from django.db.models import F
from django.utils import timezone

from edulis.engine.cluster import Cluster
from edulis.exchange import read
from edulis.exchange.parcel import is_parcel, unpack
from edulis.schema import LANGUAGES, RECORD_BY_NAME, Problem, Text, columns
from edulis.web.enterprises.agreed import Agreed, settled, without
from edulis.web.enterprises.comparing import Difference, compare
from edulis.web.enterprises.loading import load, rows
from edulis.web.enterprises.models import ROWS
from edulis.web.enterprises.owners import ACTORS, owner_column
from edulis.web.kit.declared import CODE
from edulis.web.kit.sampling import sample
from edulis.web.people.consents import Word, taken_from_files, words_on
from edulis.web.people.models import Cluster as Village
from edulis.web.people.models import Consent

MOST = 48 << 20  # bytes of a file that is offered through a browser
SHOWN = 300  # problems that are listed
BATCH = 2_000
MOST_TEXT = 20_000  # letters of a text
ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".zip")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a file would do, and what is wrong with it; without differences where it cannot be taken in."""

    problems: tuple[Problem, ...]
    differences: Mapping[str, Difference] | None = None

    @property
    def good(self) -> bool:
        """Whether it can be taken in."""
        return self.differences is not None


def look_at(village: Village, name: str, content: bytes) -> Offer:
    """Read a file and compare it with what is kept; nothing is written."""
    if not content:
        return Offer((Problem("file.empty", file=name),))
    if len(content) > MOST:
        return Offer((Problem("file.large", file=name),))
    with tempfile.TemporaryDirectory(prefix="edulis-") as room:
        path = Path(room) / _plain(name)
        path.write_bytes(content)
        if is_parcel(content[:4], path.name) or path.suffix.lower() == ".zip":
            folder = Path(room) / "parcel"
            folder.mkdir()
            if (wrong := unpack(path, folder)) is not None:
                return Offer((wrong,))
            path = _one_workbook(folder) or folder
        elif path.suffix.lower() not in ENDINGS:
            return Offer((Problem("file.kind", path.suffix, file=name),))
        reading = read(path, beside=load(village))
    return _compared(village, reading.cluster, reading.problems)


def _plain(name: str) -> str:
    """The last part of a name, without what could lead elsewhere, its ending kept."""
    last = Path(name.replace("\\", "/")).name.replace("\0", "") or "file"
    return last if len(last.encode()) <= 200 else f"file{Path(last).suffix[:10]}"


def _one_workbook(folder: Path) -> Path | None:
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].suffix.lower() in ENDINGS else None


def _compared(village: Village, cluster: Cluster | None, problems: tuple[Problem, ...]) -> Offer:
    if cluster is None:
        return Offer(problems)
    if (strange := _other_money(village, cluster)) is not None:
        return Offer((*problems, strange))
    if long := _too_long(cluster):
        return Offer((*problems, *long))
    differences = {}
    who = agreed_with(village, cluster)
    for record in ("consent", *ROWS):
        if not cluster[record].height:
            continue
        kept, told = rows(village, record), cluster[record]
        if record == "consent":
            differences[record] = _words(village, compare(record, kept, told))
            continue
        may_stand = told if record in ACTORS else without(Cluster.of({record: told}), who)[record]
        made = compare(record, kept, may_stand, own_words(village, record))
        left_out = told.height - may_stand.height
        differences[record] = replace(made, unasked=left_out, missing=() if left_out else made.missing)
    return Offer(problems, differences)


def agreed_with(village: Village, cluster: Cluster) -> Agreed:
    """Who has agreed to being counted, with what a file says of consents and of who belongs to which household."""
    homes: dict[str, str | None] = dict(
        ROWS["enterprise"]._default_manager.filter(of=village, gone=None).values_list("code", "household")
    )
    homes |= dict(cluster["enterprise"].select("code", "household").iter_rows())
    houses = set(ROWS["household"]._default_manager.filter(of=village, gone=None).values_list("code", flat=True))
    houses |= set(cluster["household"]["code"].to_list())
    words = dict(words_on(village, "map"))
    sheet = cluster["consent"].filter(pl.col("purpose") == "map").sort("day", maintain_order=True)
    for row in sheet.iter_rows(named=True):
        if row["who"] not in words or words[row["who"]].how == "file":
            held = row["given"] and row["withdrawn"] is None
            words[row["who"]] = Word("yes" if held else "no", row["day"], "file", 0, None, None)
    return settled("map", houses, homes, words)


def _words(village: Village, found: Difference) -> Difference:
    """Words from a file beside those that are kept: what somebody said here, on paper or by mouth, is held."""
    here = Consent.objects.filter(cluster=village, person=None).exclude(how="file").values_list("who", "purpose")
    said = pl.DataFrame(sorted(set(here)), schema={"who": pl.String, "purpose": pl.String}, orient="row")
    new, changed = (table.join(said, on=["who", "purpose"], how="anti") for table in (found.new, found.changed))
    held = pl.concat([one.join(said, on=["who", "purpose"], how="semi").select(found.new.columns)
                      for one in (found.new, found.changed)])  # fmt: skip
    return replace(found, new=new, changed=changed, held=held, missing=())


def _other_money(village: Village, cluster: Cluster) -> Problem | None:
    """Amounts in another money than the cluster's would be read wrongly for ever."""
    told = cluster.about
    if not cluster["cluster"].height or told["currency"] in (None, village.currency):
        return None
    mend = Text("This cluster counts in {currency}. Give the amounts in that money.", currency=village.currency)
    return Problem("value.unknown", str(told["currency"]), mend, record="cluster", column="currency")


def _too_long(cluster: Cluster) -> list[Problem]:
    """Codes and texts that the site's tables have no room for, or that hold the letter that no table can."""
    found = []
    for record in ROWS:
        table = cluster[record]
        for column in columns(RECORD_BY_NAME[record]):
            if table.height and table.schema[column.name] == pl.String:
                most = MOST_TEXT if column.kind == "text" else CODE
                value = pl.col(column.name)
                bad = table.filter((value.str.len_chars() > most) | value.str.contains("\0", literal=True))
                if bad.height:
                    mend = Text("At most {n} letters have room here, and only such as a keyboard writes.", n=most)
                    shown = str(bad[column.name][0])[:40].replace("\0", "\u2400")
                    found.append(Problem("value.type", shown, mend, record=record, column=column.name))
    return found


def own_words(village: Village, record: str) -> frozenset[int]:
    """The numbers of rows that a household confirmed, or wrote about itself on the site."""
    if not owner_column(record):
        return frozenset()
    found = ROWS[record]._default_manager.filter(of=village, gone=None).exclude(confirmed=None)
    return frozenset(found.values_list("pk", flat=True))


def write(village: Village, differences: Mapping[str, Difference], by: int, *, take_away: bool = False) -> int:
    """Take the differences in; to be called inside one transaction. Returns how many rows it wrote."""
    written, now = 0, timezone.now()
    for record, one in differences.items():
        if record == "consent":
            Consent.objects.filter(cluster=village, how="file", pk__in=one.changed[":id"].to_list()).delete()
            both = pl.concat([one.new, one.changed.select(one.new.columns)])
            written += taken_from_files(village, both.iter_rows(named=True), by)
            continue
        model = ROWS[record]
        made: list[Any] = [
            model(of=village, kept_by=by, kept_how="file", **row) for row in one.new.iter_rows(named=True)
        ]
        model._default_manager.bulk_create(made, batch_size=BATCH)
        written += len(made)
        names = [column.name for column in columns(RECORD_BY_NAME[record])]
        seen = dict(model._default_manager.filter(pk__in=one.changed[":id"].to_list()).values_list("pk", "version"))
        changed: list[Any] = [
            model(pk=row.pop(":id"), of=village, kept_by=by, kept_how="file", changed=now, **row)
            for row in one.changed.iter_rows(named=True)
        ]
        for each in changed:
            each.version = seen[each.pk] + 1
        model._default_manager.bulk_update(
            changed, [*names, "kept_by", "kept_how", "version", "changed"], batch_size=200
        )
        written += len(changed)
        if take_away and one.missing:
            gone = model._default_manager.filter(of=village, pk__in=one.missing, confirmed=None)
            written += gone.update(gone=now, version=F("version") + 1)
    if written >= BATCH:
        sample()
    return written


def told(problems: tuple[Problem, ...] | list[Problem]) -> list[dict[str, Any]]:
    """Problems as they are kept with an upload: in both languages, the first of them."""
    return [
        {
            "severity": one.severity,
            "more": one.more,
            **{
                code: {
                    "place": one.place(code),
                    "found": one.found,
                    "reason": one.reason(code),
                    "advice": one.advice(code),
                }
                for code in LANGUAGES
            },
        }
        for one in problems[:SHOWN]
    ]
