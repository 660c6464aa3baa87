"""The store itself refuses to change or take away a line of the trail."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORDS = "the trail is never changed"
SQLITE = [
    f"CREATE TRIGGER kit_line_no_{act} BEFORE {act.upper()} ON kit_line BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    for act in ("update", "delete")
]
POSTGRESQL = [
    "CREATE FUNCTION kit_line_fixed() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation'; END $$",
    "CREATE TRIGGER kit_line_no_change BEFORE UPDATE OR DELETE ON kit_line "
    "FOR EACH ROW EXECUTE FUNCTION kit_line_fixed()",
    "CREATE TRIGGER kit_line_no_truncate BEFORE TRUNCATE ON kit_line "
    "FOR EACH STATEMENT EXECUTE FUNCTION kit_line_fixed()",
]
AWAY = {
    "sqlite": ["DROP TRIGGER kit_line_no_update", "DROP TRIGGER kit_line_no_delete"],
    "postgresql": [
        "DROP TRIGGER kit_line_no_change ON kit_line",
        "DROP TRIGGER kit_line_no_truncate ON kit_line",
        "DROP FUNCTION kit_line_fixed()",
    ],
}


def fix(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set the triggers of this store."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def loosen(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away, for going back to an older version."""
    for statement in AWAY[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Needs the trail's table."""

    dependencies = (("kit", "0001_initial"),)
    operations = (migrations.RunPython(fix, loosen),)
