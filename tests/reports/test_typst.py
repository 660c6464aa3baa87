import datetime as dt
import io

from pypdf import PdfReader

from edulis.reports.tree import Paragraph, Points, Report, Section, Table
from edulis.reports.typst import plain, to_pdf

HOSTILE = '#panic("x") $x^2$ *bold* _it_ \\ #{1+1} @ref <label> [a] // end'


def report(*blocks: object) -> Report:
    section = Section(key="a", title="Ở đâu ta mua bán", blocks=blocks)  # type: ignore[arg-type]
    first = Section(key="f", title="", titled=False, blocks=(Paragraph(text="Bà Hoa tráng miến."),))
    return Report(
        title="Làng Bột", subtitle="Vụ 2002", language="vi", edition="public", edition_word="Báo cáo",
        notice="", day=dt.date(2003, 8, 1), sections=(first, section),
    )  # fmt: skip


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_pdf(report(Paragraph(text="Một"))) == to_pdf(report(Paragraph(text="Một")))


def test_what_people_wrote_is_text_and_never_code() -> None:
    table = Table(title=HOSTILE, head=("a", HOSTILE), rows=((HOSTILE, "1"),))
    pdf = to_pdf(report(Paragraph(text=HOSTILE), Points(items=(HOSTILE,)), table))
    found = PdfReader(io.BytesIO(pdf)).pages[1].extract_text()
    assert '#panic("x")' in found
    assert "#{1+1}" in found


def test_it_is_tagged_has_a_language_a_title_and_the_date_of_the_round() -> None:
    read = PdfReader(io.BytesIO(to_pdf(report(Paragraph(text="Một")))))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("vi")
    assert read.metadata is not None
    assert read.metadata.title == "Làng Bột"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert b"2003" in root["/Metadata"].get_object().get_data()


def test_vietnamese_letters_can_be_read_back() -> None:
    read = PdfReader(io.BytesIO(to_pdf(report(Paragraph(text="Đường, ổi, ngã, ưỡn, ặ")))))
    text = " ".join(page.extract_text() for page in read.pages)
    for word in ("Đường", "ổi", "ngã", "ưỡn", "ặ"):
        assert word in text


def test_a_node_knows_the_name_of_its_kind() -> None:
    made = plain(Points(items=("a",)))
    assert made == {"node": "points", "items": ["a"]}
