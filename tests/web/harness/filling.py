"""Reads the forms of a page as a browser would, and fills them in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

TEXTS = frozenset({"text", "search", "textarea"})
VALUES = {
    "date": "2003-05-06", "time": "19:30", "number": "3", "password": "5810", "email": "a@b.vn", "month": "2003-05",
    "checkbox": "on", "tel": "0912", "url": "http://a.vn/",
}  # fmt: skip


@dataclass
class Field:
    """A question of a form."""

    name: str
    kind: str
    value: str = ""
    chosen: str = ""  # of a select, a textarea, a box: what stands there when the page is opened
    choices: list[str] = field(default_factory=list)
    most: int = 0


@dataclass
class Form:
    """A form of a page."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    def filled(self, words: str = "Bún khô") -> dict[str, object]:
        """All fields with something that fits."""
        sent: dict[str, object] = {}
        for one in self.fields:
            if one.kind == "hidden" or (one.kind not in TEXTS and one.value and one.kind not in {"checkbox", "radio"}):
                sent[one.name] = one.value
            elif one.choices:
                sent[one.name] = next((choice for choice in one.choices if choice), "")
            elif one.kind in TEXTS:
                sent[one.name] = words[: one.most or None]
            elif one.kind != "file":
                sent.setdefault(one.name, one.value or VALUES.get(one.kind, words))
        return sent

    def as_shown(self) -> dict[str, object]:
        """All fields as they stand there when the page is opened."""
        boxes = {"checkbox", "radio"}
        return {
            one.name: one.chosen if one.kind in boxes | {"select", "textarea"} else one.value
            for one in self.fields
            if one.kind not in boxes | {"file"} or one.chosen
        }

    @property
    def texts(self) -> list[Field]:
        """The fields into which people write freely."""
        return [one for one in self.fields if one.kind in TEXTS]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.choosing: Field | None = None
        self.writing: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(told.get("action", ""), told.get("method", "get").lower()))
        if not self.forms or (not told.get("name") and tag != "option"):
            return
        name, most = told.get("name", ""), int(told.get("maxlength", "0") or 0)
        if tag in {"input", "button"}:
            kind = "hidden" if tag == "button" else told.get("type", "text")
            chosen = told.get("value", "on") if "checked" in told else ""
            self.forms[-1].fields.append(Field(name, kind, told.get("value", ""), chosen, most=most))
        elif tag == "textarea":
            self.writing = Field(name, "textarea", most=most)
            self.forms[-1].fields.append(self.writing)
        elif tag == "select":
            self.choosing = Field(name, "select")
            self.forms[-1].fields.append(self.choosing)
        elif tag == "option" and self.choosing is not None:
            self.choosing.choices.append(told.get("value", ""))
            if "selected" in told:
                self.choosing.chosen = told.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.writing is not None:
            self.writing.chosen += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.choosing = None
        if tag == "textarea":
            self.writing = None


def forms_of(page: bytes) -> list[Form]:
    """Every form of a page."""
    reader = _Reader()
    reader.feed(page.decode())
    return reader.forms
