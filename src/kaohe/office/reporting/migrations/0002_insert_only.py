from django.db import migrations

from kaohe.office.journal.protection import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("journal", "0002_insert_only")]

    operations = [
        InsertOnly("reporting_submission"),
        InsertOnly("reporting_figure"),
        InsertOnly("reporting_decision"),
        InsertOnly("reporting_reply"),
        InsertOnly("reporting_reopening"),
        InsertOnly("reporting_snapshot"),
    ]
