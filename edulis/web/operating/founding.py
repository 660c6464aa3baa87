"""Found a cluster as a draft, make the first operator, and print what belongs on paper."""

from __future__ import annotations

import html
import io
import secrets
from dataclasses import dataclass
from pathlib import Path

import pyotp
import segno
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from edulis.schema import Text
from edulis.schema.language import Language
from edulis.web.kit.folding import folded
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.operating.home import BACKUP_KEY, LETTERS, Refused, fresh_backup_key, keep
from edulis.web.people.models import Cluster, Person
from edulis.web.people.tokens import LENGTH, digest

STYLE = (
    "body{font:18px/1.5 sans-serif;margin:2cm;max-width:17cm}section{page-break-after:always}svg{width:6cm;height:6cm}"
    "code{font-size:1.3em;overflow-wrap:anywhere}"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of paper: what it is for, a QR picture where one helps, and words to type."""

    title: Text
    words: tuple[Text | str, ...]
    code: str = ""


def grouped(letters: str, by: int = 5) -> str:
    """Letters in groups, to be read from paper."""
    return "-".join(letters[place : place + by] for place in range(0, len(letters), by))


def found(title: str, code: str, *, quorum: int, language: Language, address: str) -> Sheet:
    """Make the draft of a cluster; gives the sheet with the code that its members redeem. Raises Refused."""
    short = slugify(folded(code or title))[:40]
    if not short:
        raise Refused(Text("Give the cluster a short code of letters and digits: --code"))
    secret = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    try:
        with transaction.atomic():
            cluster = Cluster.objects.create(
                code=short, title=title, language=language, founding_quorum=quorum, founding_code=digest(secret)
            )
            record_act(Visit(cluster=cluster), "people.cluster_draft", cluster, quorum=quorum)
    except IntegrityError:
        raise Refused(Text("There is already a cluster with the code {code}.", code=short)) from None
    where = f"{address}/found/{grouped(secret)}/"
    return Sheet(
        Text("Founding {title}", title=title),
        (
            Text("When {n} members have signed here, each with a name and a PIN, the cluster is founded.", n=quorum),
            Text("Until then it is a draft, and nothing can be decided in it."),
            where,
        ),
        where,
    )  # fmt: skip


def first_operator(name: str, handle: str) -> Sheet | None:
    """Make the operator of this site, if it has none yet; gives the card to be locked away."""
    if Person.objects.filter(is_operator=True).exists():
        return None
    word = grouped("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))
    totp = pyotp.random_base32()
    try:
        with transaction.atomic():
            Person.objects.create_user(
                name, handle=handle, password=word, totp_secret=totp, is_operator=True, folded=folded(name)
            )
    except IntegrityError:
        raise Refused(Text("Somebody else enters by that name. Choose another.")) from None
    return Sheet(
        Text("The operator's card: {name}", name=name),
        (
            Text("Backs up and updates; sees nothing of households and decides nothing."),
            Text("Enter by the name {handle} and this password:", handle=handle),
            word,
            Text("Open your authenticator and point it at this picture, or type: {secret}", secret=totp),
        ),
        pyotp.TOTP(totp).provisioning_uri(name=handle, issuer_name="Edulis"),
    )  # fmt: skip


def operator_anew(name: str) -> Sheet:
    """Make somebody else the operator: those before them come in no more, and their browsers are shut out."""
    with transaction.atomic():
        for one in Person.objects.filter(is_operator=True):
            one.is_operator, one.handle, one.totp_secret = False, None, ""
            one.set_unusable_password()  # ends their sessions too
            one.save()
        sheet = first_operator(name, "operator")
    assert sheet is not None
    return sheet


def backup_sheet(home: Path) -> Sheet | None:
    """Make the key of backups, if there is none yet; gives the sheet to be locked away."""
    if (home / BACKUP_KEY).exists():
        return None
    key = fresh_backup_key()
    keep(home / BACKUP_KEY, key + "\n")
    return Sheet(
        Text("The key of the backups"),
        (
            Text("Lock this sheet away, apart from the sticks. Without it no backup can be read, by anybody."),
            key,
        ),
    )  # fmt: skip


def on_screen(sheet: Sheet, language: Language) -> str:
    """A sheet as text for a terminal, with its code drawn in blocks."""
    lines = [_say(sheet.title, language).upper(), "", *(_say(one, language) for one in sheet.words)]
    if sheet.code:
        out = io.StringIO()
        segno.make(sheet.code, error="m").terminal(out, compact=True)
        lines.append(out.getvalue())
    return "\n".join(lines) + "\n"


def on_paper(sheets: list[Sheet], language: Language) -> str:
    """Sheets as one page for printing, each on a paper of its own."""
    parts = []
    for sheet in sheets:
        words = "".join(
            f"<p>{html.escape(_say(one, language))}</p>"
            if isinstance(one, Text)
            else f"<p><code>{html.escape(one)}</code>"
            for one in sheet.words
        )
        picture = segno.make(sheet.code, error="m").svg_inline(omitsize=True) if sheet.code else ""
        parts.append(f"<section><h1>{html.escape(_say(sheet.title, language))}</h1>{words}{picture}</section>")
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><style>{STYLE}</style>{"".join(parts)}</html>\n'
    )


def _say(words: Text | str, language: Language) -> str:
    return words.say(language) if isinstance(words, Text) else words
