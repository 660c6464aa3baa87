import xml.etree.ElementTree as ET

from edulis.reports.figures.canvas import Canvas


def test_words_of_people_stay_words() -> None:
    canvas = Canvas(100, 50)
    canvas.text(0, 20, 'Bà <Hoa> & "con"')
    svg = canvas.svg('A "title" <b>', "d & d")
    root = ET.fromstring(svg)
    assert [node.text for node in root] == ['A "title" <b>', "d & d", 'Bà <Hoa> & "con"']


def test_the_same_strokes_give_the_same_bytes_without_idle_digits() -> None:
    def draw() -> str:
        canvas = Canvas(100, 50)
        canvas.rect(1.0, 2.04, 1 / 3, 0.0, "#fff", stroke_width=2.0)
        canvas.path(("M", 0.0, 1.0, "L", 2.5, 3.0))
        return canvas.svg("t", "d")

    assert draw() == draw()
    assert 'x="1" y="2" width="0.3" height="0" fill="#fff" stroke-width="2"' in draw()
    assert 'd="M 0 1 L 2.5 3" fill="none"' in draw()


def test_lines_go_down_the_page() -> None:
    canvas = Canvas(100, 80)
    after = canvas.lines(0, 20, ["one", "two"], size=10)
    assert after == 45
    assert 'y="32.5"' in canvas.svg("t", "d")
