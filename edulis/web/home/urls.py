"""Addresses of the front doors."""

from django.urls import path

from edulis.web.home import rooms, views, village

app_name = "home"
urlpatterns = [
    path("", views.door, name="door"),
    path("tongue/", views.tongue, name="tongue"),
    path("living/", views.living, name="living"),
    path("c/<slug:cluster>/", views.place, name="place"),
    path("c/<slug:cluster>/laptop/", village.village, name="village"),
    path("c/<slug:cluster>/rooms/<slug:room>/open/", rooms.let_open, name="open"),
    path("c/<slug:cluster>/rooms/<slug:room>/shut/", rooms.let_shut, name="shut"),
]
