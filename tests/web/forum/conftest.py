"""A topic of the village, a dialogue in it, and a topic of the village next door."""

import uuid
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from edulis.web.forum import actions
from edulis.web.forum.actions import Saying
from edulis.web.forum.dialogues import open_dialogue
from edulis.web.forum.models import Topic
from edulis.web.kit.visit import Visit
from tests.web.conftest import Cast

HERE = "/c/lang-bot/forum/"


@pytest.fixture
def visit(cast: Cast) -> Callable[[str], Visit]:
    return lambda name: cast.visit(name, cast.elsewhere if name == "lan" else None)


@pytest.fixture
def topic(cast: Cast) -> Topic:
    with transaction.atomic():
        return actions.open_topic(cast.visit("binh"), "Nước rửa bột", Saying("Chiều nào cũng thiếu nước.", "processor"))


@pytest.fixture
def theirs(cast: Cast) -> Topic:
    with transaction.atomic():
        visit = cast.visit("lan", cast.elsewhere)
        return actions.open_topic(visit, "Việc riêng làng bên", Saying("Không ai được thấy.", "processor"))


@pytest.fixture
def dialogue(cast: Cast) -> Topic:
    given = {"title": "Vì sao miến có sạn?", "user": "retailer", "makers": ["noodles", "starch"],
             "quality": "Mười bó bỏ một.", "behind": "Chiều rửa thiếu nước.", "voice": "end_user"}  # fmt: skip
    with transaction.atomic():
        return open_dialogue(cast.visit("hoa"), given)


@pytest.fixture
def send() -> Callable[..., object]:
    """Send a form with a key of its own."""

    def sending(client: Client, address: str, /, **fields: object) -> object:
        return client.post(address, {"_key": str(uuid.uuid4()), **fields})

    return sending
