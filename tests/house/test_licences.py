"""What a user installs may be used under Apache-2.0 terms: no GPL or AGPL at run time."""

import re
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKED = sorted(set(re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / "requirements/app.lock").read_text(), flags=re.M)))
BUILD_ONLY = {"editables", "hatchling", "packaging", "pathspec", "pluggy", "polib", "trove-classifiers"}
FREE = re.compile(r"MIT|BSD|Apache|PSF|Python-2|MPL|ISC|OFL|SIL|Zlib|0BSD|LGPL|CC0|NCSA|Unlicense", re.IGNORECASE)
BOUND = re.compile(r"(?<!L)\bA?GPL|(?<!Lesser )General Public License|Affero", re.IGNORECASE)


def licence(package: str) -> str:
    about = metadata.metadata(package)
    given = [about.get("License-Expression") or "", about.get("License") or ""]
    given = [text.strip().splitlines()[0] if text.strip() else "" for text in given]
    return " ".join([*given, *(line for line in about.get_all("Classifier") or [] if line.startswith("License"))])


def installed(package: str) -> bool:
    try:
        metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return False
    return True


@pytest.mark.parametrize("package", [name for name in LOCKED if installed(name)])
def test_each_package_of_the_application_lock_is_free_to_use(package: str) -> None:
    found = licence(package)
    assert FREE.search(found), found
    if package not in BUILD_ONLY:
        assert not BOUND.search(found) or "exception" in found.lower(), found


def test_the_lock_is_installed() -> None:
    windows_only = {"colorama", "tzdata", "pywin32"}
    assert [name for name in LOCKED if not installed(name) and name not in windows_only] == []


def test_every_pin_has_its_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        pins = re.split(r"^(?=[A-Za-z0-9])", lock.read_text(), flags=re.M)
        assert [pin.split("==")[0] for pin in pins if "==" in pin and "--hash=sha256:" not in pin] == []
