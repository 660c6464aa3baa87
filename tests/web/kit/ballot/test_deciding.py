"""A rule says what it asks for, in data and in words, and refuses to be nonsense."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.web.kit.ballot.deciding import KINDS, Deciding

rules = st.one_of(
    st.builds(
        Deciding,
        st.sampled_from(("consent", "majority", "most")),
        quorum_share=st.none() | st.fractions(Fraction(1, 9), 1),
        hidden=st.booleans(),
    ),
    st.builds(
        Deciding,
        st.just("supermajority"),
        st.fractions(Fraction(1, 2), 1),
        quorum_number=st.none() | st.integers(1, 99),
    ),
)


@given(rules)
def test_a_rule_comes_back_from_its_data_as_it_was(rule: Deciding) -> None:
    assert Deciding.of(rule.data()) == rule


@given(rules, st.integers(0, 500))
def test_at_least_one_must_vote_and_a_share_is_never_more_than_all(rule: Deciding, asked: int) -> None:
    needed = rule.needed(asked)
    assert needed >= 1
    if rule.quorum_number is None:
        assert needed <= max(1, asked)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "loudest"}, {"kind": "majority", "share": Fraction(2, 3)}, {"kind": "supermajority"},
        {"kind": "supermajority", "share": Fraction(1, 3)}, {"kind": "supermajority", "share": Fraction(3, 2)},
        {"quorum_share": Fraction(0)}, {"quorum_number": 0}, {"quorum_share": Fraction(1, 2), "quorum_number": 3},
    ],
)  # fmt: skip
def test_what_could_not_be_carried_out_is_no_rule(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Deciding(**wrong)  # type: ignore[arg-type]


def test_each_rule_is_told_in_both_languages() -> None:
    told = set()
    for kind in KINDS:
        share = Fraction(2, 3) if kind == "supermajority" else None
        for quorum in ({}, {"quorum_share": Fraction(1, 2)}, {"quorum_share": Fraction(1)}, {"quorum_number": 7}):
            rule = Deciding(kind, share, **quorum)  # type: ignore[arg-type]
            told.add(tuple(one.say("en") for one in rule.sentences()))
            assert all(one.say("vi") != one.say("en") for one in rule.sentences())
    assert len(told) == 16
    assert Deciding("supermajority", Fraction(2, 3)).sentences()[0].say("en").count("2/3") == 1
