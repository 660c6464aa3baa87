"""Addresses of entering, leaving, cards, roles."""

from django.urls import path

from edulis.web.people import (
    cards,
    consentviews,
    founding,
    groupviews,
    leaving,
    linkviews,
    officeviews,
    stepping,
    views,
)

app_name = "people"
HERE = "c/<slug:cluster>/people/"
urlpatterns = [
    path("enter/", views.enter, name="enter"),
    path("enter/<int:number>/", views.seat, name="seat"),
    path("enter/name/", views.password, name="password"),
    path("leave/", views.leave, name="leave"),
    path("card/<slug:secret>/", views.card, name="card"),
    path("found/<slug:secret>/", founding.found, name="found"),
    path("step/", stepping.step, name="step"),
    path("me/", leaving.me, name="me"),
    path("me/along/", leaving.along, name="along"),
    path("me/forget/", leaving.forgotten, name="forget"),
    path("c/<slug:cluster>/people/", cards.people, name="people"),
    path("c/<slug:cluster>/people/consent/", consentviews.consent, name="consent"),
    path("c/<slug:cluster>/people/consent/<int:number>/", consentviews.paper, name="paper"),
    path("c/<slug:cluster>/people/links/", linkviews.links, name="links"),
    path("c/<slug:cluster>/people/links/new/", linkviews.propose, name="propose_link"),
    path("c/<slug:cluster>/people/links/<int:number>/answer/", linkviews.answer, name="answer_link"),
    path("c/<slug:cluster>/people/links/<int:number>/cut/", linkviews.cut, name="cut_link"),
    path("c/<slug:cluster>/people/card/", cards.make, name="make"),
    path("c/<slug:cluster>/people/card/<int:number>/", cards.printed, name="print"),
    path("c/<slug:cluster>/people/card/<int:number>/back/", cards.back, name="back"),
    path("c/<slug:cluster>/people/<int:number>/anew/", cards.anew, name="anew"),
    path("c/<slug:cluster>/people/<int:number>/end/", cards.end, name="end"),
    path(f"{HERE}office/", officeviews.office, name="office"),
    path(f"{HERE}office/new/", officeviews.call, name="call"),
    path(f"{HERE}office/<int:number>/", officeviews.election, name="election"),
    path(f"{HERE}office/<int:number>/name/", officeviews.nominate, name="nominate"),
    path(f"{HERE}office/named/<int:number>/", officeviews.answer, name="answer"),
    path(f"{HERE}office/recall/<int:number>/", officeviews.recall, name="recall"),
    path(f"{HERE}rules/", officeviews.rules, name="rules"),
    path(f"{HERE}rules/<str:matter>/", officeviews.proposal, name="propose"),
    path(f"{HERE}groups/", groupviews.groups, name="groups"),
    path(f"{HERE}groups/new/", groupviews.begin, name="begin"),
    path(f"{HERE}groups/<int:number>/", groupviews.group, name="group"),
    path(f"{HERE}groups/<int:number>/change/", groupviews.change, name="group_change"),
    path(f"{HERE}groups/<int:number>/join/", groupviews.join, name="join"),
    path(f"{HERE}groups/<int:number>/leave/", groupviews.leave, name="quit"),
    path(f"{HERE}groups/<int:number>/ask/", groupviews.ask, name="ask"),
    path(f"{HERE}groups/asked/<int:number>/", groupviews.admit, name="admit"),
]
