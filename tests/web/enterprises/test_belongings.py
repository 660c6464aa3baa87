"""Of a household that leaves, amounts stay under a number; what others speak for stays theirs."""

import datetime as dt

from django.db import transaction

from edulis.web.enterprises.belongings import family, figures, forget_homes
from edulis.web.enterprises.models import ROWS
from edulis.web.kit.belongings import OWN, as_rows
from edulis.web.people.consents import taken_from_files
from edulis.web.people.forgetting import forget, leaver_of
from edulis.web.people.models import Membership
from tests.web.conftest import Cast


def test_a_family_is_the_household_with_its_enterprises(filled: Cast) -> None:
    assert family(leaver_of(filled.binh), filled.village.pk) == {"h_binh", "binh"}
    assert family(leaver_of(filled.minh), filled.village.pk) == frozenset()


def test_codes_become_numbers_wherever_they_stand(filled: Cast) -> None:
    with transaction.atomic():
        forget_homes(leaver_of(filled.binh))
    number = f"n{filled.binh.pk}"
    card = ROWS["enterprise"].objects.get(of=filled.village, code=f"{number}-1")  # type: ignore[attr-defined]
    assert (card.name, card.household, card.kind) == (None, f"{number}-2", "starch")
    bought = ROWS["trade"]._default_manager.filter(of=filled.village, seller=f"{number}-1", reporter="buyer")
    assert bought.filter(buyer="hoa").count() == 3


def test_what_another_of_the_household_speaks_for_stays(filled: Cast) -> None:
    Membership.objects.filter(person=filled.dao).update(household="h_binh")
    with transaction.atomic():
        forget(filled.binh)
    assert ROWS["household"].objects.get(of=filled.village, code="h_binh").name == "Ông Bình"  # type: ignore[attr-defined]


def test_figures_go_along_as_a_package_of_ones_own(filled: Cast) -> None:
    files = dict(figures(leaver_of(filled.binh)))
    assert b"binh" in files["figures/lang-bot/trade.csv"]
    assert "Bà Hoa".encode() not in b"".join(files.values())
    assert OWN[ROWS["household"]].rows(leaver_of(filled.binh)).count() == 1


def test_a_partner_who_is_not_shown_goes_along_nowhere(filled: Cast) -> None:
    word = {"who": "h_hoa", "purpose": "map", "day": dt.date(2002, 11, 1), "given": False}
    taken_from_files(filled.village, [word], 1)
    leaver = leaver_of(filled.binh)
    trades = OWN[ROWS["trade"]]
    told = as_rows(trades, trades.rows(leaver), leaver)
    assert {line["buyer"] for line in told if line["seller"] == "binh"} == {"—", "lan"}
