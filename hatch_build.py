"""Compile the message catalogues when a wheel or an editable install is built, so that nobody needs gettext."""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """Each committed `.po` becomes the `.mo` that the standard library's gettext reads."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write every catalogue beside its source."""
        for source in sorted(Path(self.root, "edulis/locale").glob("*/LC_MESSAGES/*.po")):
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
