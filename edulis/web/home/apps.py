"""The room as a Django app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Tells Django where the room is."""

    name = "edulis.web.home"
    label = "home"
