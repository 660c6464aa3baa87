from dataclasses import replace

from edulis.reports.material import Material
from edulis.reports.restating import restated, widest_first


def test_money_is_rounded_to_what_it_is_sure_of(material: Material) -> None:
    turnover = next(one for one in material.flows.findings if one.code == "flows.turnover")
    said = material.say(restated(material, turnover).title)
    assert "million đồng" in said
    assert len([letter for letter in said if letter.isdigit()]) <= 3


def test_the_gap_that_leads_is_one_that_may_be_shown(material: Material) -> None:
    gap = next(one for one in material.network.findings if one.code == "network.gap")
    said = restated(material, gap)
    first = widest_first(material)[0]
    assert said.value == first["gap"]
    assert (said.evidence["one"], said.evidence["other"]) == (first["one"], first["other"])


def test_gaps_lead_with_the_one_that_is_surely_wide(material: Material) -> None:
    lows = [row["low"] for row in widest_first(material)]
    assert lows == sorted(lows, reverse=True)


def test_an_open_balance_is_counted_in_public_and_named_in_the_annex(material: Material) -> None:
    from edulis.engine.finding import Finding
    from edulis.schema import Text

    named = Finding(
        code="flows.open", title=Text("{enterprise} gave more", enterprise="ZSTA00"), value=9.0, n=7,
        method=Text("m"), source="s", question=Text("q"),
    )  # fmt: skip
    assert "ZSTA00" not in material.say(restated(material, named).title)
    assert restated(replace(material, edition="annex"), named) is named


def test_where_no_pair_of_kinds_may_be_shown_no_gap_is_told(bare: Material) -> None:
    from edulis.engine.finding import Finding
    from edulis.schema import Text

    gap = Finding(
        code="network.gap", title=Text("{kind} and traders", kind="Pig raisers"), value=0.8, n=6, method=Text("m"),
        source="s", question=Text("q"), sign="hinders",
    )  # fmt: skip
    said = restated(bare, gap)
    assert said.value is None
    assert "Pig" not in bare.say(said.title)
