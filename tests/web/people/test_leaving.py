"""The pages of what is one's own: looked at, taken along, forgotten."""

from collections.abc import Callable

from edulis.web.people import entering
from edulis.web.people.models import Device, Person, Seat
from edulis.web.people.tokens import digest
from tests.web.conftest import Cast

Key = Callable[[], str]


def test_everybody_sees_and_takes_along_their_own(cast: Cast) -> None:
    for who in ("binh", "an", "minh", "tu", "gone"):
        assert cast.client(who).get("/me/").status_code == 200, who
        assert cast.client(who).get("/me/along/").headers["Content-Type"] == "application/zip"
        assert cast.client(who).get("/me/forget/").status_code == 200
    for page in ("", "along/", "forget/"):
        assert cast.client(None).get(f"/me/{page}").headers["Location"] == f"/enter/?next=/me/{page}"


def test_one_is_forgotten_only_after_saying_so_twice_and_is_out_at_once(cast: Cast, key: Key) -> None:
    binh = cast.client("binh")
    assert binh.post("/me/forget/", {"_key": key()}).status_code == 422
    done = binh.post("/me/forget/", {"_key": key(), "sure": "1"})
    assert done.status_code == 200
    assert done.headers["Clear-Site-Data"] == '"cache"'  # entered by hand here, on no phone of one's own
    assert "Nguyễn" not in done.content.decode()
    assert Person.objects.get(pk=cast.binh.pk).erased is not None
    assert binh.get("/c/lang-bot/people/").status_code == 302
    assert "Nguyễn Văn Bình" not in cast.client("hoa").get("/c/lang-bot/people/").content.decode()


def test_a_phone_of_ones_own_is_emptied_one_that_others_use_only_of_pages(cast: Cast, key: Key) -> None:
    for number, others in enumerate(([], [cast.hoa])):
        who = (cast.binh, cast.dao)[number]
        device = Device.objects.create(token=digest(f"secret{number}"))
        for one in (who, *others):
            Seat.objects.create(device=device, person=one, pin="x")
        client = cast.client("binh" if number == 0 else "dao")
        client.cookies[entering.PHONE] = f"secret{number}"
        done = client.post("/me/forget/", {"_key": key(), "sure": "1"})
        assert ('"storage"' in done.headers["Clear-Site-Data"]) == (not others)
        assert Device.objects.filter(pk=device.pk).exists() == bool(others)


def test_writings_of_others_in_the_outbox_are_not_wiped(cast: Cast, key: Key) -> None:
    device = Device.objects.create(token=digest("secret"))
    Seat.objects.create(device=device, person=cast.binh, pin="x")
    client = cast.client("binh")
    client.cookies[entering.PHONE] = "secret"
    done = client.post("/me/forget/", {"_key": key(), "sure": "1", "others": "2"})
    assert done.headers["Clear-Site-Data"] == '"cache"'


def test_the_last_coordinator_is_told_what_to_hand_over(cast: Cast, key: Key) -> None:
    assert "người điều phối cuối cùng" in cast.client("hoa").get("/me/forget/").content.decode()
    assert cast.client("hoa").post("/me/forget/", {"_key": key(), "sure": "1"}).status_code == 409
    assert Person.objects.get(pk=cast.hoa.pk).is_active
