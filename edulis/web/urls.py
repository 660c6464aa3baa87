"""The addresses of the site: those of no cluster, and below `/c/<cluster>/` one folder a room."""

from django.urls import include, path

urlpatterns = [
    path("", include("edulis.web.kit.urls")),
    path("", include("edulis.web.kit.ballot.urls")),
    path("", include("edulis.web.people.urls")),
    path("", include("edulis.web.enterprises.urls")),
    path("", include("edulis.web.journal.urls")),
    path("", include("edulis.web.forum.urls")),
    path("", include("edulis.web.vision.urls")),
    path("", include("edulis.web.home.urls")),
]
handler400 = "edulis.web.kit.errors.bad_request"
handler403 = "edulis.web.kit.errors.forbidden"
handler404 = "edulis.web.kit.errors.not_found"
handler500 = "edulis.web.kit.errors.broken"
