from django.db import migrations

from kaohe.office.journal.protection import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("journal", "0002_insert_only")]

    operations = [
        InsertOnly("cases_setting"),
        InsertOnly("cases_judging"),
        InsertOnly("cases_finding"),
        InsertOnly("cases_move"),
        InsertOnly("cases_itemstep"),
        InsertOnly("cases_attendance"),
        InsertOnly("cases_answer"),
        InsertOnly("cases_answerfile"),
        InsertOnly("cases_verdict"),
    ]
