"""The questions of the methodology in the order in which a cluster meets them, and what answers each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edulis.engine.analysis.desk import Desk
from edulis.engine.answer import Answer
from edulis.engine.need import Need
from edulis.schema import Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its code; `answer` works it out at a desk. Rooms are imported when they are asked, not before."""

    code: str
    title: Text
    answer: Callable[[Desk], Answer | None]


def _flows(desk: Desk) -> Answer | None:
    return desk.flows


def _network(desk: Desk) -> Answer:
    return desk.network


def _economy(desk: Desk) -> Answer:
    return desk.economy


def _seasons(desk: Desk) -> Answer:
    from edulis.engine.seasons import read_seasons

    return read_seasons(desk.cluster, desk.round, desk.flows)


def _livelihoods(desk: Desk) -> Answer:
    from edulis.engine.livelihoods import read_livelihoods

    return read_livelihoods(desk.cluster, desk.round, desk.flows, seed=desk.seed)


def _supply(desk: Desk) -> Answer:
    from edulis.engine.supply import read_supply

    return read_supply(desk.cluster, desk.round, desk.flows, seed=desk.seed)


def _environment(desk: Desk) -> Answer:
    return desk.environment


def _markets(desk: Desk) -> Answer:
    return desk.markets


def _diagnosis(desk: Desk) -> Answer:
    from edulis.engine.diagnosis import diagnose

    return diagnose(desk.cluster, desk.flows, desk.network, desk.round, seed=desk.seed)


def _innovation(desk: Desk) -> Answer:
    return desk.innovation


def _leverage(desk: Desk) -> Answer:
    from edulis.engine.leverage import read_leverage

    return read_leverage(
        desk.cluster, desk.economy, desk.network, desk.innovation, flows=desk.flows, round=desk.round, seed=desk.seed
    )


def _outcomes(desk: Desk) -> Answer:
    from edulis.engine.outcomes import measure_outcomes

    return measure_outcomes(desk.cluster, desk.comparison, seed=desk.seed)


QUESTIONS: tuple[Question, ...] = (
    Question("flows", Text("What really moved between us?"), _flows),
    Question("network", Text("Who deals and talks with whom, and who does not?"), _network),
    Question("seasons", Text("When is there work, money and time?"), _seasons),
    Question("livelihoods", Text("What does each household live from?"), _livelihoods),
    Question("supply", Text("How sure is our raw material, and how rooted are we here?"), _supply),
    Question("environment", Text("Where do by-products and waste water go?"), _environment),
    Question("markets", Text("Which markets grow, and who of us reaches them?"), _markets),
    Question("economy", Text("Who earns when somebody from outside buys more?"), _economy),
    Question("diagnosis", Text("Are the conditions for acting together there?"), _diagnosis),
    Question("innovation", Text("How fast do new things come in, and from whom?"), _innovation),
    Question("leverage", Text("What would a small project set off, for what its members give?"), _leverage),
    Question("outcomes", Text("What changed, for whom, and was it us?"), _outcomes),
)
LAST = Text("Which of the methodology's claims held here?")  # weighed on the answers to all others
LACKING_FLOWS = (Need("trade", Text("how much moves between whom"), ("quantity",)),)
