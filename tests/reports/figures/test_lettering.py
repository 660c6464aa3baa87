import time

from hypothesis import given
from hypothesis import strategies as st

from edulis.reports.figures import lettering

WORDS = st.lists(st.sampled_from(["Hộ", "làm", "miến", "tinh", "bột", "thường", "ở", "i", "W"]), min_size=1, max_size=9)


def test_marks_above_and_below_a_letter_do_not_widen_it() -> None:
    assert lettering.width("ế", 10) == lettering.width("e", 10)
    assert lettering.width("ợ", 10) == lettering.width("ơ", 10)
    assert lettering.width("ơ", 10) == lettering.width("o\u031b", 10)


def test_bold_is_wider_and_twice_the_size_twice_as_wide() -> None:
    assert lettering.width("Miến", 10, True) > lettering.width("Miến", 10)
    assert lettering.width("Miến", 20) == 2 * lettering.width("Miến", 10)


@given(WORDS, st.floats(60, 300))
def test_wrapped_lines_fit_the_room_and_keep_all_words(words: list[str], room: float) -> None:
    lines = lettering.wrap(" ".join(words), room, 12)
    assert " ".join(lines).split() == words
    assert all(lettering.width(line, 12) <= room for line in lines)


def test_what_does_not_fit_is_cut_with_an_ellipsis() -> None:
    cut = lettering.shorten("Người bán củ từ nơi khác", 80, 12)
    assert cut.endswith("…")
    assert lettering.width(cut, 12) <= 80
    assert lettering.shorten("Miến", 80, 12) == "Miến"


def test_a_name_of_thirty_thousand_letters_is_cut_at_once() -> None:
    name = "Miến " * 6000 + "m" * 30_000
    began = time.process_time()
    cut = lettering.shorten(name, 190, 12)
    lines = lettering.wrap("m" * 30_000, 190, 12)
    assert time.process_time() - began < 1.0
    assert cut.endswith("…")
    assert lettering.width(cut, 12) <= 190
    assert lines == [lettering.shorten("m" * 30_000, 190, 12)]
