"""No process makes matter out of nothing, except what grows."""

from typing import Any

import pytest

from edulis.engine.check import check


def test_more_dry_matter_out_than_in_is_told_with_both_sums(make: Any, told: Any) -> None:
    told["process_line"][3]["quantity"] = 1.0  # 1 kg of wet starch cannot become 1 kg of dry noodles
    (problem,) = check(make(told))
    assert (problem.code, problem.found, problem.severity) == ("mass.implausible", "noodle-making", "error")
    assert "0.9 kg of dry matter come out and 0.55 kg go in" in problem.advice()
    assert "0,9 kg" in problem.advice("vi")


@pytest.mark.parametrize(("into", "severity"), [(1.65, None), (1.58, None), (1.5, "doubt"), (1.2, "error")])
def test_a_little_too_much_is_a_doubt(make: Any, told: Any, into: float, severity: str | None) -> None:
    told["process_line"][3]["quantity"] = into
    assert [one.severity for one in check(make(told))] == ([severity] if severity else [])


def test_what_grows_on_land_takes_its_matter_from_the_sun(make: Any, told: Any) -> None:
    told["process_line"].append({"process": "growing", "product": "root", "direction": "in", "quantity": 0.05})
    assert check(make(told)) == []
    told["process"][2]["grown"] = False
    assert [one.code for one in check(make(told))] == ["mass.implausible"]


def test_raw_material_is_taken_to_grow_where_nobody_said(make: Any, told: Any) -> None:
    told["process_line"].append({"process": "growing", "product": "root", "direction": "in", "quantity": 0.05})
    told["process"][2]["grown"] = None
    assert check(make(told)) == []


def test_the_main_product_counts_once_even_when_it_is_also_a_line(make: Any, told: Any) -> None:
    told["process_line"].append({"process": "noodle-making", "product": "noodles", "direction": "out", "quantity": 1.0})
    assert check(make(told)) == []


def test_where_what_goes_in_is_not_known_nothing_is_said(make: Any, told: Any) -> None:
    told["product"][1]["dry_matter"] = None
    told["process_line"][3]["quantity"] = 0.1
    assert check(make(told)) == []


def test_water_is_left_out(make: Any, told: Any) -> None:
    told["process_line"][2]["quantity"] = 1000.0
    assert check(make(told)) == []


@pytest.mark.parametrize(("factor", "severity"), [(20, None), (200, "doubt"), (200_000, "error")])
def test_matter_that_nearly_all_vanishes_is_told(make: Any, told: Any, factor: int, severity: str | None) -> None:
    told["process_line"][3]["quantity"] *= factor  # starch for one kilogram of noodles
    found = [one for one in check(make(told)) if one.code == "mass.lost"]
    assert [(one.row, one.severity) for one in found] == ([(3, severity)] if severity else [])
