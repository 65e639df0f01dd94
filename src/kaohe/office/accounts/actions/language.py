"""The language somebody reads: their own choice, so it needs no permission but being who they are."""

from django.db import transaction

from kaohe.messages import Lang
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import User
from kaohe.office.journal.actions import record


def choose_language(*, actor: Actor, lang: Lang) -> bool:
    """Keep the language with the actor's own account; False where it was that already or nobody acts."""
    if actor.user is None:
        return False
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=actor.user).exclude(lang=lang).first()
        if user is None:
            return False
        before, user.lang = user.lang, lang
        user.save(update_fields=["lang"])
        record(
            actor.who, "accounts.choose_language", user, before={"lang": before}, after={"lang": user.lang}
        )
        return True
