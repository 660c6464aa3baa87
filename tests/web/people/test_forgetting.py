"""Leaving and being forgotten, in one transaction."""

import pytest
from django.db import transaction

from edulis.web.kit.models import Line
from edulis.web.people import forgetting
from edulis.web.people.forgetting import Needed, forget, leaver_of
from edulis.web.people.models import Membership, Person
from tests.web.conftest import Cast


def test_what_another_speaks_for_too_is_not_mine_alone(cast: Cast) -> None:
    assert leaver_of(cast.binh).homes == {cast.village.pk: frozenset({"h_binh"})}
    Membership.objects.filter(person=cast.dao).update(household="h_binh")
    leaver = leaver_of(cast.binh)
    assert leaver.homes == {cast.village.pk: frozenset()}
    assert "Nguyễn Văn Bình" in leaver.names


def test_a_line_is_left_in_each_cluster_under_the_number(cast: Cast) -> None:
    Membership.objects.create(person=cast.binh, cluster=cast.elsewhere, role="member", since="2002-09-01T00:00Z")
    with transaction.atomic():
        forget(cast.binh)
    assert set(Line.objects.values_list("cluster", "person", "verb")) == {
        (cluster.pk, cast.binh.pk, "people.own_forget") for cluster in (cast.village, cast.elsewhere)
    }
    assert not Membership.objects.filter(person=cast.binh).exists()


def test_who_is_needed_is_not_forgotten(cast: Cast) -> None:
    with pytest.raises(Needed), transaction.atomic():
        forget(cast.hoa)
    assert Person.objects.get(pk=cast.hoa.pk).name == "Phí Thị Hoa"


@pytest.mark.django_db(transaction=True)
def test_a_busy_store_is_swept_by_the_worker_later(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from django_tasks_db.models import DBTaskResult

    monkeypatch.setattr(forgetting, "sweep", lambda: False)
    with transaction.atomic():
        forget(cast.binh)
    assert DBTaskResult.objects.count() == 1
