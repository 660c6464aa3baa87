"""The room as a Django app."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    """Tells Django where the room is."""

    name = "edulis.web.forum"
    label = "forum"

    def ready(self) -> None:
        """Let the room say what waits in it, where findings are asked, what was written before, whose rows are."""
        from edulis.web.forum import asked, awaited, belongings, first, voting  # noqa: F401

        belongings.declare()
