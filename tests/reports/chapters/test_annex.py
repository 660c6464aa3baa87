from collections.abc import Callable
from dataclasses import replace

import polars as pl

from edulis.reports.chapters.annex import SHOWN, to_talk_over
from edulis.reports.material import Material
from edulis.reports.tree import Paragraph, Table


def test_the_planted_error_is_to_be_talked_over_with_both_parties(annexed: Material) -> None:
    section = to_talk_over(replace(annexed, language="en"))[0]
    table = next(block for block in section.blocks if isinstance(block, Table))
    suspect = annexed.flows.suspects.row(0, named=True)
    month, whom, what, side, told, fits, sure = table.rows[0]
    assert month == "11/2002"
    assert suspect["enterprise"] in whom
    assert suspect["partner"] in whom
    assert what == "Wet starch"
    assert side == ("buyer" if suspect["side_sure"] else "buyer, or the other side")
    assert told != fits
    assert sure in ("almost certain", "very likely", "likely")


def test_it_is_shown_first_to_the_two_parties(annexed: Material) -> None:
    first = to_talk_over(replace(annexed, language="en"))[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text.startswith("Show each line first to the two parties")


def test_after_the_clearest_forty_the_rest_is_counted(annexed: Material, otherwise: Callable[..., Material]) -> None:
    one = annexed.flows.suspects.head(1)
    many = otherwise(replace(annexed, language="en"), "flows", suspects=pl.concat([one] * (SHOWN + 7)))
    table = next(block for block in to_talk_over(many)[0].blocks if isinstance(block, Table))
    assert len(table.rows) == SHOWN
    assert table.note == "and 7 more"


def test_where_nothing_stands_out_it_says_so(annexed: Material, otherwise: Callable[..., Material]) -> None:
    calm = otherwise(replace(annexed, language="en"), "flows", suspects=annexed.flows.suspects.clear())
    words = [block.text for block in to_talk_over(calm)[0].blocks if isinstance(block, Paragraph)]
    assert "No report stands out from the others." in words


def test_nobody_is_singled_out_where_the_evidence_does_not_tell_between_two_sides(
    annexed: Material, otherwise: Callable[..., Material]
) -> None:
    for sure, side in ((True, "buyer"), (False, "buyer, or the other side")):
        suspects = annexed.flows.suspects.head(1).with_columns(side_sure=pl.lit(sure))
        one = otherwise(replace(annexed, language="en"), "flows", suspects=suspects)
        table = next(block for block in to_talk_over(one)[0].blocks if isinstance(block, Table))
        assert table.rows[0][3] == side


def test_a_crumb_of_what_was_told_is_nothing_and_nothing_has_no_sign(
    annexed: Material, otherwise: Callable[..., Material]
) -> None:
    one = annexed.flows.suspects.head(1).with_columns(reported=645.0, fitted=0.00859)
    row = annexed.flows.imbalances.head(1)
    if row.is_empty():
        row = pl.DataFrame(
            {
                "month": one["month"], "enterprise": one["enterprise"], "product": one["product"],
                "inflow": [1.0], "outflow": [0.0], "gap": [1.0], "error": [0.1], "z": [10.0],
            }
        )  # fmt: skip
    row = row.with_columns(outflow=pl.lit(-0.0))
    made = otherwise(replace(annexed, language="en"), "flows", suspects=one, imbalances=row)
    talk, balances = (
        next(block for block in section.blocks if isinstance(block, Table)) for section in to_talk_over(made)
    )
    assert talk.rows[0][5] == "nothing"
    assert balances.rows[0][4].startswith("0")
