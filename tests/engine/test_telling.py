from edulis.engine.telling import a_few, betrays, one_sided


def test_one_to_four_people_are_a_few_and_nobody_is_nobody() -> None:
    assert [a_few(n) for n in range(7)] == [False, True, True, True, True, False, False]


def test_a_share_shows_a_few_on_either_side() -> None:
    assert one_sided(2, 40)
    assert one_sided(38, 40)
    assert not one_sided(20, 40)
    assert not one_sided(0, 40)
    assert not one_sided(40, 40)


def test_a_sum_of_two_or_of_one_giant_betrays_it() -> None:
    assert betrays([5.0])
    assert betrays([5.0, 5.0])
    assert not betrays([5.0, 5.0, 5.0])
    assert betrays([1000.0, 50.0, 49.0, 50.0])  # the second largest knows the largest to within a tenth
    assert not betrays([1000.0, 50.0, 100.0, 50.0])
    assert not betrays([])
