"""The kit as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Holds the trail and the keys."""

    name = "edulis.web.kit"
    label = "kit"

    def ready(self) -> None:
        """Say whose the rows of the kit's tables are, and of those that Django brings."""
        from edulis.web.kit import tables

        tables.declare()
