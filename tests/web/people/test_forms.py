"""Questions about people refuse what cannot be right, and say what to do."""

import pytest

from edulis.web.people.forms import CardForm, OutsiderForm, PinForm
from tests.web.conftest import Cast


@pytest.mark.parametrize("pin", ["1111", "1234", "654321", "12", "abcd", "1234567"])
def test_a_pin_that_everybody_tries_first_is_refused(pin: str) -> None:
    assert not PinForm({"pin": pin, "again": pin}).is_valid()


def test_a_pin_is_typed_twice_alike() -> None:
    assert PinForm({"pin": "2580", "again": "2580"}).is_valid()
    assert "again" in PinForm({"pin": "2580", "again": "2581"}).errors


def test_nobody_makes_a_coordinator_by_a_card(cast: Cast) -> None:
    assert not CardForm({"name": "Mận", "role": "coordinator"}).is_valid()


def test_a_name_to_enter_by_is_nobody_elses(cast: Cast) -> None:
    given = {"handle": "minh", "password": "password", "totp": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "code": "000000"}
    form = OutsiderForm(given)
    assert set(form.errors) == {"handle", "password", "code"}
