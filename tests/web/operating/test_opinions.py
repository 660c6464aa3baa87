"""The demo's vision: a round that is over with its map, one that can be answered, and a text on its way."""

import polars as pl
import pytest
from django.utils import timezone

from edulis.web.kit.trail import breaks
from edulis.web.operating.opinions import FIRST, SAID, TRADES, opinions_of
from edulis.web.operating.story import on_day
from edulis.web.people.models import Membership
from edulis.web.vision.models import Draft, Round
from tests.web.conftest import Cast


@pytest.fixture
def tables() -> dict[str, pl.DataFrame]:
    homes, places = [], []
    for kind, many in TRADES:
        for _ in range(many):
            code, local = f"{len(places):03d}", kind != "retailer"
            homes.append((f"h{code}", f"Nguyễn Văn {code}"))
            places.append((f"e{code}", f"Nhà {code}", f"h{code}" if local else None, kind, local))
    schema = ["code", "name", "household", "kind", "local"]
    return {
        "household": pl.DataFrame(homes, schema=["code", "name"], orient="row").with_columns(group=pl.lit("local")),
        "enterprise": pl.DataFrame(places, schema=schema, orient="row"),
    }


def test_forty_people_of_five_trades_answer_and_the_map_has_groups(cast: Cast, tables: dict[str, pl.DataFrame]) -> None:
    Membership.objects.create(person=cast.binh, cluster=cast.village, role="coordinator", since=timezone.now())
    opinions_of(cast.village, tables, "vi", on_day)  # type: ignore[arg-type]
    first, second = Round.objects.order_by("pk")
    assert first.result["voters"] == sum(many for _, many in TRADES)
    assert len(first.result["statements"]) == len(SAID)
    assert second.counted is None
    assert second.statements.count() == len(FIRST)
    draft = Draft.objects.get()
    assert (draft.state, draft.version) == ("consent", 2)
    assert list(breaks(cast.village)) == []


def test_a_small_village_without_such_trades_has_a_round_and_no_text(
    cast: Cast, tables: dict[str, pl.DataFrame]
) -> None:
    opinions_of(cast.village, {name: rows.clear() for name, rows in tables.items()}, "en", on_day)  # type: ignore[arg-type]
    assert Draft.objects.count() == Round.objects.count() == 0
