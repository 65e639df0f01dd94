from django.db import migrations

from kaohe.office.journal.protection import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial"), ("journal", "0002_insert_only")]

    operations = [
        InsertOnly("assessment_standing"),
        InsertOnly("assessment_objection"),
        InsertOnly("assessment_review"),
        InsertOnly("assessment_outsideevent"),
    ]
