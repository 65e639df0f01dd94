"""A worker judges what is public; two people settle all that was found, one by one. Run again, it goes on.

Run with the seconds by which the clock is ahead. A line is printed whenever something was written, and in the
midst of writing a judging.
"""

import sys
from dataclasses import replace
from datetime import timedelta

import django
from django.utils import timezone

django.setup()

from kaohe.office.accounts.actors import actor_of  # noqa: E402
from kaohe.office.accounts.models import User  # noqa: E402
from kaohe.office.assessment.models import Publication  # noqa: E402
from kaohe.office.cases import judging  # noqa: E402
from kaohe.office.cases.actions.disposing import agree, propose  # noqa: E402
from kaohe.office.cases.actions.proposals import Choice  # noqa: E402
from kaohe.office.cases.models import Disposition, Finding  # noqa: E402
from kaohe.office.cases.sweep import judge_owed  # noqa: E402
from kaohe.web.operations.working import work  # noqa: E402
from kaohe.web.sweeps import Sweep  # noqa: E402

record = judging.record


def told_in_the_midst(*args, **given):
    print("in the midst", flush=True)
    return record(*args, **given)


def settle(now) -> None:
    officer, head = (
        replace(actor_of(User.objects.get(username=name), now), at=now) for name in ("officer", "head")
    )
    for key in Finding.objects.filter(dispositions=None).order_by("pk").values_list("pk", flat=True):
        propose(actor=officer, choices=[Choice(key, "confirm", reason="如此")], key=f"propose {key}")
        print("proposed", flush=True)
    for key in Disposition.objects.filter(state="proposed").order_by("pk").values_list("pk", flat=True):
        agree(actor=head, dispositions=[key], key=f"agree {key}")
        print("agreed", flush=True)


if __name__ == "__main__":
    judging.record = told_in_the_midst
    later = timedelta(seconds=int(sys.argv[1]))
    work([Sweep("judging", judge_owed, 60)], lambda: timezone.now() + later, lambda *_: None, once=True)
    if Publication.objects.count() == Publication.objects.filter(judgings__pack="guangdong-2016").count():
        settle(timezone.now() + later)
