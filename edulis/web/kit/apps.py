"""The kit as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Holds the trail and the keys."""

    name = "edulis.web.kit"
    label = "kit"
