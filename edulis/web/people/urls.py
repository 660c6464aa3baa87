"""Addresses of entering, leaving, cards, roles."""

from django.urls import path

from edulis.web.people import cards, consentviews, founding, leaving, linkviews, stepping, views

app_name = "people"
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
]
