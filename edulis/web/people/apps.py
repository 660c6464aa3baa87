"""The room of people as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Clusters, persons, roles."""

    name = "edulis.web.people"
    label = "people"

    def ready(self) -> None:
        """Have declared who is asked by a ballot, and whose the rows of its tables are."""
        from edulis.web.people import belongings, electorates, linking  # noqa: F401

        belongings.declare()
