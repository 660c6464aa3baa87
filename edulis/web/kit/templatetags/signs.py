"""`{% sign "forum" %}`: a symbol of the one file of icons, beside words that say the same."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def sign(name: str) -> SafeString:
    """The symbol; hidden from readers aloud, since the words stand beside it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("kit/icons.svg"), name)


@register.filter
def initial(name: str) -> str:
    """The first letter of the name by which people are called: in Vietnamese the last word."""
    words = name.split()
    return words[-1][0].upper() if words else "·"
