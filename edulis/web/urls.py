"""The addresses of the site: those of no cluster, and below `/c/<cluster>/` one folder a room."""

from django.urls import include, path

urlpatterns = [
    path("", include("edulis.web.people.urls")),
    path("", include("edulis.web.enterprises.urls")),
    path("", include("edulis.web.home.urls")),
]
