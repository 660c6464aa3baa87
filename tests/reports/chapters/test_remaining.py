from edulis.reports.chapters.remaining import also_found, told_in
from edulis.reports.chapters.talking import known
from edulis.reports.cluster_report import build
from edulis.reports.material import Material
from edulis.reports.tree import Statements, Table


def test_no_finding_is_silent(material: Material, lively: tuple) -> None:  # type: ignore[type-arg]
    report = build(*lively, language="en")
    told = told_in(report.sections)
    also = next(section for section in report.sections if section.key == "also")
    words = " ".join(row[0] for block in also.blocks if isinstance(block, Table) for row in block.rows)
    assert told
    for finding in material.findings:
        if known(finding) and finding.code not in told and not finding.code.startswith(("claims.", "leverage.pro")):
            assert material.say(finding.title).rstrip(".")[1:] in words, finding.code


def test_what_a_page_tells_is_not_told_again(material: Material) -> None:
    everything = frozenset(finding.code for finding in material.findings)
    assert also_found(material, everything) is None


def test_each_has_its_question(material: Material) -> None:
    section = also_found(material, frozenset())
    assert section is not None
    assert not any(isinstance(block, Statements) for block in section.blocks)
    assert all(row[1].endswith("?") for block in section.blocks if isinstance(block, Table) for row in block.rows)
