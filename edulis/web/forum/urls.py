"""Addresses of the forum: topics, what is said in them, dialogues and their guests, slips, the balance of voice."""

from django.urls import path

from edulis.web.forum import balance, deciding, dialogues, first, guests, media, moderating, paper, relaying, topics

app_name = "forum"
HERE = "c/<slug:cluster>/forum/"
urlpatterns = [
    path(HERE, topics.door, name="door"),
    path(f"{HERE}new/", topics.new, name="new"),
    path(f"{HERE}dialogue/", dialogues.pair, name="pair"),
    path(f"{HERE}balance/", balance.page, name="balance"),
    path(f"{HERE}balance/me/", balance.counted, name="counted"),
    path(f"{HERE}slips/", relaying.slips, name="slips"),
    path(f"{HERE}slips/open/", relaying.opened, name="box"),
    path(f"{HERE}slips/<slug:name>/", relaying.carried, name="carry"),
    path(f"{HERE}<int:number>/", topics.topic, name="topic"),
    path(f"{HERE}<int:number>/say/", topics.say, name="say"),
    path(f"{HERE}<int:number>/came/", topics.came, name="came"),
    path(f"{HERE}<int:number>/decide/", deciding.decide, name="decide"),
    path(f"{HERE}struck/<int:number>/", deciding.strike, name="strike"),
    path(f"{HERE}<int:number>/remind/", deciding.remind, name="remind"),
    path(f"{HERE}<int:number>/reminders/", deciding.reminders, name="reminders"),
    path(f"{HERE}<int:number>/calendar/", deciding.calendar, name="calendar"),
    path(f"{HERE}reminder/<int:number>/away/", deciding.forget, name="forget"),
    path(f"{HERE}<int:number>/sheet/", paper.sheet, name="sheet"),
    path(f"{HERE}<int:number>/spoken/", paper.spoken, name="spoken"),
    path(f"{HERE}<int:number>/slip/", relaying.slip, name="slip"),
    path(f"{HERE}<int:number>/relay/", relaying.told, name="relay"),
    path(f"{HERE}<int:number>/guests/", guests.invite, name="invite"),
    path(f"{HERE}guest/<int:number>/", guests.link, name="guest"),
    path(f"{HERE}guest/<int:number>/end/", guests.end, name="uninvite"),
    path(f"{HERE}post/<int:number>/change/", topics.change, name="change"),
    path(f"{HERE}post/<int:number>/all/", topics.wordings, name="wordings"),
    path(f"{HERE}post/<int:number>/translate/", moderating.translate, name="translate"),
    path(f"{HERE}post/<int:number>/object/", moderating.object_to, name="object"),
    path(f"{HERE}post/<int:number>/hide/", moderating.hide, name="hide"),
    path(f"{HERE}post/<int:number>/show/", moderating.unhide, name="unhide"),
    path(f"{HERE}post/<int:number>/tried/", dialogues.trial, name="trial"),
    path(f"{HERE}picture/<slug:name>/", media.seen, name="seen"),
    path(f"{HERE}voice/<slug:name>/", media.heard, name="heard"),
    path(f"{HERE}media/<slug:name>/down/", media.down, name="down"),
    path("talk/<slug:secret>/", guests.talk, name="talk"),
    path("talk/<slug:secret>/<slug:name>/", guests.thing, name="thing"),
    path("card/<slug:secret>/write/", first.write, name="first"),
]
