"""What the site keeps comes out as the engine's tables, bit for bit."""

import polars as pl

from edulis.exchange import read
from edulis.web.enterprises.loading import data_version, load, table
from edulis.web.enterprises.models import ROWS
from tests.web.conftest import Cast
from tests.web.enterprises.conftest import files


def test_rows_come_back_as_they_were_in_the_files(filled: Cast, tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    for name, words in files().items():
        (folder / f"{name}.csv").write_text(words, encoding="utf-8")
    told = read(folder).cluster
    assert told is not None
    kept = load(filled.village)
    for record in ROWS:
        assert kept[record].equals(told[record], null_equal=True), record


def test_the_declared_row_of_the_cluster_is_the_sites_own(cast: Cast) -> None:
    assert load(cast.village).about["title"] == "Làng Bột"
    assert load(cast.village).about["currency"] == "VND"


def test_what_is_taken_away_and_what_is_anothers_is_not_loaded(filled: Cast) -> None:
    first = ROWS["trade"]._default_manager.filter(of=filled.village).first()
    assert first is not None
    ROWS["trade"]._default_manager.filter(pk=first.pk).update(gone="2002-10-01T00:00Z")
    assert table(filled.village, "trade").height == 13
    assert load(filled.elsewhere)["trade"].height == 0


def test_an_empty_cluster_is_an_empty_bundle(cast: Cast) -> None:
    assert load(cast.village)["trade"].schema["month"] == pl.Date
    assert data_version(cast.village) == 0


def test_many_trades_are_read_without_an_object_for_each(filled: Cast) -> None:
    model = ROWS["trade"]
    months = [f"{1990 + at // 12}-{at % 12 + 1:02}-01" for at in range(360)]
    model._default_manager.bulk_create(
        [
            model(of=filled.village, round="2002", month=months[at % 360], seller="binh", buyer="hoa", product="wet",
                  reporter="seller", quantity=at / 7, value=at, grade=str(at))
            for at in range(5_000)
        ],
        batch_size=2_000,
    )  # fmt: skip
    assert table(filled.village, "trade").height == 5_014
