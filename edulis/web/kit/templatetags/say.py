"""`{% say "{n} of {total} answered" n=3 total=5 %}`: a message of the one catalogue, in the language of the page."""

from __future__ import annotations

import uuid
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from edulis.schema.language import Text
from edulis.web.kit import tongue

register = template.Library()


@register.simple_tag
def say(message: str | Text, **gaps: Any) -> str:
    """The message with its gaps filled, escaped."""
    text = message if isinstance(message, Text) else Text(message, **gaps)
    return conditional_escape(tongue.say(text))


@register.filter
def told(value: Any) -> str:
    """A `Text`, number or date as the language of the page writes it."""
    return tongue.written(value)


@register.simple_tag
def once() -> SafeString:
    """The hidden key that makes sending a form twice the same as sending it once."""
    return format_html('<input type="hidden" name="_key" value="{}">', uuid.uuid4())
