"""The methodology's own claims, each with the rule by which it is judged, written down before any figure was seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from edulis.schema import Text

Strength = Literal["comparison", "together", "described", "worked_out"]
# comparison: those who took part beside others · together: things that go together, which need not be a cause ·
# described: a figure of this cluster · worked_out: by a model from this cluster's figures, not seen to happen


@dataclass(frozen=True, slots=True)
class Rule:
    """When a claim holds: by one finding, its interval and the number it rests on.

    Held: the whole 95 % interval lies beyond `bound` (on the side `more`, else below). Not held: the whole interval
    lies short of `worth`, the smallest figure that would matter. In all other cases, with fewer than `least`, without
    an interval, where the finding itself says that it cannot tell (`clear` asks for its sign) or is of a few people:
    cannot tell.
    """

    finding: str  # the code of the finding that is the evidence
    bound: float
    worth: float
    least: int
    strength: Strength
    more: bool = True  # more is what the claim says; False: less
    clear: bool = False  # the finding's own verdict (its sign) must not be unknown


@dataclass(frozen=True, slots=True)
class Claim:
    """What the methodology says, how it is judged here, and what is lacking where nothing can be said.

    Without a rule no data of one cluster could judge it; `lacking` then says what could.
    """

    code: str
    says: Text
    ask: Text  # what the forum could ask itself about it
    lacking: Text
    rule: Rule | None = None


CLAIMS: tuple[Claim, ...] = (
    Claim(
        "goals",
        Text("Small joint steps serve the owners' own goals"),
        Text("Which step has served your own goal, and which only somebody else's?"),
        Text(
            "two rounds in which owners say whether the trade serves their goal, of some who took part and some who "
            "did not"
        ),
        # A fifth of a step on a scale of five is the least that an owner would notice.
        Rule("outcomes.effect.served", 0.0, 0.2, 40, "comparison", clear=True),
    ),
    Claim(
        "profit",
        Text("Joint work raises the owners' profit"),
        Text("Where did more come in because you did it together, and where would it have come anyway?"),
        Text("profit in two rounds and the price index, of some who took part and some who did not"),
        Rule("outcomes.effect.profit", 0.0, 0.05, 40, "comparison", clear=True),
    ),
    Claim(
        "trust",
        Text("Joint work raises trust among enterprises"),
        Text("Whom do you trust more since you worked together, and whom less?"),
        Text("trust in two rounds, of some who took part and some who did not"),
        Rule("outcomes.effect.trust", 0.0, 0.2, 40, "comparison", clear=True),
    ),
    Claim(
        "women",
        Text("Joint work does not add to women's work"),
        Text("Whose day became longer by the joint work, and who decided so?"),
        Text("women's days of work in two rounds, of some who took part and some who did not"),
        # Turned round: held where a rise of a twentieth is ruled out, not held where there is a rise. A burden is
        # warned of sooner than a gain is claimed: it need not stand the correction for several questions.
        Rule("outcomes.effect.women_days", 0.05, 0.0, 40, "comparison", more=False),
    ),
    Claim(
        "growth",
        Text("Growing markets go with faster innovation"),
        Text("Did something new begin here because a market asked for it?"),
        Text("adoption histories, and markets with their growth traced to the enterprises that serve them"),
        Rule("innovation.growth", 1.0, 1.1, 100, "together"),
    ),
    Claim(
        "cooperation",
        Text("Cooperation goes with faster innovation"),
        Text("Did those who help one another dare a new thing sooner, or later?"),
        Text("adoption histories, and who helps whom or shares equipment"),
        Rule("innovation.cooperation", 1.0, 1.1, 100, "together"),
    ),
    Claim(
        "talk",
        Text("New things travel along talk"),
        Text("From whom did you first hear of the last new thing that you took up?"),
        Text("adoption histories, and who talks with whom over techniques and markets"),
        Rule("innovation.exposure", 1.0, 1.05, 100, "together"),  # per 10 in 100 more of those one talks with
    ),
    Claim(
        "imitation",
        Text("What one begins the others copy"),
        Text("Whose work did you watch before you began the same?"),
        Text("adoption histories with months"),
        Rule("innovation.craft", 1.0, 1.05, 100, "together"),  # per 10 in 100 more of the trade
    ),
    Claim(
        "leverage",
        Text("A small project sets off more income than it costs its members"),
        Text("Which small step brought more than it cost, and who counted it?"),
        Text(
            "proposals with what they cost and change, worked out through trade and imitation, and later seen to happen"
        ),
        Rule("leverage.per_own_money", 1.0, 1.0, 1, "worked_out"),
    ),
    Claim(
        "farms",
        Text("What processors gain reaches the farms"),
        Text("When the makers had a good year, did the growers feel it?"),
        Text("a project worked out through the chain to the farms, or farms asked in two rounds"),
        Rule("leverage.farms", 0.0, 0.05, 1, "worked_out"),
    ),
    Claim(
        "services",
        Text("What processors gain reaches the services around them"),
        Text("Who has more work when the makers do well: graters, carriers, menders?"),
        Text("a project worked out through the chain to the services, or services asked in two rounds"),
        Rule("leverage.services", 0.0, 0.05, 1, "worked_out"),
    ),
    Claim(
        "livelihoods",
        Text("Most of what households here earn hangs on the cluster"),
        Text("What would your household live from if the trade stopped for a year?"),
        Text("incomes by source of the households, over a year"),
        Rule("livelihoods.reliance", 0.5, 0.5, 30, "described"),
    ),
    Claim(
        "fading",
        Text("Outsiders become needless: members take nine of ten decisions"),
        Text("Which decisions do outsiders still take for you, and when will you take them yourselves?"),
        Text("the members' journal of decisions and acts over a year, with who took them"),
        Rule("journal.fading", 0.9, 0.9, 30, "described"),
    ),
    Claim(
        "own_means",
        Text("Projects are carried by own means"),
        Text("What have you paid for yourselves, and would you have done it with others' money?"),
        Text("the books of projects, with cash, days of work and materials by who gave them"),
        Rule("journal.own_means", 0.9, 0.9, 5, "described"),
    ),
    Claim(
        "conditions",
        Text("Where trade beyond local markets and trust with sanctions are both there, clusters do better"),
        Text("Which neighbouring village could you compare yourselves with?"),
        Text("many clusters: one cluster has its conditions only once"),
    ),
    Claim(
        "small_first",
        Text("Starting very small leads further than starting large"),
        Text("What began small here and grew, and what began large and stopped?"),
        Text("many projects, small and large, followed until they ended"),
    ),
    Claim(
        "season",
        Text("Meetings in slack weeks are better attended"),
        Text("In which weeks do people come to meetings, and in which do they stay away?"),
        Text("minutes of meetings with attendance, in slack and in busy weeks"),
        Rule("journal.slack_attendance", 0.0, 0.05, 20, "together"),
    ),
)
