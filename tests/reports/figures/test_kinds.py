from types import SimpleNamespace

import pytest

from edulis.reports.figures import Dot, Tie, kind_network
from edulis.reports.figures.canvas import ACCENT
from edulis.reports.figures.kinds import _bend

LONG = "Người cung ứng hàng hóa từ nơi khác"


@pytest.mark.parametrize("count", [1, 2, 5, 21])
def test_labels_keep_clear_for_few_and_for_many_kinds(eyes: SimpleNamespace, count: int) -> None:
    dots = [Dot(f"k{n}", f"{LONG} {n}", n + 1.0, f"{n + 1} cơ sở") for n in range(count)]
    ties = [Tie(f"k{n}", f"k{(n * 2 + 1) % count}", n + 1.0, n % 2 == 0) for n in range(count) if (n + 1) % count]
    eyes.look(kind_network(dots, ties, title="t", description="d", legend=("talk", "fewer talk")))


def test_only_silent_trade_is_dashed() -> None:
    dots = [Dot(code, code, 1.0, "1") for code in ("hoa", "binh", "shop")]
    ties = [Tie("binh", "hoa", 1.0, False), Tie("hoa", "shop", 1.0, True)]
    svg = kind_network(dots, ties, title="t", description="d", legend=("", ""))
    assert svg.count("stroke-dasharray") == 1
    assert svg.count(ACCENT) == 1


def test_neighbours_are_seated_beside_or_across_each_other() -> None:
    dots = [Dot(code, code, 1.0, "1") for code in "abcdef"]
    ties = [Tie("a", "f", 9.0), Tie("b", "e", 9.0), Tie("c", "d", 9.0)]
    svg = kind_network(dots, ties, title="t", description="d", legend=("", ""))
    ends = [line.split('d="M ')[1].split(" Q ") for line in svg.split("<path")[1:]]
    rows = [(start.split()[1], rest.split('"')[0].split()[-1]) for start, rest in ends]
    assert all(abs(float(one) - float(other)) <= 60 for one, other in rows)


def test_arcs_from_one_dot_within_a_column_lie_inside_each_other() -> None:
    width = 680.0
    near, far = _bend((200, 50), (190, 93), width), _bend((200, 50), (190, 180), width)
    assert 200 < near[0] < far[0] < width / 2
    right = _bend((480, 50), (490, 93), width)
    assert width / 2 < right[0] < 480
    across = _bend((200, 50), (480, 93), width)
    assert across == (width / 2, 71.5)
