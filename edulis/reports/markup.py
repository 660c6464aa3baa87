"""HTML elements from plain values: whatever is not an element already is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"meta", "link", "br", "hr", "img", "col"})


class Markup(str):
    """Words that are HTML already."""

    __slots__ = ()


def element(name: str, /, *children: str | Iterable[str], **attributes: str | bool | None) -> Markup:
    """An element with escaped attributes and children; `class_` is `class`, `data_x` is `data-x`."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: str | Iterable[str]) -> Markup:
    """Children one after the other, plain text escaped."""
    parts: list[str] = []
    for child in children:
        if isinstance(child, Markup):
            parts.append(child)
        elif isinstance(child, str):
            parts.append(escape(child, quote=False))
        else:
            parts.append(join(*child))
    return Markup("".join(parts))
