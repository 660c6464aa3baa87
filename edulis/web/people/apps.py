"""The room of people as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Clusters, persons, roles."""

    name = "edulis.web.people"
    label = "people"
