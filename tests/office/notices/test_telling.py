"""Each is told once; what is owed is told whoever fails."""

import pytest

from kaohe.messages import Text
from kaohe.office.notices import owed
from kaohe.office.notices.actions import mark_read
from kaohe.office.notices.models import Mail, Notice
from kaohe.office.notices.owed import Owed, tell_owed
from kaohe.office.notices.queries import notice_of, notices_of, unread
from kaohe.office.notices.telling import tell
from tests.office.acting import AT, HEAD
from tests.office.notices.people import person

pytestmark = pytest.mark.django_db
CODE = "zones.unknown"


@pytest.fixture
def people():
    return [
        person("chen", name="陈", email="chen@example.cn"),
        person("li", name="李"),
        person("gone", is_active=False, email="gone@example.cn"),
    ]


def say(people, key="round-1:opens", **rest):
    return tell(to_users=people, key=key, code=CODE, params={"code": "JKQ440003"}, at=AT, **rest)


def test_each_active_person_is_told_once_and_mail_is_owed_where_there_is_an_address(people):
    assert say(people) == 2
    assert say(people) == 0
    assert say(people, key="round-2:opens") == 2
    assert Notice.objects.count() == 4
    assert {mail.address for mail in Mail.objects.all()} == {"chen@example.cn"}
    assert Mail.objects.count() == 2


def test_an_address_given_later_gets_no_mail_for_what_was_told_before(people):
    say(people)
    people[1].email = "li@example.cn"
    people[1].save()
    assert say(people) == 0
    assert not Mail.objects.filter(address="li@example.cn").exists()


def test_nobody_is_nobody():
    assert say([]) == 0


def test_what_can_not_be_said_is_never_told(people):
    with pytest.raises(KeyError):
        tell(to_users=people, key="k", code=CODE, at=AT)
    with pytest.raises(KeyError):
        tell(to_users=people, key="k", code="zones.no_such_sentence", at=AT)
    assert not Notice.objects.exists()


def test_words_come_in_the_readers_language(people):
    what = Text("湛江经开区", "Zhanjiang")
    tell(to_users=people[:1], key="k", code=CODE, params={"code": what}, link="/zones/", at=AT)
    (row,) = notices_of(people[0].pk)
    assert "湛江经开区" in row.words.zh
    assert "'Zhanjiang'" in row.words.en


def test_a_notice_whose_sentence_is_gone_shows_its_code(people):
    Notice.objects.create(to=people[0], key="old", code="zones.of_an_earlier_release", at=AT)
    assert notices_of(people[0].pk)[0].words.zh == "zones.of_an_earlier_release"


def test_everybody_reads_their_own(people, django_assert_num_queries):
    say(people)
    say(people, key="second")
    chen, li, _ = (person.pk for person in people)
    foreign = Notice.objects.filter(to=li).first()
    reader = type(HEAD)(chen, "陈", AT)
    with django_assert_num_queries(1):
        assert unread(chen) == 2
    with django_assert_num_queries(1):
        assert len(notices_of(chen)) == 2
    assert notice_of(chen, foreign.pk) is None
    assert mark_read(actor=reader, notice=foreign.pk) == 0
    assert mark_read(actor=reader, notice=notices_of(chen)[0].key) == 1
    assert (unread(chen), unread(li), unread(None)) == (1, 2, 0)
    assert mark_read(actor=reader) == 1
    assert mark_read(actor=reader) == 0
    assert (unread(chen), unread(li)) == (0, 2)


def test_telling_many_takes_few_queries(django_assert_max_num_queries):
    people = [person(f"u{number}", email=f"u{number}@example.cn") for number in range(100)]
    with django_assert_max_num_queries(10):
        assert say(people) == 100


def test_what_is_owed_is_told_though_a_provider_fails(people, monkeypatch):
    def broken(now):
        yield Owed(people, "a", CODE, {"code": "A"})
        raise ValueError("the second can't be worked out")

    def sound(now):
        yield Owed(people, "b", CODE, {"code": "B"})

    monkeypatch.setattr(owed, "PROVIDERS", [broken, sound])
    with pytest.raises(ExceptionGroup):
        tell_owed(AT)
    assert sorted(Notice.objects.values_list("key", flat=True)) == ["a", "a", "b", "b"]
    monkeypatch.setattr(owed, "PROVIDERS", [sound])
    assert tell_owed(AT) == 0
