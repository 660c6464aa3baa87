"""What the process says of a workbook."""

import zipfile
from pathlib import Path

from edulis.exchange.workbook.quarantine.process import answer


def test_what_is_no_workbook_is_said_by_its_code(tmp_path: Path) -> None:
    path = tmp_path / "village.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    assert answer(str(path), tmp_path, 1 << 20)["code"] == "file.broken"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"")
    assert answer(str(path), tmp_path, 1 << 20) == {"code": "file.kind", "found": ".zip"}
