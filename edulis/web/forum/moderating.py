"""Hiding with a published reason, showing again, asking for it, and saying it in another language."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from edulis.schema import Text
from edulis.web.forum import actions
from edulis.web.forum.forms import WordsForm
from edulis.web.forum.rules import HIDE, OBJECT, TRANSLATE, UNHIDE
from edulis.web.forum.showing import LANGUAGE, shown
from edulis.web.forum.where import found_post, here
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.pages import refusal
from edulis.web.kit.tongue import current, say
from edulis.web.kit.versions import Stale, seen_version

WHY = Text("The reason is published. The words stay, and members can still read them by tapping.")


@opens(HIDE, methods="GET POST")
def hide(request: Guest, number: int) -> HttpResponse:
    """Hide what somebody said; why is told to all."""
    post = found_post(request, number, HIDE)
    form = WordsForm(request.POST or None, label=Text("Why is it hidden?"), help_text=WHY, most=500)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hide(request.visit, post, form.cleaned_data["words"])
        except actions.Gone:
            return refusal(request, 409, Text("This is hidden already."))
        return redirect(here(request, post.topic, post))
    told = {"post": post, "form": form, "objections": post.objections.filter(settled=None).select_related("by")}
    return render(request, "forum/hide.html", told, status=422 if request.method == "POST" else 200)


@opens(UNHIDE, methods="POST")
def unhide(request: Guest, number: int) -> HttpResponse:
    """Show it again, or leave it shown."""
    post = found_post(request, number, UNHIDE)
    try:
        actions.unhide(request.visit, post)
    except actions.Gone:
        return refusal(request, 409, Text("This is not hidden."))
    return redirect(here(request, post.topic, post))


@opens(OBJECT, methods="GET POST")
def object_to(request: Guest, number: int) -> HttpResponse:
    """Ask those who moderate to look at it."""
    post = found_post(request, number, OBJECT)
    form = WordsForm(request.POST or None, label=Text("What is wrong with it?"), most=500)
    if request.method == "POST" and form.is_valid():
        actions.propose_hiding(request.visit, post, form.cleaned_data["words"])
        messages.success(request, say(Text("Those who moderate will look at it.")))
        return redirect(here(request, post.topic, post))
    return render(
        request, "forum/object.html", {"post": post, "form": form}, status=422 if request.method == "POST" else 200
    )


@opens(TRANSLATE, methods="GET POST")
def translate(request: Guest, number: int) -> HttpResponse:
    """Say it in the language of the page."""
    post = found_post(request, number, TRANSLATE)
    language = request.POST.get("language", "") or request.GET.get("language", "") or current()
    if language not in LANGUAGE or language == post.language:
        language = next(one for one in LANGUAGE if one != post.language)
    told = shown(request.visit, post.topic, [post])[0]
    if told.withheld:
        raise Http404
    before = next((one for one in post.translations.all() if one.language == language), None)
    start = {"words": before.words if before else ""}
    form = WordsForm(request.POST or None, label=LANGUAGE[language], initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.translate(request.visit, post, language, form.cleaned_data["words"], seen_version(request))
        except Stale as stale:
            now = stale.current
            both = {"post": post, "form": form, "to": language, "seen": now.version, "theirs": now}
            return render(
                request, "forum/translate.html", both | {"words_language": LANGUAGE.get(post.language)}, status=409
            )
        return redirect(here(request, post.topic, post))
    told_more = {
        "post": post, "form": form, "to": language, "words_language": LANGUAGE.get(post.language),
        "seen": seen_version(request) if request.method == "POST" else before.version if before else 0,
    }  # fmt: skip
    return render(request, "forum/translate.html", told_more, status=422 if request.method == "POST" else 200)
