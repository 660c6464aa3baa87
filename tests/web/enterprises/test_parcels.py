"""What goes out: no names of others, all that is one's own."""

import io
import zipfile

from edulis.web.enterprises.loading import load
from edulis.web.enterprises.parcels import for_all, of_one, packed
from tests.web.conftest import Cast


def words(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parcel:
        return "\n".join(parcel.read(name).decode() for name in parcel.namelist() if name.endswith(".csv"))


def test_the_whole_goes_out_without_names(filled: Cast) -> None:
    out = words(packed(load(filled.village), "vi", personal=False))
    assert "Bà Hoa" not in out
    assert "Dương Liễu" in out
    assert "2500000" in out


def test_who_took_back_the_word_is_left_out(filled: Cast) -> None:
    left = for_all(load(filled.village), frozenset({"h_lan", "lan"}))
    assert left["trade"].height == 12
    assert left["enterprise"].height == 5


def test_ones_own_goes_along_with_its_name_and_of_partners_only_the_kind(filled: Cast) -> None:
    mine = of_one(load(filled.village), frozenset({"h_binh", "binh"}))
    out = words(packed(mine, "vi", personal=True))
    assert "Ông Bình" in out
    assert "Bà Hoa" not in out
    assert "hoa,,,noodles" in out
    assert set(mine["trade"]["reporter"]) == {"seller", "buyer"}
    assert not mine["trade"].filter(mine["trade"]["seller"] == "hoa").height


def test_what_goes_along_can_be_read_again(filled: Cast, tmp_path: object) -> None:
    from pathlib import Path

    from edulis.exchange import read

    folder = Path(str(tmp_path))
    mine = of_one(load(filled.village), frozenset({"h_binh", "binh"}))
    with zipfile.ZipFile(io.BytesIO(packed(mine, "vi", personal=True))) as parcel:
        parcel.extractall(folder)
    assert read(folder).cluster is not None
