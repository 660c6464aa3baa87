from types import SimpleNamespace

import pytest

from edulis.reports.figures import Opinion, opinions

GROUPS = [
    Opinion("Hộ làm bột", 3.4, -0.2, 10),
    Opinion("Thương lái", -1.5, -2.2, 8),
    Opinion("Hộ làm miến", -1.0, 1.2, 9),
]
STATEMENTS = [(str(n), (n % 7 - 3) * 1.7, (n % 5 - 2) * 2.1) for n in range(1, 25)]


@pytest.mark.parametrize("width", [320.0, 340.0, 600.0])
def test_names_and_numbers_keep_clear_of_one_another(eyes: SimpleNamespace, width: float) -> None:
    eyes.look(opinions(GROUPS, STATEMENTS, title="t", description="d", width=width))


def test_a_larger_group_is_a_larger_circle_and_says_how_many() -> None:
    drawn = opinions([Opinion("A", 1, 0, 20), Opinion("B", -1, 0, 5)], [], title="t", description="d")
    assert "A · 20</text>" in drawn
    assert 'r="34"' in drawn
    assert 'r="17"' in drawn


def test_one_group_in_the_middle_and_a_statement_on_it_are_drawn() -> None:
    assert "<circle" in opinions([Opinion("A", 0, 0, 5)], [("1", 0, 0)], title="t", description="d")


def test_words_are_written_as_words() -> None:
    assert "<script" not in opinions([Opinion("<script>", 1, 0, 5)], [], title="t", description="d")
