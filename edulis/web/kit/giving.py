"""Pictures and sounds as they are given out: as what they were found to be and nothing else, to no cache."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

ENDINGS = {"image/jpeg": "jpg", "audio/ogg": "ogg", "audio/webm": "webm", "audio/mp4": "m4a", "audio/aac": "aac"}
PART = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


def given(request: HttpRequest, content: bytes, kind: str, name: str) -> HttpResponse:
    """These bytes as `kind`, under a name of ours; or the part of them that a player asks for (206, else 416).

    Raises KeyError for a kind that is never given out.
    """
    ending = ENDINGS[kind]
    bounds = _part(request.headers.get("Range", ""), len(content))
    if bounds is None:
        answer = HttpResponse(status=416)
        answer.headers["Content-Range"] = f"bytes */{len(content)}"
        return answer
    first, last = bounds
    whole = (first, last) == (0, len(content) - 1)
    answer = HttpResponse(content[first : last + 1], status=200 if whole else 206, content_type=kind)
    if not whole:
        answer.headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Encoding"] = "identity"  # packed once more it would only grow, and could not be sought in
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.{ending}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """The first and last byte that are wanted; all of them where nothing, or several parts, are asked for."""
    found = PART.fullmatch(asked.strip())
    if not found or not any(found.groups()):
        return 0, size - 1
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else None
    if int(first) >= size or (last and int(last) < int(first)):
        return None
    return int(first), min(int(last), size - 1) if last else size - 1
