from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kaohe.office.journal.protection import InsertOnly


def _first_head(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("journal", "Head").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunPython(_first_head, migrations.RunPython.noop),
        InsertOnly("journal_entry"),
    ]
