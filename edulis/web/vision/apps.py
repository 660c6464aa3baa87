"""The room as a Django app."""

from django.apps import AppConfig


class VisionConfig(AppConfig):
    """Tells Django where the room is, and the front door what waits in it."""

    name = "edulis.web.vision"
    label = "vision"

    def ready(self) -> None:
        """Have what waits declared, what a counted ballot about a text does, and whose the rows are."""
        from edulis.web.vision import agreeing, belongings, waiting  # noqa: F401

        belongings.declare()
