from django.db import migrations

from kaohe.office.journal.protection import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("journal", "0002_insert_only")]

    operations = [
        InsertOnly("files_storedfile"),
    ]
