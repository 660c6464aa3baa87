from collections.abc import Callable

import polars as pl

from edulis.engine.claims import CLAIMS
from edulis.reports.chapters.claiming import which_claims_held
from edulis.reports.material import Material
from edulis.reports.tree import Table


def verdicts(*held: str) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"claim": claim.code, "verdict": "held" if claim.code in held else "cannot_tell", "evidence": None}
            for claim in CLAIMS
        ],
        schema_overrides={"evidence": pl.String},
    )


def test_what_held_comes_first_and_what_cannot_be_told_says_what_it_needs(
    material: Material, otherwise: Callable[..., Material]
) -> None:
    section = which_claims_held(otherwise(material, "claims", claims=verdicts("trust")))
    assert section is not None
    assert (
        section.title
        == f"Of {len(CLAIMS)} claims of the method 1 held here, 0 did not, {len(CLAIMS) - 1} cannot be told"
    )
    table = section.blocks[-1]
    assert isinstance(table, Table)
    assert "held here" in table.rows[0][1]
    assert all(row[2].startswith("It would need") for row in table.rows[1:])


def test_where_no_claim_can_be_told_there_is_no_chapter(material: Material, otherwise: Callable[..., Material]) -> None:
    assert which_claims_held(otherwise(material, "claims", claims=verdicts())) is None
