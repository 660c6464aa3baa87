"""The room as a Django app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Tells Django where the room is."""

    name = "edulis.web.home"
    label = "home"

    def ready(self) -> None:
        """Let the room say what waits among people."""
        from edulis.web.home import unused  # noqa: F401
