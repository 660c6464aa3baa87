"""The room as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Tells Django where the room is."""

    name = "edulis.web.journal"
    label = "journal"

    def ready(self) -> None:
        """Say whose the rows of its tables are."""
        from edulis.web.journal import belongings

        belongings.declare()
