"""How static files are kept: named by their content, packed, and modules find each other by those names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also renames what an ES module imports, so that no bundler is needed."""

    support_js_module_import_aggregation = True
