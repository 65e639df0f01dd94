from django.db import migrations

from kaohe.office.journal.protection import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("journal", "0002_insert_only")]

    operations = [
        InsertOnly("accounts_succession"),
        InsertOnly("accounts_pastpassword"),
    ]
