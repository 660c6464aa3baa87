"""The claims beside what other rooms found."""

import json
from collections.abc import Callable

import pytest

from edulis.engine.answer import Answer
from edulis.engine.claims import CLAIMS, weigh_claims
from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.innovation import Innovation

Found = Callable[..., Finding]
EMPTY = Cluster.of({})


def test_without_any_answer_no_claim_can_be_told_and_each_says_what_is_lacking() -> None:
    answer = weigh_claims(EMPTY)
    assert set(answer.claims["verdict"]) == {"cannot_tell"}
    assert answer.claims["claim"].to_list() == [claim.code for claim in CLAIMS]
    assert answer.claims["lacking"].null_count() == 0
    json.dumps(answer.as_dict("vi", tables=True))


def test_a_claim_is_judged_by_the_finding_its_rule_names(found: Found) -> None:
    answers: list[Answer] = [Innovation(round="2002", findings=(found("innovation.growth"), found("innovation.speed")))]
    answer = weigh_claims(EMPTY, answers)
    rows = {row["claim"]: row for row in answer.claims.iter_rows(named=True)}
    assert rows["growth"]["verdict"] == "held"
    assert rows["growth"]["evidence"] == "innovation.growth"
    assert answer.round == "2002"
    told = {finding.code: finding for finding in answer.findings}
    assert "need not be a cause" in told["claims.growth"].title.say()
    assert told["claims.all"].value == 1


def test_a_bad_result_is_told_as_plainly_as_a_good_one(found: Found) -> None:
    answer = weigh_claims(EMPTY, findings=[found("outcomes.effect.profit", -0.2, -0.3, -0.1, sign="hinders")])
    told = {finding.code: finding for finding in answer.findings}["claims.profit"]
    assert "did not hold" in told.title.say()
    assert told.sign == "hinders"


def test_evidence_for_a_claim_comes_before_what_rooms_found(found: Found) -> None:
    given = {"growth": found("simulation.growth", 0.8, 0.7, 0.9)}
    rows = weigh_claims(EMPTY, findings=[found("innovation.growth")], evidence=given).claims
    row = rows.filter(rows["claim"] == "growth").to_dicts()[0]
    assert (row["verdict"], row["evidence"]) == ("not_held", "simulation.growth")


def test_a_claim_that_is_not_there_is_refused(found: Found) -> None:
    with pytest.raises(LookupError, match="there is no claim"):
        weigh_claims(EMPTY, evidence={"miracles": found()})


def test_what_is_worked_out_is_not_called_seen(found: Found) -> None:
    answer = weigh_claims(EMPTY, evidence={"leverage": found("leverage.per_own_money", 3.0, 1.5, 4.0)})
    assert "not yet seen" in {f.code: f for f in answer.findings}["claims.leverage"].title.say()


def test_every_finding_ends_in_a_question_in_both_languages(found: Found) -> None:
    answer = weigh_claims(EMPTY, findings=[found("innovation.growth"), found("innovation.cooperation", 1.0, 0.9, 1.3)])
    for finding in answer.findings:
        for language in ("en", "vi"):
            assert finding.question.say(language).endswith("?")
            assert "{" not in finding.title.say(language)


def test_weighing_imports_no_room_that_works_anything_out() -> None:
    import edulis.engine.claims.weighing as weighing

    assert not {"innovation", "outcomes", "markets", "economy"} & set(vars(weighing))
