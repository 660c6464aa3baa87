"""The site is brought up and answers; killed, it comes up again by itself."""

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from edulis.web.operating.home import Refused
from edulis.web.operating.serving import bring_up, pending, run_server, serve, static_state, wake_site
from tests.web.serving import Site, environment, free_port


def test_nothing_is_pending_after_the_site_was_brought_up(db: None, settings: object) -> None:
    bring_up(Path(os.environ["EDULIS_HOME"]))
    assert not pending()
    assert len(static_state()) == 64


def test_a_port_that_is_taken_is_said_so() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Refused, match="--port"):
            run_server("127.0.0.1", taken.getsockname()[1], 1)


def test_what_is_unsafe_does_not_start(tmp_path: Path) -> None:
    env = {**os.environ, "EDULIS_HOSTS": "*", "EDULIS_SECRET_KEY": "short", "PYTHONPATH": str(Path.cwd())}
    words = [sys.executable, "-m", "edulis", "serve", "--home", str(tmp_path), "--host", "0.0.0.0"]
    ended = subprocess.run(words, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert all(word in ended.stderr for word in ("EDULIS_SECRET_KEY", "EDULIS_HOSTS", "--village"))
    assert "Traceback" not in ended.stderr


def test_the_site_answers_and_comes_up_again_after_a_kill(tmp_path: Path) -> None:
    assert callable(serve)
    with Site(tmp_path / "home", port=free_port()) as site:
        first = httpx.get(site.address, headers={"Accept-Language": "en"})
        assert first.status_code == 200
        assert "Content-Security-Policy" in first.headers
        assert (tmp_path / "home/secret-key").stat().st_mode & 0o777 == 0o600
        site.kill()
        began = time.monotonic()
        site.start()
        assert httpx.get(site.address).status_code == 200
        assert time.monotonic() - began < 30


def test_the_copy_from_before_a_change_of_tables_is_never_written_over(tmp_path: Path) -> None:
    """Who was killed while tables changed still has the store as it was; what is set aside next lies beside it."""
    script = (
        "import sys; from pathlib import Path; from edulis.web.operating import home; place = Path(sys.argv[1]); "
        "home.wake(place); from edulis.web.operating.serving import bring_up, _set_aside; bring_up(place); "
        "[_set_aside(place) for _ in range(2)]"
    )
    env = environment(tmp_path)
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], env=env, check=True)
    kept = sorted(tmp_path.glob("before-*.sqlite3"))
    assert len(kept) == 2
    assert not list(tmp_path.glob(".before*"))
    assert all(one.stat().st_mode & 0o777 == 0o600 for one in kept)


@pytest.mark.parametrize("port", [0, -1, 65_536])
def test_what_is_no_port_is_said_so(port: int) -> None:
    with pytest.raises(Refused, match="65535"):
        run_server("127.0.0.1", port, 1)


def test_a_store_that_does_not_answer_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("x" * 60)
    (tmp_path / "secret-key").chmod(0o600)
    env = environment(tmp_path, f"postgresql://nobody@127.0.0.1:{free_port()}/x")
    for words in (["verify"], ["serve", "--port", str(free_port())]):
        ended = subprocess.run(
            [sys.executable, "-m", "edulis", *words], env=env, capture_output=True, text=True, timeout=60, check=False
        )
        assert ended.returncode == 1
        assert "DATABASE_URL" in ended.stderr
        assert "mistake of Edulis" not in ended.stderr


def test_a_folder_that_holds_no_site_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDULIS_SECRET_KEY")
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(Refused, match="no site"):
            wake_site(place)
    assert list(tmp_path.iterdir()) == []
