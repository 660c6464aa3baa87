"""Signs beside words."""

import re
from pathlib import Path

from django.template import Context, Template

from edulis.web.kit.templatetags.signs import initial, sign


def test_a_sign_is_a_symbol_of_the_one_file_and_silent_to_readers_aloud() -> None:
    made = Template('{% sign "forum" %}').render(Context())
    assert 'aria-hidden="true"' in made
    assert made.endswith('#forum"/></svg>')
    assert "style=" not in made
    assert "&lt;" in sign("<")


def test_every_sign_that_pages_ask_for_is_in_the_file(web: Path) -> None:
    there = set(re.findall(r'symbol id="(\w+)"', (web / "kit/static/kit/icons.svg").read_text()))
    asked = {
        name
        for page in web.rglob("templates/**/*.html")
        for name in re.findall(r'\{% sign "(\w+)"', page.read_text(encoding="utf-8"))
    }
    assert asked - there == set()


def test_people_are_called_by_the_last_word_of_their_name() -> None:
    assert initial("Phí Thị Hoa") == "H"
    assert initial("đào") == "Đ"
    assert initial("") == "·"
