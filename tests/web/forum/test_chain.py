"""What the map knows of both sides of a dialogue."""

from pathlib import Path

import pytest

from edulis.exchange import read
from edulis.web.enterprises import importing
from edulis.web.enterprises.comparing import compare
from edulis.web.enterprises.loading import rows
from edulis.web.enterprises.models import ROWS, Book
from edulis.web.forum.chain import between, kinds_of, silences
from edulis.web.people.models import Cluster
from tests.web.conftest import Cast


@pytest.fixture
def mapped(cast: Cast, village_folder: Path) -> Cluster:
    tables = read(village_folder).cluster
    assert tables is not None
    different = {
        record: compare(record, rows(cast.village, record), tables[record], frozenset())
        for record in ROWS
        if tables[record].height
    }
    importing.write(cast.village, different, 0)
    Book.objects.update_or_create(cluster=cast.village, defaults={"version": 7_001})
    return cast.village


def test_the_chain_names_kinds_and_nobody(mapped: Cluster) -> None:
    kinds = dict(kinds_of(mapped))
    ties = ROWS["trade"]._default_manager.filter(of=mapped).values_list("seller", "buyer")
    kind = dict(ROWS["enterprise"]._default_manager.filter(of=mapped).values_list("code", "kind"))
    seller, buyer = next(
        (one, other) for one, other in ties if kind.get(one) != kind.get(other) and {one, other} <= set(kind)
    )
    found = between(mapped, [kind[seller]], kind[buyer])
    assert found is not None
    assert kinds
    for picture in (found.wide, found.narrow):
        assert picture.startswith("<svg")
        for code, name in ROWS["enterprise"]._default_manager.filter(of=mapped).values_list("code", "name"):
            assert not (name and len(name) > 3 and name in picture)
            assert f">{code}<" not in picture
    assert "style=" not in found.wide


def test_where_nothing_is_known_there_is_no_chain_and_no_gap(cast: Cast) -> None:
    assert between(cast.elsewhere, ["noodles"], "retailer") is None
    assert silences(cast.elsewhere) == []
    assert kinds_of(cast.elsewhere) == []


def test_gaps_are_offered_with_the_maker_first(mapped: Cluster) -> None:
    for gap in silences(mapped):
        assert gap.maker != gap.user
        assert 50 <= gap.share <= 100
