"""Addresses of the room."""

from django.urls import path

from edulis.web.vision import answering, papers, rounds, texts

app_name = "vision"
HERE = "c/<slug:cluster>/vision/"
urlpatterns = [
    path(HERE, rounds.door, name="door"),
    path(f"{HERE}new/", rounds.begin, name="begin"),
    path(f"{HERE}<int:number>/", rounds.round, name="round"),
    path(f"{HERE}<int:number>/as/", rounds.voice, name="voice"),
    path(f"{HERE}<int:number>/all/", answering.statements, name="statements"),
    path(f"{HERE}<int:number>/say/", answering.put_in, name="say"),
    path(f"{HERE}<int:number>/sheets/", papers.sheets, name="sheets"),
    path(f"{HERE}<int:number>/paper/", papers.paper, name="paper"),
    path(f"{HERE}<int:number>/wall/", papers.wall, name="wall"),
    path(f"{HERE}<int:number>/<slug:what>.csv", papers.export, name="export"),
    path(f"{HERE}statement/<int:number>/", answering.answer, name="answer"),
    path(f"{HERE}statement/<int:number>/out/", answering.take_out, name="out"),
    path(f"{HERE}piece/<slug:name>/", answering.piece, name="piece"),
    path(f"{HERE}text/new/", texts.begin, name="text_new"),
    path(f"{HERE}text/<int:number>/", texts.text, name="text"),
    path(f"{HERE}text/<int:number>/write/", texts.write, name="write"),
    path(f"{HERE}text/<int:number>/all/", texts.wordings, name="wordings"),
    path(f"{HERE}text/<int:number>/step/", texts.step, name="step"),
    path(f"{HERE}text/step/<int:number>/struck/", texts.strike, name="strike"),
    path(f"{HERE}text/<int:number>/consent/", texts.consent, name="consent"),
    path(f"{HERE}text/<int:number>/adoption/", texts.adoption, name="adoption"),
    path(f"{HERE}text/<int:number>/look/", texts.look, name="look"),
]
