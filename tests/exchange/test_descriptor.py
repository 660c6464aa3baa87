"""What a data package says of its files is followed, or refused where it cannot be."""

import json
from pathlib import Path
from typing import Any

import pytest

from edulis.exchange.descriptor import described


def package(folder: Path, *resources: Any, **rest: Any) -> Path:
    (folder / "trade.csv").write_text("seller;buyer\n")
    (folder / "datapackage.json").write_text(json.dumps({"resources": list(resources), **rest}))
    return folder


def test_letters_separator_and_decimal_marks_are_taken_from_the_description(tmp_path: Path) -> None:
    fields = [{"name": "quantity", "type": "number", "decimalChar": ","}, {"name": "value", "type": "integer"}]
    resource = {
        "name": "trade",
        "path": "trade.csv",
        "encoding": "cp1258",
        "dialect": {"delimiter": ";"},
        "schema": {"fields": [*fields, {"name": "grade", "type": "string"}]},
    }
    (source,), problems = described(package(tmp_path, resource, x_formula_guard="'"))
    assert problems == []
    assert (source.record, source.encoding, source.separator, source.guarded) == ("trade", "cp1258", ";", True)
    assert source.decimals == {"quantity": ",", "value": "."}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"path": "../trade.csv"}, "file.hostile"),
        ({"path": "/etc/passwd"}, "file.hostile"),
        ({"path": "https://example.org/trade.csv"}, "file.hostile"),
        ({"path": "gone.csv"}, "file.missing"),
        ({"path": None}, "file.broken"),
        ({"path": ["a.csv", "b.csv"]}, "file.broken"),
        ({"name": "weather", "path": "weather.csv"}, "table.unknown"),
        ({"dialect": {"quoteChar": "'"}}, "file.kind"),
        ({"dialect": {"header": False}}, "file.kind"),
        ({"dialect": {"delimiter": "~"}}, "file.kind"),
        ({"dialect": {"csv": {"escapeChar": "\\"}}}, "file.kind"),
        ({"encoding": "klingon"}, "file.kind"),
        ({"encoding": "base64"}, "file.kind"),
    ],
)
def test_what_cannot_be_followed_is_refused(tmp_path: Path, change: dict[str, Any], code: str) -> None:
    sources, problems = described(package(tmp_path, {"name": "trade", "path": "trade.csv", **change}))
    assert sources == []
    assert [problem.code for problem in problems] == [code]
    assert problems[0].file


@pytest.mark.parametrize("text", ["", "{", "[]", '{"resources": 5}', "null", '{"a": 1}', "[" * 100_000])
def test_a_description_that_is_none_is_broken(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text)
    sources, problems = described(tmp_path)
    assert sources == []
    assert [problem.code for problem in problems] == ["file.broken"]
