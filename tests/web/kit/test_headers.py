"""Every answer forbids what comes from elsewhere or stands inline."""

from tests.web.conftest import Cast


def test_every_answer_allows_only_the_sites_own_scripts_and_styles(cast: Cast) -> None:
    policy = cast.client(None).get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_pages_are_kept_by_no_shared_cache(cast: Cast) -> None:
    assert cast.client("binh").get("/").headers["Cache-Control"] == "no-store"
