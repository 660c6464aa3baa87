"""The room of people as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Clusters, persons, roles."""

    name = "edulis.web.people"
    label = "people"

    def ready(self) -> None:
        """Have declared whom a ballot asks, what is decided by which rule, and whose the rows of its tables are."""
        from edulis.web.people import belongings, elections, electorates, groups, linking, matters, waiting  # noqa: F401

        belongings.declare()
