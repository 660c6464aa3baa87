"""The exit codes that programs rely on."""

import edulis.cli
from edulis.cli.exits import Exit


def test_every_exit_code_is_explained_in_the_door() -> None:
    documented = [line.split()[0] for line in (edulis.cli.__doc__ or "").splitlines() if line.startswith("    ")]
    assert documented == [str(int(code)) for code in Exit]
