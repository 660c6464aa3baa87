"""The tally is a function of the slips alone: order changes nothing, and what is not asked does not count."""

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.tallying import ABSTAIN, Outcome, Put, Slip, lot, seal, tally

NAMES = ("a", "b", "c", "d")


def yes_no(rule: Deciding | None = None, asked: int = 10, **more: Any) -> Put:
    return Put("yes_no", ("yes", "no", ABSTAIN), rule or Deciding("majority"), asked, **more)


def votes(yes: int = 0, no: int = 0, abstain: int = 0, **more: Any) -> list[Slip]:
    return [Slip((word,), **more) for word, n in (("yes", yes), ("no", no), (ABSTAIN, abstain)) for _ in range(n)]


def consent(*said: str, needed: int | None = None) -> Outcome:
    put = Put("consent", ("yes", "aside", "object"), Deciding(quorum_number=needed), 10)
    return tally(put, [Slip((word,), "vì nước" if word == "object" else "") for word in said])


def test_a_majority_is_more_yes_than_no_and_abstentions_count_for_the_quorum_only() -> None:
    assert tally(yes_no(), votes(3, 2, 5)).result == "yes"
    assert tally(yes_no(), votes(2, 2)).result == "no"
    half = Deciding("majority", quorum_share=Fraction(1, 2))
    assert tally(yes_no(half), votes(3, 0, 1)).result == "quorum"
    assert tally(yes_no(half), votes(3, 0, 2)).result == "yes"


def test_nobody_having_voted_decides_nothing() -> None:
    assert tally(yes_no(), []).result == "quorum"
    assert consent().result == "quorum"
    assert tally(yes_no(), votes(abstain=4)).result == "no"


def test_a_supermajority_is_exact() -> None:
    rule = Deciding("supermajority", Fraction(2, 3))
    assert tally(yes_no(rule), votes(6, 3, 1)).result == "yes"
    assert tally(yes_no(rule), votes(5, 3, 1)).result == "no"
    assert tally(yes_no(Deciding("supermajority", Fraction(1))), votes(9)).result == "yes"


def test_consent_stands_unless_somebody_objects_and_standing_aside_is_no_objection() -> None:
    assert consent("yes", "aside").result == "yes"
    assert consent("yes", "yes", "object").result == "no"
    assert consent("aside").result == "no"
    assert consent("yes", "object").reasons == ("vì nước",)
    assert consent("yes", needed=2).result == "quorum"


def ranked(*lines: str, seats: int = 2, rule: Deciding | None = None, seed: str = "x") -> Outcome:
    put = Put("list", NAMES, rule or Deciding("most"), 20, most=2, seats=seats, seed=seed)
    return tally(put, [Slip(tuple(line)) for line in lines])


def test_those_with_the_most_votes_are_chosen_and_nobody_without_a_vote() -> None:
    ended = ranked("ab", "a", "b", "a", "")
    assert (ended.chosen, ended.drawn, ended.count(ABSTAIN)) == (("a", "b"), (), 1)
    assert ranked("a").chosen == ("a",)
    assert ranked("", "").result == "none"


def test_a_lot_settles_equals_only_where_not_all_find_a_seat() -> None:
    assert ranked("a", "b").drawn == ()
    tied = ranked("a", "b", "c", seats=2, seed="hạt")
    assert tied.chosen == tuple(one for one in lot("hạt", NAMES) if one != "d")[:2]
    assert tied.drawn == tied.chosen
    assert ranked("a", "a", "b", "c", seats=2).drawn[0] in "bc"


def test_each_who_is_equal_is_drawn_as_often() -> None:
    drawn = Counter(ranked("a", "b", "c", "d", seats=1, seed=str(n)).chosen[0] for n in range(2000))
    assert all(400 < drawn[one] < 600 for one in NAMES)


def test_a_list_may_ask_for_more_than_half_of_those_who_chose() -> None:
    assert ranked("a", "a", "b", rule=Deciding("majority")).chosen == ("a",)
    assert ranked("a", "b", "c", rule=Deciding("majority")).result == "none"


