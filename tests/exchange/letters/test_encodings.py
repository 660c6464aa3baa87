"""Letters of legacy files: what was written comes back, or is refused; never another text in silence."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.exchange.letters.encodings import Decoded, decode, encode
from edulis.schema import Problem

LEGACY = ["cp1258", "tcvn3", "vni", "viscii"]
WIDE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
PROSE = """Làng nghề chế biến tinh bột sắn và dong riềng ở Dương Liễu, Cát Quế và Minh Khai.
Từ tháng chín đến tháng ba, các hộ nghiền củ từ ba giờ sáng. Bà Hoa tráng miến, ông Bình lọc bột ướt,
bà Lan nuôi lợn bằng bã sắn. Giá bột năm nay thấp hơn năm ngoái, nước thải chảy ra kênh.
Thương nhân chở hàng về Hà Nội; người mua ở phố cổ muốn miến trắng, dai, không lẫn sạn.
"""
FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Lâm Trịnh Mai Tô".split()
MIDDLE = "Thị Văn Đức Hữu Ngọc Quang Minh Thanh Xuân Đình Bá Công Kim Thu Hồng Mạnh Trọng Thế Quốc Gia".split()
GIVEN = (
    "Hoa Bình Lan Hương Hằng Hạnh Hiền Huệ Liên Loan Lý Mai Nga Ngân Nguyệt Nhung Oanh Phượng Quỳnh Tuyết Thảo "
    "Thủy Thúy Trâm Uyên Vân Xuyến Yến Anh Bảo Cường Dũng Đạt Giang Hải Hiếu Hùng Khánh Kiên Long Lộc Nghĩa Phúc "
    "Quý Sơn Tùng Việt"
).split()
WORDS = sorted({word.strip(".,;") for word in PROSE.split()} | {*FAMILIES, *MIDDLE, *GIVEN})
VOWELS = "aăâeêioôơuưy"
LETTERS = sorted(
    {
        unicodedata.normalize("NFC", vowel + tone)
        for base in VOWELS + VOWELS.upper()
        for vowel in (base,)
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    }
    | {"đ", "Đ"}
)


def read(data: bytes) -> str | None:
    """The text, or None where it was refused."""
    found = decode(data)
    return found.text if isinstance(found, Decoded) else None


@pytest.mark.parametrize("encoding", LEGACY)
def test_prose_comes_back_from_every_encoding(encoding: str) -> None:
    found = decode(encode(PROSE, encoding))
    assert isinstance(found, Decoded)
    assert (found.text, found.encoding) == (PROSE, encoding)


@pytest.mark.parametrize("encoding", LEGACY)
def test_ten_thousand_names_come_back(encoding: str) -> None:
    chance = random.Random(1)
    names = [f"{chance.choice(FAMILIES)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}" for _ in range(10_000)]
    text = "code,name\n" + "".join(f"{place},{name}\n" for place, name in enumerate(names))
    assert read(encode(text, encoding)) == text


@pytest.mark.parametrize("encoding", [*LEGACY, *WIDE])
def test_every_letter_of_the_language_survives_where_the_encoding_has_it(encoding: str) -> None:
    for letter in LETTERS:
        try:
            data = encode(letter, encoding)
        except UnicodeEncodeError:
            assert encoding == "tcvn3", letter  # it has no capitals with tones
            assert letter.isupper()
            continue
        found = decode(data, encoding)
        assert isinstance(found, Decoded)
        assert found.text == letter


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_is_never_doubted_and_comes_composed(encoding: str, form: str) -> None:
    written = unicodedata.normalize(form, PROSE)  # type: ignore[arg-type]
    found = decode(written.encode(encoding))
    assert isinstance(found, Decoded)
    assert found.text == PROSE
    assert found.margin == float("inf")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_letters_without_a_mark_at_the_start_are_known_by_their_zeros(encoding: str) -> None:
    text = "code;name\r\nhn;Hà Nội\r\n"
    assert read(text.encode(encoding)) == text


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.sampled_from(LEGACY))
def test_a_few_words_are_read_right_or_refused(words: list[str], encoding: str) -> None:
    text = "code,name\n1," + " ".join(words) + "\n"
    assert read(encode(text, encoding)) in (text, None)


@pytest.mark.parametrize("encoding", LEGACY)
def test_single_words_are_read_right_or_refused_and_lists_of_them_are_read(encoding: str) -> None:
    wrong = [word for word in WORDS if read(encode(word, encoding)) not in (word, None)]
    assert wrong == []
    text = "\n".join(WORDS)
    assert read(encode(text, encoding)) == text


@pytest.mark.parametrize("encoding", LEGACY)
def test_words_in_capitals(encoding: str) -> None:
    text = "\n".join(word.upper() for word in WORDS)
    try:
        data = encode(text, encoding)
    except UnicodeEncodeError:
        assert encoding == "tcvn3"
        return
    assert read(data) == text


def test_capitals_that_a_capital_font_drew_from_small_letters_are_capitals() -> None:
    written = "NGUYễN THị HOA\nTRầN VăN BìNH\nPHạM THị LAN\nĐặNG VăN HảI\n"
    assert read(encode(written, "tcvn3")) == written.upper()


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_problem(data: bytes) -> None:
    found = decode(data)
    if isinstance(found, Problem):
        assert found.code in ("file.letters", "file.broken")
    else:
        assert unicodedata.is_normalized("NFC", found.text)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf\xff\xfe", b"\xff\xfea", b"\xff\xfe\x00\xd8a\x00"])
def test_a_mark_at_the_start_that_lies_is_a_broken_file(data: bytes) -> None:
    found = decode(data)
    assert isinstance(found, Problem)
    assert found.code == "file.broken"


def test_a_control_character_is_refused_with_its_row() -> None:
    found = decode(b"a,b\n1,\x01\n")
    assert isinstance(found, Problem)
    assert (found.code, found.row, found.found) == ("file.letters", 2, "U+0001")


@pytest.mark.parametrize("encoding", ["shift_jis", "koi8-r", "gbk"])
def test_letters_of_other_countries_are_refused_not_mistaken(encoding: str) -> None:
    text = {
        "shift_jis": "日本語の表です。東京の市場",
        "koi8-r": "Деревня крахмала у реки",
        "gbk": "木薯淀粉加工村的市场",
    }
    assert read((text[encoding] + "\n").encode(encoding) * 5) is None


def test_a_named_encoding_is_not_doubted() -> None:
    found = decode(encode("Bà", "vni"), "vni")
    assert isinstance(found, Decoded)
    assert (found.text, found.margin) == ("Bà", float("inf"))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_bytes_that_a_named_encoding_cannot_hold_are_not_read_as_another(encoding: str) -> None:
    data = encode(PROSE, "viscii")
    found = decode(data, encoding)
    assert isinstance(found, Problem) or found.text == PROSE or encoding == "cp1258"


@pytest.mark.parametrize("letter", ["ç", "日", "Ω"])
@pytest.mark.parametrize("encoding", ["vni", "tcvn3", "viscii"])
def test_a_letter_that_the_encoding_lacks_cannot_be_written(letter: str, encoding: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        encode(letter, encoding)
