"""Addresses of the front doors."""

from django.urls import path

from edulis.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.door, name="door"),
    path("tongue/", views.tongue, name="tongue"),
]
