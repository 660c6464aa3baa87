import dataclasses

import pytest

from edulis.reports import tree


def test_no_node_can_be_changed_after_it_was_made() -> None:
    nodes = [thing for thing in vars(tree).values() if dataclasses.is_dataclass(thing) and isinstance(thing, type)]
    assert len(nodes) >= 12
    assert [node.__name__ for node in nodes if not node.__dataclass_params__.frozen] == []  # type: ignore[attr-defined]


def test_blocks_are_given_by_name_so_that_none_is_mixed_up() -> None:
    with pytest.raises(TypeError):
        tree.Paragraph("Bà Hoa")  # type: ignore[misc]
    assert tree.Paragraph(text="Bà Hoa").tone == "plain"
