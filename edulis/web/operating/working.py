"""What works in the background: tasks, also those whose worker was killed."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import threading
import uuid

from django.db import close_old_connections, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from edulis.web.kit.ballot.holding import settle_due
from edulis.web.people.elections import put_due

LEASE = dt.timedelta(minutes=2)  # after which a task whose worker gave no sign is begun again
BEAT = 20.0  # seconds between signs


def take_up_again(lease: dt.timedelta = LEASE) -> int:
    """Make tasks ready again whose worker gave no sign for that long. Returns how many."""
    with transaction.atomic():
        return DBTaskResult.objects.filter(status="RUNNING", started_at__lt=timezone.now() - lease).update(
            status="READY", started_at=None
        )


class Steady(Worker):
    """A worker that gives signs while it works, and takes up what others left lying."""

    def run_task(self, db_task_result: DBTaskResult) -> None:  # type: ignore[type-arg]
        """Run a task; meanwhile its row says that somebody works on it."""
        done = threading.Event()
        beat = threading.Thread(target=self._beat, args=(db_task_result.pk, done), daemon=True)
        beat.start()
        try:
            super().run_task(db_task_result)
        finally:
            done.set()
            beat.join()

    def _beat(self, key: uuid.UUID, done: threading.Event) -> None:
        while not done.wait(BEAT):
            DBTaskResult.objects.filter(pk=key, status="RUNNING").update(started_at=timezone.now())
            take_up_again()
        close_old_connections()


def work(*, once: bool = False, every: float = 2.0) -> None:
    """Work through the tasks; with `once` until there are none."""
    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
    while True:
        take_up_again()
        put_due()
        settle_due()
        worker = Steady(
            queue_names=["*"], interval=every, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
            worker_id=secrets.token_hex(16), excluded_queue_names=[],
        )  # fmt: skip
        worker.run()
        if once:
            return
        threading.Event().wait(every)
