"""The page that leads through looking after the laptop."""

import shlex
from pathlib import Path

from django.conf import LazySettings

from edulis.cli.door import COMMANDS
from edulis.web.home.village import CARES
from edulis.web.kit.copies import note
from tests.web.conftest import Cast

PAGE = "/c/lang-bot/laptop/"


def test_every_line_to_type_is_a_command_that_exists() -> None:
    typed = [shlex.split(line) for care in CARES for line in care.commands]
    assert {words[0] for words in typed} == {"edulis"}
    assert {words[1] for words in typed} <= set(COMMANDS)


def test_it_says_when_the_last_copy_was_made(cast: Cast, settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    hoa = cast.client("hoa", headers={"accept-language": "en"})
    assert "No copy has been made yet" in hoa.get(PAGE).content.decode()
    note(tmp_path / "village.edulis", locked=False)
    page = hoa.get(PAGE).content.decode()
    assert "village.edulis" in page
    assert "It is not locked." in page


def test_members_and_who_runs_the_laptop_read_it_and_others_do_not(cast: Cast) -> None:
    asked = {name: cast.client(name).get(PAGE).status_code for name in ("binh", "minh", "tu", "an", "ngoc", "lan")}
    assert asked == {"binh": 200, "minh": 200, "tu": 200, "an": 403, "ngoc": 403, "lan": 404}
