"""Codes that lead nowhere, or to two places."""

from typing import Any

from edulis.engine.check import check


def test_a_slip_in_a_code_is_met_with_the_code_that_was_meant(make: Any, told: Any) -> None:
    told["trade"][0]["buyer"] = "Hoà"
    (problem,) = check(make(told))
    assert (problem.code, problem.record, problem.column, problem.found) == ("link.broken", "trade", "buyer", "Hoà")
    assert problem.advice() == "Did you mean “hoa”? Else add a row for it to: Enterprises."


def test_a_code_like_no_other_is_answered_with_where_to_add_it(make: Any, told: Any) -> None:
    told["market"][0]["product"] = "qqqqqq"
    (problem,) = check(make(told))
    assert problem.advice() == ("Add a row with this code to the table: Products. Or mend the code.")


def test_a_place_is_a_link_too(make: Any, told: Any) -> None:
    told["enterprise"][0]["place"] = "canel"
    (problem,) = check(make(told))
    assert problem.code == "link.broken"
    assert "“canal”" in problem.advice()


def test_a_link_to_several_tables_may_lead_to_any_of_them(make: Any, told: Any) -> None:
    told["loan"] += [
        told["loan"][0] | {"code": "l2", "lender": "binh"},
        told["loan"][0] | {"code": "l3", "lender": "hh-lan"},
    ]
    assert check(make(told)) == []


def test_a_code_of_an_enterprise_and_of_somebody_elses_household_is_in_doubt(make: Any, told: Any) -> None:
    told["household"].append({"code": "lan"})  # but the enterprise lan belongs to the household hh-lan
    told["relation"].append({"round": "r1", "kind": "kin", "one": "hoa", "other": "lan"})
    (problem,) = check(make(told))
    assert (problem.code, problem.severity, problem.found) == ("link.doubt", "doubt", "lan")


def test_an_enterprise_may_have_the_code_of_its_own_household(make: Any, told: Any) -> None:
    told["household"].append({"code": "tam"})
    told["enterprise"].append({"code": "tam", "household": "tam", "kind": "pigs"})
    told["relation"].append({"round": "r1", "kind": "kin", "one": "hoa", "other": "tam"})
    assert check(make(told)) == []


def test_an_empty_link_is_no_link(make: Any, told: Any) -> None:
    told["enterprise"][0]["household"] = None
    assert check(make(told)) == []


def test_a_name_in_place_of_a_code_is_answered_with_the_code(make: Any, told: Any) -> None:
    told["enterprise"][0]["name"] = "Bà Hoa"
    told["trade"][0]["buyer"] = "bà hoa"
    (problem,) = check(make(told))
    assert problem.advice() == "“bà hoa” has the code “hoa”. Write the code."
    told["enterprise"][1]["name"] = "Bà Hoa"
    (problem,) = check(make(told))
    assert "binh" in problem.advice()
    assert "hoa" in problem.advice()
