"""Each purpose is declared once, in both languages, and its words do not change behind anybody's back."""

from edulis.schema import LANGUAGES
from edulis.schema.words import PURPOSE
from edulis.web.people.purposes import BY_CODE, PURPOSES, digests

# The words as they are shown, by purpose, version and language. Whoever changes words adds a version to the purpose
# (which asks everybody again) and a line here; only a slip of the pen may be mended in place.
SHOWN = {
    ("map", 1, "en"): "2bbca1472e043edd1b527bd5e885a0df541836726a52663f3867c46f1b40f66e",
    ("map", 1, "vi"): "5972ad174673c61aa3c23c4c0cb41e036bfae153bfda0b8839e40f426f51821c",
    ("circle", 1, "en"): "b65b07137be0cd0c9a99e725b23c287c9908f4902472701632669805f3c3043e",
    ("circle", 1, "vi"): "c1b6cb63063146025eea56311770d8cf50015d0a9fc55f09f0a8b5db29090534",
    ("pictures", 1, "en"): "5f45d9bd667e910584faef961339693ac19dc4a462a6ea83490c87c36c78ceee",
    ("pictures", 1, "vi"): "85d9ac68385763781f7bf85fc9bbe141900f16f02bb6f4f25fbfa7d8d54a0846",
    ("market", 1, "en"): "27a58106fe11fb87f443a969eaf97b08600f63b2fe680c26dc96992260643ca5",
    ("market", 1, "vi"): "57d4abb3462fa2321f2d595e6a550d499d6fab25f8dab1124f03352fbb00fb63",
    ("link", 1, "en"): "c59734c082b4865a5affb591fc18cbf722c0a727e4326d2c164280580a1e10c3",
    ("link", 1, "vi"): "f7cb18b5d80770d9dfcbff6f2251db3d3cb513834288122c5d2ea70ba2a2d209",
    ("report", 1, "en"): "37ac5618ed32366f6cfc8645f438c499ddbf273a6562a9d0b6070a4569ffd3ae",
    ("report", 1, "vi"): "93a76ba90122328868550e3dcbbc1d2a51121234877ea12aa0af4bba645bc4a3",
    ("bodies", 1, "en"): "ec75f043004307bbd86db7a5e758f0bfda5350f50615e698353ea6c336421fcd",
    ("bodies", 1, "vi"): "e1345e4d75564681ff9641e82469dab1ebaa57cc919233a1192317f2af18c2c0",
    ("research", 1, "en"): "244b6444fbd3d11942ebd48254138226aa3566004b14f68e3da92bc1d0097a93",
    ("research", 1, "vi"): "c822f20049fac4f76ddf1cd2df69676e028d60cae492f9509c454ba57dec1e52",
    ("name", 1, "en"): "c82b569faea89730b9595e701b143f6ccc6f565182c445dadbf60e9261700cfd",
    ("name", 1, "vi"): "66dbdc7a21992f71762898013a618abd683f97efdd2a5bdbfa0b7c4719e3e226",
}  # fmt: skip


def test_every_purpose_of_the_declaration_is_asked_on_the_site() -> None:
    assert {code for code, _ in PURPOSE} <= set(BY_CODE)


def test_the_words_are_those_that_people_agreed_to() -> None:
    assert digests() == SHOWN


def test_each_is_told_in_words_of_its_language() -> None:
    for purpose in PURPOSES:
        told = {purpose.words.say(language) for language in LANGUAGES}
        assert len(told) == len(LANGUAGES), purpose.code
        assert purpose.version == len(purpose.wordings)


def test_only_what_shows_no_figure_holds_without_a_yes() -> None:
    assert {one.code for one in PURPOSES if one.unless_refused} == {"circle", "name"}
