"""One claim beside one figure: held here, did not, cannot tell, and what would change that."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from edulis.engine.claims.claim import Claim, Rule
from edulis.engine.finding import Finding
from edulis.schema import Text

Verdict = Literal["held", "not_held", "cannot_tell"]
BLIND = 0.05  # a design whose smallest possible p is larger than this can never tell


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim with its verdict, the finding it rests on (if there is one), and what would change it."""

    claim: Claim
    verdict: Verdict
    finding: Finding | None
    change: Text


def judge(claim: Claim, finding: Finding | None) -> Judgement:
    """The verdict of the rule on a finding; it is never softened by what one would like to see.

    Without a rule, finding, value or interval, with too few or a few people, or where the finding's own design cannot
    tell: cannot tell.
    """
    rule = claim.rule
    if rule is None or finding is None or finding.value is None:
        return Judgement(claim, "cannot_tell", finding, Text("It would need {what}.", what=claim.lacking))
    if finding.evidence.get("few"):
        return Judgement(claim, "cannot_tell", finding, Text("It rests on a few people."))
    if finding.n < rule.least:
        return Judgement(
            claim,
            "cannot_tell",
            finding,
            Text("It rests on {n}; the rule asks for {least} at least.", n=finding.n, least=rule.least),
        )
    smallest = finding.evidence.get("smallest")
    if smallest is not None and smallest > BLIND:
        return Judgement(claim, "cannot_tell", finding, Text("It would need more places or clusters that took part."))
    if finding.low is None or finding.high is None or not finding.low <= finding.high:
        return Judgement(claim, "cannot_tell", finding, Text("It would need an interval, not only a figure."))
    return _by_interval(claim, rule, finding, finding.low, finding.high)


def _by_interval(claim: Claim, rule: Rule, finding: Finding, low: float, high: float) -> Judgement:
    held = low > rule.bound if rule.more else high < rule.bound
    against = high < rule.worth if rule.more else low > rule.worth
    if held and rule.clear and finding.sign == "unknown":
        change = Text("It stands apart by itself, but not as one of several questions asked at once.")
        return Judgement(claim, "cannot_tell", finding, change)
    if held:
        change = Text(
            "It would no longer hold if the nearer end of the interval, now {end:.3g}, came to {bound:.3g}.",
            end=low if rule.more else high,
            bound=rule.bound,
        )
        return Judgement(claim, "held", finding, change)
    if against:
        change = Text(
            "It could hold again if the nearer end of the interval, now {end:.3g}, came beyond {bound:.3g}.",
            end=high if rule.more else low,
            bound=rule.worth,
        )
        return Judgement(claim, "not_held", finding, change)
    return Judgement(claim, "cannot_tell", finding, _more(rule, finding, low, high))


def _more(rule: Rule, finding: Finding, low: float, high: float) -> Text:
    """How many it would take if the figure stayed: n · (half-width / distance to the bound)², half-widths as 1/√n."""
    value = float(finding.value or 0.0)
    toward = value > rule.bound if rule.more else value < rule.bound
    goal = rule.bound if toward else rule.worth
    half = value - low if value > goal else high - value
    distance = abs(value - goal)
    if not distance > 0 or not half > 0:
        return Text("The figure lies on the bound itself: more of the same would not settle it.")
    needed = math.ceil(finding.n * (half / distance) ** 2)
    if needed > 100 * finding.n:
        return Text("The figure lies so near the bound that more of the same would hardly settle it.")
    if toward:
        return Text(
            "If the figure stays, about {n} instead of {now} would show that it holds.", n=needed, now=finding.n
        )
    return Text("If the figure stays, about {n} instead of {now} would show that it does not.", n=needed, now=finding.n)
