"""The front doors."""

from tests.web.conftest import Cast


def test_the_first_page_shows_a_person_their_clusters_and_nobody_elses(cast: Cast) -> None:
    page = cast.client("binh").get("/").content.decode()
    assert "Làng Bột" in page
    assert "Làng Bên" not in page
