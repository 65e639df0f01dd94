"""A stored file: what it is, not who may see it; that says whatever refers to it."""

from django.db import models


class StoredFile(models.Model):
    """Content under its SHA-256. Insert-only; the same content is stored once."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256
