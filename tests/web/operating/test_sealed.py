"""A wrapped file is read back, or refused; never read wrong."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.web.operating.home import Refused
from edulis.web.operating.sealed import BLOCK, NONCE, PLAIN, is_sealed, seal, unseal

KEY = "abcd-efgh-jkmn-pqrs"


@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize("size", [0, 1, BLOCK, BLOCK + 7])
def test_what_was_wrapped_is_read_back(key: str | None, size: int, tmp_path: Path) -> None:
    plain = bytes(range(251)) * (size // 251 + 1)
    (tmp_path / "in").write_bytes(plain[:size])
    seal(tmp_path / "in", tmp_path / "wrapped", key)
    unseal(tmp_path / "wrapped", tmp_path / "out", key)
    assert (tmp_path / "out").read_bytes() == plain[:size]
    assert is_sealed(tmp_path / "wrapped") is (key is not None)
    assert (tmp_path / "wrapped").stat().st_mode & 0o777 == 0o600


def test_a_locked_file_shows_nothing_and_is_never_the_same_twice(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"Phi Thi Hoa" * 50)
    for name in ("one", "two"):
        seal(tmp_path / "in", tmp_path / name, KEY)
    assert b"Hoa" not in (tmp_path / "one").read_bytes()
    assert (tmp_path / "one").read_bytes()[len(PLAIN) + NONCE :] != (tmp_path / "two").read_bytes()[
        len(PLAIN) + NONCE :
    ]


@pytest.mark.parametrize("key", [None, KEY])
@settings(max_examples=60)
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7), cut=st.booleans())
def test_one_changed_bit_or_one_lost_byte_is_noticed(
    key: str | None, place: int, bit: int, cut: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("bits")
    (folder / "in").write_bytes(b"seven loaves " * 40)
    seal(folder / "in", folder / "wrapped", key)
    found = bytearray((folder / "wrapped").read_bytes())
    place %= len(found)
    if cut:
        found = found[:place]
    else:
        found[place] ^= 1 << bit
    (folder / "wrapped").write_bytes(found)
    with pytest.raises(Refused):
        unseal(folder / "wrapped", folder / "out", key)
    assert not (folder / "out").exists()


def test_another_key_or_none_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"loaves")
    seal(tmp_path / "in", tmp_path / "wrapped", KEY)
    for key in (None, "", "abcd-efgh-jkmn-pqrt"):
        with pytest.raises(Refused):
            unseal(tmp_path / "wrapped", tmp_path / "out", key)
    unseal(tmp_path / "wrapped", tmp_path / "out", "ABCD EFGH jkmnpqrs")  # as people copy it from paper
