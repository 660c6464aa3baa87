"""The letters of a file: which of the encodings in use in Viet Nam it is written in, and its text in NFC.

Tables: TCVN 5712:1993 (VN2 and its subset VN3, "ABC"), VISCII (RFC 1456), VNI for Windows (a letter, then a byte
for its marks) and Windows-1258 (tone marks as combining characters). An encoding is chosen by the likelihood of
its reading as Vietnamese; when a second reading is about as likely, that is said instead of guessed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from edulis.exchange.letters.syllables import NONSENSE, TONES, likelihood
from edulis.schema import Problem, Text

# bytes 0x80 to 0xFF; the five combining marks of TCVN stand at 0xB0 to 0xB4
_TCVN = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\xa0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậ"
    "èỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝ"
    "ỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
# VNI: the marks that a byte (written here as its Latin-1 letter) puts on the letter before it
_VNI_MARKS = {
    **dict(zip("øùõûï", TONES, strict=True)),
    **dict(zip("àáãåä", ("\u0302" + tone for tone in TONES), strict=True)),
    **dict(zip("èéüúë", ("\u0306" + tone for tone in TONES), strict=True)),
    "â": "\u0302",
    "ê": "\u0306",
}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "ó": "ĩ", "æ": "ỉ", "ò": "ị", "î": "ỵ"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_TOKEN = re.compile(rb"[A-Za-z\x02\x05\x06\x14\x19\x1e\x80-\xff]*[\x80-\xff][A-Za-z\x02\x05\x06\x14\x19\x1e\x80-\xff]*")
_SAMPLE = 4_000_000  # bytes looked at for the choice of an encoding
_TOKENS = 4_000
MARGIN = 8.0  # log-likelihood by which the best reading must beat the next: more than one common word can give


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file in NFC, the encoding it was read in, and how sure that is."""

    text: str
    encoding: str
    margin: float  # log-likelihood ratio to the next different reading; infinite where nothing was guessed


@cache
def _vni() -> tuple[dict[str, str], dict[str, str]]:
    """VNI sequences (as Latin-1 text) to letters, and back."""
    sequences: dict[str, str] = {}
    for small, letter in _VNI_ALONE.items():
        sequences[small], sequences[small.upper()] = letter, letter.upper()
    bases = {base: base for base in "aeouyAEOUY"} | {one: sequences[one] for one in "ôöÔÖ"}
    for base, letter in bases.items():
        for mark, combining in _VNI_MARKS.items():
            whole = unicodedata.normalize("NFC", letter + combining)
            if len(whole) == 1:
                sequences[base + mark] = sequences[base + mark.upper()] = whole
    back: dict[str, str] = {}
    for sequence, letter in sequences.items():
        if sequence[-1].isupper() == letter.isupper():
            back.setdefault(letter, sequence)
    return sequences, back


@cache
def _vni_pattern() -> re.Pattern[str]:
    """A letter with its mark, a letter of its own, or a mark that stands alone, which no VNI text has."""
    longest_first = sorted(_vni()[0], key=len, reverse=True)
    return re.compile("|".join([*longest_first, "[\xc0-\xff]"]))


def _decode_vni(data: bytes) -> str:
    sequences, _ = _vni()
    return _vni_pattern().sub(lambda found: _vni_letter(found.group(), sequences), data.decode("cp1252"))


def _vni_letter(found: str, sequences: dict[str, str]) -> str:
    if found not in sequences:
        raise UnicodeDecodeError("vni", found.encode("latin-1"), 0, 1, "a mark without its letter")
    return sequences[found]


@cache
def _table(encoding: str) -> str:
    low = [chr(code) for code in range(128)]
    if encoding == "viscii":
        for code, letter in _VISCII_LOW.items():
            low[code] = letter
    return "".join(low) + (_TCVN if encoding == "tcvn3" else _VISCII)


def _decode_tcvn(data: bytes) -> str:
    text, _ = codecs.charmap_decode(data, "strict", _table("tcvn3"))
    # An all-capital font draws the small letters of VN3 as capitals: NGUYễN was seen as NGUYỄN.
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[^\W\d_]+", lambda m: m.group().upper() if _drawn_as_capitals(m.group()) else m.group(), text)


def _drawn_as_capitals(word: str) -> bool:
    plain = [letter for letter in word if letter.isascii()]
    return len(plain) > 1 and all(letter.isupper() for letter in plain) and not word.isupper()


def _charmap(encoding: str) -> Callable[[bytes], str]:
    return lambda data: codecs.charmap_decode(data, "strict", _table(encoding))[0]


