"""Zones, and the spells of time in which a zone had one name, level and place."""

from django.db import models

from kaohe.office.accounts.models import Office
from kaohe.office.zones.facts import Facts


class Level(models.TextChoices):
    NATIONAL = "national"
    PROVINCIAL = "provincial"


class Event(models.TextChoices):
    """What began a spell."""

    LISTED = "listed"
    PROMOTION = "promotion"
    DEMOTION = "demotion"
    RENAMING = "renaming"
    COMMITTEE = "committee"  # another committee answers for the zone
    CORRECTION = "correction"  # what was recorded was wrong; may begin on any day
    LEFT = "left"


class Zone(models.Model):
    """A zone, by a code that never changes; `revision` grows with every spell."""

    code = models.CharField(max_length=40, unique=True)
    revision = models.IntegerField(default=1)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Spell(models.Model):
    """What a zone was from a day until the next spell began. Insert-only: history is added to, not edited.

    Of two that begin on one day the later row counts. `ended` where the zone left the catalogue with this
    spell's beginning. `region` is the three-way coding, `region4` the one with the north-east apart.
    """

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="spells")
    since = models.DateField()
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    aliases = models.JSONField(default=list)
    level = models.CharField(max_length=20, choices=Level.choices)
    province = models.CharField(max_length=40)
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=20, blank=True)
    region4 = models.CharField(max_length=20, blank=True)
    committee = models.ForeignKey(Office, models.PROTECT, null=True, related_name="spells")
    ended = models.BooleanField(default=False)
    event = models.CharField(max_length=40, choices=Event.choices)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("zone", "since", "pk")

    def __str__(self) -> str:
        return f"{self.name_zh} {self.since}"

    @property
    def facts(self) -> Facts:
        return Facts(
            name_zh=self.name_zh,
            name_en=self.name_en,
            level=self.level,
            province=self.province,
            city=self.city,
            region=self.region,
            region4=self.region4,
            aliases=tuple(self.aliases),
        )
