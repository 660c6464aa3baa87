"""The store finds what is one household's without reading what is everybody's."""

import datetime as dt

from django.db import connection
from django.db.models import Q

from edulis.web.enterprises.models import ROWS
from edulis.web.kit.sampling import sample
from tests.web.conftest import Cast


def test_the_trades_of_one_enterprise_are_found_by_its_code(cast: Cast) -> None:
    trade = ROWS["trade"]
    trade._default_manager.bulk_create(
        trade(
            of=cast.village, kept_by=0, round="2002", month=dt.date(2002, 10, 1), seller=f"e{n % 60}",
            buyer=f"e{(n + 1) % 60}", product="wet", reporter="seller", quantity=1.0,
        )
        for n in range(3000)
    )  # fmt: skip
    sample()
    if connection.vendor == "sqlite":
        mine = trade._default_manager.filter(Q(seller="e3") | Q(buyer="e3"), of=cast.village, gone=None)
        assert "MULTI-INDEX OR" in mine.explain()
