"""Who may read the map, keep its rows, draw, take files in and out."""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.web.enterprises.naming import unshown
from edulis.web.enterprises.owners import owner_of
from edulis.web.enterprises.standing import may_keep, may_see
from edulis.web.kit.rules import CIRCLE, COORDINATORS, MEMBERS, VOICES, rule
from edulis.web.kit.telling import tells
from edulis.web.kit.visit import Visit
from edulis.web.people.linking import is_live


def _values(row: Any) -> tuple[str, dict[str, Any]]:
    return row.survey.name, {column.name: getattr(row, column.name) for column in row.survey.columns}


def _keeps(visit: Visit, row: Any) -> bool:
    return row.of_id == visit.cluster.pk and may_keep(visit, *_values(row)) and not _of_nobody(visit, row)


def _sees(visit: Visit, row: Any) -> bool:
    return row.of_id == visit.cluster.pk and may_see(visit, *_values(row)) and not _of_nobody(visit, row)


def _of_nobody(visit: Visit, row: Any) -> bool:
    """Whether the row is told by, or is about, somebody who is not shown: then it is there for them alone."""
    record, values = _values(row)
    return owner_of(record, values) in unshown(visit)


def _here(visit: Visit, thing: Any) -> bool:
    return bool(thing.cluster_id == visit.cluster.pk)


def _linked(visit: Visit, link: Any) -> bool:
    return visit.cluster.pk in {link.one_id, link.other_id} and is_live(link)


SEE_MAP = rule("enterprises.map_see", CIRCLE)
FILTER_MAP = rule("enterprises.map_filter", MEMBERS)  # several cuts of small numbers would tell on somebody outside
SEE_OWN = rule("enterprises.own_see", VOICES)
CONFIRM = rule("enterprises.row_confirm", VOICES, own=_keeps)
LIST = rule("enterprises.rows_see", VOICES | {"facilitator"}, own=_sees)
ADD = rule("enterprises.row_add", VOICES | {"facilitator"}, own=_keeps)
CHANGE = rule("enterprises.row_change", VOICES | {"facilitator"}, own=_keeps)
TAKE_AWAY = rule("enterprises.row_take_away", VOICES | {"facilitator"}, own=_keeps)
PUT_BACK = rule("enterprises.row_put_back", VOICES | {"facilitator"}, own=_keeps)
OFFER = rule("enterprises.file_offer", COORDINATORS | {"facilitator"}, own=_here)
TAKE_IN = rule("enterprises.file_take_in", COORDINATORS | {"facilitator"}, own=_here)
EXPORT = rule("enterprises.file_give_out", COORDINATORS)
TAKE_ALONG = rule("enterprises.own_take_along", VOICES)
SEE_NEIGHBOUR = rule("enterprises.neighbour_see", VOICES | {"facilitator"}, own=_linked)
SEE_OPENED = rule("enterprises.figures_see", MEMBERS)
OPEN_FIGURES = rule("enterprises.figures_open", MEMBERS)  # one's own, to the other members, for a while
SHUT_FIGURES = rule("enterprises.figures_shut", MEMBERS)
DRAW = rule("enterprises.sketch_draw", MEMBERS | {"facilitator"})
ASK = rule("enterprises.question_ask", MEMBERS | {"facilitator", "researcher"})

tells(CONFIRM.verb, Text("{who} confirmed what is written about their own"))
tells(ADD.verb, Text("{who} added a row"))
tells(CHANGE.verb, Text("{who} changed a row"))
tells(TAKE_AWAY.verb, Text("{who} took a row away"))
tells(PUT_BACK.verb, Text("{who} put a row back"))
tells(OFFER.verb, Text("{who} offered a file"))
tells(TAKE_IN.verb, Text("{who} took a file in"))
tells(EXPORT.verb, Text("{who} took the tables out as a file"))
tells(TAKE_ALONG.verb, Text("{who} took their own figures along"))
tells(OPEN_FIGURES.verb, Text("{who} opened their own figures to the members for a while"))
tells(SHUT_FIGURES.verb, Text("{who} shut their figures again"))
tells(DRAW.verb, Text("{who} drew on the sketch"))
tells(ASK.verb, Text("{who} asked a question about the map"))
