"""Addresses of the journal."""

from django.urls import path

from edulis.web.journal import layers, meetings, minutes, photos, reading

app_name = "journal"
HERE = "c/<slug:cluster>/journal/"
urlpatterns = [
    path(HERE, reading.door, name="door"),
    path(f"{HERE}trail/", reading.trail, name="trail"),
    path(f"{HERE}timeline/", reading.timeline, name="timeline"),
    path(f"{HERE}research/", layers.research, name="research"),
    path(f"{HERE}research/new/", layers.observe, name="observe"),
    path(f"{HERE}new/", meetings.plan, name="plan"),
    path(f"{HERE}<int:number>/", meetings.meeting, name="meeting"),
    path(f"{HERE}<int:number>/change/", meetings.change, name="change"),
    path(f"{HERE}<int:number>/off/", meetings.off, name="off"),
    path(f"{HERE}<int:number>/sheet/", meetings.sheet, name="sheet"),
    path(f"{HERE}<int:number>/came/", meetings.came, name="came"),
    path(f"{HERE}<int:number>/minutes/", minutes.write, name="minutes"),
    path(f"{HERE}<int:number>/minutes/all/", minutes.wordings, name="wordings"),
    path(f"{HERE}<int:number>/decided/", minutes.decided, name="decided"),
    path(f"{HERE}struck/<int:number>/", minutes.strike, name="strike"),
    path(f"{HERE}<int:number>/note/", layers.note, name="note"),
    path(f"{HERE}<int:number>/photo/", photos.add, name="photo"),
    path(f"{HERE}photo/<slug:name>/", photos.seen, name="seen"),
    path(f"{HERE}photo/<slug:name>/down/", photos.down, name="down"),
]
