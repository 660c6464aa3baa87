"""Questions worked out in the background, each stamped with the version of the rows that it rests on."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from edulis.web.enterprises.agreed import counted
from edulis.web.enterprises.loading import data_version
from edulis.web.enterprises.models import Analysis, Page
from edulis.web.enterprises.rules import ASK
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.consents import forget_kept
from edulis.web.people.models import Cluster as Village

TRIES = 3  # a task that brought its worker down so often is left
EVERY = 1.0  # seconds between two lines of progress
WORKING = 0.85  # share of the work that is working out; the rest is drawing


def ask(visit: Visit, question: str = "all") -> Analysis:
    """Have the rows as they are now worked out; what is asked already is not asked twice."""
    row, made = asked(visit.cluster, question, visit.number)
    record_act(visit, ASK.verb, row, question=question, again=not made)
    return row


def asked(village: Village, question: str = "all", by: int | None = None) -> tuple[Analysis, bool]:
    """The same without a line of its own, where another act brings it about."""
    version = data_version(village)
    row, made = Analysis.objects.get_or_create(
        cluster=village, question=question, data_version=version, defaults={"by_id": by or None}
    )
    if not made and row.status == Analysis.FAILED:
        Analysis.objects.filter(pk=row.pk).update(status=Analysis.WAITS, tries=0, progress=0.0, asked=timezone.now())
        made = True
    if made:
        work.enqueue(row.pk)
    return row, made


@task()
def work(number: int) -> None:
    """The task: works an analysis out; a second time after a first that was cut off, and never more than three."""
    work_out(number)


def work_out(number: int) -> None:
    """Work an analysis out and keep its pages. Does nothing where that is done, or failed three times."""
    open_rows = Analysis.objects.filter(pk=number, status__in=(Analysis.WAITS, Analysis.RUNS))
    if not open_rows.update(status=Analysis.RUNS, tries=F("tries") + 1):
        return
    row = Analysis.objects.select_related("cluster").get(pk=number)
    if row.tries > TRIES:
        Analysis.objects.filter(pk=number).update(status=Analysis.FAILED, finished=timezone.now())
        return
    try:
        _work(row)
    except Exception:
        Analysis.objects.filter(pk=number).update(status=Analysis.FAILED, finished=timezone.now())
        raise


def _work(row: Analysis) -> None:
    from edulis.engine.analysis import analyse
    from edulis.web.enterprises import measures, sketched, telling

    for _ in range(TRIES):
        version = data_version(row.cluster)
        forget_kept(row.cluster)
        told = counted(row.cluster)
        cluster = told.cluster
        if version == data_version(row.cluster):
            break
    say = _progress(row)
    questions = None if row.question == "all" else [row.question]
    analysis = analyse(cluster, questions=questions, progress=lambda stage, share: say(stage, WORKING * share))
    say("Drawing the pages", WORKING)
    whole = row.question == "all"
    drawn = (*telling.pages(cluster, analysis), *sketched.pages(row.cluster, analysis.round)) if whole else ()
    made = [
        Page(
            analysis=row,
            language=one.language,
            key=one.key,
            filter=one.cut,
            topic=one.topic[:200],
            title=one.title[:200],
            html=one.html,
        )
        for one in drawn
    ]
    result = {
        "round": analysis.round,
        "findings": telling.findings(
            cluster, analysis, sketched.findings(row.cluster, analysis.round) if whole else ()
        ),
        "lacks": telling.lacks(analysis),
        "left_out": {"no": told.no, "unasked": told.unasked},
        "medians": measures.medians(cluster, analysis.round) if whole else {},
    }
    with transaction.atomic():
        Page.objects.filter(analysis=row).delete()
        Page.objects.bulk_create(made)
        others = Analysis.objects.filter(cluster=row.cluster, question=row.question)
        others.filter(data_version=version).exclude(pk=row.pk).delete()
        row.data_version, row.status, row.progress, row.stage = version, Analysis.DONE, 1.0, ""
        row.result, row.finished = result, timezone.now()
        row.save(update_fields=["data_version", "status", "progress", "stage", "result", "finished"])
        kept = others.filter(status=Analysis.DONE).order_by("-data_version").values_list("pk", flat=True)[:3]
        others.filter(status=Analysis.DONE).exclude(pk__in=list(kept)).delete()


def _progress(row: Analysis) -> Callable[[str, float], None]:
    """Writes down how far it is, at most once a second."""
    told = 0.0

    def say(stage: str, share: float) -> None:
        nonlocal told
        if (now := time.monotonic()) - told >= EVERY:
            told = now
            Analysis.objects.filter(pk=row.pk).update(stage=stage[:200], progress=round(share, 3))

    return say


def latest(village: Village, question: str = "all") -> Analysis | None:
    """The newest analysis that is worked out."""
    done = Analysis.objects.filter(cluster=village, question=question, status=Analysis.DONE)
    return done.order_by("-data_version").first()


def under_way(village: Village, question: str = "all") -> Analysis | None:
    """The newest one that is waiting, being worked out, or failed after the newest that is done."""
    newest = (
        Analysis.objects.filter(cluster=village, question=question).defer("result").order_by("-data_version", "-pk")
    )
    row = newest.first()
    return row if row is not None and row.status != Analysis.DONE else None
