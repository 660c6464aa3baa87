"""A path becomes a cluster, or problems with their places: clean, polluted, in every letter and form."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from edulis.exchange import read
from edulis.exchange.letters.encodings import encode
from edulis.schema import Problem

Tables = dict[str, str]
Village = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def tables(village_folder: Path) -> Tables:
    return {path.stem: path.read_text(encoding="utf-8") for path in village_folder.iterdir()}


@pytest.fixture
def laid(tmp_path: Path) -> Village:
    def lay(tables: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "polluted"
        folder.mkdir(exist_ok=True)
        for name, text in tables.items():
            data = text if isinstance(text, bytes) else text.encode()
            (folder / (name if "." in name else f"{name}.csv")).write_bytes(data)
        return folder

    return lay


def errors(path: Path) -> list[Problem]:
    reading = read(path)
    found = [problem for problem in reading.problems if problem.severity == "error"]
    assert (reading.cluster is None) == bool(found)
    return found


def separated(text: str, separator: str) -> str:
    return text.replace(",", separator)


POLLUTIONS: dict[str, Callable[[str], str]] = {
    "semicolons": lambda text: separated(text, ";"),
    "tabs": lambda text: separated(text, "\t"),
    "bars": lambda text: separated(text, "|"),
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old line ends": lambda text: text.replace("\n", "\r"),
    "no line end": lambda text: text.rstrip("\n"),
    "quoted cells": lambda text: "".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in text.splitlines()
    ),
    "blanks around cells": lambda text: text.replace(",", " , ").replace("\n", " \n"),
    "hard blanks": lambda text: text.replace(",", "\u00a0,\u00a0"),
    "blank lines": lambda text: "\n" + text.replace("\n", "\n\n"),
    "empty rows": lambda text: text + "," * text.splitlines()[0].count(",") + "\n",
    "empty columns": lambda text: text.replace("\n", ",,\n"),
    "capital headings": lambda text: text.split("\n", 1)[0].upper() + "\n" + text.split("\n", 1)[1],
    "starred headings": lambda text: text.split("\n", 1)[0].replace(",", "*,") + "\n" + text.split("\n", 1)[1],
    "a title above": lambda text: "What we wrote down\n\n" + text,
    "the separator named": lambda text: "sep=,\n" + text,
    "days of months": lambda text: text.replace("2002-10-01", "2002-10").replace("2002-11-01", "11/2002"),
    "months in words": lambda text: text.replace("2002-10-01", "tháng 10 năm 2002").replace("2002-12-01", "Dec 2002"),
    "yes and no": lambda text: text.replace("true", "có").replace("false", "Không"),
    "ticks": lambda text: text.replace("true", "x").replace("false", "0"),
    "titles for words": lambda text: (
        text.replace(",noodles,", ",Noodle maker,").replace(",peri_urban,", ",Peri-urban,")
        if text.startswith(("code,name,household", "code,name,setting"))
        else text
    ),
    "accents apart": lambda text: __import__("unicodedata").normalize("NFD", text),
}


@pytest.mark.parametrize("pollution", POLLUTIONS)
def test_a_polluted_village_is_the_same_village(
    pollution: str, tables: Tables, laid: Village, village_folder: Path
) -> None:
    clean = read(village_folder).cluster
    reading = read(laid({name: POLLUTIONS[pollution](text) for name, text in tables.items()}))
    assert [problem for problem in reading.problems if problem.severity == "error"] == []
    assert clean is not None
    assert reading.cluster is not None
    assert reading.cluster.equals(clean)


ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "cp1258",
    "tcvn3",
    "vni",
    "viscii",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_village_in_any_letters_is_the_same_village_or_is_refused(
    encoding: str, tables: Tables, laid: Village, village_folder: Path
) -> None:
    clean = read(village_folder).cluster
    assert clean is not None
    reading = read(laid({name: encode(text, encoding) for name, text in tables.items()}))
    if reading.cluster is None:
        assert {problem.code for problem in reading.problems} == {"file.letters"}
    else:
        assert reading.cluster.equals(clean)
    if encoding.startswith("utf"):
        assert reading.cluster is not None


@pytest.mark.parametrize("marks", [".,", ",.", " ,", "' "])
def test_amounts_with_marks_are_read_alike(marks: str, tables: Tables, laid: Village, village_folder: Path) -> None:
    group = marks[0]
    clean = read(village_folder).cluster
    lines = [line.split(",") for line in tables["trade"].splitlines()]
    place = lines[0].index("value")
    for line in lines[1:]:
        line[place] = f"{int(line[place]):,}".replace(",", group) + " đ"
    text = "\n".join("\t".join(line) for line in lines)
    reading = read(laid({**tables, "trade": text}))
    assert clean is not None
    assert reading.cluster is not None, reading.problems
    assert reading.cluster.equals(clean)


SPOILT = {
    "number": ("trade", "quantity", "much", "value.type"),
    "number in doubt": ("activity", "level", "1.234", "value.doubt"),
    "money": ("trade", "value", "1,5", "value.type"),
    "month": ("trade", "month", "2002-13", "value.type"),
    "month in doubt": ("trade", "month", "03/04/2002", "value.doubt"),
    "one_of": ("trade", "reporter", "nobody", "value.unknown"),
    "yes_no": ("place", "local", "perhaps", "value.unknown"),
    "link": ("trade", "seller", "nobody", "link.broken"),
    "place": ("household", "place", "nowhere", "link.broken"),
    "code": ("product", "code", "", "value.missing"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
@pytest.mark.parametrize("pollution", ["semicolons", "blank lines", "quoted cells", "windows line ends"])
def test_a_spoilt_cell_is_refused_with_its_place_in_any_form(
    spoilt: str, pollution: str, tables: Tables, laid: Village
) -> None:
    record, column, cell, code = SPOILT[spoilt]
    lines = [line.split(",") for line in tables[record].splitlines()]
    lines[2][lines[0].index(column)] = cell if "," not in cell or pollution == "semicolons" else cell.replace(",", ".")
    spoiled = "\n".join(",".join(line) if pollution != "semicolons" else ";".join(line) for line in lines) + "\n"
    text = spoiled if pollution == "semicolons" else POLLUTIONS[pollution](spoiled)
    found = errors(laid({**tables, record: text}))
    mine = [problem for problem in found if problem.code == code and problem.record == record]
    row = 6 if pollution == "blank lines" else 3
    assert [(one.file, one.row, one.column) for one in mine] == [(f"{record}.csv", row, column)]


@pytest.mark.parametrize(
    ("change", "code", "file"),
    [
        ({"trade": b""}, "file.empty", "trade.csv"),
        ({"trades": "round,seller,buyer,product,reporter\n"}, "table.twice", "trades.csv"),
        ({"trade": "round,seller,buyer\nr,a,b\n"}, "column.missing", "trade.csv"),
        ({"trade": b"round,seller\x01\n"}, "file.letters", "trade.csv"),
        ({"relation": "round,kind,one,other,heat\n"}, "column.unknown", "relation.csv"),
        ({"relation": "round,kind,one,other\n2002,help,hoa\n"}, "table.ragged", "relation.csv"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_by_its_file(
    change: dict[str, str], code: str, file: str, tables: Tables, laid: Village
) -> None:
    found = errors(laid({**tables, **change}))
    assert (code, file) in {(problem.code, problem.file) for problem in found}


def test_a_strange_file_is_a_doubt_and_the_rest_is_read(tables: Tables, laid: Village) -> None:
    reading = read(laid({**tables, "weather.csv": "a,b\n1,2\n"}))
    assert reading.cluster is not None
    assert ("table.unknown", "weather.csv", "doubt") in {(p.code, p.file, p.severity) for p in reading.problems}


def test_one_file_is_one_record(tmp_path: Path) -> None:
    path = tmp_path / "place.csv"
    path.write_text("code,name\nhn,Hà Nội\n", encoding="utf-8")
    codes = {problem.code for problem in read(path).problems}
    assert not any(code.startswith(("file", "table", "column")) for code in codes)
    (tmp_path / "x.csv").write_text("code,name\n")
    assert [problem.code for problem in errors(tmp_path / "x.csv")] == ["table.unknown"]


def test_a_path_that_holds_nothing_is_said(tmp_path: Path) -> None:
    assert [problem.code for problem in errors(tmp_path / "gone")] == ["file.missing"]
    assert [problem.code for problem in errors(tmp_path)] == ["file.empty"]
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    assert [problem.code for problem in errors(tmp_path / "x.pdf")] == ["file.kind"]


def test_a_file_above_the_limit_is_refused_at_once(
    tables: Tables, laid: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edulis.exchange.reading.LARGEST", 100)
    found = errors(laid(tables))
    assert [problem.code for problem in found] == ["file.large"]
    assert "100" in found[0].advice()


def test_a_file_that_may_not_be_opened_is_a_problem(tables: Tables, laid: Village) -> None:
    folder = laid(tables)
    (folder / "trade.csv").unlink()
    (folder / "trade.csv").mkdir()
    assert read(folder).cluster is not None  # a folder of that name is no table


def test_progress_is_told_from_start_to_end(village_folder: Path) -> None:
    told: list[float] = []
    read(village_folder, progress=lambda _stage, share: told.append(share))
    assert told[0] == 0
    assert told[-1] == 1
    assert told == sorted(told)


def test_faults_that_follow_from_an_unread_cell_are_not_told(tables: Tables, laid: Village) -> None:
    found = errors(laid({**tables, "trade": tables["trade"].replace("2002-10-01", "October")}))
    assert {problem.code for problem in found} == {"value.type"}


def test_faults_that_stand_for_themselves_are_told_beside_an_unread_cell(tables: Tables, laid: Village) -> None:
    trade = tables["trade"].replace("2002-10-01", "October").replace(",hoa,", ",nobody,", 1)
    twice = tables["product"] + tables["product"].splitlines()[-1] + "\n"
    found = errors(laid({**tables, "trade": trade, "product": twice}))
    assert {(problem.code, problem.record) for problem in found} == {
        ("value.type", "trade"),
        ("link.broken", "trade"),
        ("key.duplicate", "product"),
    }


def test_rows_that_are_the_same_are_told_beside_a_row_whose_key_was_not_read(tables: Tables, laid: Village) -> None:
    head, *rows = tables["trade"].splitlines()
    spoilt = rows[-1].replace(rows[-1].split(",")[1], "October")
    found = errors(laid({**tables, "trade": "\n".join([head, *rows, rows[0], spoilt, ""])}))
    assert [(problem.code, problem.row) for problem in found] == [
        ("key.duplicate", 2),
        ("key.duplicate", len(rows) + 2),
        ("value.type", len(rows) + 3),
    ]


def test_rows_that_only_look_the_same_for_an_unread_cell_are_not_told(tables: Tables, laid: Village) -> None:
    head, *rows = tables["trade"].splitlines()
    spoilt = rows[-1].replace(rows[-1].split(",")[1], "October")
    found = errors(laid({**tables, "trade": "\n".join([head, *rows, spoilt, spoilt, ""])}))
    assert {problem.code for problem in found} == {"value.type"}


def test_a_link_into_a_table_that_was_not_read_is_no_fault(tables: Tables, laid: Village) -> None:
    ragged = tables["product"].rstrip("\n") + ",one cell more\n"
    found = errors(laid({**tables, "product": ragged}))
    assert {problem.code for problem in found} == {"table.ragged"}


def test_a_file_is_checked_beside_what_is_known_and_only_its_own_faults_are_told(
    village_folder: Path, tmp_path: Path
) -> None:
    known = read(village_folder).cluster
    assert known is not None
    head = "round,month,seller,buyer,product,reporter,quantity\n"
    file = tmp_path / "trade.csv"
    file.write_text(head + "2002,2002-11-01,binh,lan,residue,seller,40\n2002,2002-10-01,binh,hoa,wet,seller,1990\n")
    reading = read(file, beside=known)
    assert reading.cluster is not None
    assert reading.cluster["trade"].height == 2
    file.write_text(head + "2002,2002-11-01,binh,nobody,residue,seller,40\n")
    (problem,) = (one for one in read(file, beside=known).problems if one.severity == "error")
    assert (problem.code, problem.row, problem.column) == ("link.broken", 2, "buyer")


def test_what_a_row_shows_by_itself_is_told_together_with_cells_that_were_not_read(
    tables: Tables, laid: Village
) -> None:
    head, first, second, third, *rest = tables["trade"].splitlines()
    names = head.split(",")

    def changed(line: str, **cells: str) -> str:
        return ",".join(cells.get(name, cell) for name, cell in zip(names, line.split(","), strict=True))

    seller = second.split(",")[names.index("seller")]
    lines = [
        head, changed(first, quantity="320 kilo"), changed(second, buyer=seller), changed(third, quantity="-5"), *rest,
    ]  # fmt: skip
    found = {(one.row, one.code) for one in errors(laid({**tables, "trade": "\n".join(lines)}))}
    assert {(2, "value.type"), (3, "pair.same"), (4, "value.low")} <= found
