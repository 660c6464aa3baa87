"""Entering and leaving."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from edulis.web.kit.doors import Guest, opens
from edulis.web.people.rules import ENTER


@opens(ENTER)
def enter(request: Guest) -> HttpResponse:
    """How to come in: with a card, or with a name and password."""
    return render(request, "people/enter.html")
