from types import SimpleNamespace

from edulis.reports.figures import Cell, matrix
from edulis.reports.figures.canvas import ACCENT

LABELS = {code: f"{code}: người cung ứng từ nơi khác" for code in ("roots", "binh", "hoa", "lan", "shop")}
CELLS = {
    ("roots", "binh"): Cell(5.0, False),
    ("binh", "hoa"): Cell(3.0, True),
    ("binh", "lan"): Cell(None, None),
    ("hoa", "shop"): Cell(1.0, None),
}


def draw() -> str:
    legend = ("dòng là bên bán", "có mua bán", "có trao đổi", "ít trao đổi")
    return matrix(
        ["roots", "binh", "hoa"],
        ["binh", "hoa", "lan", "shop"],
        CELLS,
        LABELS,
        title="t",
        description="d",
        legend=legend,
    )


def test_numbers_stand_over_columns_and_names_beside_rows(eyes: SimpleNamespace) -> None:
    eyes.look(draw())
    words = [text for text, _ in eyes.labels(draw())]
    assert words[:4] == ["2", "3", "4", "5"]
    assert any("4 lan" in text and "5 shop" in text for text in words)


def test_a_ring_marks_trade_with_little_talk_once_and_once_in_the_legend() -> None:
    assert draw().count(f'stroke="{ACCENT}"') == 2
