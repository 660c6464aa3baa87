"""The trail in plain words."""

from django.db import transaction

from edulis.web.journal.trail import told
from edulis.web.kit.models import Line
from edulis.web.kit.trail import erase_sayings, record_act
from edulis.web.people.models import Person
from tests.web.conftest import Cast


def test_a_line_is_a_sentence_with_who_and_about_what_and_an_erased_person_is_a_number(cast: Cast) -> None:
    with transaction.atomic():
        record_act(cast.visit("minh"), "journal.minutes_write", title="Nước thải")
        record_act(cast.visit("binh"), "journal.line_decide", title={"not": "words"})
    one, other = told(Line.objects.select_related("saying").order_by("number"))
    assert one.sentence.say("en").startswith("Minh (")
    assert "wrote minutes" in one.sentence.say("en")
    assert (one.about, one.outsider, other.about, other.outsider) == ("Nước thải", True, "", False)
    Person.objects.filter(pk=cast.minh.pk).update(name="")
    erase_sayings(cast.minh.pk)
    (gone, _) = told(Line.objects.select_related("saying").order_by("number"))
    assert f"№ {cast.minh.pk}" in gone.sentence.say("en")
    assert gone.about == ""
