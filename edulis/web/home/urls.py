"""Addresses of the front doors."""

from django.urls import path

from edulis.web.home import demo, rooms, views

app_name = "home"
urlpatterns = [
    path("", views.door, name="door"),
    path("tongue/", views.tongue, name="tongue"),
    path("living/", views.living, name="living"),
    path("demo/", demo.roles, name="demo"),
    path("demo/<int:number>/", demo.step_in, name="step_in"),
    path("c/<slug:cluster>/", views.place, name="place"),
    path("c/<slug:cluster>/rooms/<slug:room>/open/", rooms.let_open, name="open"),
    path("c/<slug:cluster>/rooms/<slug:room>/shut/", rooms.let_shut, name="shut"),
]
