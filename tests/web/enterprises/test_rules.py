"""The room's verbs and who holds them."""

from edulis.web.enterprises import rules
from edulis.web.enterprises.models import ROWS
from edulis.web.kit.rules import may
from tests.web.conftest import Cast


def test_a_row_of_another_cluster_is_nobodys_here(filled: Cast) -> None:
    row = ROWS["place"]._default_manager.create(of=filled.elsewhere, code="x", name="X")
    for name in ("hoa", "minh"):
        assert not may(filled.visit(name), rules.CHANGE, row)
    assert may(filled.visit("lan", filled.elsewhere), rules.CHANGE, row)


def test_outsiders_take_no_files_out_and_cut_no_figures(filled: Cast) -> None:
    for name in ("an", "minh", "son", "ngoc"):
        assert not may(filled.visit(name), rules.EXPORT)
        assert not may(filled.visit(name), rules.FILTER_MAP)
        assert may(filled.visit(name), rules.SEE_MAP)
