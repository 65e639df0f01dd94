"""Actors for tests: somebody with one role, at an instant."""

from datetime import UTC, datetime

from kaohe.office.accounts.actors import Actor, Held
from kaohe.office.accounts.roles import Role

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def acting(role, *, office=1, city="", at=AT):
    return Actor(7, "陈处长", at, "127.0.0.1", (Held(role, office, "department", city),))


HEAD = acting(Role.PROVINCE_HEAD)
OTHERS = [role for role in Role if role is not Role.PROVINCE_HEAD]
