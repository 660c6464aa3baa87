"""What the bytes tell is what reading them one after the other tells, wherever the pieces are cut."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import edulis.exchange.tables.signs as room
from edulis.exchange.tables.signs import Signs, signs


def slowly(text: str, separator: str) -> Signs:
    """The same, sign by sign."""
    inside = doubled = padded = False
    sound, parts, edges = True, 0, separator + "\n"
    for at, sign in enumerate(text):
        before, after = text[at - 1] if at else "\n", text[at + 1] if at + 1 < len(text) else "\n"
        if sign == '"':
            inside = not inside
            sound &= before in edges + '"' if inside else after in edges + '\r"'
            doubled |= before == '"' and at > 0
        parts += sign == separator and not inside
        sound &= sign >= " " or sign in "\n\t" or (sign == "\r" and after == "\n")
    return Signs(text.count("\n"), parts, sound and not inside, doubled, padded)


TEXT = st.text(st.sampled_from('ab ,;\n\r\t"\x01ệ'), max_size=200)


@given(TEXT, st.sampled_from(",;"))
@example('"a,b"\r\n' * 40, ",")
@example('a"' + "b" * 62 + '"', ",")
def test_words_of_sixty_four_places_tell_what_each_sign_tells(text: str, separator: str) -> None:
    found, slow = signs(text.encode(), 0, ord(separator)), slowly(text, separator)
    assert found.sound == slow.sound
    if found.sound:
        assert (found.newlines, found.parts, found.doubled) == (slow.newlines, slow.parts, slow.doubled)


@given(TEXT)
def test_no_blank_at_an_edge_of_a_cell_is_passed_over(text: str) -> None:
    found = signs(text.encode(), 0, ord(","))
    cells = [cell.strip('"') for line in text.replace("\r", "").split("\n") for cell in line.split(",")]
    if found.sound and not found.padded and '"' not in text.replace('","', ""):
        assert all(cell == cell.strip(" \t") for cell in cells)


@given(TEXT)
def test_where_the_pieces_are_cut_changes_nothing(text: str) -> None:
    whole = signs(text.encode(), 0, ord(","))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_PIECE", 64)
        pieces = signs(text.encode(), 0, ord(","))
    assert pieces.sound == whole.sound
    assert not whole.sound or pieces == whole


def test_a_separator_inside_quotation_marks_is_text_and_no_edge() -> None:
    found = signs(b'"a, b",c\n', 0, ord(","))
    assert found == Signs(newlines=1, parts=1, sound=True, doubled=False, padded=False)


@pytest.mark.parametrize("text", ['" a",b\n', "a ,b\n", "a,\tb\n", '"a "\r\n', "a "])
def test_a_blank_at_an_edge_of_a_cell_is_told(text: str) -> None:
    assert signs(text.encode(), 0, ord(",")).padded


@pytest.mark.parametrize("text", ['"a"b,c\n', 'a"b\n', '"a\n', "a\rb\n", "a\x00\n"])
def test_stray_marks_and_control_signs_leave_a_doubt(text: str) -> None:
    assert not signs(text.encode(), 0, ord(",")).sound


def test_the_mark_at_the_beginning_is_left_out() -> None:
    assert signs(b'\xef\xbb\xbf"a",b\n', 3, ord(",")).sound
