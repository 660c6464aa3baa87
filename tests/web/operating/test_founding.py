"""A cluster begins as a draft; what belongs on paper is printed."""

import re
from pathlib import Path

import pyotp
import pytest

from edulis.web.kit.models import Line
from edulis.web.operating.founding import backup_sheet, first_operator, found, on_paper, on_screen, operator_anew
from edulis.web.operating.home import BACKUP_KEY, Refused
from edulis.web.people.models import Cluster, Person
from edulis.web.people.tokens import digest

pytestmark = pytest.mark.django_db


def draft() -> object:
    return found("Làng Bột Mới", "", quorum=3, language="vi", address="http://192.168.0.7:8000")


def test_a_draft_has_a_code_that_is_on_its_sheet_and_nowhere_else() -> None:
    sheet = draft()
    cluster = Cluster.objects.get(code="lang-bot-moi")
    secret = re.search(r"/found/([a-z0-9-]+)/", sheet.code)[1].replace("-", "")  # type: ignore[attr-defined, index]
    assert cluster.founded is None
    assert cluster.founding_code == digest(secret)
    assert Line.objects.get().verb == "people.cluster_draft"


def test_a_code_that_is_taken_is_refused() -> None:
    draft()
    with pytest.raises(Refused, match="lang-bot-moi"):
        draft()
    with pytest.raises(Refused, match="--code"):
        found("???", "", quorum=3, language="vi", address="")


def test_the_first_operator_enters_by_password_and_authenticator_and_is_made_once() -> None:
    sheet = first_operator("Tú", "operator")
    person = Person.objects.get(handle="operator")
    assert sheet is not None
    assert person.check_password(str(sheet.words[2]))
    assert pyotp.parse_uri(sheet.code).secret == person.totp_secret
    assert first_operator("Tú", "other") is None


def test_the_key_of_backups_is_made_once_and_printed_once(tmp_path: Path) -> None:
    sheet = backup_sheet(tmp_path)
    assert sheet is not None
    assert (tmp_path / BACKUP_KEY).read_text().strip() in sheet.words
    assert backup_sheet(tmp_path) is None


def test_sheets_are_shown_on_a_terminal_and_on_paper_in_both_languages() -> None:
    sheet = draft()
    for language in ("en", "vi"):
        page, shown = on_paper([sheet], language), on_screen(sheet, language)  # type: ignore[list-item, arg-type]
        assert "<svg" in page
        assert "█" in shown
        assert "Làng Bột Mới" in page


def test_when_the_site_is_handed_over_the_operator_before_comes_in_no_more() -> None:
    first_operator("Tú", "operator")
    sheet = operator_anew("Phí Thị Hoa")
    (now,) = Person.objects.filter(is_operator=True)
    assert (now.name, now.handle) == ("Phí Thị Hoa", "operator")
    before = Person.objects.get(name="Tú")
    assert not before.has_usable_password()
    assert before.handle is None
    assert any(isinstance(word, str) and now.check_password(word) for word in sheet.words)
