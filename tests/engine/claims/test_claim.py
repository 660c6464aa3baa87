"""The methodology's claims and their rules."""

from edulis.engine.claims import CLAIMS


def test_each_claim_is_a_sentence_with_what_is_lacking_in_both_languages() -> None:
    for claim in CLAIMS:
        for language in ("en", "vi"):
            assert claim.says.say(language)
            assert claim.lacking.say(language)
            assert claim.ask.say(language).endswith("?")
    assert len({claim.code for claim in CLAIMS}) == len({claim.ask for claim in CLAIMS}) == len(CLAIMS)


def test_a_rule_cannot_find_a_claim_held_and_not_held_by_the_same_interval() -> None:
    for claim in CLAIMS:
        if claim.rule is not None:
            assert claim.rule.worth >= claim.rule.bound if claim.rule.more else claim.rule.worth <= claim.rule.bound
            assert claim.rule.least >= 1


def test_what_the_methodology_says_is_on_trial() -> None:
    said = {claim.code for claim in CLAIMS}
    assert said >= {"leverage", "growth", "cooperation", "trust", "farms", "services", "livelihoods", "fading", "goals"}


def test_effects_are_judged_by_comparison_and_ties_only_as_going_together() -> None:
    for claim in CLAIMS:
        if claim.rule is not None and claim.rule.finding.startswith("outcomes.effect"):
            assert claim.rule.strength == "comparison"
        if claim.rule is not None and claim.rule.finding.startswith("innovation."):
            assert claim.rule.strength == "together"
