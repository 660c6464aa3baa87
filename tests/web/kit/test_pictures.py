"""Pictures are made anew: nothing that was hidden in them comes along, and nothing hostile gets in."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from edulis.web.kit.pictures import EDGE, MOST_BYTES, NoPicture, draw_anew


def anew(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(draw_anew(io.BytesIO(content), len(content)).picture))


def test_place_phone_and_hidden_words_are_gone_and_it_stands_upright(picture: bytes) -> None:
    drawn = anew(picture)
    assert (drawn.format, drawn.size) == ("JPEG", (EDGE // 2, EDGE))
    assert not drawn.getexif()
    assert "comment" not in drawn.info
    raw = draw_anew(io.BytesIO(picture), len(picture)).picture
    assert b"Secret" not in raw
    assert b"hidden" not in raw
    assert b"Exif" not in raw


def test_what_shines_through_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(out, "PNG")
    assert anew(out.getvalue()).getpixel((5, 5)) == (255, 255, 255)


def bomb() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a\1\0\1\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<html>",
        b"%PDF-1.7",
        bomb(),
    ],
    ids=["nothing", "gif", "svg", "html", "pdf", "bomb"],
)
def test_what_is_no_picture_or_would_fill_the_memory_is_refused(content: bytes) -> None:
    with pytest.raises(NoPicture):
        anew(content)


def test_too_many_bytes_are_not_even_looked_at() -> None:
    with pytest.raises(NoPicture):
        draw_anew(io.BytesIO(), MOST_BYTES + 1)


@settings(max_examples=120)
@given(
    places=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=8),
    cut=st.integers(0, 900),
)
def test_a_broken_picture_is_drawn_or_refused_never_a_crash(places: list[tuple[int, int]], cut: int) -> None:
    for form in ("JPEG", "PNG", "WEBP"):
        out = io.BytesIO()
        Image.new("RGB", (48, 48), "olive").save(out, form)
        found = bytearray(out.getvalue())
        for place, value in places:
            found[place % len(found)] = value
        found = found[: max(1, len(found) - cut % len(found))]
        try:
            draw_anew(io.BytesIO(bytes(found)), len(found))
        except NoPicture:
            continue
