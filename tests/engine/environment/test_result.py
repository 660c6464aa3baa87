"""The answer in its parts."""

from collections.abc import Callable

from edulis.engine.cluster import Cluster
from edulis.engine.environment import read_environment

Waste = Callable[..., Cluster]


def test_the_answer_gives_its_tables_with_units_and_no_unit_of_a_column_nobody_has(waste: Waste) -> None:
    answer = read_environment(waste())
    assert answer.to_frame().equals(answer.residues)
    columns = {name for table in answer.tables.values() for name in table.columns}
    assert set(answer.units) <= columns
    assert answer.as_dict("vi", tables=True)["tables"]["residues"]
