"""Who may enter, invite, elect, consent and leave."""

from edulis.web.kit.rules import ANYBODY, rule

ENTER = rule("people.enter", ANYBODY, when_open=False)
