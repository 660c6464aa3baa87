"""What is somebody's own on the map: the rows of their household. Amounts stay under a number, names and words go."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from edulis.exchange import write
from edulis.schema import Text
from edulis.schema.titles import TITLES
from edulis.web.enterprises.agreed import agreed
from edulis.web.enterprises.loading import load
from edulis.web.enterprises.models import ROWS, Analysis, Book, Opened, Page, Release, Season, Seed, Upload
from edulis.web.enterprises.owners import ACTORS, actor_columns, owner_column, shared
from edulis.web.enterprises.parcels import of_one
from edulis.web.kit.belongings import Leaver, Rows, Told, belongs, brings, holds_nothing, unnamed
from edulis.web.kit.tongue import current
from edulis.web.people.consents import forget_kept
from edulis.web.people.models import Cluster, Consent

NOBODY = "—"  # stands for somebody who is not shown


def declare() -> None:
    """Say of each table whose its rows are."""
    belongs(Seed, Text("Seeds you laid on what you live from"), _seeds, lambda leaver: 0)
    belongs(Upload, Text("Files you offered"), lambda leaver: Upload.objects.filter(by=leaver.number), _forget_uploads,
            file=("content", "file"))  # fmt: skip
    belongs(Opened, Text("Figures you opened to the members"), _opened, lambda leaver: _opened(leaver).delete())
    belongs(Season, Text("Months you turned busy or slack"), lambda leaver: Season.objects.filter(by=leaver.number),
            lambda leaver: 0)  # fmt: skip
    belongs(Analysis, Text("Questions you had worked out"), lambda leaver: Analysis.objects.filter(by=leaver.number),
            lambda leaver: Analysis.objects.filter(by=leaver.number).update(by=None), hide=("result",))  # fmt: skip
    for record, model in ROWS.items():
        if shared(record):
            belongs(model, TITLES[record], _kept_by(model), _unname_shared(model))
        else:
            names = _names(record) if record in ACTORS else None
            belongs(model, TITLES[record], _own(record), _left, names=names, told=_without_unshown(record))
    # Shredded last of the room: it needs to know which rows are theirs, and gives the codes their numbers.
    belongs(Book, Text("The state of the rows"), lambda leaver: Book.objects.none(), forget_homes)
    holds_nothing(Release, "sums by kind, through the one function of disclosure")
    holds_nothing(Page, "pages of sums, in the public edition")


def family(leaver: Leaver, cluster: int) -> frozenset[str]:
    """The households for which they alone speak, with their enterprises."""
    codes = leaver.homes.get(cluster, frozenset())
    rows = ROWS["enterprise"]._default_manager.filter(of=cluster)
    houses = codes | set(rows.filter(code__in=codes).exclude(household=None).values_list("household", flat=True))
    return frozenset(houses | set(rows.filter(household__in=houses).values_list("code", flat=True)))


def _told_by(record: str, codes: Iterable[str]) -> Q:
    among = list(codes)
    if record == "trade":
        return Q(reporter="seller", seller__in=among) | Q(reporter="buyer", buyer__in=among)
    return Q(**{f"{owner_column(record)}__in": among})


def _own(record: str) -> Any:
    def rows(leaver: Leaver) -> Rows:
        asked = Q(pk=None)
        for cluster in leaver.homes:
            asked |= Q(of=cluster) & _told_by(record, family(leaver, cluster))
        return ROWS[record]._default_manager.filter(asked)

    return rows


def _without_unshown(record: str) -> Any:
    """Of a row that names somebody who is not shown, that name does not go along."""

    def telling(leaver: Leaver) -> Any:
        hidden = {
            cluster.pk: agreed(cluster, "map").no - family(leaver, cluster.pk)
            for cluster in Cluster.objects.filter(pk__in=leaver.homes)
        }

        def tell(row: Any, line: Told) -> Told:
            unshown = hidden.get(row.of_id, frozenset())
            return line | {name: NOBODY for name in actor_columns(record) if line.get(name) in unshown}

        return tell

    return telling


def _kept_by(model: Any) -> Any:
    """Shared rows that they wrote down: they go along as their work, and stay with the cluster."""
    return lambda leaver: model._default_manager.filter(kept_by=leaver.number)


def _unname_shared(model: Any) -> Any:
    texts = [column.name for column in model.survey.columns if column.kind == "text"]

    def shred(leaver: Leaver) -> None:
        if texts:
            unnamed(model._default_manager.filter(of__in=leaver.homes), leaver, *texts)

    return shred


def _left(leaver: Leaver) -> int:
    """`forget_homes` shreds these all together."""
    return 0


def _names(record: str) -> Any:
    def words(leaver: Leaver) -> list[str]:
        return [word for row in _own(record)(leaver) for word in (row.name, row.code) if word]

    return words


def _seeds(leaver: Leaver) -> Rows:
    asked = Q(by=leaver.number)
    for cluster in leaver.homes:
        asked |= Q(cluster=cluster, household__in=family(leaver, cluster))
    return Seed.objects.filter(asked)


def _opened(leaver: Leaver) -> Rows:
    asked = Q(by=leaver.number)
    for cluster in leaver.homes:
        asked |= Q(cluster=cluster, who__in=family(leaver, cluster))
    return Opened.objects.filter(asked)


def _forget_uploads(leaver: Leaver) -> None:
    """Files that wait in their clusters may name them, so they go, and can be offered again; taken ones are empty."""
    Upload.objects.filter(cluster__in=leaver.homes, taken=None).delete()
    Upload.objects.filter(by=leaver.number).update(by=None, name="", problems=[], content=b"")
    Upload.objects.filter(cluster__in=leaver.homes).update(problems=[])
    unnamed(Upload.objects.filter(cluster__in=leaver.homes), leaver, "name")


def forget_homes(leaver: Leaver) -> None:
    """In each cluster: codes become numbers, names and words go; figures that were not to be counted go as well."""
    for cluster in Cluster.objects.filter(pk__in=leaver.homes):
        codes = family(leaver, cluster.pk)
        forget_kept(cluster)
        counted = {code for code in codes if agreed(cluster, "map").holds(code)}
        _delete(cluster, codes - counted)
        _empty(cluster, codes)
        Consent.objects.filter(cluster=cluster, who__in=codes).delete()
        for at, code in enumerate(sorted(codes), 1):
            number = f"n{leaver.number}-{at}"
            _rename(cluster, code, number)
            Seed.objects.filter(cluster=cluster, household=code).update(household=number)
            if code in counted:  # they agreed while they were here; nobody is behind the number any more
                Consent.objects.create(
                    cluster=cluster, who=number, purpose="map", how="left", given=True, day=timezone.localdate(),
                    at=timezone.now(), by=0,
                )  # fmt: skip
        forget_kept(cluster)
        Book.objects.filter(cluster=cluster).update(version=F("version") + 1)


def _delete(cluster: Cluster, codes: Iterable[str]) -> None:
    """Their own word, where it was not to be counted. The bare card stays: others told of deals with it."""
    for record in ROWS:
        if not shared(record) and record not in ACTORS:
            ROWS[record]._default_manager.filter(_told_by(record, codes), of=cluster).delete()
    Seed.objects.filter(cluster=cluster, household__in=list(codes)).delete()


def _empty(cluster: Cluster, codes: Iterable[str]) -> None:
    """Names and free words of their own rows."""
    for record, model in ROWS.items():
        texts = [column.name for column in model.survey.columns if column.kind == "text" or column.personal]  # type: ignore[attr-defined]
        if texts and not shared(record):
            emptied: dict[str, Any] = dict.fromkeys(texts)
            model._default_manager.filter(_told_by(record, codes), of=cluster).update(**emptied)


def _rename(cluster: Cluster, code: str, number: str) -> None:
    for record, model in ROWS.items():
        for column in actor_columns(record):
            model._default_manager.filter(**{column: code}, of=cluster).update(**{column: number})


@brings("enterprises")
def figures(leaver: Leaver) -> Iterator[tuple[str, bytes]]:
    """The figures of their households as a data package each, with the shared rows that these refer to."""
    for cluster in Cluster.objects.filter(pk__in=leaver.homes):
        mine = family(leaver, cluster.pk)
        if not mine:
            continue
        with tempfile.TemporaryDirectory(prefix="edulis-") as room:
            folder = Path(room) / "package"
            unshown = agreed(cluster, "map").no - mine
            write(of_one(load(cluster), mine, unshown), folder, language=current(), personal=True)
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield f"figures/{cluster.code}/{path.relative_to(folder).as_posix()}", path.read_bytes()
