"""What was worked out becomes pages in both languages, and tells on nobody."""

import pytest

from edulis.engine.analysis import Analysis, analyse
from edulis.engine.cluster import Cluster
from edulis.web.enterprises.loading import load
from edulis.web.enterprises.telling import findings, lacks, pages
from tests.web.conftest import Cast


@pytest.fixture
def worked(filled: Cast) -> tuple[Cluster, Analysis]:
    cluster = load(filled.village)
    return cluster, analyse(cluster, questions=["flows", "network", "seasons"])


def test_pages_come_in_both_languages_and_name_nobody(worked: tuple[Cluster, Analysis]) -> None:
    made = list(pages(*worked))
    keys = {
        language: [one.key for one in made if one.language == language and not one.cut] for language in ("en", "vi")
    }
    assert keys["en"] == keys["vi"]
    assert "gaps" in keys["vi"]
    assert len(set(keys["vi"])) == len(keys["vi"])
    whole = "".join(one.html for one in made)
    for name in ("Bà Hoa", "Ông Bình", "Bà Lan", "binh", "Cửa hàng"):
        assert name not in whole
    assert "style=" not in whole
    assert "<script" not in whole


def test_findings_end_in_a_question_in_both_languages(worked: tuple[Cluster, Analysis]) -> None:
    told = findings(*worked)
    assert [one["code"] for one in told["en"]] == [one["code"] for one in told["vi"]]
    assert all(one["question"].endswith("?") for one in told["en"])
    assert told["vi"][0]["title"] != told["en"][0]["title"]


def test_what_is_lacking_is_told(worked: tuple[Cluster, Analysis]) -> None:
    assert set(lacks(worked[1])) == {"en", "vi"}


def test_an_empty_cluster_has_pages_too(cast: Cast) -> None:
    cluster = load(cast.village)
    analysis = analyse(cluster)
    assert {one.language for one in pages(cluster, analysis)} == {"en", "vi"}
    assert findings(cluster, analysis)["en"] is not None
