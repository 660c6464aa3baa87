"""The description of a data package, held to the standard by its own validator."""

import json
from pathlib import Path

import frictionless
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.exchange.datapackage import described, descriptor, is_ours, needed
from edulis.exchange.writing import write
from edulis.schema import RECORD_BY_NAME, Language


def small(place: str) -> Cluster:
    return Cluster.of(
        {
            "cluster": pl.DataFrame({"code": ["xom"], "title": ["Xóm Đậu"], "currency": ["VND"]}),
            "place": pl.DataFrame({"code": ["lang"], "name": ["=Dương Liễu"], "latitude": [21.0]}),
            "enterprise": pl.DataFrame({"code": ["hoa"], "kind": ["noodles"], "place": [place], "founded": [1986]}),
        }
    )


def errors_in(folder: Path) -> list[str]:
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(folder / "datapackage.json"))
    return [kind for (kind,) in report.flatten(["type"])]


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.filterwarnings("ignore")
def test_a_written_package_is_valid_by_the_standard(tmp_path: Path, language: Language) -> None:
    write(small("lang"), tmp_path / "village", language=language)
    assert errors_in(tmp_path / "village") == []


@pytest.mark.filterwarnings("ignore")
def test_the_standard_sees_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    write(small("nowhere"), tmp_path / "village")
    assert errors_in(tmp_path / "village") == ["foreign-key"]


def test_what_rows_refer_to_is_in_the_package_too() -> None:
    assert needed(["stock"]) == ("round", "place", "household", "enterprise", "product", "stock")


def test_the_description_tells_units_bounds_words_and_links() -> None:
    trade = next(one for one in descriptor(["trade"])["resources"] if one["name"] == "trade")["schema"]
    fields = {field["name"]: field for field in trade["fields"]}
    assert fields["quantity"]["x_unit"] == "base units"
    assert fields["quantity"]["constraints"] == {"minimum": 0, "maximum": 1e12}
    assert fields["reporter"]["constraints"]["enum"] == ["seller", "buyer", "observer"]
    assert {"fields": "seller", "reference": {"resource": "enterprise", "fields": "code"}} in trade["foreignKeys"]


def test_the_whole_declaration_is_described_in_either_language() -> None:
    for language in ("en", "vi"):
        whole = json.loads(described(language))
        assert [resource["name"] for resource in whole["resources"]] == list(RECORD_BY_NAME)


def test_a_package_of_others_is_not_ours(tmp_path: Path) -> None:
    assert not is_ours(tmp_path)
    (tmp_path / "datapackage.json").write_text('{"resources": []}', encoding="utf-8")
    assert not is_ours(tmp_path)