def test_the_seal_of_the_lot_tells_nothing_and_fits_its_seed_only() -> None:
    assert seal("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert seal("a") != seal("b")


def test_those_asked_apart_are_shown_and_decide_nothing() -> None:
    ended = tally(yes_no(asked_apart=6), votes(2, 1) + votes(0, 6, apart=True))
    assert (ended.result, ended.voted, ended.apart_voted) == ("yes", 3, 6)
    assert dict(ended.apart or ()) == {"yes": 0, "no": 6, ABSTAIN: 0}


def test_a_few_asked_apart_in_secret_are_not_told() -> None:
    assert tally(yes_no(asked_apart=6, secret=True), votes(2, 1) + votes(4, apart=True)).apart is None
    assert tally(yes_no(asked_apart=6, secret=True), votes(2, 1) + votes(5, apart=True)).apart is not None
    assert tally(yes_no(asked_apart=6), votes(2, 1) + votes(1, apart=True)).apart is not None


def test_a_choice_that_was_not_offered_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="among"):
        tally(yes_no(), [Slip(("maybe",))])


slips = st.lists(
    st.builds(Slip, st.sampled_from([("yes",), ("no",), (ABSTAIN,)]), st.sampled_from(["", "vì"]), st.booleans())
)
some_rule = st.sampled_from([Deciding("majority"), Deciding("supermajority", Fraction(2, 3), quorum_number=3)])
lists = st.lists(st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(lambda one: Slip(tuple(one))))


@settings(max_examples=60)
@given(slips, some_rule, st.randoms(use_true_random=False))
def test_the_order_of_slips_changes_nothing(given_slips: list[Slip], rule: Deciding, chance: Any) -> None:
    mixed = list(given_slips)
    chance.shuffle(mixed)
    assert tally(yes_no(rule), mixed) == tally(yes_no(rule), given_slips)


@settings(max_examples=60)
@given(slips, some_rule)
def test_one_more_yes_never_loses_a_vote_and_one_more_no_never_wins_it(given_slips: list[Slip], rule: Deciding) -> None:
    now = tally(yes_no(rule), given_slips)
    if now.decided:
        assert tally(yes_no(rule), [*given_slips, Slip(("yes",))]).decided
    elif now.result == "no":
        assert not tally(yes_no(rule), [*given_slips, Slip(("no",))]).decided


@settings(max_examples=60)
@given(lists, st.integers(1, 4), st.text("0123456789abcdef", min_size=1))
def test_no_one_who_is_left_out_has_more_votes_than_one_who_is_chosen(
    given_slips: list[Slip], seats: int, seed: str
) -> None:
    ended = tally(Put("list", NAMES, Deciding("most"), 99, most=2, seats=seats, seed=seed), given_slips)
    left = [one for one in NAMES if one not in ended.chosen]
    assert len(ended.chosen) <= seats
    assert (
        max((ended.count(one) for one in left), default=0) <= min((ended.count(one) for one in ended.chosen), default=0)
        or len(ended.chosen) == 0
    )
    assert set(ended.drawn) <= set(ended.chosen)
    assert sum(n for _, n in ended.counts) == sum(max(1, len(slip.choices)) for slip in given_slips)


@settings(max_examples=60)
@given(slips, some_rule)
def test_an_outcome_comes_back_from_its_data_as_it_was(given_slips: list[Slip], rule: Deciding) -> None:
    ended = tally(yes_no(rule, asked_apart=3), given_slips)
    assert Outcome.of(ended.data()) == ended


def test_every_outcome_is_told_in_both_languages() -> None:
    ends = [
        tally(yes_no(), votes(2, 1)), tally(yes_no(), votes(1, 2)), tally(yes_no(), []), consent("yes"),
        consent("object"), ranked("a"), ranked(""),
    ]  # fmt: skip
    told = {one.sentence({"a": "Bà Hoa"}).say("en") for one in ends}
    assert len(told) == len(ends)
    assert "Chosen: Bà Hoa." in told
    assert all(one.sentence().say("vi") != one.sentence().say("en") for one in ends)
