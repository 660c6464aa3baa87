"""The room as a Django app."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """Tells Django where the room is."""

    name = "edulis.web.enterprises"
    label = "enterprises"
