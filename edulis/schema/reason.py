"""Why a file could not be read or written, in words of our own for what happens often."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from edulis.schema.language import Text

REASONS: Mapping[int, Text] = {
    errno.ENOENT: Text("there is no such file or folder"),
    errno.EISDIR: Text("it is a folder, not a file"),
    errno.ENOTDIR: Text("a part of the path is no folder"),
    errno.EACCES: Text("you may not open or change it"),
    errno.EPERM: Text("you may not open or change it"),
    errno.EROFS: Text("this disk can be read only"),
    errno.ENOSPC: Text("the disk is full"),
    errno.EDQUOT: Text("your share of the disk is used up"),
    errno.EBUSY: Text("another program is using it"),
    errno.ETXTBSY: Text("another program is using it"),
    errno.ENAMETOOLONG: Text("its name is too long"),
    errno.ENOTEMPTY: Text("the folder is not empty"),
    errno.EIO: Text("the disk does not answer"),
}


class ToldError(OSError):
    """A file that cannot be as it is asked for, with the reason in words that are translated."""

    def __init__(self, number: int, text: Text, name: str = "") -> None:
        """The number of the operating system's nearest error, the reason and the place."""
        super().__init__(number, text.say(), name)
        self.text = text


def reason(trouble: OSError) -> Text:
    """Why it could not be done; what is rare in the words of the operating system."""
    if isinstance(trouble, ToldError):
        return trouble.text
    known = REASONS.get(trouble.errno or 0)
    return known or Text(trouble.strerror or str(trouble) or type(trouble).__name__)
