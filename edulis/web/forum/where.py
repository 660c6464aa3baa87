"""Where topics and posts are found, and at which address they stand."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from edulis.web.forum.models import Post, Topic
from edulis.web.kit.doors import Guest, require
from edulis.web.kit.rules import Rule

REPLIES = 20  # on a page


def found(request: Guest, number: int, rule: Rule) -> Topic:
    """The topic of that number, if it is one of this cluster. Raises Http404."""
    if number >= 1 << 63:
        raise Http404
    topic = get_object_or_404(Topic.objects.select_related("by"), pk=number)
    require(request, rule, topic)
    return topic


def found_post(request: Guest, number: int, rule: Rule) -> Post:
    """The post of that number, if it is one of this cluster. Raises Http404."""
    if number >= 1 << 63:
        raise Http404
    post = get_object_or_404(Post.objects.select_related("topic", "by", "guest"), pk=number)
    require(request, rule, post)
    return post


def here(request: Guest, topic: Topic, post: Post | None = None) -> str:
    """The address of a topic; of the page of it on which a post stands."""
    address = reverse("forum:topic", kwargs={"cluster": request.visit.cluster.code, "number": topic.pk})
    if post is None or post.part != "say":
        return address + (f"#p{post.pk}" if post else "")
    before = Post.objects.filter(topic=topic, part="say", pk__lt=post.pk).count()
    return f"{address}?page={before // REPLIES + 1}#p{post.pk}"


def seen_version(request: Guest) -> int:
    """The version that the form was made from; none that ever was where it does not say."""
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
