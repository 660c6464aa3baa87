"""A refusal says what cannot be done, to a person and to a program."""

from tests.web.conftest import Cast


def test_a_person_is_told_in_words_and_a_program_in_data(cast: Cast) -> None:
    page = cast.client("binh", headers={"accept-language": "en"}).post("/tongue/", {})
    assert page.status_code == 400
    assert "Open the page again" in page.content.decode()
    data = cast.client("binh", headers={"accept": "application/json", "accept-language": "vi"}).post("/tongue/", {})
    assert data.json() == {"refused": "Mẫu này đã cũ, không gửi được. Mở lại trang và điền lại."}