_READERS: dict[str, Callable[[bytes], str]] = {
    "cp1258": lambda data: data.decode("cp1258"),
    "tcvn3": _decode_tcvn,
    "vni": _decode_vni,
    "viscii": _charmap("viscii"),
    "cp1252": lambda data: data.decode("cp1252"),
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _read(data: bytes, encoding: str) -> str | None:
    """The text in NFC, or None where the bytes cannot be that encoding."""
    reader = _READERS.get(encoding)
    try:
        text = reader(data) if reader else data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return unicodedata.normalize("NFC", text)


def decode(data: bytes, encoding: str | None = None) -> Decoded | Problem:
    """The text of these bytes, or a problem that says why they cannot be read; a named encoding is not doubted."""
    found = Decoded(text, encoding, float("inf")) if encoding and (text := _read(data, encoding)) else _detect(data)
    if isinstance(found, Problem):
        return found
    if control := _CONTROL.search(found.text):
        row = found.text.count("\n", 0, control.start()) + 1
        return Problem(
            "file.letters", f"U+{ord(control.group()):04X}", Text("A control character stands here."), row=row
        )
    return found


def _detect(data: bytes) -> Decoded | Problem:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _read(data[len(bom) :], encoding)
            return Decoded(text, encoding, float("inf")) if text is not None else Problem("file.broken", encoding)
    encoding = _wide(data) or "utf-8"
    text = _read(data, encoding)
    if text is None:
        return _legacy(data)
    if encoding == "utf-8" and _far_letters(text) and isinstance(other := _legacy(data), Decoded):
        return _two_readings(text, other.text)
    return Decoded(text, encoding, float("inf"))


def _far_letters(text: str) -> bool:
    """Whether all letters beyond ASCII are of far scripts with two bytes: by chance two legacy letters look so."""
    if text.isascii():
        return False
    return all("\u0370" <= sign <= "\u07ff" for sign in set(text) if not sign.isascii())


def _two_readings(one: str, other: str) -> Problem:
    pairs = zip(one.split(), other.split(), strict=False)
    one, other = next(((a[:40], b[:40]) for a, b in pairs if a != b), (one[:40], other[:40]))
    mend = Text("Is this “{one}” or “{other}”? Save the file as UTF-8.", one=one, other=other)
    return Problem("file.letters", f"{one} / {other}", mend)


def _wide(data: bytes) -> str | None:
    """The UTF-16 or UTF-32 form whose zero bytes stand where it puts them; every table has ASCII signs."""
    sample = data[: 1 << 16]
    zeros = [sample[place::4].count(0) for place in range(4)]
    if not any(zeros) or len(data) % 2:
        return None
    quarter = len(sample) / 4
    if len(data) % 4 == 0 and zeros[2] > 0.9 * quarter and zeros[3] > 0.9 * quarter:
        return "utf-32-le"
    if len(data) % 4 == 0 and zeros[0] > 0.9 * quarter and zeros[1] > 0.9 * quarter:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    return "utf-16-le" if odd > even else "utf-16-be"


def _legacy(data: bytes) -> Decoded | Problem:
    tokens = [token for token, _ in Counter(_TOKEN.findall(data[:_SAMPLE])).most_common(_TOKENS)]
    readings: dict[str, tuple[float, tuple[str | None, ...]]] = {}
    for encoding in _READERS:
        words = tuple(_read(token, encoding) for token in tokens)
        score = sum(likelihood(word) if word is not None else 2 * NONSENSE for word in words)
        readings[encoding] = (score, words)
    best = max(readings, key=lambda encoding: readings[encoding][0])
    score, words = readings[best]
    text = _read(data, best)
    if text is None or score <= len(tokens) * NONSENSE * 0.75:
        return Problem(
            "file.letters", _sample(data), Text("Save the file as UTF-8: its letters belong to no encoding in use.")
        )
    others = [name for name in readings if readings[name][1] != words]
    second = max(others, key=lambda encoding: readings[encoding][0], default=best)
    margin = score - readings[second][0] if second != best else float("inf")
    if margin < MARGIN:
        pairs = zip(words, readings[second][1], strict=True)
        one, other = next((a, b) for a, b in pairs if a != b)
        mend = Text("Is this “{one}” or “{other}”? Save the file as UTF-8.", one=one, other=other)
        return Problem("file.letters", f"{one} / {other}", mend)
    return Decoded(text, best, margin)


def _sample(data: bytes) -> str:
    found = _TOKEN.search(data)
    return repr(found.group()[:40])[2:-1] if found else ""


def encode(text: str, encoding: str) -> bytes:
    """The text in that encoding; raises UnicodeEncodeError for a letter that it does not have."""
    text = unicodedata.normalize("NFC", text)
    if encoding not in _READERS:
        return text.encode(encoding)
    return b"".join(_letter_bytes(letter, encoding) for letter in text)


@cache
def _letter_bytes(letter: str, encoding: str) -> bytes:
    if encoding == "vni":
        if "\xc0" <= letter <= "\xff" and letter not in _vni()[1]:  # its byte is a mark there
            raise UnicodeEncodeError(encoding, letter, 0, 1, "the encoding has no such letter")
        return _vni()[1].get(letter, letter).encode("cp1252")
    bare = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in bare if mark in TONES), "")
    apart = unicodedata.normalize("NFC", bare.replace(tone, "")) + tone if tone else letter
    for spelling in (letter, apart):
        try:
            found = spelling.encode(encoding) if encoding.startswith("cp") else _charmap_bytes(spelling, encoding)
        except UnicodeEncodeError:
            continue
        if encoding != "tcvn3" or not any(0x80 <= byte < 0xA0 for byte in found):  # VN3 leaves these to controls
            return found
    raise UnicodeEncodeError(encoding, letter, 0, 1, "the encoding has no such letter")


def _charmap_bytes(text: str, encoding: str) -> bytes:
    return codecs.charmap_encode(text, "strict", {ord(sign): code for code, sign in enumerate(_table(encoding))})[0]
