"""Voice notes: recognised by what is in them, kept byte for byte, without what a phone writes beside the sound."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.web.kit.sounds import MOST_BYTES, Heard, NoSound, take_sound

OGG = b"OggS" + bytes(24) + b"OpusHead" + bytes(60)
WEBM = b"\x1a\x45\xdf\xa3" + bytes(20) + b"webm" + bytes(60)
AAC = b"\xff\xf1" + bytes(60)


def box(name: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + name + body


def m4a(handler: bytes = b"soun") -> bytes:
    about = box(b"udta", box(b"\xa9xyz", b"+21.0285+105.8542/"))
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12))) + about)
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", track + about) + box(b"mdat", b"the sound itself")


def taken(content: bytes) -> Heard:
    return take_sound(io.BytesIO(content), len(content))


@pytest.mark.parametrize(
    ("content", "kind"), [(OGG, "audio/ogg"), (WEBM, "audio/webm"), (AAC, "audio/aac"), (m4a(), "audio/mp4")]
)
def test_what_phones_record_is_known_by_its_first_bytes(content: bytes, kind: str) -> None:
    heard = taken(content)
    assert (heard.kind, len(heard.sound)) == (kind, len(content))
    assert heard.sound == content or kind == "audio/mp4"


def test_where_it_was_recorded_is_blotted_out_and_the_sound_stays_in_its_place() -> None:
    content = m4a()
    heard = taken(content)
    assert b"105.8542" not in heard.sound
    assert heard.sound.index(b"the sound itself") == content.index(b"the sound itself")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<html><script>", b"RIFF\0\0\0\0WAVE", b"OggS" + bytes(300), b"ID3\3", m4a(b"vide"),
        WEBM + b"V_VP9", box(b"ftyp", b"M4A "), m4a()[:-40], box(b"ftyp", b"isom") + b"\0\0\0\1mdat" + b"\xff" * 8,
    ],
    ids=["nothing", "page", "wave", "no opus", "mp3", "film", "film in webm", "empty", "cut", "endless"],
)  # fmt: skip
def test_what_is_no_voice_note_is_refused(content: bytes) -> None:
    with pytest.raises(NoSound):
        taken(content)


def test_too_long_a_note_is_not_even_read() -> None:
    with pytest.raises(NoSound):
        take_sound(io.BytesIO(), MOST_BYTES + 1)


@settings(max_examples=150)
@given(places=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6), cut=st.integers(0, 200))
def test_a_broken_file_is_kept_or_refused_never_a_crash(places: list[tuple[int, int]], cut: int) -> None:
    found = bytearray(m4a())
    for place, value in places:
        found[place % len(found)] = value
    try:
        assert len(taken(bytes(found[cut:])).sound) == len(found) - cut
    except NoSound:
        return
