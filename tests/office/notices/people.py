"""People who are told."""

from kaohe.office.accounts.models import User


def person(username, **fields):
    return User.objects.create_user(username, name=fields.pop("name", username), **fields)
