"""What a phone needs beside pages: the worker that keeps what was seen, its manifest, a fresh token, its own page."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static

from edulis.schema import Text
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.rules import ANYBODY, rule
from edulis.web.kit.tongue import current, say

SERVE = rule("kit.phone_serve", ANYBODY, when_open=False)
KEPT = (
    "kit/edulis.css",
    "kit/icons.svg",
    "kit/icon-192.png",
    "kit/phone.js",
    "kit/outbox.js",
    "kit/kept.js",
    "kit/seal.js",
)


@opens(SERVE)
def worker(request: Guest) -> HttpResponse:
    """The service worker. It changes whenever a file changes that it keeps, so phones take up the new ones."""
    shown = {"files": [static(name) for name in KEPT], "seal": static("kit/seal.js")}
    answer = render(request, "kit/sw.js", shown, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Service-Worker-Allowed"] = "/"
    return answer


@opens(SERVE)
def manifest(request: Guest) -> HttpResponse:
    """What an installed Edulis is called and looks like."""
    icons = [
        {
            "src": static(f"kit/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in (192, 512)
    ]
    told = {
        "id": "/",
        "name": "Edulis",
        "short_name": "Edulis",
        "description": say(Text("The workbench of a village's food enterprises")),
        "lang": current(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf8f3",
        "theme_color": "#0b6a50",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json", headers={"Cache-Control": "no-cache"})


@opens(SERVE)
def token(request: Guest) -> HttpResponse:
    """A fresh token for forms, and whose session this is: an outbox sends only what that person wrote."""
    return JsonResponse({"token": get_token(request), "person": request.visit.number})


@opens(SERVE)
def kept(request: Guest) -> HttpResponse:
    """What is on this phone only: unsent writings and pages seen before. Shown also where there is no network."""
    return render(request, "kit/phone.html")
