"""What SQLite knows of its own tables, so that it finds a household's rows by the right index."""

from __future__ import annotations

from django.db import connection

ROWS = 1_000  # of each index that are looked at: a few milliseconds, also in a district's tables


def sample() -> None:
    """Let SQLite look at its indexes; PostgreSQL does so by itself.

    Without that it takes the index of the cluster, and reads 200,000 trades to find the forty of a household.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={ROWS}")
            cursor.execute("ANALYZE")
