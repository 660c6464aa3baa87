"""What the front doors let people do."""

from edulis.schema import Text
from edulis.web.kit.rules import ANYBODY, CIRCLE, COORDINATORS, MEMBERS, rule
from edulis.web.kit.telling import tells

LOOK = rule("home.look", ANYBODY, when_open=False)
PLACE = rule("home.place_see", CIRCLE | {"former", "operator"}, when_open=False)
SEE_VILLAGE = rule("home.village_see", MEMBERS | {"facilitator", "operator"}, when_open=False)
CHOOSE_TONGUE = rule("home.tongue_choose", ANYBODY, when_open=False)
OPEN_ROOM = rule("home.room_open", COORDINATORS, when_open=False)
SHUT_ROOM = rule("home.room_shut", COORDINATORS, when_open=False)

tells(OPEN_ROOM.verb, Text("{who} opened a room"))
tells(SHUT_ROOM.verb, Text("{who} shut a room"))
