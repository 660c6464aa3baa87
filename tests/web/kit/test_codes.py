"""QR codes are drawn without style, so that the content policy shows them."""

from edulis.web.kit.codes import qr


def test_a_code_is_a_picture_without_style_or_script() -> None:
    drawn = str(qr("https://lang-bot.example/card/abcde/"))
    assert drawn.startswith("<svg")
    assert "style" not in drawn
    assert "<script" not in drawn
