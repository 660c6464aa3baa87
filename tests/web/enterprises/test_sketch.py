"""Drawing: each tap is one small write, and the next tap takes it back."""

from django.db import transaction

from edulis.engine.check import check
from edulis.web.enterprises import sketch
from edulis.web.enterprises.loading import data_version, load
from edulis.web.enterprises.models import ROWS, Seed
from edulis.web.kit.models import Line
from tests.web.conftest import Cast


def card(cast: Cast, name: str, kind: str = "starch", *, ours: bool = True, who: str = "hoa") -> str:
    visit = cast.visit(who)
    made = sketch.add_card(visit, name=name, kind=kind, place="", new_place="Dương Liễu" if ours else "", ours=ours)
    return str(made.code)


def test_an_evenings_drawing_is_a_cluster_that_passes_the_check(cast: Cast) -> None:
    with transaction.atomic():
        binh, hoa = card(cast, "Nguyễn Văn Bình"), card(cast, "Phí Thị Hoà", "noodles")
        shop = card(cast, "Chợ Đồng Xuân", "retailer", ours=False)
        wet = sketch.add_product(cast.visit("minh"), name="Bột ướt", stage="half", unit="kg").code
        assert sketch.toggle_sale(cast.visit("minh"), binh, hoa, wet)
        assert sketch.toggle_sale(cast.visit("minh"), hoa, shop, wet)
        assert sketch.toggle_tie(cast.visit("hoa"), "information", binh, hoa)
    drawn = load(cast.village)
    assert [one for one in check(drawn) if one.severity == "error"] == []
    assert (binh, shop, drawn["trade"].height) == ("nguyen-van-binh", "cho-dong-xuan", 2)
    assert Line.objects.count() == data_version(cast.village) == 7


def test_a_second_tap_rubs_out_and_a_third_draws_again(filled: Cast) -> None:
    minh = filled.visit("minh")
    with transaction.atomic():
        said = [sketch.toggle_tie(minh, "help", "hoa", "lan") for _ in range(3)]
    assert said == [True, False, True]
    assert ROWS["relation"]._default_manager.filter(of=filled.village, gone=None, one="hoa", other="lan").count() == 1


def test_what_a_survey_told_or_its_own_people_confirmed_is_not_rubbed_out(filled: Cast) -> None:
    with transaction.atomic():
        assert sketch.toggle_tie(filled.visit("minh"), "help", "binh", "hoa")
        assert sketch.toggle_tie(filled.visit("minh"), "help", "hoa", "binh")
        sketch.say_yes(filled.visit("binh"), list(sketch.to_confirm(filled.visit("binh"))))
        assert sketch.toggle_tie(filled.visit("minh"), "help", "hoa", "binh")
        assert not sketch.toggle_tie(filled.visit("hoa"), "help", "hoa", "binh")


def test_two_cards_of_one_name_have_two_codes(cast: Cast) -> None:
    with transaction.atomic():
        assert [card(cast, "Đào"), card(cast, "Đào"), card(cast, "!!!")] == ["dao", "dao-2", "e"]


def test_no_more_seeds_are_laid_than_there_are(filled: Cast) -> None:
    binh = filled.visit("binh")
    with transaction.atomic():
        assert not sketch.lay_seed(binh, "h_binh", "crops", -1)
        laid = [sketch.lay_seed(binh, "h_binh", "crops", 1) for _ in range(21)]
    assert laid == [True] * 20 + [False]
    assert Seed.objects.get().confirmed is not None


def test_a_month_turns_from_busy_to_slack_to_usual(filled: Cast) -> None:
    with transaction.atomic():
        turned = [sketch.turn_month(filled.visit("hoa"), "starch", 1) for _ in range(4)]
    assert turned == [sketch.BUSY, sketch.SLACK, sketch.USUAL, 0]


def test_a_goal_is_kept_once_a_round_and_is_the_owners_word(filled: Cast) -> None:
    with transaction.atomic():
        sketch.set_goal(filled.visit("binh"), "binh", "quality", "Bột trắng hơn", 0)
        sketch.set_goal(filled.visit("binh"), "binh", "children", "", 1)
    row = ROWS["enterprise_round"]._default_manager.get(of=filled.village)
    assert (row.goal_kind, row.goal, row.confirmed_by) == ("children", None, filled.binh.pk)  # type: ignore[attr-defined]


def test_what_is_confirmed_waits_no_more(filled: Cast) -> None:
    with transaction.atomic():
        sketch.toggle_tie(filled.visit("minh"), "help", "hoa", "lan")
        (row,) = sketch.to_confirm(filled.visit("hoa"))
        assert sketch.is_party(filled.visit("hoa"), row)
        assert not sketch.is_party(filled.visit("binh"), row)
        sketch.say_yes(filled.visit("hoa"), [row])
    assert sketch.to_confirm(filled.visit("hoa")) == []
