from django.db import migrations

from kaohe.office.journal.protection import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("clocks", "0001_initial"), ("journal", "0002_insert_only")]

    operations = [
        InsertOnly("clocks_calendaryear"),
        InsertOnly("clocks_clock"),
        InsertOnly("clocks_pause"),
        InsertOnly("clocks_resumption"),
        InsertOnly("clocks_ending"),
        InsertOnly("clocks_projection"),
    ]
