"""One claim beside one figure."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.claims import CLAIMS, Claim, Rule, judge
from edulis.engine.finding import Finding
from edulis.schema import Text

Found = Callable[..., Finding]
CLAIM = Claim(
    "x",
    Text("Growing markets go with faster innovation"),
    Text("Is it so?"),
    Text("more"),
    Rule("a.b", 1.0, 1.1, 100, "together"),
)
LESS = Claim(
    "y",
    Text("Joint work does not add to women's work"),
    Text("Is it so?"),
    Text("more"),
    Rule("a.b", 0.05, 0.0, 40, "comparison", more=False),
)
CLEAR = Claim(
    "z",
    Text("Joint work raises the owners' profit"),
    Text("Is it so?"),
    Text("more"),
    Rule("a.b", 0.0, 0.05, 40, "comparison", clear=True),
)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(1.01, 2.0, "held"), (0.5, 1.09, "not_held"), (0.5, 1.5, "cannot_tell"), (0.99, 1.2, "cannot_tell")],
)
def test_the_whole_interval_decides(found: Found, low: float, high: float, verdict: str) -> None:
    assert judge(CLAIM, found(value=(low + high) / 2, low=low, high=high)).verdict == verdict


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(-0.1, 0.04, "held"), (0.01, 0.2, "not_held"), (-0.1, 0.2, "cannot_tell")],
)
def test_a_claim_of_less_is_turned_round(found: Found, low: float, high: float, verdict: str) -> None:
    assert judge(LESS, found(value=(low + high) / 2, low=low, high=high)).verdict == verdict


def test_without_rule_finding_value_or_interval_it_cannot_be_told(found: Found) -> None:
    bare = Claim(
        "b",
        Text("Growing markets go with faster innovation"),
        Text("Is it so?"),
        Text("many clusters: one cluster has its conditions only once"),
    )
    for judged in (
        judge(bare, found()),
        judge(CLAIM, None),
        judge(CLAIM, found(value=None)),
        judge(CLAIM, found(low=None)),
    ):
        assert judged.verdict == "cannot_tell"


def test_too_few_a_few_people_and_a_blind_design_cannot_tell(found: Found) -> None:
    assert "at least" in judge(CLAIM, found(n=99)).change.say()
    assert judge(CLAIM, found(evidence={"few": True})).verdict == "cannot_tell"
    assert judge(CLAIM, found(evidence={"smallest": 1 / 6})).verdict == "cannot_tell"
    assert judge(CLAIM, found(evidence={"smallest": 1 / 70})).verdict == "held"


def test_what_is_apart_only_before_correction_is_not_held(found: Found) -> None:
    assert judge(CLEAR, found(value=0.2, low=0.1, high=0.3, sign="unknown")).verdict == "cannot_tell"
    assert judge(CLEAR, found(value=0.2, low=0.1, high=0.3, sign="helps")).verdict == "held"


def test_it_says_how_many_it_would_take(found: Found) -> None:
    # A half-width of 0.2 at a distance of 0.1 from the bound is twice too wide: four times as many.
    judged = judge(CLAIM, found(value=1.1, low=0.9, high=1.3, n=200))
    assert "800 instead of 200" in judged.change.say()
    assert "hardly settle" in judge(CLAIM, found(value=1.001, low=0.9, high=1.3)).change.say()
    half = next(claim for claim in CLAIMS if claim.code == "livelihoods")
    assert "bound itself" in judge(half, found(value=0.5, low=0.4, high=0.6)).change.say()


@settings(max_examples=60)
@given(st.floats(-2, 3), st.floats(0, 2), st.floats(0, 2), st.integers(0, 400))
def test_a_verdict_never_turns_by_a_wider_interval_or_fewer_cases(
    found: Found, value: float, down: float, up: float, n: int
) -> None:
    for claim in (CLAIM, LESS):
        narrow = judge(claim, found(value=value, low=value - down, high=value + up, n=n)).verdict
        wide = judge(claim, found(value=value, low=value - 2 * down - 0.1, high=value + 2 * up + 0.1, n=n)).verdict
        fewer = judge(claim, found(value=value, low=value - down, high=value + up, n=n // 2)).verdict
        assert wide in {narrow, "cannot_tell"}
        assert fewer in {narrow, "cannot_tell"}


def test_every_declared_claim_can_be_held_and_can_fail(found: Found) -> None:
    for claim in CLAIMS:
        if claim.rule is None:
            continue
        far, side = 100.0, 1 if claim.rule.more else -1
        good = found(value=side * far, low=side * far - 1, high=side * far + 1, n=10**4, sign="helps")
        bad = found(value=-side * far, low=-side * far - 1, high=-side * far + 1, n=10**4, sign="hinders")
        assert (judge(claim, good).verdict, judge(claim, bad).verdict) == ("held", "not_held"), claim.code
