"""Addresses of posts lead to the page on which they stand."""

from types import SimpleNamespace
from typing import Any
from typing import cast as typed

import pytest
from django.http import Http404

from edulis.web.forum import actions, where
from edulis.web.forum.actions import Saying
from edulis.web.forum.models import Topic
from edulis.web.forum.rules import SEE, SEE_WORDS
from tests.web.conftest import Cast


def test_a_reply_on_the_second_page_is_found_there(cast: Cast, topic: Topic) -> None:
    request = typed(Any, SimpleNamespace(visit=cast.visit("binh"), POST={}))
    posts = [actions.put(cast.visit("dao"), topic, Saying("x", "processor"), "say") for _ in range(where.REPLIES + 1)]
    assert where.here(request, topic, posts[0]).endswith(f"?page=1#p{posts[0].pk}")
    assert where.here(request, topic, posts[-1]).endswith(f"?page=2#p{posts[-1].pk}")
    assert where.here(request, topic).endswith(f"/forum/{topic.pk}/")


def test_what_is_of_another_cluster_or_no_number_is_not_there(cast: Cast, theirs: Topic) -> None:
    request = typed(Any, SimpleNamespace(visit=cast.visit("binh"), POST={"seen": "²"}))
    for number in (theirs.pk, 1 << 64, 0):
        with pytest.raises(Http404):
            where.found(request, number, SEE)
        with pytest.raises(Http404):
            where.found_post(request, number, SEE_WORDS)
    assert where.seen_version(request) == 0
