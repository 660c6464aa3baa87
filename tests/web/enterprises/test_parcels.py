"""What goes out: no names of others, all that is one's own."""

import io
import zipfile

from edulis.web.enterprises.loading import load
from edulis.web.enterprises.models import ROWS
from edulis.web.enterprises.parcels import of_one, packed, unsaid
from tests.web.conftest import Cast


def words(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parcel:
        return "\n".join(parcel.read(name).decode() for name in parcel.namelist() if name.endswith(".csv"))


def test_the_whole_goes_out_without_names(filled: Cast) -> None:
    out = words(packed(load(filled.village), "vi", personal=False))
    assert "Bà Hoa" not in out
    assert "Dương Liễu" in out
    assert "2500000" in out


def test_a_partner_who_is_not_shown_goes_along_as_nobody(filled: Cast) -> None:
    mine = of_one(load(filled.village), frozenset({"h_binh", "binh"}), frozenset({"h_lan", "lan"}))
    assert {"roots", "hoa", "unshown-2"} == set(mine["enterprise"]["code"]) - {"binh"}
    assert "lan" not in words(packed(mine, "vi", personal=True)).replace("lang", "").split(",")


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


def test_what_others_said_in_their_own_words_stays_with_them_and_buyers_telephones_with_the_cluster(
    filled: Cast,
) -> None:
    for who in ("hoa", "binh"):
        ROWS["enterprise_round"]._default_manager.create(
            of=filled.village, round="2002", enterprise=who, goal=f"Mơ ước của {who}", capital=5
        )
    ROWS["market"]._default_manager.create(of=filled.village, code="m", name="Chợ", product="noodles", contact="0987")
    told = unsaid(load(filled.village), frozenset({"h_binh", "binh"}))
    assert set(told["enterprise_round"]["goal"]) == {None, "Mơ ước của binh"}
    assert set(told["enterprise_round"]["capital"]) == {5}
    assert set(told["market"]["contact"]) == {None}
    assert set(told["place"]["name"]) == set(load(filled.village)["place"]["name"])
