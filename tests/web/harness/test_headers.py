"""Headers on every address, and settings that Django's own check finds nothing in."""

import os
import subprocess
import sys
from pathlib import Path

from tests.web.harness.addresses import ROLES, World, addresses

ALWAYS = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip


def test_every_answer_carries_the_policy_and_no_page_of_a_cluster_is_kept(world: World) -> None:
    for address in addresses():
        for role in ("visitor", "coordinator", "neighbour"):
            given = world.parameters(address, "own")
            assert given is not None
            answer = world.client(role).get(address.at(given))
            policy = answer.headers["Content-Security-Policy"]
            assert "unsafe" not in policy, address.name
            assert "http" not in policy, address.name
            assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS, address.name
            untold = answer.headers["Referrer-Policy"] == "no-referrer"
            assert untold or answer.headers["Referrer-Policy"] == "same-origin", address.name
            assert not untold or "secret" in address.parameters, address.name  # only where the address is the key
            if "cluster" in address.parameters:
                assert "no-store" in answer.headers["Cache-Control"], address.name
    assert set(ROLES)


def test_nobody_is_led_away_from_the_site(world: World) -> None:
    for where in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
    ):
        sent = {"next": where, "tongue": "en", "_key": where}
        answer = world.client("member").post("/tongue/", sent)
        assert answer.headers["Location"] == "/", where


def test_the_shipped_settings_for_https_pass_djangos_check(tmp_path: Path) -> None:
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("EDULIS_", "DATABASE_", "DJANGO_"))
    }
    env |= {
        "EDULIS_HTTPS": "1", "EDULIS_HOSTS": "edulis.example.org", "EDULIS_SECRET_KEY": "k3" * 10 + "!Qz8_vN#" * 6,
        "EDULIS_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "edulis.web.settings",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }  # fmt: skip
    words = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    ended = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
