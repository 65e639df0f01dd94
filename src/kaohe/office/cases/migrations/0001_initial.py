import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_government_officer"),
        ("assessment", "0002_insert_only"),
        ("clocks", "0002_insert_only"),
        ("files", "0002_insert_only"),
        ("papers", "0002_insert_only"),
        ("zones", "0002_insert_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Setting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pack", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=500)),
                ("basis", models.TextField()),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("pack", "name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("plan", "Plan"), ("proposals", "Proposals"), ("report", "Report")],
                        max_length=10,
                    ),
                ),
                ("number", models.IntegerField()),
                ("text", models.TextField()),
                ("by_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="accounts.office",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "pk"),
            },
        ),
        migrations.CreateModel(
            name="AnswerFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="cases.answer"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ("answer", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("basis", models.TextField(blank=True)),
                ("state", models.CharField(max_length=30)),
                ("revision", models.IntegerField(default=1)),
                ("person", models.CharField(blank=True, max_length=20)),
                ("requested_of", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(null=True)),
                ("result", models.TextField(blank=True)),
                ("opened_at", models.DateTimeField()),
                ("shown_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "addressee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_received",
                        to="accounts.office",
                    ),
                ),
                (
                    "clock",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case",
                        to="clocks.clock",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_led",
                        to="accounts.office",
                    ),
                ),
                (
                    "report_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_answered_to",
                        to="accounts.office",
                    ),
                ),
            ],
            options={
                "ordering": ("dossier", "pk"),
            },
        ),
        migrations.AddField(
            model_name="answer",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="cases.case"
            ),
        ),
        migrations.CreateModel(
            name="CaseOffice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offices", to="cases.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_joined",
                        to="accounts.office",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone_name", models.CharField(max_length=200)),
                ("city", models.CharField(max_length=80)),
                ("opened_at", models.DateTimeField()),
                (
                    "committee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="accounts.office",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="assessment.publication",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="zones.zone"
                    ),
                ),
            ],
            options={
                "ordering": ("-publication", "zone__code"),
            },
        ),
        migrations.AddField(
            model_name="case",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="cases.dossier"
            ),
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pack", models.CharField(max_length=40)),
                ("zone_name", models.CharField(max_length=200)),
                ("rule", models.CharField(max_length=80)),
                ("rule_name", models.JSONField()),
                ("measure", models.CharField(max_length=40)),
                ("outcome", models.CharField(max_length=12)),
                ("cites", models.JSONField()),
                ("also", models.JSONField()),
                ("facts", models.JSONField()),
                ("terms", models.JSONField()),
                ("offices", models.JSONField()),
                ("due", models.JSONField(null=True)),
                ("reasons", models.JSONField()),
                ("absorbed_by", models.CharField(blank=True, max_length=120)),
                ("settings", models.JSONField()),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="assessment.publication",
                    ),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="zones.zone"
                    ),
                ),
            ],
            options={
                "ordering": ("publication", "zone__code", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Disposition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("confirm", "Confirm"), ("absorb", "Absorb"), ("set_aside", "Set Aside")],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("agreed", "Agreed"), ("declined", "Declined")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_by_id", models.BigIntegerField()),
                ("proposed_by", models.CharField(max_length=80)),
                ("proposed_at", models.DateTimeField()),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispositions",
                        to="cases.finding",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absorbs",
                        to="cases.finding",
                    ),
                ),
            ],
            options={
                "ordering": ("finding", "pk"),
            },
        ),
        migrations.AddField(
            model_name="case",
            name="finding",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="case",
                to="cases.finding",
            ),
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("problem", models.TextField()),
                ("measure", models.TextField(blank=True)),
                ("owner", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("reported", "Reported"), ("signed_off", "Signed Off")],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("revision", models.IntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ("case", "number"),
            },
        ),
        migrations.CreateModel(
            name="ItemStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=12)),
                ("note", models.TextField(blank=True)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("by_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="cases.item"
                    ),
                ),
            ],
            options={
                "ordering": ("item", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Judging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pack", models.CharField(max_length=40)),
                ("number", models.IntegerField()),
                ("version", models.CharField(max_length=40)),
                ("pack_hash", models.CharField(max_length=64)),
                ("evidence_hash", models.CharField(max_length=64)),
                ("settings", models.JSONField()),
                ("not_judged", models.JSONField()),
                ("stands", models.JSONField()),
                ("otherwise", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgings",
                        to="assessment.publication",
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="all_judgings",
                        to="assessment.publication",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "pack"),
            },
        ),
        migrations.AddField(
            model_name="finding",
            name="judging",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="cases.judging"
            ),
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("place", models.CharField(max_length=200)),
                ("matters", models.TextField()),
                ("materials", models.TextField(blank=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("revision", models.IntegerField(default=1)),
                ("by", models.CharField(max_length=80)),
                ("cases", models.ManyToManyField(related_name="meetings", to="cases.case")),
                (
                    "chaired_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="accounts.office",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="papers.paper",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("kept", "Kept"), ("not_kept", "Not Kept")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("found", models.TextField(blank=True)),
                ("checked_by", models.CharField(blank=True, max_length=80)),
                ("checked_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="cases.case",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="cases.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "due_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("post", models.CharField(max_length=80)),
                ("deputy_for", models.CharField(blank=True, max_length=80)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="accounts.office",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="cases.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ("meeting", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=40)),
                ("source", models.CharField(max_length=30)),
                ("target", models.CharField(max_length=30)),
                ("note", models.TextField(blank=True)),
                ("by_id", models.BigIntegerField(null=True)),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="cases.case"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="papers.paper",
                    ),
                ),
            ],
            options={
                "ordering": ("case", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("accepted", "Accepted"), ("returned", "Returned")], max_length=10
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("by_id", models.BigIntegerField()),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verdict", to="cases.answer"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("case", "kind", "number"), name="one_answer_a_number"),
        ),
        migrations.AddConstraint(
            model_name="caseoffice",
            constraint=models.UniqueConstraint(fields=("case", "office"), name="one_part_an_office"),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(fields=("zone", "publication"), name="one_dossier_a_zone"),
        ),
        migrations.AddConstraint(
            model_name="disposition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "declined"), _negated=True),
                fields=("finding",),
                name="one_disposition_a_finding",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["kind", "state"], name="cases_case_kind_6c9294_idx"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="one_item_a_number"),
        ),
        migrations.AddConstraint(
            model_name="judging",
            constraint=models.UniqueConstraint(
                fields=("root", "pack", "number"), name="one_judging_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("publication", "pack", "zone", "rule", "measure"), name="one_finding_a_measure"
            ),
        ),
    ]
