"""Every declared record is a table of the site."""

from edulis.schema import RECORD_BY_NAME
from edulis.web.enterprises.models import ELSEWHERE, ROWS
from tests.web.conftest import Cast


def test_every_record_but_the_cluster_itself_has_its_table() -> None:
    assert set(ROWS) == set(RECORD_BY_NAME) - ELSEWHERE


def test_rows_of_two_clusters_may_have_the_same_code(cast: Cast) -> None:
    for cluster in (cast.village, cast.elsewhere):
        ROWS["enterprise"].objects.create(of=cluster, code="s1", kind="starch")  # type: ignore[attr-defined]
    assert cast.village.enterprise_rows.count() == 1  # type: ignore[attr-defined]
