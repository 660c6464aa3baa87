"""Addresses of entering, leaving, cards, roles."""

from django.urls import path

from edulis.web.people import views

app_name = "people"
urlpatterns = [path("enter/", views.enter, name="enter")]
