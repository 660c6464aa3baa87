"""Products and techniques."""

from edulis.schema import Activity, Process, ProcessLine, Product, columns, keys


def test_the_dry_share_of_a_product_lies_between_none_and_all() -> None:
    dry = next(column for column in columns(Product) if column.name == "dry_matter")
    assert (dry.low, dry.high) == (0, 1)


def test_a_product_may_go_in_and_come_out_of_the_same_technique() -> None:
    assert keys(ProcessLine) == ("process", "product", "direction")


def test_a_farm_technique_tells_variety_practice_cycle_season_and_what_changing_costs() -> None:
    names = {column.name for column in columns(Process)}
    assert {"variety", "practice", "cycle_months", "season_from", "season_to", "switching_cost", "grown"} <= names


def test_an_enterprise_may_run_several_techniques_in_a_month() -> None:
    assert keys(Activity) == ("round", "month", "enterprise", "process")
