"""More is allowed only for what was counted."""

import resource
import subprocess
import sys
from pathlib import Path

from edulis.exchange.workbook.quarantine import limits
from edulis.exchange.workbook.quarantine.limits import Need

MIB = 1 << 20
ROOM = str(Path(limits.__file__).parents[1])


def limited(act: str) -> list[int]:
    """The limits of memory and computing of a process in which this was done."""
    code = (
        f"import sys; sys.path.append({ROOM!r}); from quarantine.limits import Need, allow, limit; import resource\n"
        f"limit({320 * MIB}, 8, {MIB}, {900 * MIB}, 30)\n{act}\n"
        "print(*(resource.getrlimit(one)[0] for one in (resource.RLIMIT_AS, resource.RLIMIT_CPU)))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return [int(one) for one in done.stdout.split()]


def test_a_small_workbook_gets_no_more_than_it_began_with() -> None:
    assert limited("allow(Need(1_000_000, 100 << 20, 50 << 20))") == [320 * MIB, 8]


def test_a_large_one_gets_what_its_cells_need_up_to_the_most() -> None:
    assert limited("allow(Need(4_000_000, 400 << 20, 50 << 20))") == [570 * MIB, 16]
    assert limited("allow(Need(90_000_000, 9 << 30, 0))") == [900 * MIB, 30]


def test_the_largest_sheet_counts_since_one_is_read_at_a_time() -> None:
    need = Need()
    need.sheet(100, 1_000)
    need.sheet(10, 20)
    need.shared(5, 700)
    assert need.cells == 110
    assert need.largest > 1_000 * 32
    assert need.texts > 700


def test_the_limits_of_this_process_are_left_alone() -> None:
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == resource.RLIM_INFINITY
