from dataclasses import replace

from edulis.engine.finding import Finding
from edulis.reports.material import Material
from edulis.reports.restating import restated, widest_first
from edulis.schema import Text


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
    named = Finding(
        code="flows.open", title=Text("{enterprise} gave more", enterprise="ZSTA00"), value=9.0, n=7,
        method=Text("m"), source="s", question=Text("q"),
    )  # fmt: skip
    assert "ZSTA00" not in material.say(restated(material, named).title)
    assert restated(replace(material, edition="annex"), named) is named


def test_where_no_pair_of_kinds_may_be_shown_no_gap_is_told(bare: Material) -> None:
    gap = Finding(
        code="network.gap", title=Text("{kind} and traders", kind="Pig raisers"), value=0.8, n=6, method=Text("m"),
        source="s", question=Text("q"), sign="hinders",
    )  # fmt: skip
    said = restated(bare, gap)
    assert said.value is None
    assert "Pig" not in bare.say(said.title)


def told(code: str, **more: object) -> Finding:
    held = {"title": Text("t"), "value": 0.4, "n": 40, "method": Text("m"), "source": "s", "question": Text("q")} | more
    return Finding(code=code, **held)  # type: ignore[arg-type]


def test_the_turnover_has_no_interval(material: Material) -> None:
    turnover = next(one for one in material.flows.findings if one.code == "flows.turnover")
    assert turnover.low is not None
    assert (restated(material, turnover).low, restated(material, turnover).high) == (None, None)


def test_the_turnover_of_a_handful_is_not_told_in_public(material: Material) -> None:
    few = told("flows.turnover", value=9e6, low=8e6, high=1e7, evidence={"few": True})
    assert restated(material, few).value is None
    assert restated(material, few).title == few.title


def test_what_shows_a_few_people_keeps_its_sign_and_loses_its_figure_in_public(material: Material) -> None:
    few = told("diagnosis.conflict", sign="hinders", low=0.1, high=0.5, missing=3, evidence={"few": True})
    said = restated(material, few)
    assert (said.value, said.low, said.high, said.missing, said.sign) == (None, None, None, 0, "hinders")
    assert restated(replace(material, edition="annex"), few) is few


def test_reports_to_talk_over_are_told_for_none_and_for_one(material: Material) -> None:
    assert str(restated(material, told("flows.suspects", value=0.0)).title) == "No report stands out from the others."
    assert "One of 40 reports" in str(restated(material, told("flows.suspects", value=1.0)).title)


def test_what_would_go_unnoticed_is_not_missing(material: Material) -> None:
    blind = restated(material, told("flows.detectability", value=1.0, missing=40))
    assert blind.missing == 0
    assert "Of no report" in str(blind.title)


def test_sides_that_agree_do_not_differ_by_more_than_nothing(material: Material) -> None:
    assert "agree" in str(restated(material, told("flows.two_sides", value=0.0)).title)


def test_how_many_a_few_are_is_not_told_in_public(material: Material) -> None:
    assert restated(material, told("diagnosis.talk", n=3, evidence={"few": True})).n == 0
