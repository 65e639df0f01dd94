"""A migration operation: triggers that refuse UPDATE and DELETE on a table, on PostgreSQL TRUNCATE too."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class InsertOnly(migrations.RunPython):
    """From here on rows of the table can only be added."""

    def __init__(self, table: str):
        self.table = table
        super().__init__(self._protect, self._release)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [self.table], {})

    def _protect(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _STATEMENTS[editor.connection.vendor]:
            editor.execute(statement.format(table=self.table))

    def _release(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for event in _EVENTS[editor.connection.vendor]:
            where = f" ON {self.table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER {self.table}_no_{event}{where}")


_EVENTS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}
_STATEMENTS = {
    "sqlite": (
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END",
        "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION kaohe_insert_only() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION '%% is insert-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END "
        "$$ LANGUAGE plpgsql",
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION kaohe_insert_only()",
        "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION kaohe_insert_only()",
        "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION kaohe_insert_only()",
    ),
}
