"""Mails go out once; what a mail server says, or fails to say, is shown and never guessed."""

from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.models import User
from kaohe.office.accounts.permissions import PROVINCE, Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.journal.models import Entry
from kaohe.office.notices.actions import resend
from kaohe.office.notices.models import Mail, State
from kaohe.office.notices.queries import count_of_mails, mails
from kaohe.office.notices.sweep import send_mail
from kaohe.office.notices.telling import tell
from tests.office.acting import AT, acting
from tests.office.notices.mail_server import mail_server
from tests.office.notices.people import person

pytestmark = pytest.mark.django_db
OFFICER = acting(Role.PROVINCE_OFFICER)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 5
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        yield server


def owe(count=1, lang="zh", key="k", link="/zones/JKQ440003/"):
    users = [person(f"u{number}", name="陈", email=f"u{number}@x.cn", lang=lang) for number in range(count)]
    tell(to_users=users, key=key, code="zones.unknown", params={"code": "JKQ440003"}, link=link, at=AT)


def state():
    return Mail.objects.get().state


def after(**passed):
    return AT + timedelta(**passed)


def test_owed_mails_are_sent_once_each(server):
    owe(5)
    assert send_mail(AT) == 5
    assert send_mail(after(hours=9)) == 0
    assert len(server.taken) == 5
    assert count_of_mails() == {"owed": 0, "sending": 0, "sent": 5, "failed": 0, "unknown": 0}


def test_a_mail_goes_where_its_reader_is_now(server):
    owe()
    user = Mail.objects.get().notice.to
    user.email = "new@x.cn"
    user.save(update_fields=["email"])
    assert send_mail(AT) == 1
    assert Mail.objects.get().address == "new@x.cn"
    assert b"To: new@x.cn" in server.taken[0]


@pytest.mark.parametrize(
    ("lang", "greeting", "address", "link"),
    [
        ("zh", "陈：", "https://kaohe.example.cn/", "https://kaohe.example.cn/zones/JKQ440003/"),
        ("en", "Dear 陈,", "", "/zones/JKQ440003/"),
    ],
)
def test_a_mail_speaks_its_readers_language_and_has_the_link(server, settings, lang, greeting, address, link):
    settings.KAOHE_ADDRESS = address
    owe(lang=lang)
    send_mail(AT)
    message = message_from_bytes(server.taken[0])
    body = message.get_payload(decode=True).decode()
    assert body.startswith(greeting)
    assert f"{link}\r\n" in body and f"x{link}" not in body
    assert "JKQ440003" in str(make_header(decode_header(message["Subject"])))
    assert message["Auto-Submitted"] == "auto-generated"


def test_nothing_is_sent_before_it_is_due(server):
    owe()
    assert send_mail(AT - timedelta(seconds=1)) == 0
    assert server.taken == []


def test_a_refused_mail_is_tried_again_ever_later_and_then_failed(server):
    owe()
    server.mood = "refuse"
    tries = []  # the worker comes every five minutes
    for minutes in range(0, 60 * 24, 5):
        before = Mail.objects.get().attempt
        send_mail(after(minutes=minutes, seconds=30 if minutes else 0))
        if Mail.objects.get().attempt > before:
            tries.append(minutes)
    assert tries == [0, 5, 40, 165]
    mail = Mail.objects.get()
    assert mail.state == State.FAILED
    assert "550" in mail.error
    assert server.taken == []


def test_a_server_that_is_away_is_tried_again(settings, server):
    owe()
    settings.EMAIL_PORT = 1
    assert send_mail(AT) == 0
    assert state() == State.OWED
    settings.EMAIL_PORT = server.port
    assert send_mail(after(minutes=6)) == 1
    assert state() == State.SENT


@pytest.mark.parametrize(("mood", "taken"), [("break before taking", 0), ("break after taking", 1)])
def test_a_connection_that_breaks_leaves_it_unknown_and_nothing_is_repeated(server, mood, taken):
    owe()
    server.mood = mood
    assert send_mail(AT) == 0
    server.mood = "kind"
    assert send_mail(after(hours=9)) == 0
    assert state() == State.UNKNOWN
    assert len(server.taken) == taken


def test_one_bad_address_does_not_stop_the_others(server):
    owe(3)
    User.objects.filter(email="u0@x.cn").update(email="u0@x.cn\nBcc: everyone@x.cn")
    assert send_mail(AT) == 2
    assert count_of_mails()["owed"] == 1
    assert not any(b"everyone" in message for message in server.taken)


def test_a_sender_that_was_stopped_leaves_it_unknown_when_its_lease_is_over(server):
    owe()
    Mail.objects.update(state=State.SENDING, attempt=1, lease_until=after(minutes=10))
    send_mail(after(minutes=9))
    assert state() == State.SENDING
    send_mail(after(minutes=11))
    assert state() == State.UNKNOWN
    assert server.taken == []


def test_a_person_sends_again_what_is_unknown_or_failed_and_the_journal_says_so(server):
    owe()
    mail = Mail.objects.get()
    Mail.objects.update(state=State.UNKNOWN, attempt=1)
    resend(actor=OFFICER, mail=mail.pk)
    with pytest.raises(Refused):
        resend(actor=OFFICER, mail=mail.pk)
    assert Entry.objects.get().action == "notices.resend"
    assert send_mail(AT) == 1
    assert state() == State.SENT


@pytest.mark.parametrize("state", [State.OWED, State.SENDING, State.SENT])
def test_other_mails_are_not_sent_again(state):
    owe()
    Mail.objects.update(state=state)
    with pytest.raises(Refused) as refused:
        resend(actor=OFFICER, mail=Mail.objects.get().pk)
    assert refused.value.problems[0].code == "notices.not_to_resend"
    assert not Entry.objects.exists()
    with pytest.raises(Refused):
        resend(actor=OFFICER, mail=0)


@pytest.mark.parametrize("role", [role for role in Role if role not in PROVINCE])
def test_only_officers_of_the_province_send_again(role):
    with pytest.raises(Denied):
        resend(actor=acting(role), mail=1)


def test_lists_of_mails_take_one_query(django_assert_num_queries):
    owe(3)
    Mail.objects.filter(address="u1@x.cn").update(state=State.FAILED)
    with django_assert_num_queries(1):
        assert len(mails()) == 3
    with django_assert_num_queries(1):
        assert [row.address for row in mails("failed")] == ["u1@x.cn"]
