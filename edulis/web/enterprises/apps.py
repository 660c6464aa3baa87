"""The room as a Django app."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """Tells Django where the room is."""

    name = "edulis.web.enterprises"
    label = "enterprises"

    def ready(self) -> None:
        """Say whose the rows of its tables are."""
        from edulis.web.enterprises import belongings

        belongings.declare()
