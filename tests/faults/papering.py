"""Papers on their way in an office, in processes that can be killed.

`prepare N`: N letters that wait to be signed. `sign`: sign what waits; every third time the transaction is
given up first. `render SECONDS`: make the files that are owed, the clock so many seconds ahead.
"""

import sys
import uuid
from datetime import date, timedelta

import django
from django.utils import timezone

django.setup()

from django.db import transaction  # noqa: E402

from kaohe.letters import letter_template, sample_values  # noqa: E402
from kaohe.messages import Refused  # noqa: E402
from kaohe.office.accounts.actors import Actor, actor_of  # noqa: E402
from kaohe.office.accounts.models import Office, Post, User  # noqa: E402
from kaohe.office.accounts.roles import Role  # noqa: E402
from kaohe.office.papers.actions.drafting import draft  # noqa: E402
from kaohe.office.papers.actions.issuing import set_mark  # noqa: E402
from kaohe.office.papers.actions.moving import take_step  # noqa: E402
from kaohe.office.papers.models import Paper  # noqa: E402
from kaohe.web.operations.working import work  # noqa: E402
from kaohe.web.sweeps import SWEEPS  # noqa: E402

POSTS = {"drafter": Role.PROVINCE_OFFICER, "checker": Role.PROVINCE_OFFICER, "head": Role.PROVINCE_HEAD}


def key() -> str:
    return uuid.uuid4().hex


def acting(name: str) -> Actor:
    return actor_of(User.objects.get(username=name), timezone.now())


def prepare(count: int) -> None:
    commerce = Office.objects.create(code="commerce", kind="department", name_zh="广东省商务厅")
    zone = Office.objects.create(code="zetdz", kind="committee", name_zh="湛江开发区管委会")
    for name, role in POSTS.items():
        user = User.objects.create_user(name, "correct horse battery")
        Post.objects.create(user=user, office=commerce, role=role, since=date(2026, 1, 1))
    set_mark(actor=acting("head"), office=commerce, style="letter", mark="粤商务函", key=key())
    sample = sample_values(letter_template("written_reminder"))
    values = {name: str(value) if isinstance(value, date) else value for name, value in sample.items()}
    for number in range(count):
        paper = draft(
            actor=acting("drafter"),
            office=commerce,
            kind="written_reminder",
            addressee=zone,
            values={**values, "zone": f"第{number}经济技术开发区"},
            key=key(),
        )
        for name, step in (("drafter", "hand_in"), ("checker", "check")):
            paper = take_step(actor=acting(name), paper=paper, step=step, seen=paper.revision, key=key())


def sign() -> None:
    while waiting := list(Paper.objects.filter(state=Paper.State.SIGNING).order_by("pk")):
        for paper in waiting:
            try:
                if paper.pk % 3 == 0:
                    give_up(paper)
                take_step(actor=acting("head"), paper=paper, step="sign", seen=paper.revision, key=key())
                print(paper.pk, flush=True)
            except Refused:  # another process signed it
                continue


def give_up(paper: Paper) -> None:
    with transaction.atomic():
        take_step(actor=acting("head"), paper=paper, step="sign", seen=paper.revision, key=key())
        transaction.set_rollback(True)


def render(seconds: int) -> None:
    sweeps = [sweep for sweep in SWEEPS if sweep.name == "papers"]
    later = timedelta(seconds=seconds)
    work(sweeps, lambda: timezone.now() + later, lambda sweep, count: None, once=True)


if __name__ == "__main__":
    {"prepare": prepare, "sign": sign, "render": render}[sys.argv[1]](*map(int, sys.argv[2:]))
