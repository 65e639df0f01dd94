from django.db import migrations

from kaohe.office.journal.protection import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("journal", "0002_insert_only")]

    operations = [
        InsertOnly("papers_paperstep"),
        InsertOnly("papers_issue"),
        InsertOnly("papers_rendering"),
        InsertOnly("papers_voiding"),
        InsertOnly("papers_incomingstep"),
    ]
