"""People who sign in."""

from django.utils import timezone

from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import Role


def somebody(role: Role) -> User:
    """A user with one post, since some time."""
    office, _ = Office.objects.get_or_create(code="商务厅", defaults={"kind": "province"})
    user = User.objects.create_user(role.value, "x" * 12, name=role.value)
    Post.objects.create(user=user, office=office, role=role, since=timezone.localdate())
    return user
