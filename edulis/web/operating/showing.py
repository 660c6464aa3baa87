"""The demo: a site in a home of a day, on this machine alone, in which anybody may step into any role."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from edulis.schema import Text
from edulis.schema.language import Language
from edulis.web.operating.home import wake
from edulis.web.operating.serving import bring_up, run_server

if TYPE_CHECKING:
    from edulis.engine.cluster import Cluster

WAIT = 60.0  # seconds until the browser is given up


def show(
    tables: Cluster, *, port: int, language: Language, browser: bool, say: Callable[[Text], None], serve: bool = True
) -> None:
    """Lay the example out in a temporary home and serve it until stopped; the home goes with it. Raises Refused."""
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="edulis-demo-", ignore_cleanup_errors=True) as made:
        home = Path(made)
        wake(home, EDULIS_DEMO="1", EDULIS_HOSTS="localhost,127.0.0.1", EDULIS_HTTPS="")
        bring_up(home)
        from edulis.web.operating.story import tell

        tell(tables, language)
        if not serve:
            return
        address = f"http://localhost:{port}/step/"
        say(Text("The site: {address}", address=address))
        say(Text("Stop it with Ctrl+C; the example goes with it."))
        if browser:
            threading.Thread(target=_open, args=(address,), daemon=True).start()
        worker = subprocess.Popen([sys.executable, "-m", "edulis", "worker", "--home", str(home)])
        try:
            run_server("127.0.0.1", port, 2)
        finally:
            worker.terminate()
            worker.wait(10)


def _open(address: str) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                webbrowser.open(address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
