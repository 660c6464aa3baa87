"""Work in the background: once for each version of the rows, taken up again after a worker was killed, three times."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from edulis.web.enterprises import actions, analysing
from edulis.web.enterprises.models import Analysis, Page
from edulis.web.kit.models import Line
from tests.web.conftest import Cast


def asked(cast: Cast, question: str = "network") -> Analysis:
    with transaction.atomic():
        return analysing.ask(cast.visit("hoa"), question)


def test_what_is_asked_twice_of_the_same_rows_is_worked_out_once(filled: Cast) -> None:
    assert asked(filled).pk == asked(filled).pk
    assert DBTaskResult.objects.count() == 1
    assert Line.objects.filter(verb="enterprises.question_ask").count() == 2


def test_it_is_stamped_with_the_version_of_the_rows(filled: Cast) -> None:
    row = asked(filled)
    assert analysing.under_way(filled.village, "network") == row
    analysing.work_out(row.pk)
    done = analysing.latest(filled.village, "network")
    assert done is not None
    assert (done.data_version, done.status, done.progress) == (1, "done", 1.0)
    assert done.result["findings"]["vi"]
    assert analysing.under_way(filled.village, "network") is None
    with transaction.atomic():
        actions.open_book(filled.visit("hoa"))
    assert asked(filled).pk != done.pk


def test_rows_that_change_while_it_waits_are_worked_out_as_they_are(filled: Cast) -> None:
    row = asked(filled)
    with transaction.atomic():
        actions.open_book(filled.visit("hoa"))
    analysing.work_out(row.pk)
    done = analysing.latest(filled.village, "network")
    assert done is not None
    assert done.data_version == 2


def test_a_second_run_of_what_is_done_does_nothing(filled: Cast) -> None:
    row = asked(filled)
    analysing.work_out(row.pk)
    analysing.work_out(row.pk)
    row.refresh_from_db()
    assert row.tries == 1


def test_what_was_cut_off_is_taken_up_again_but_not_for_ever(filled: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row, ran = asked(filled), []

    def killed(row: Analysis) -> None:
        ran.append(row.tries)
        raise SystemExit  # as if the worker's process had ended

    monkeypatch.setattr(analysing, "_work", killed)
    for _ in range(3):
        with pytest.raises(SystemExit):
            analysing.work_out(row.pk)
    analysing.work_out(row.pk)
    row.refresh_from_db()
    assert (ran, row.status) == ([1, 2, 3], "failed")
    assert analysing.under_way(filled.village, "network") == row


def test_a_mistake_of_ours_is_told_and_can_be_tried_again(filled: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = asked(filled)
    with monkeypatch.context() as patched:
        patched.setattr(analysing, "_work", lambda row: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            analysing.work_out(row.pk)
    row.refresh_from_db()
    assert row.status == "failed"
    again = asked(filled)
    assert (again.pk, Analysis.objects.get().status) == (row.pk, "waits")


@pytest.mark.django_db(transaction=True)
def test_a_worker_works_it_out_and_keeps_its_pages(filled: Cast, key: Callable[[], str]) -> None:
    from edulis.web.operating.working import work

    assert filled.client("hoa").post("/c/lang-bot/enterprises/ask/", {"_key": key()}).status_code == 302
    work(once=True)
    done = analysing.latest(filled.village)
    assert done is not None
    assert Page.objects.filter(analysis=done, language="vi", filter="").count() >= 4
