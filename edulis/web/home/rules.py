"""What the front doors let people do."""

from edulis.web.kit.rules import ANYBODY, rule

LOOK = rule("home.look", ANYBODY, when_open=False)
CHOOSE_TONGUE = rule("home.tongue_choose", ANYBODY, when_open=False)
