"""Offices and who took them over; users; their posts, passwords, sessions and tokens."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kaohe.office.accounts.roles import Role


class Office(models.Model):
    """A body that acts or is addressed. `kind` as in `kaohe.law`; `city` where it is of one city only."""

    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    city = models.CharField(max_length=80, blank=True)
    vouches_for = models.JSONField(default=list)  # names that schemes write in `vouched_by`
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ("kind", "code")

    def __str__(self) -> str:
        return self.name_zh


class Succession(models.Model):
    """The duties of an office went to another on a day, on what basis. Insert-only: the last one counts."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey(Office, models.PROTECT, related_name="succeeds")
    on = models.DateField()
    basis = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.office} -> {self.successor}"


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who signs in. People are never removed, only no longer active."""

    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    lang = models.CharField(max_length=2, default="zh")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name or self.username


class Post(models.Model):
    """A user's role in an office from a day until a day (inclusive); `deputy_for` where it is another's.

    A post that was taken back before it began ends before it begins.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    office = models.ForeignKey(Office, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40, choices=[(role.value, role.value) for role in Role])
    since = models.DateField()
    until = models.DateField(null=True)
    deputy_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="deputies")

    class Meta:
        ordering = ("user", "since", "pk")
        indexes = (models.Index(fields=("user", "since", "until")),)

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.office}"


class PastPassword(models.Model):
    """The hash of a password that a user had or has, so that it isn't taken again too soon."""

    user = models.ForeignKey(User, models.PROTECT, related_name="past_passwords")
    hash = models.CharField(max_length=128)
    at = models.DateTimeField()

    class Meta:
        ordering = ("user", "-pk")

    def __str__(self) -> str:
        return f"{self.user_id} {self.at}"


class Session(models.Model):
    """A browser that is signed in: since when, last seen, from where. Gone: it has to sign in again."""

    user = models.ForeignKey(User, models.PROTECT, related_name="sessions")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("user", "began_at", "pk")

    def __str__(self) -> str:
        return f"{self.user_id} {self.began_at}"


class Token(models.Model):
    """A key of a programme to the API in a user's name, for some reading actions and some days only."""

    user = models.ForeignKey(User, models.PROTECT, related_name="tokens")
    purpose = models.CharField(max_length=200)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()  # action codes, all of them of `permissions.READING`
    since = models.DateField()
    until = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("user", "-since", "-pk")

    def __str__(self) -> str:
        return self.purpose
