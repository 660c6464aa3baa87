"""Static files are named by what is in them, and modules find each other by those names."""

import re

from django.contrib.staticfiles.storage import staticfiles_storage


def test_a_module_imports_another_by_its_kept_name() -> None:
    name = staticfiles_storage.stored_name("kit/phone.js")
    with staticfiles_storage.open(name) as file:
        imported = re.findall(r'from\s+"\./([^"]+)"', file.read().decode())
    assert imported
    assert all(re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", one) for one in imported)
