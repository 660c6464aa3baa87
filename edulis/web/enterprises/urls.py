"""Addresses of the map: rows, files."""

from django.urls import path

from edulis.web.enterprises import fileviews, rowviews

app_name = "enterprises"
HERE = "c/<slug:cluster>/enterprises/"
urlpatterns = [
    path(f"{HERE}rows/", rowviews.records, name="records"),
    path(f"{HERE}rows/<slug:record>/", rowviews.listed, name="rows"),
    path(f"{HERE}rows/<slug:record>/new/", rowviews.add, name="add"),
    path(f"{HERE}rows/<slug:record>/<int:number>/", rowviews.change, name="change"),
    path(f"{HERE}rows/<slug:record>/<int:number>/away/", rowviews.away, name="away"),
    path(f"{HERE}rows/<slug:record>/<int:number>/back/", rowviews.back, name="back"),
    path(f"{HERE}file/", fileviews.offer, name="offer"),
    path(f"{HERE}file/<int:number>/", fileviews.offered, name="offered"),
    path(f"{HERE}file/<int:number>/take/", fileviews.take, name="take"),
    path(f"{HERE}out/", fileviews.export, name="export"),
    path(f"{HERE}own/along/", fileviews.along, name="along"),
]
