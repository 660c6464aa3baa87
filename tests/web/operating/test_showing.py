"""The demo, as a newcomer starts it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from edulis.web.operating.showing import show
from tests.web.serving import environment, free_port


def test_the_demo_starts_lets_one_step_into_a_role_and_leaves_nothing_behind(tmp_path: Path) -> None:
    assert callable(show)
    port = free_port()
    env = environment(tmp_path / "unused") | {"TMPDIR": str(tmp_path)}
    words = [sys.executable, "-m", "edulis", "demo", "--no-browser", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(words, env=env, stdout=log, stderr=log, start_new_session=True)
    address = f"http://localhost:{port}"
    try:
        until = time.monotonic() + 150
        while time.monotonic() < until:
            assert process.poll() is None, (tmp_path / "log").read_text()
            try:
                page = httpx.get(f"{address}/step/", headers={"Accept-Language": "en"})
                break
            except httpx.HTTPError:
                time.sleep(0.2)
        assert "Minh" in page.text
        with httpx.Client(base_url=address) as browser:
            page = browser.get("/step/")
            token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
            person = page.text.split('name="person" value="')[1].split('"')[0]
            sent = {"csrfmiddlewaretoken": token, "_key": "1", "person": person}
            assert browser.post("/step/", data=sent).status_code == 302
            assert browser.get("/c/red-river-delta/journal/").status_code == 200
            assert browser.get("/c/red-river-delta/vision/").status_code == 200
            for _ in range(4):  # both processes: pages made with Polars, which a forked process would wait on for ever
                assert browser.get("/c/red-river-delta/enterprises/own/", timeout=30).status_code == 200
        process.send_signal(signal.SIGINT)
        process.wait(30)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert not list(tmp_path.glob("edulis-demo-*"))
