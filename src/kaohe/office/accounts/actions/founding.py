"""The first start: three people who can do the rest."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actions.posts import enter_post
from kaohe.office.accounts.actions.users import enter_user
from kaohe.office.accounts.actors import system
from kaohe.office.accounts.importing import enter_listed
from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import SEPARATE, Role
from kaohe.office.accounts.rules import COMMERCE
from kaohe.office.journal.actions import record
from kaohe.office.journal.models import Receipt


def found(*, at: datetime, people: Mapping[Role, tuple[str, str]], office: str = COMMERCE) -> dict[str, str]:
    """The listed offices, and for each separate role a user (user name, name); gives passwords by user name.

    Only the command line calls this, and it works only while there is no user.
    """
    actor = system(at)
    if set(people) != SEPARATE or len({username for username, _ in people.values()}) != len(SEPARATE):
        raise Refused.because("accounts.three_founders")
    passwords = {}
    with transaction.atomic():
        if User.objects.exists():
            raise Refused.because("accounts.already_founded")
        try:
            # of two first starts at once the second fails here
            with transaction.atomic():
                Receipt.objects.create(sender=0, key="accounts.found", at=at)
        except IntegrityError:
            raise Refused.because("accounts.already_founded") from None
        enter_listed(actor)
        home = Office.objects.get(code=office)
        for role, (username, name) in people.items():
            user, passwords[username] = enter_user(actor, username=username, name=name)
            post = Post(user=user, office=home, role=role, since=localdate(at))
            enter_post(actor, post, "accounts.appoint", "")
        told = {str(role): username for role, (username, _) in people.items()}
        record(actor.who, "accounts.found", home, after=told)
    return passwords
