"""A site refuses to start where it would not be safe."""

from dataclasses import replace

import pytest

from edulis.web.operating.safety import Plan, is_local, is_private, own_addresses, refusals

SAFE = Plan(host="127.0.0.1", hosts=["localhost"], secret="x" * 60)


def test_this_machine_alone_needs_neither_https_nor_a_village() -> None:
    assert list(refusals(SAFE)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"secret": ""}, "EDULIS_SECRET_KEY"),
        ({"secret": "django-insecure-" + "x" * 60}, "EDULIS_SECRET_KEY"),
        ({"debug": True}, "DEBUG"),
        ({"demo": True}, "EDULIS_DEMO"),
        ({"hosts": ["*"]}, "EDULIS_HOSTS"),
        ({"hosts": [".example.org"]}, "EDULIS_HOSTS"),
        ({"hosts": []}, "EDULIS_HOSTS"),
        ({"host": "0.0.0.0"}, "--village"),
        ({"host": "192.168.0.7"}, "https"),
        ({"host": "203.0.113.9", "village": True}, "local network"),
    ],
)
def test_what_is_unsafe_is_refused_with_a_sentence_that_says_what_to_do(change: dict[str, object], told: str) -> None:
    found = [one.say("en") for one in refusals(replace(SAFE, **change))]  # type: ignore[arg-type]
    assert len(found) == 1
    assert told in found[0]


def test_a_hotspot_of_ones_own_or_https_may_be_reached_by_others() -> None:
    assert list(refusals(replace(SAFE, host="0.0.0.0", village=True))) == []
    assert list(refusals(replace(SAFE, host="192.168.0.7", village=True))) == []
    assert list(refusals(replace(SAFE, host="203.0.113.9", https=True))) == []


def test_near_and_far_addresses_are_told_apart() -> None:
    assert is_local("localhost")
    assert is_local("::1")
    assert not is_local("edulis.example.org")
    assert is_private("192.168.1.2")
    assert not is_private("203.0.114.1")
    assert all(is_private(one) and not is_local(one) for one in own_addresses())
