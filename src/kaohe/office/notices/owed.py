"""What is owed to people without anybody's doing: windows that open, what is due soon, what is overdue."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kaohe.office.accounts.models import User
from kaohe.office.notices.telling import tell


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice to users; `key` is the same whenever the same is owed."""

    users: Collection[User]
    key: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""


Provider = Callable[[datetime], Iterable[Owed]]

PROVIDERS: list[Provider] = []
"""Whoever owes notices adds to it when its app is ready."""


def tell_owed(now: datetime) -> int:
    """Tell everything that is owed by now; each notice is a transaction of its own. How many were new.

    A provider that fails doesn't silence the others: its error is raised when they are done.
    """
    told, errors = 0, []
    for provider in PROVIDERS:
        try:
            for owed in provider(now):
                told += tell(
                    to_users=owed.users,
                    key=owed.key,
                    code=owed.code,
                    params=owed.params,
                    link=owed.link,
                    at=now,
                )
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("some notices could not be told", errors)
    return told
