"""The room of people as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Clusters, persons, roles."""

    name = "edulis.web.people"
    label = "people"

    def ready(self) -> None:
        """Have declared who is asked by a ballot."""
        from edulis.web.people import electorates  # noqa: F401
