"""The room as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Tells Django where the room is."""

    name = "edulis.web.journal"
    label = "journal"
