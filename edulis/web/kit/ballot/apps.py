"""Ballots as a Django app of their own, below all rooms."""

from django.apps import AppConfig


class BallotConfig(AppConfig):
    """Tells Django where ballots are, and the front door what waits in them."""

    name = "edulis.web.kit.ballot"
    label = "ballot"

    def ready(self) -> None:
        """Have what waits declared, and whose the rows are."""
        from edulis.web.kit.ballot import belongings, waiting  # noqa: F401

        belongings.declare()
