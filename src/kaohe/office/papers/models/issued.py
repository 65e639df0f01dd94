"""What issuing leaves: a number, the frozen content, the files, deliveries."""

from django.db import models

from kaohe.office.accounts.models import Office
from kaohe.office.files.models import StoredFile
from kaohe.office.papers.models.papers import Paper


class Mark(models.Model):
    """Under which mark an office numbers its papers of a style. The last one counts."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="marks")
    style = models.CharField(max_length=10)  # document, letter, minutes
    mark = models.CharField(max_length=40)  # 粤商务函
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("office", "style", "pk")

    def __str__(self) -> str:
        return self.mark


class Counter(models.Model):
    """The last number given under a mark in a year. Raised in the transaction that issues."""

    mark = models.CharField(max_length=40)
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("mark", "year"), name="one_counter_a_mark_and_year"),)

    def __str__(self) -> str:
        return f"{self.mark} {self.year} {self.last}"


class Issue(models.Model):
    """A paper as it was issued: its number, and the whole letter with its hash. Insert-only."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="issue")
    mark = models.CharField(max_length=40)
    year = models.IntegerField()
    sequence = models.IntegerField()
    number = models.CharField(max_length=80, unique=True)  # 粤商务函〔2016〕12号
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    dated = models.DateField()
    signer = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("mark", "year", "sequence"), name="one_paper_a_number"),
        )

    def __str__(self) -> str:
        return self.number


class Rendering(models.Model):
    """The files of an issued paper and the faces they were set in. Insert-only."""

    issue = models.OneToOneField(Issue, models.PROTECT, related_name="rendering")
    docx = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    faces = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.issue_id)


class Voiding(models.Model):
    """A paper that was issued and counts no longer; its number stays taken. Insert-only."""

    issue = models.OneToOneField(Issue, models.PROTECT, related_name="voiding")
    reason = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.issue_id)


class Delivery(models.Model):
    """An issued paper went to an office, and somebody there took it."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="deliveries")
    office = models.ForeignKey(Office, models.PROTECT, related_name="deliveries")
    copy = models.BooleanField(default=False)  # 抄送
    sent_at = models.DateTimeField()
    received_by = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("issue", "copy", "pk")
        constraints = (models.UniqueConstraint(fields=("issue", "office"), name="one_delivery_an_office"),)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.office_id}"
