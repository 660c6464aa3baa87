"""Pictures and voice notes of the forum, given out as nothing but what they are."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from edulis.web.forum import actions
from edulis.web.forum.models import Picture, Post, Sound
from edulis.web.forum.rules import SEE_HIDDEN, SEE_MEDIA, TAKE_DOWN
from edulis.web.forum.where import here
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.giving import given
from edulis.web.kit.rules import may


def _readable(request: Guest, post: Post) -> None:
    mine = request.visit.person is not None and post.by_id == request.visit.person.pk
    if post.hidden is not None and not mine and not may(request.visit, SEE_HIDDEN):
        raise Http404


@opens(SEE_MEDIA)
def seen(request: Guest, name: str) -> HttpResponse:
    """A picture."""
    one = get_object_or_404(Picture.objects.select_related("post__topic"), name=name)
    require(request, SEE_MEDIA, one)
    _readable(request, one.post)
    return given(request, bytes(one.picture), "image/jpeg", one.name)


@opens(SEE_MEDIA)
def heard(request: Guest, name: str) -> HttpResponse:
    """A voice note."""
    one = get_object_or_404(Sound.objects.select_related("post__topic"), name=name)
    require(request, SEE_MEDIA, one)
    _readable(request, one.post)
    return given(request, bytes(one.sound), one.kind, one.name)


@opens(TAKE_DOWN, methods="POST")
def down(request: Guest, name: str) -> HttpResponse:
    """Take a picture or voice note away for good."""
    pictures = Picture.objects.select_related("post__topic").defer("picture")
    sounds = Sound.objects.select_related("post__topic").defer("sound")
    one = pictures.filter(name=name).first() or sounds.filter(name=name).first()
    if one is None:
        raise Http404
    require(request, TAKE_DOWN, one)
    post = one.post
    actions.take_down(request.visit, one)
    return redirect(here(request, post.topic, post))
