"""The worker is killed anywhere: in the office each is told once, and no mail goes out twice by itself."""

import pytest

from tests.office.notices.mail_server import mail_server
from tests.office.process import run

pytestmark = pytest.mark.fault
START = """
from django.core.mail.backends.smtp import EmailBackend
from kaohe.office.accounts.models import User
from kaohe.office.notices import sweep, telling
from kaohe.office.notices.models import Mail, Notice

def owe(key):
    users = User.objects.all()
    telling.tell(to_users=users, key=key, code="zones.unknown", params={"code": key}, at=AT)

User.objects.create_user("chen", email="chen@x.cn")
send = EmailBackend.send_messages

def after(work):
    def killed(*args, **kwargs):
        work(*args, **kwargs)
        die()
    return killed
"""
STEPS = {
    "before it is claimed": ("sweep._claimed = die", "owed", "sent", 1),
    "when it is claimed": ("sweep._handed_over = die", "sending", "unknown", 0),
    "before it is handed over": ("EmailBackend.send_messages = die", "sending", "unknown", 0),
    "after it was handed over": ("EmailBackend.send_messages = after(send)", "sending", "unknown", 1),
    "before the outcome is noted": ("sweep._note = die", "sending", "unknown", 1),
    "after the outcome was noted": ("sweep._note = after(sweep._note)", "sent", "sent", 1),
}
STOP = f"""
def stopped(patch):
    exec(patch, globals())
    sweep.send_mail(AT)

for step, (patch, *_) in {STEPS!r}.items():
    owe(step)
    assert ended(forked(stopped, patch)) == -9
    at_once = Mail.objects.get(notice__key=step).state
    sweep.send_mail(AT + timedelta(hours=1))
    sweep.send_mail(AT + timedelta(hours=2))
    print(at_once, Mail.objects.get(notice__key=step).state)
"""
TELL = """
def stopped(patch):
    exec(patch, globals())
    owe("key")

create = Notice.objects.bulk_create
for patch in ("Mail.objects.bulk_create = die", "Notice.objects.bulk_create = after(create)"):
    assert ended(forked(stopped, patch)) == -9
    print(Notice.objects.count(), Mail.objects.count())
for number in range(20):
    User.objects.create_user(f"u{number}", email="u@x.cn")
children = [forked(owe, "key") for _ in range(4)]
print([ended(child) for child in children])
print(Notice.objects.count(), Mail.objects.count())
"""
TOGETHER = """
for number in range(30):
    owe(f"key {number}")
children = [forked(sweep.send_mail, AT) for _ in range(3)]
print([ended(child) for child in children])
print(Mail.objects.filter(state="sent").count())
"""


def url(server):
    return {"KAOHE_MAIL_URL": f"smtp://127.0.0.1:{server.port}"}


def test_a_worker_stopped_anywhere_sends_no_mail_twice(tmp_path):
    with mail_server() as server:
        lines = run(tmp_path, START + STOP, **url(server))
    arrived = {step: sum(f"“{step}”".encode() in mail for mail in server.taken) for step in STEPS}
    assert {step: (*line.split(), arrived[step]) for step, line in zip(STEPS, lines, strict=True)} == {
        step: (at_once, later, count) for step, (_, at_once, later, count) in STEPS.items()
    }


def test_who_tells_is_stopped_and_many_tell_at_once(tmp_path):
    lines = run(tmp_path, START + TELL)
    assert lines == ["0 0", "0 0", "[0, 0, 0, 0]", "21 21"]


def test_workers_at_once_send_each_mail_once(tmp_path):
    with mail_server() as server:
        assert run(tmp_path, START + TOGETHER, **url(server)) == ["[0, 0, 0]", "30"]
        assert len(server.taken) == 30
