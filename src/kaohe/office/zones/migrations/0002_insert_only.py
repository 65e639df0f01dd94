from django.db import migrations

from kaohe.office.journal.protection import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("zones", "0001_initial"), ("journal", "0002_insert_only")]

    operations = [
        InsertOnly("zones_spell"),
    ]
