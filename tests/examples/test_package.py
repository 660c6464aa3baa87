"""The data package as committed: what the script builds, whole, honest about its sources, and small."""

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
from places import LOCAL

from edulis.engine.check.checking import check
from edulis.engine.cluster import Cluster
from edulis.exchange.reading import read
from edulis.schema import RECORD_BY_NAME
from edulis.schema.words import CONFIDENCE, ENTERPRISE_KIND


def test_rebuilding_gives_the_committed_tables(records: Any, home: Path) -> None:
    reading = read(home)
    assert reading.cluster is not None
    built = Cluster.of(records)
    differing = [name for name in RECORD_BY_NAME if not built[name].equals(reading.cluster[name], null_equal=True)]
    assert differing == []


def test_rebuilding_gives_the_committed_truth(hidden: Any, home: Path) -> None:
    for name, frame in hidden.items():
        kept = pl.read_parquet(home / "truth" / f"{name}.parquet")
        assert kept.equals(frame.with_columns(pl.col(pl.Float64).cast(pl.Float32)), null_equal=True), name


def test_the_case_passes_the_check_with_doubts_only_about_planted_errors(records: Any, hidden: Any) -> None:
    problems = check(Cluster.of(records))
    assert [one for one in problems if one.severity == "error"] == []
    assert {one.code for one in problems} <= {"unit.implausible"}
    assert 0 < len(problems) <= hidden["planted"].height


def test_every_record_of_the_declaration_is_used(records: Any) -> None:
    assert {name for name in RECORD_BY_NAME if name not in records or not records[name].height} == set()


def test_every_kind_of_enterprise_of_the_place_and_from_elsewhere_is_there(records: Any) -> None:
    enterprises = records["enterprise"]
    local = enterprises.filter("local")
    assert 1400 <= local.height <= 1600
    missing = {word for word, _ in ENTERPRISE_KIND} - set(enterprises["kind"])
    assert missing == {"livestock"}
    assert set(local["place"]) == set(LOCAL)


def test_every_source_has_a_mark_and_a_range_and_assumptions_say_so(records: Any) -> None:
    source = records["source"]
    assert source.height > 150
    assert set(source["confidence"]) <= {word for word, _ in CONFIDENCE}
    assert source.select(pl.all_horizontal(pl.col("value", "low", "high").is_not_null()).all()).item()
    assert source.filter(~pl.col("value").is_between(pl.col("low"), pl.col("high"))).height == 0
    assumed = source.filter(pl.col("confidence") == "GUESS")
    assert assumed["note"].str.contains("assumed").all()
    cited = source.filter(pl.col("confidence").is_in(["SEEN", "SEEN-2", "CALC"]))
    assert cited.filter(pl.col("fact").is_null())["code"].to_list() == []


def test_it_says_plainly_that_nobody_here_is_real(records: Any, home: Path) -> None:
    about = records["cluster"].row(0, named=True)
    assert about["illustrative"] is True
    assert "real" in about["note"]
    assert "No household" in (home / "README.md").read_text(encoding="utf-8")


def test_innovations_that_came_by_themselves_have_histories_with_their_origin(records: Any) -> None:
    new, taken = records["innovation"], records["adoption"]
    assert {"refining", "south_sales", "enzyme_maltose"} <= set(new["code"])
    assert new["origin"].null_count() == 0
    assert not new["joint"].any()
    early = taken.join(new.select(innovation="code", first="first_seen"), on="innovation")
    assert early.filter(pl.col("month").dt.year() < pl.col("first").dt.year()).height == 0
    assert early["month"].max() < dt.date(2003, 9, 1)
    assert (taken["learned_from"].is_not_null()).mean() > 0.5


def test_who_runs_a_technique_has_taken_it_up(records: Any, truth: Any) -> None:
    work, codes = truth.work, truth.people.codes
    answered = set(records["enterprise_round"].filter(pl.col("answer") == "answered")["enterprise"])
    for technique, innovation in (
        ("starch_c", "combined"),
        ("maltose_enzyme", "enzyme_maltose"),
        ("refine", "refining"),
    ):
        run = {str(codes[who]) for who in work.who[work.technique == technique]} & answered
        assert run <= set(records["adoption"].filter(pl.col("innovation") == innovation)["enterprise"])


def test_all_layers_of_ties_are_there(records: Any) -> None:
    kinds = set(records["relation"]["kind"])
    assert kinds >= {"kin", "help", "information", "credit", "sharing", "trust", "conflict", "teaching"}


def test_the_package_stays_small(home: Path) -> None:
    assert sum(file.stat().st_size for file in home.glob("*.csv")) < 9_000_000
    assert sum(file.stat().st_size for file in (home / "truth").iterdir()) < 1_500_000
