"""Several tables in one zip."""

import io
import zipfile
from pathlib import Path

import pytest

from edulis.exchange.parcel import is_parcel, pack, unpack


def zipped(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, words in files.items():
            made.writestr(name.replace("__", "/").replace("_csv", ".csv"), words)
    return path


def test_files_come_out_as_they_went_in_and_pack_to_the_same_bytes(tmp_path: Path) -> None:
    folder, again = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    again.mkdir()
    (folder / "place.csv").write_text("code,name\na,A\n")
    (folder / "unit.csv").write_text("code\n")
    packed = pack(folder)
    (tmp_path / "p.zip").write_bytes(packed)
    assert unpack(tmp_path / "p.zip", again) is None
    assert sorted(file.name for file in again.iterdir()) == ["place.csv", "unit.csv"]
    assert pack(again) == packed


def test_a_folder_in_the_zip_is_left_out_of_the_names(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert unpack(zipped(tmp_path / "a.zip", village__place_csv="code"), out) is None
    assert (out / "place.csv").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"PK\x03\x04" + b"\xff" * 99])
def test_a_broken_zip_is_told(tmp_path: Path, content: bytes) -> None:
    path, out = tmp_path / "b.zip", tmp_path / "out"
    path.write_bytes(content)
    out.mkdir()
    problem = unpack(path, out)
    assert problem is not None
    assert problem.code in {"file.broken", "file.empty"}


def test_two_files_of_one_name_and_too_many_files_are_refused(tmp_path: Path) -> None:
    for name, files in (("t", {"a__x_csv": "1", "b__x_csv": "2"}), ("m", {f"n{at}": "" for at in range(201)})):
        out = tmp_path / name
        out.mkdir()
        problem = unpack(zipped(tmp_path / f"{name}.zip", **files), out)
        assert problem is not None
        assert problem.code in {"table.twice", "file.hostile"}


def test_a_link_in_a_zip_is_hostile(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parcel:
        entry = zipfile.ZipInfo("place.csv")
        entry.external_attr = 0o120777 << 16
        parcel.writestr(entry, "/etc/passwd")
    (tmp_path / "l.zip").write_bytes(made.getvalue())
    (tmp_path / "out").mkdir()
    problem = unpack(tmp_path / "l.zip", tmp_path / "out")
    assert problem is not None
    assert problem.code == "file.hostile"


def test_a_workbook_is_no_parcel() -> None:
    assert is_parcel(b"PK\x03\x04", "a.ZIP")
    assert not is_parcel(b"PK\x03\x04", "a.xlsx")
