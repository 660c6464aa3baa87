"""The village of the other tests, as the files that Mr Minh brings to the site, and as rows of it."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from edulis.web.enterprises import importing
from edulis.web.enterprises.models import Book
from tests.conftest import VILLAGE
from tests.web.conftest import Cast

WHO = ("hoa", "binh", "lan")


def files() -> dict[str, str]:
    """The village's tables; its households have the codes by which the site's cast speaks for them."""
    made = dict(VILLAGE)
    made["cluster"] = made["cluster"].replace("village,", "lang-bot,")
    made["household"] = "code,name,place\nh_hoa,Bà Hoa,dl\nh_binh,Ông Bình,dl\nh_lan,Bà Lan,cq\n"
    for who in WHO:
        made["enterprise"] = made["enterprise"].replace(f",{who},", f",h_{who},")
    made["consent"] = "who,purpose,day,given\n" + "".join(f"h_{who},map,2002-09-01,true\n" for who in WHO)
    return made


def parcel(tables: Mapping[str, str]) -> bytes:
    """Tables as a zip of CSV files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, words in tables.items():
            made.writestr(f"{name}.csv", words)
    return out.getvalue()


@pytest.fixture
def tables() -> dict[str, str]:
    return files()


@pytest.fixture
def zipped() -> Callable[[Mapping[str, str]], bytes]:
    return parcel


@pytest.fixture
def filled(cast: Cast) -> Cast:
    """The cast, with the village's rows on the site."""
    offer = importing.look_at(cast.village, "village.zip", parcel(files()))
    assert offer.differences is not None, offer.problems
    importing.write(cast.village, offer.differences, cast.people["minh"].pk)
    Book.objects.create(cluster=cast.village, version=1)
    return cast
