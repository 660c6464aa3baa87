"""Reasons of the operating system in words of our own."""

import errno
from pathlib import Path

import pytest

from edulis.schema import Text
from edulis.schema.reason import REASONS, ToldError, reason


def test_what_happens_often_is_said_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere") as trouble:
        (tmp_path / "nowhere").read_bytes()
    assert reason(trouble.value).say() == "there is no such file or folder"
    assert reason(trouble.value).say("vi") == "không có tệp hoặc thư mục này"
    assert reason(OSError(errno.ENOSPC, "No space left on device")).say("vi") == "đĩa đã đầy"
    assert all(text.say("vi") != text.say("en") for text in REASONS.values())


def test_what_is_rare_keeps_the_words_of_the_system() -> None:
    assert reason(OSError(errno.EXDEV, "Invalid cross-device {link}")).say("vi") == "Invalid cross-device {link}"
    assert reason(OSError("a zip without an end")).say() == "a zip without an end"
    assert reason(OSError()).say() == "OSError"


def test_a_reason_of_our_own_keeps_its_gaps() -> None:
    told = ToldError(errno.EFBIG, Text("a sheet of a workbook ends at {n:,} rows", n=1_048_575), "trade")
    assert (told.errno, told.filename, told.strerror) == (errno.EFBIG, "trade", reason(told).say())
    assert "1.048.575" in reason(told).say("vi")
