"""What was erased is also gone from the store's own files: freed pages, the write-ahead log."""

from __future__ import annotations

from django.db import OperationalError, connection


def sweep() -> bool:
    """Leave nothing of deleted rows in the files of SQLite; whether that went through.

    Deleted content is overwritten at once (`secure_delete`); this empties the write-ahead log into the file and writes
    the file anew. Others who read or write at that moment make it wait, and it gives up after a while: then call it
    again. PostgreSQL clears its files by itself; there the promise is for its dumps and for new backups.
    """
    if connection.vendor != "sqlite":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return bool(cursor.fetchone()[0] == 0)
    except OperationalError:
        return False
