"""A source is what is known of a file before it is opened."""

from pathlib import Path

from edulis.exchange.source import LARGEST, Source


def test_nothing_is_assumed_of_a_file_by_itself() -> None:
    source = Source(Path("trade.csv"), "trade.csv", "trade")
    assert (source.encoding, source.separator, dict(source.decimals), source.guarded) == ("", "", {}, False)


def test_the_limit_leaves_room_for_a_large_cluster() -> None:
    assert LARGEST > 1_000_000 * 100
