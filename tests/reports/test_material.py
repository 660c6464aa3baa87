from collections.abc import Callable
from dataclasses import replace

import pytest

from edulis.engine.finding import Finding
from edulis.reports.material import LONGEST, Material, shortened
from edulis.schema import Text


def finding(**more: object) -> Finding:
    given: dict[str, object] = {
        "code": "x.y", "title": Text("{who} sells", who="Ms Hoa"), "value": 1.0, "n": 40,
        "method": Text("Counted"), "source": "", "question": Text("Why?"),
    }  # fmt: skip
    return Finding(**{**given, **more})  # type: ignore[arg-type]


@pytest.fixture
def with_finding(otherwise: Callable[..., Material]) -> Callable[[Material, Finding], Material]:
    return lambda material, one: otherwise(material, "diagnosis", findings=(one,))


def test_the_public_edition_leaves_out_a_finding_that_names_somebody(
    material: Material, with_finding: Callable[[Material, Finding], Material]
) -> None:
    named = finding(title=Text("{who} sells", who="Miến Bà Hoa"))
    nested = finding(title=Text("{one}", one=Text("{who}", who="ZSTA00")))
    for one in (named, nested):
        assert one.title not in [told.title for told in with_finding(material, one).findings]
        assert one.title in [told.title for told in replace(with_finding(material, one), edition="annex").findings]
    assert finding().title in [told.title for told in with_finding(material, finding()).findings]


def test_the_public_edition_leaves_out_a_finding_that_rests_on_too_few(
    material: Material, with_finding: Callable[[Material, Finding], Material]
) -> None:
    few = with_finding(material, finding(n=4))
    assert few.withheld == 1 + with_finding(material, finding(n=5)).withheld
    assert "x.y" not in {told.code for told in few.findings}


def test_names_are_read_in_the_language_of_the_reader(material: Material, annexed: Material) -> None:
    assert material.product("wet") == "Wet starch"
    assert annexed.product("wet") == "Bột ướt"
    assert material.wording("Miến Bà Hoa") == "Miến Bà Hoa"
    assert annexed.say(Text("{what}", what="Miến / noodles")) == "Miến"


def test_what_may_be_shown_adds_up_to_what_is_there_or_is_hidden(material: Material) -> None:
    trades = material.trades
    for row in material.kind_values.to_dicts():
        here = trades.filter((trades["seller_kind"] == row["row"]) & (trades["buyer_kind"] == row["column"]))
        if row["hidden"]:
            assert row["amount"] is None
        else:
            assert abs(row["amount"] / here["value"].sum() - 1) < 1e-9
            assert min(here["seller"].n_unique(), here["buyer"].n_unique()) >= 3


def test_in_the_annex_nothing_is_hidden(annexed: Material) -> None:
    assert not annexed.kind_values["hidden"].any()
    assert annexed.named("ZNOO00") == "ZNOO00 · Miến Bà Hoa"


def test_dry_matter_leaves_out_the_water(material: Material) -> None:
    wet = material.trades.filter(material.trades["product"] == "wet").row(0, named=True)
    assert wet["dry_mass"] == wet["quantity"] * 0.55


def test_a_name_of_thirty_thousand_letters_is_cut(material: Material) -> None:
    assert len(shortened("Miến " * 6000)) == LONGEST
    assert shortened("Miến") == "Miến"
    assert len(material.say(Text("{product}: a few", product="m" * 30_000))) < 100
