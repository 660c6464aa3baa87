"""The words that Python's own reader of command lines says, in the language of the person who typed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from edulis.schema.language import Language, Text

WORDS = (
    Text("usage: "),
    Text("positional arguments"),
    Text("options"),
    Text("show this help message and exit"),
    Text("argument %(argument_name)s: %(message)s"),
    Text("the following arguments are required: %s"),
    Text("one of the arguments %s is required"),
    Text("unrecognized arguments: %s"),
    Text("not allowed with argument %s"),
    Text("ignored explicit argument %r"),
    Text("expected one argument"),
    Text("expected at most one argument"),
    Text("expected at least one argument"),
    Text("expected %s argument"),
    Text("expected %s arguments"),
    Text("ambiguous option: %(option)s could match %(matches)s"),
    Text("invalid %(type)s value: %(value)r"),
    Text("invalid choice: %(value)r (choose from %(choices)s)"),
)


@contextmanager
def spoken(language: Language) -> Iterator[None]:
    """While this lasts, argparse speaks that language: it looks its messages up by two names, which are lent to it."""
    said = {text.message: text.say(language) for text in WORDS}
    names = ("_", "ngettext")
    before = {name: getattr(argparse, name) for name in names}

    def one_or_many(one: str, many: str, n: int) -> str:
        message = one if n == 1 else many
        return said.get(message, message)

    setattr(argparse, names[0], lambda message: said.get(message, message))
    setattr(argparse, names[1], one_or_many)
    try:
        yield
    finally:
        for name, own in before.items():
            setattr(argparse, name, own)
