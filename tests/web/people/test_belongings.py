"""What is somebody's own among people."""

from edulis.web.kit.belongings import OWN, Leaver
from edulis.web.people.belongings import offices
from edulis.web.people.models import Device, Membership, Person, Seat
from tests.web.conftest import Cast


def test_a_phone_that_others_come_in_on_stays(cast: Cast) -> None:
    shared, own = (Device.objects.create(token=word) for word in ("a", "b"))
    for device, who in ((shared, cast.binh), (shared, cast.hoa), (own, cast.binh)):
        Seat.objects.create(device=device, person=who, pin="")
    assert list(OWN[Device].rows(Leaver(cast.binh))) == [own]
    OWN[Seat].shred(Leaver(cast.binh))
    OWN[Device].shred(Leaver(cast.binh))
    assert list(Device.objects.all()) == [shared]


def test_the_last_coordinator_and_the_last_operator_hand_over_first(cast: Cast) -> None:
    assert len(list(offices(cast.hoa))) == 1
    assert len(list(offices(cast.tu))) == 1
    assert list(offices(cast.binh)) == []
    Membership.objects.create(person=cast.binh, cluster=cast.village, role="coordinator", since="2002-09-01T00:00Z")
    assert list(offices(cast.hoa)) == []
    assert list(offices(cast.lan)) == []  # alone in her cluster: nobody is left behind


def test_only_the_number_is_left_of_a_person(cast: Cast) -> None:
    OWN[Person].shred(Leaver(cast.son))
    son = Person.objects.get(pk=cast.son.pk)
    assert (son.name, son.handle, son.folded, son.is_active, str(son)) == ("", None, "", False, f"№ {son.pk}")
    assert not son.has_usable_password()
    assert son.erased is not None
