"""Local groups: who is in them, joining and leaving, and asking the group."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from edulis.schema import Text
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.doors import Guest, opens, require
from edulis.web.kit.pages import refusal
from edulis.web.kit.rules import may
from edulis.web.kit.tongue import current
from edulis.web.kit.versions import Stale
from edulis.web.people import groups as local
from edulis.web.people.electorates import members_now
from edulis.web.people.groupforms import AskForm, GroupForm
from edulis.web.people.groups import Done
from edulis.web.people.matters import GROUP, rule_of
from edulis.web.people.models import Group, GroupMember
from edulis.web.people.rules import ADMIT, ASK_GROUP, CHANGE_GROUP, JOIN, MAKE_GROUP, QUIT, SEE_GROUPS

DONE = Text("That was done in the meantime. Look at the page of the group again.")


@opens(SEE_GROUPS)
def groups(request: Guest) -> HttpResponse:
    """The local groups of the cluster."""
    cluster, members = request.visit.cluster, set(members_now(request.visit.cluster))
    inside: dict[int, set[int]] = {}
    rows = GroupMember.objects.filter(group__cluster=cluster, until=None).exclude(since=None)
    for group, person in rows.values_list("group", "person"):
        if person in members:
            inside.setdefault(group, set()).add(person)
    found = [
        {"group": one, "n": len(inside.get(one.pk, ())), "mine": request.visit.number in inside.get(one.pk, ())}
        for one in Group.objects.filter(cluster=cluster).order_by("name", "pk")
    ]
    return render(request, "people/groups.html", {"rows": found, "may_make": may(request.visit, MAKE_GROUP)})


@opens(MAKE_GROUP, methods="GET POST")
def begin(request: Guest) -> HttpResponse:
    """Make a group."""
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = local.make(request.visit, form.cleaned_data | {"language": current()})
        return _to(request, made)
    return render(request, "people/group_form.html", {"form": form}, status=422 if request.method == "POST" else 200)


def _to(request: Guest, group: Group) -> HttpResponse:
    return redirect("people:group", cluster=request.visit.cluster.code, number=group.pk)


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 9 else 0


def _group(number: int) -> Group:
    return get_object_or_404(Group.objects.select_related("cluster"), pk=number)


@opens(SEE_GROUPS)
def group(request: Guest, number: int) -> HttpResponse:
    """A group: who is in it, who asks to join, and, for its members, what it decides."""
    found = _group(number)
    require(request, SEE_GROUPS, found)
    rows = list(found.members.filter(until=None).select_related("person").order_by("person__name", "pk"))
    members = set(members_now(found.cluster))
    inside = [one for one in rows if one.since is not None and one.person_id in members]
    mine = next((one for one in rows if one.person_id == request.visit.number), None)
    in_it = mine is not None and mine.since is not None
    ballots = Ballot.objects.none()
    if in_it:
        ballots = Ballot.objects.filter(
            cluster=found.cluster, thing=f"people.group:{found.pk}", electors__person=request.visit.person
        )
    told = {
        "group": found, "inside": inside,
        "asking": [one for one in rows if one.since is None and one.person_id in members],
        "mine": mine, "in_it": in_it, "may_join": mine is None and may(request.visit, JOIN, found),
        "may_admit": may(request.visit, ADMIT, found), "may_ask": may(request.visit, ASK_GROUP, found),
        "ballots": ballots.order_by("-pk")[:20],
    }  # fmt: skip
    return render(request, "people/group.html", told)


@opens(CHANGE_GROUP, methods="GET POST")
def change(request: Guest, number: int) -> HttpResponse:
    """Change what a group says of itself; who saves on an old version sees both."""
    found = _group(number)
    require(request, CHANGE_GROUP, found)
    names = ("name", "kind", "purpose", "joining")
    form = GroupForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    told = {"form": form, "group": found, "seen": found.version}
    if request.method == "POST" and form.is_valid():
        try:
            local.change(request.visit, found, _number(request.POST.get("seen", "")), form.cleaned_data)
        except Stale as stale:
            now = stale.current
            told |= {"seen": now.version, "theirs": [(form.fields[name].label, getattr(now, name)) for name in names]}
            return render(request, "people/group_form.html", told, status=409)
        return _to(request, found)
    return render(request, "people/group_form.html", told, status=422 if request.method == "POST" else 200)


@opens(JOIN, methods="POST")
def join(request: Guest, number: int) -> HttpResponse:
    """Join, or ask to."""
    found = _group(number)
    require(request, JOIN, found)
    try:
        local.join(request.visit, found)
    except Done:
        return refusal(request, 409, DONE)
    return _to(request, found)


@opens(ADMIT, methods="POST")
def admit(request: Guest, number: int) -> HttpResponse:
    """Let somebody in who asked."""
    row = get_object_or_404(GroupMember.objects.select_related("group__cluster"), pk=number)
    require(request, ADMIT, row)
    try:
        local.admit(request.visit, row)
    except Done:
        return refusal(request, 409, DONE)
    return _to(request, row.group)


@opens(QUIT, methods="POST")
def leave(request: Guest, number: int) -> HttpResponse:
    """Leave a group."""
    found = _group(number)
    require(request, QUIT, found)
    try:
        local.quit_group(request.visit, found)
    except Done:
        return refusal(request, 409, DONE)
    return _to(request, found)


@opens(ASK_GROUP, methods="GET POST")
def ask(request: Guest, number: int) -> HttpResponse:
    """Put a question to the group."""
    found = _group(number)
    require(request, ASK_GROUP, found)
    if found.cluster_id != request.visit.cluster.pk:
        raise Http404
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = local.ask(request.visit, found, given["question"], given["more"], secret=given["secret"], times=given)
        return redirect("ballot:page", cluster=request.visit.cluster.code, number=made.pk)
    told = {"form": form, "group": found, "sentences": rule_of(found.cluster, GROUP.code).sentences()}
    return render(request, "people/ask.html", told, status=422 if request.method == "POST" else 200)
