from edulis.reports.figures.scale import around, ticks


def test_marks_are_round_and_reach_beyond_the_largest() -> None:
    assert ticks(87.0, 5) == [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
    assert ticks(0.4, 4) == [0.0, 0.1, 0.2, 0.30000000000000004, 0.4]


def test_nothing_is_a_mark_where_values_lie_on_both_sides() -> None:
    marks = around(-0.06, 0.14, 4)
    assert 0.0 in marks
    assert marks[0] <= -0.06
    assert marks[-1] >= 0.14


def test_one_value_has_a_scale_too() -> None:
    assert len(around(0.1, 0.1, 5)) >= 2
