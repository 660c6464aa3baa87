"""Files are read in quarantine, checked beside what is kept, and taken in by key; no file breaks the site."""

import io
import os
import zipfile
from collections.abc import Callable, Mapping

import pytest

from edulis.web.enterprises.importing import look_at, own_words, told, write
from edulis.web.enterprises.models import ROWS
from tests.web.conftest import Cast

Zipped = Callable[[Mapping[str, str]], bytes]


def test_a_second_time_the_same_file_would_write_nothing(filled: Cast, zipped: Zipped, tables: dict[str, str]) -> None:
    offer = look_at(filled.village, "again.zip", zipped(tables))
    assert offer.differences is not None
    assert {one.counts["new"] + one.counts["changed"] for one in offer.differences.values()} == {0}
    assert write(filled.village, offer.differences, 1) == 0


def test_a_file_with_one_table_may_refer_to_what_is_kept(filled: Cast) -> None:
    trade = "round,month,seller,buyer,product,reporter,quantity\n2002,2002-11-01,binh,lan,residue,seller,4000\n"
    offer = look_at(filled.village, "trade.csv", trade.encode())
    assert offer.good
    assert not [one for one in offer.problems if one.severity == "error"]
    assert offer.differences is not None
    assert offer.differences["trade"].counts["new"] == 1


def test_a_reference_to_nobody_is_told_with_its_cell(filled: Cast) -> None:
    trade = "round,month,seller,buyer,product,reporter,quantity\n2002,2002-11-01,nobody,lan,residue,seller,4000\n"
    offer = look_at(filled.village, "trade.csv", trade.encode())
    assert not offer.good
    problem = next(one for one in offer.problems if one.code == "link.broken")
    assert (problem.row, problem.column, problem.found) == (2, "seller", "nobody")
    assert told(offer.problems)[0]["vi"]["reason"]


def test_a_changed_figure_is_written_over_but_not_the_households_own_word(filled: Cast) -> None:
    trades = ROWS["trade"]._default_manager.filter(of=filled.village, seller="binh", buyer="hoa", month="2002-10-01")
    trades.filter(reporter="buyer").update(confirmed="2002-12-01T00:00Z")
    assert len(own_words(filled.village, "trade")) == 1
    head = "round,month,seller,buyer,product,reporter,quantity,value\n"
    rows = "".join(f"2002,2002-10-01,binh,hoa,wet,{who},1950,2450000\n" for who in ("seller", "buyer"))
    offer = look_at(filled.village, "trade.csv", (head + rows).encode())
    assert offer.differences is not None
    assert (offer.differences["trade"].changed.height, offer.differences["trade"].held.height) == (1, 1)
    assert write(filled.village, offer.differences, 1) == 1
    assert sorted(trades.values_list("quantity", flat=True)) == [1900.0, 1950.0]
    assert trades.get(reporter="seller").version == 2  # type: ignore[attr-defined]


def test_amounts_in_another_money_are_refused(filled: Cast, zipped: Zipped, tables: dict[str, str]) -> None:
    offer = look_at(filled.village, "v.zip", zipped({**tables, "cluster": tables["cluster"].replace("VND", "USD")}))
    assert not offer.good
    assert offer.problems[-1].found == "USD"


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("trade.csv", b"0" * (300 << 20))
    return out.getvalue()


def many() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for at in range(500):
            made.writestr(f"{at}.csv", "a")
    return out.getvalue()


HOSTILE = {
    "empty.zip": lambda: b"",
    "cut.zip": lambda: b"PK\x03\x04" + os.urandom(200),
    "no-zip.zip": lambda: b"hello",
    "noise.xlsx": lambda: b"PK\x03\x04" + os.urandom(5000),
    "zeros.csv": lambda: b"\0" * 10_000,
    "enterprise.csv": lambda: b"code,kind\n" + b"x" * 2_000_000 + b",starch\n",
    "program.exe": lambda: b"MZ",
    "..%2f..%2fetc.zip": many,
    "bomb.zip": bomb,
    "\ud800.csv".encode("utf-8", "replace").decode(): lambda: b"a,b",
    "n" * 400 + ".csv": lambda: b"a,b\n1,2\n",
}


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: name[:20])
def test_a_hostile_file_is_refused_in_words(cast: Cast, name: str) -> None:
    offer = look_at(cast.village, name, HOSTILE[name]())
    assert not offer.good
    assert offer.problems
    assert told(offer.problems)[0]["en"]["reason"]


def test_a_path_inside_a_zip_leads_nowhere(cast: Cast) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("../../../../place.csv", "code,name\na,A\n")
    offer = look_at(cast.village, "up.zip", out.getvalue())
    assert offer.differences is not None
    assert offer.differences["place"].counts["new"] == 1
