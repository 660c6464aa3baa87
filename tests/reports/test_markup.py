from edulis.reports.markup import Markup, element, join


def test_words_are_escaped_and_elements_are_not() -> None:
    inner = element("b", "Hoa & Bình")
    assert element("p", "<script>", inner) == "<p>&lt;script&gt;<b>Hoa &amp; Bình</b></p>"


def test_attributes_are_escaped_and_absent_ones_left_out() -> None:
    made = element("td", "x", class_='a"b', scope=None, hidden=True, aria_label="<")
    assert made == '<td class="a&quot;b" hidden aria-label="&lt;">x</td>'


def test_lists_of_children_are_joined_and_void_elements_do_not_close() -> None:
    assert join(["a", element("br")], "b") == "a<br>b"
    assert isinstance(join("a"), Markup)
