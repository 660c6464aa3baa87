"""A real site in processes of its own, on the store that the tests use, to be hit, cut off and killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, database: str = "") -> dict[str, str]:
    """What the processes of a site are told: nothing of the tests' own settings."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("EDULIS_", "DATABASE_", "DJANGO_"))
    }
    env |= {"EDULIS_HOME": str(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    if database:
        env["DATABASE_URL"] = database
    return env


class Site:
    """`edulis serve`, in a process group of its own."""

    def __init__(self, home: Path, *, port: int, database: str = "", workers: int = 1) -> None:
        self.home, self.port, self.workers = home, port, workers
        self.env = environment(home, database)
        self.address = f"http://127.0.0.1:{port}/"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        words = [sys.executable, "-m", "edulis", "serve", "--port", str(self.port), "--workers", str(self.workers)]
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(words, env=self.env, stdout=log, stderr=log, start_new_session=True)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError((self.home / "log").read_text())
            try:
                httpx.get(self.address + "enter/", timeout=5)
                return
            except httpx.HTTPError:
                time.sleep(0.05)
        raise AssertionError("the site did not come up: " + (self.home / "log").read_text())

    def kill(self) -> None:
        """As a power cut would, for the processes: all of them at once."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def __enter__(self) -> "Site":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
