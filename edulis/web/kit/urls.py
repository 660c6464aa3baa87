"""Addresses that phones ask for."""

from django.urls import path

from edulis.web.kit import phone

app_name = "kit"
urlpatterns = [
    path("sw.js", phone.worker, name="worker"),
    path("manifest.webmanifest", phone.manifest, name="manifest"),
    path("phone/", phone.kept, name="phone"),
    path("phone/token/", phone.token, name="token"),
]
