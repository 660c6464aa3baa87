"""The codebook: every record and column that Edulis knows, and every problem it names, for people to read."""

from __future__ import annotations

from collections.abc import Iterator

from edulis.schema import CATALOGUE, RECORDS, Column, Language, Text, columns, number, record_name, title_of, translate

KIND_TITLES: dict[str, Text] = {
    "code": Text("code"),
    "text": Text("words"),
    "one_of": Text("one of a list"),
    "yes_no": Text("yes or no"),
    "count": Text("whole number"),
    "number": Text("number"),
    "money": Text("amount of money"),
    "month": Text("month"),
    "day": Text("day"),
    "link": Text("link"),
    "place": Text("place"),
}


def codebook(language: Language = "en") -> str:
    """The whole codebook in Markdown."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: Language) -> Iterator[str]:
    say = _Saying(language)
    yield say(Text("# Codebook"))
    yield ""
    yield say(
        Text(
            "This page is made from the declaration by `edulis codebook`; do not edit it. A file or sheet has the name "
            "of its record, and its first line holds the names or the titles of the columns, in English or Vietnamese. "
            "Columns that nobody knows may be left out."
        )
    )
    yield ""
    yield say(
        Text(
            "**Needed**: ● must be filled in; ◆ is part of the key, which no two rows share; ◇ is part of the key and "
            "may stay empty. **Personal** columns leave Edulis only when they are asked for by name. Amounts of money "
            "are whole numbers of the smallest unit of the cluster's currency."
        )
    )
    yield ""
    yield say(Text("## Records"))
    yield ""
    for record in RECORDS:
        name = record_name(record)
        yield f"- [`{name}`](#{name}): {say.word(title_of(record))}"
    for record in RECORDS:
        yield ""
        yield from _record(record, say)
    yield ""
    yield from _problems(say)


class _Saying:
    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, message: Text) -> str:
        return message.say(self.language)

    def word(self, message: str) -> str:
        """A message of the declaration, fit for a cell of a table."""
        return translate(message, self.language).replace("|", "\\|")


def _record(record: type, say: _Saying) -> Iterator[str]:
    name = record_name(record)
    yield f'<a id="{name}"></a>'
    yield ""
    yield f"### `{name}`: {say.word(title_of(record))}"
    yield ""
    heads = (
        Text("Column"),
        Text("Title"),
        Text("Kind"),
        Text("Needed"),
        Text("Bounds, list or link"),
        Text("Question"),
    )
    yield "| " + " | ".join(say(head) for head in heads) + " |"
    yield "|---|---|---|---|---|---|"
    for column in columns(record):
        cells = (
            f"`{column.name}`",
            _title(column, say),
            say(KIND_TITLES[column.kind]),
            _needed(column),
            _limits(column, say),
            say.word(column.ask),
        )
        yield "| " + " | ".join(cells) + " |"


def _title(column: Column, say: _Saying) -> str:
    title = say.word(column.title)
    if column.unit:
        title = f"{title} ({say.word(column.unit)})"
    return f"{title} · *{say(Text('personal'))}*" if column.personal else title


def _needed(column: Column) -> str:
    if column.key:
        return "◆" if column.required else "◇"
    return "●" if column.required else ""


def _limits(column: Column, say: _Saying) -> str:
    if column.choices:
        return "; ".join(f"`{code}` {say.word(title)}" for code, title in column.choices)
    if column.to:
        return " / ".join(f"[`{record}`](#{record})" for record in column.to)
    parts = []
    if column.low is not None:
        parts.append(f"≥ {_plain(column.low, say.language)}")
    if column.high is not None:
        parts.append(f"≤ {_plain(column.high, say.language)}")
    if column.likely is not None:
        parts.append(say(Text("rarely above {bound}", bound=column.likely)))
    return ", ".join(parts)


def _plain(value: float, language: Language) -> str:
    if 1800 <= value <= 2200:
        return f"{value:.0f}"  # a year
    return number(value, language)


def _problems(say: _Saying) -> Iterator[str]:
    yield say(Text("## Problems"))
    yield ""
    yield say(
        Text(
            "What `edulis check` and every reader of files may say. The codes are stable: programs may rely on them. "
            "An error must be mended before the figures are used; a doubt is worth a second look."
        )
    )
    yield ""
    yield f"| {say(Text('Code'))} | {say(Text('Reason'))} |"
    yield "|---|---|"
    for code, reason in CATALOGUE.items():
        yield f"| `{code}` | {say.word(reason)} |"
