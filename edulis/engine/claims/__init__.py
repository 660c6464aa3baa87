"""Claims: the methodology's own claims beside this cluster's evidence."""

from __future__ import annotations

from edulis.engine.claims.claim import CLAIMS, Claim, Rule
from edulis.engine.claims.judging import Judgement, judge
from edulis.engine.claims.result import Claims
from edulis.engine.claims.weighing import weigh_claims

__all__ = ["CLAIMS", "Claim", "Claims", "Judgement", "Rule", "judge", "weigh_claims"]
