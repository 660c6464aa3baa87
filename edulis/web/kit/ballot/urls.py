"""Addresses of ballots."""

from django.urls import path

from edulis.web.kit.ballot import paperviews, views

app_name = "ballot"
HERE = "c/<slug:cluster>/ballot/<int:number>/"
urlpatterns = [
    path(HERE, views.page, name="page"),
    path(f"{HERE}cast/", views.vote, name="cast"),
    path(f"{HERE}wall/", views.wall, name="wall"),
    path(f"{HERE}sheet/", paperviews.sheet, name="sheet"),
    path(f"{HERE}paper/", paperviews.paper, name="paper"),
]
