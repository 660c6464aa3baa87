"""Commands of a site, each in a process and a home of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def edulis(*words: object, home: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `edulis …` with that home, in English."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("EDULIS_", "DATABASE_", "DJANGO_"))
    }
    clean |= {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "EDULIS_HOME": str(home), **(env or {})}
    command = [sys.executable, "-m", "edulis", *map(str, words)]
    return subprocess.run(command, env=clean, capture_output=True, text=True, timeout=120, check=False)
