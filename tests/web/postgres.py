"""A throw-away PostgreSQL for tests, from the system's own binaries. As root it drops to nobody."""

import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def binaries() -> Path | None:
    """Where this system keeps the server's programs; none where it has no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


def start() -> str:
    """Start a server on a unix socket only; returns the socket's folder. One for all workers of a test run."""
    if given := os.environ.get("EDULIS_TEST_SOCKET"):
        return given
    programs = binaries()
    if programs is None:
        raise SystemExit("These tests need PostgreSQL's server: apt install postgresql")
    home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short: a socket's path has at most 107 bytes
    who: dict[str, object] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        who = {"user": 65534, "group": 65534, "extra_groups": []}
        os.chown(home, 65534, 65534)
    env = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(home)}

    def run(*words: object) -> None:
        subprocess.run([str(word) for word in words], check=True, env=env, cwd=home, stdout=subprocess.DEVNULL, **who)  # type: ignore[call-overload]

    run(programs / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {home} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=100"
    run(programs / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log", "-o", options, "start")
    mine = os.getpid()

    def stop() -> None:
        if os.getpid() == mine:  # not in a forked child
            command = [str(programs / "pg_ctl"), "-D", str(home / "data"), "-m", "immediate", "stop"]
            subprocess.run(command, env=env, cwd=home, stdout=subprocess.DEVNULL, check=False, **who)  # type: ignore[call-overload]
            shutil.rmtree(home, ignore_errors=True)

    atexit.register(stop)
    os.environ["EDULIS_TEST_SOCKET"] = str(home)
    return str(home)
