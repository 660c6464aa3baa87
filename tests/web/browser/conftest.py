"""A real Chromium against a real server: what only a browser can tell. Few tests, and fast."""

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.web.conftest import Cast

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-sandbox")  # fmt: skip
ONE_AT_A_TIME = threading.Lock()
expect.set_options(timeout=20_000)  # a machine that does other things as well is no fault of the page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/web/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.django_db(transaction=True))
            if not CHROMIUM:
                reason = "THE SITE WAS NOT SEEN IN A BROWSER: there is no chromium (apt-get install chromium)"
                item.add_marker(pytest.mark.skip(reason=reason))


def in_turn(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Requests in turn: the threads of the server share one connection to a store that lies in memory."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with ONE_AT_A_TIME:
            made = app(environ, start_response)
            try:
                return [b"".join(made)]
            finally:
                if hasattr(made, "close"):
                    made.close()

    return answer


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield made
        made.close()


@dataclass
class Site:
    """The site as a browser reaches it, and browsers in which somebody has entered."""

    address: str
    cast: Cast
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    def phone(self, name: str | None, language: str = "en", *, width: int = 360, worker: bool = False) -> Page:
        """A page on a phone of its own; with `worker` the service worker may run."""
        context = self.browser.new_context(
            locale=language, viewport={"width": width, "height": 780}, service_workers="allow" if worker else "block"
        )
        context.set_default_timeout(30_000)
        context.set_default_navigation_timeout(90_000)
        self.contexts.append(context)
        cookies = {"tongue": language}
        if name:
            cookies[settings.SESSION_COOKIE_NAME] = self.session(name)
        context.add_cookies([{"name": key, "value": value, "url": self.address} for key, value in cookies.items()])
        return context.new_page()

    def session(self, name: str) -> str:
        """The cookie of a browser in which this person has entered."""
        return self.cast.client(name).cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def site(transactional_db: None, cast: Cast, browser: Browser) -> Iterator[Site]:
    cache.clear()
    mine = connections["default"]
    shared = {"default": mine} if mine.vendor == "sqlite" else {}
    for one in shared.values():
        one.inc_thread_sharing()
    server = LiveServerThread("127.0.0.1", in_turn, connections_override=shared)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    made = Site(f"http://localhost:{server.port}", cast, browser)
    yield made
    for context in made.contexts:
        context.close()
    server.terminate()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(2)  # else its socket is left to the end of the whole run
    for one in shared.values():
        one.dec_thread_sharing()
