"""Any text survives: through every text field of every form that can be found, back unchanged in composed letters."""

import unicodedata
import uuid

from django.apps import apps
from django.db import models, transaction

from tests.web.harness.addresses import World, addresses
from tests.web.harness.filling import Field, Form, forms_of

NAUGHTY = (
    "Nguyễn Thị Hồng Nhung", unicodedata.normalize("NFD", "Đặng Thị Mỹ Hạnh"), "O'Brien \"Bún\" «khô»", "<b>&amp;</b>",
    "-1+2", "=1+1", "@SUM(A1)", "🍜 miến 👩🏽‍🌾", "\u202engược\u202c", "مرحبا",
    "中文字", "a\u200bb", "ﬁ½Ⅷ", "%s {0} {n}",
    "{{7*7}}{% now %}", "null", "undefined", "0", "1e5", "True", "../../etc/passwd", "'; DROP TABLE kit_line; --",
    "\\x41\\n", "\ufeffx", "Ｆｕｌｌ", "İı", "z\u0351\u036b\u0343\u032a", "\U0001f9d1\u200d\U0001f373", "ư ơ ă â ê ô",
    "tab\tin", "a\u00a0b", "\u2028x", "𝒳𝓎", "ß", "x" * 79,
)  # fmt: skip
REFUSED = ("a\0b", "\0")
NOT_KEPT = frozenset({"q", "code", "pin", "again", "handle", "password", "totp", "next", "seen", "household", "second"})


def fields(world: World) -> list[tuple[str, str, Form, Field]]:
    """Each text field once: role, address, its form, itself."""
    found: dict[tuple[str, str], tuple[str, str, Form, Field]] = {}
    for role in ("coordinator", "member", "facilitator", "researcher"):
        for address in addresses():
            given = world.parameters(address, "own")
            if given is None or "GET" not in address.door.methods or role not in address.door.rule.roles:
                continue
            page = world.client(role).get(address.at(given))
            if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
                continue
            for form in forms_of(page.content):
                for one in form.texts if form.method == "post" else ():
                    found.setdefault((form.action or address.name, one.name), (role, address.at(given), form, one))
    return list(found.values())


def kept(words: str) -> bool:
    """Whether some table of some room holds these words."""
    for model in apps.get_models():
        if model._meta.app_label in {"sessions", "contenttypes", "auth", "kit"}:
            continue
        texts = [
            one.name for one in model._meta.concrete_fields if isinstance(one, models.CharField | models.TextField)
        ]
        if texts:
            asked = models.Q()
            for name in texts:
                asked |= models.Q(**{name: words})
            if model._default_manager.filter(asked).exists():
                return True
    return False


def send(world: World, role: str, here: str, form: Form, one: Field, words: str) -> tuple[int, bool]:
    """Send a form with these words in one field; the status, and whether they are kept. What it did is undone."""
    client = world.client(role)  # entered before the point to which all goes back
    before = transaction.savepoint()
    try:
        sent = form.filled() | {one.name: words, "_key": str(uuid.uuid4())}
        answer = client.post(form.action or here, sent)
        taken = answer.status_code in {200, 302, 303}
        looked = unicodedata.normalize("NFC", words).strip()
        held = taken and (kept(looked) or kept(" ".join(looked.split())))  # a name has single blanks
        return answer.status_code, held
    finally:
        transaction.savepoint_rollback(before)
        if not (form.action or here).startswith("/c/"):
            world.clients.pop(role, None)


def test_any_text_comes_back_as_it_was_written(world: World, scale: int) -> None:
    wrong, right = [], 0
    step = 1 if scale > 1 else 4
    for place, (role, here, form, one) in enumerate(fields(world)):
        if one.name in NOT_KEPT:
            continue
        for words in NAUGHTY[place % step :: step]:
            status, held = send(world, role, here, form, one, words)
            if status >= 500 or (status in {200, 302, 303} and not held):
                wrong.append((form.action or here, one.name, words, status))
            right += held
    assert wrong == []
    assert right >= 60


def test_what_no_store_holds_is_refused_politely(world: World) -> None:
    for role, here, form, one in fields(world):
        for words in REFUSED:
            assert send(world, role, here, form, one, words)[0] == 400, (here, one.name)
