"""Addresses of the map: its pages, the wall of drawing, rows, files."""

from django.urls import path

from edulis.web.enterprises import (
    asking,
    drawviews,
    fileviews,
    mapviews,
    neighbours,
    opening,
    ownviews,
    rowviews,
    tellviews,
)

app_name = "enterprises"
HERE = "c/<slug:cluster>/enterprises/"
urlpatterns = [
    path(HERE, mapviews.door, name="door"),
    path(f"{HERE}map/<slug:key>/", mapviews.page, name="page"),
    path(f"{HERE}findings/", mapviews.findings, name="findings"),
    path(f"{HERE}seasons/", mapviews.seasons, name="seasons"),
    path(f"{HERE}ask/", mapviews.ask, name="ask"),
    path(f"{HERE}own/", ownviews.own, name="own"),
    path(f"{HERE}circle/", opening.circle, name="circle"),
    path(f"{HERE}circle/open/", opening.let_open, name="open_figures"),
    path(f"{HERE}circle/shut/", opening.let_shut, name="shut_figures"),
    path(f"{HERE}neighbour/<int:number>/", neighbours.neighbour, name="neighbour"),
    path(f"{HERE}asked/", asking.asked, name="asked"),
    path(f"{HERE}draw/", drawviews.wall, name="wall"),
    path(f"{HERE}draw/who/", drawviews.who, name="who"),
    path(f"{HERE}draw/goods/", drawviews.goods, name="goods"),
    path(f"{HERE}draw/sells/", drawviews.sells, name="sells"),
    path(f"{HERE}draw/ties/", drawviews.ties, name="ties"),
    path(f"{HERE}draw/year/", tellviews.year, name="year"),
    path(f"{HERE}draw/living/", tellviews.living, name="living"),
    path(f"{HERE}draw/goals/", tellviews.goals, name="goals"),
    path(f"{HERE}draw/mine/", drawviews.mine, name="mine"),
    path(f"{HERE}draw/sheets/", tellviews.sheets, name="sheets"),
    path(f"{HERE}draw/rub/<slug:record>/<int:number>/", drawviews.rub, name="rub"),
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
