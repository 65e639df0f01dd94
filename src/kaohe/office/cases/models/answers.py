"""What the answering side hands in, and what was said of it."""

from django.db import models

from kaohe.office.accounts.models import Office
from kaohe.office.cases.models.cases import Case
from kaohe.office.files.models import StoredFile


class Answer(models.Model):
    """A plan, a report or proposals, handed in for a case. Insert-only: a better one is another row."""

    class Kind(models.TextChoices):
        PLAN = "plan"  # 整改方案
        PROPOSALS = "proposals"  # 整改意见
        REPORT = "report"  # 整改报告, 书面报告

    case = models.ForeignKey(Case, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.IntegerField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="answers")
    text = models.TextField()
    by_id = models.BigIntegerField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("case", "pk")
        constraints = (
            models.UniqueConstraint(fields=("case", "kind", "number"), name="one_answer_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.number}"


class AnswerFile(models.Model):
    """Evidence that an answer brings. Insert-only."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("answer", "pk")

    def __str__(self) -> str:
        return self.name


class Verdict(models.Model):
    """An answer was accepted, or returned with reasons. Insert-only."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted"
        RETURNED = "returned"

    answer = models.OneToOneField(Answer, models.PROTECT, related_name="verdict")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField(blank=True)
    by_id = models.BigIntegerField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answer_id} {self.outcome}"
