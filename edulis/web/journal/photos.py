"""Pictures of meetings, made anew and given out as nothing but JPEG."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from edulis.schema import Text
from edulis.web.journal import actions
from edulis.web.journal.forms import PhotoForm
from edulis.web.journal.meetings import found
from edulis.web.journal.models import Photo
from edulis.web.journal.rules import SEE_PHOTO, SHOW, TAKE_DOWN
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.giving import given
from edulis.web.kit.pages import refusal
from edulis.web.kit.pictures import NoPicture, draw_anew
from edulis.web.kit.tongue import say


@opens(SHOW, methods="POST")
def add(request: Guest, number: int) -> HttpResponse:
    """Add a picture to a meeting."""
    one = found(request, number, SHOW)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["picture"]
        try:
            actions.show(request.visit, one, draw_anew(sent, sent.size), form.cleaned_data["caption"])
        except NoPicture:
            form.add_error(
                "picture", say(Text("That is no picture a phone takes (JPEG, PNG, WebP), or it is too large."))
            )
        except actions.Full:
            return refusal(request, 409, Text("This meeting has as many pictures as fit. Take one down first."))
        else:
            return redirect("journal:meeting", cluster=request.visit.cluster.code, number=one.pk)
    return render(request, "journal/photo.html", {"meeting": one, "form": form}, status=422)


@opens(SEE_PHOTO)
def seen(request: Guest, name: str) -> HttpResponse:
    """The picture itself."""
    photo = get_object_or_404(Photo.objects.select_related("meeting"), name=name)
    require(request, SEE_PHOTO, photo)
    return given(request, bytes(photo.picture), "image/jpeg", photo.name)


@opens(TAKE_DOWN, methods="POST")
def down(request: Guest, name: str) -> HttpResponse:
    """Take a picture away for good."""
    photo = get_object_or_404(Photo.objects.select_related("meeting").defer("picture"), name=name)
    require(request, TAKE_DOWN, photo)
    meeting = photo.meeting_id
    actions.take_down(request.visit, photo)
    return redirect("journal:meeting", cluster=request.visit.cluster.code, number=meeting)
