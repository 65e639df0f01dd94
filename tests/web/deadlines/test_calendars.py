"""Loading a year's notice through pages: looked at first, then loaded; what is wrong told by line."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kaohe.office.clocks.models import CalendarYear
from kaohe.office.clocks.queries.calendars import calendar_on
from tests.law.test_notices import written
from tests.office.clocks.conftest import PEOPLE, noon
from tests.office.clocks.test_extending import FIVE

pytestmark = pytest.mark.django_db
CHANGED = written(2026, a="2026-06-02,holiday,测试,a test", b="2026-06-03,holiday,测试,a test")
GIVEN = {"year": "2026", "document": "国办发明电〔2026〕1号"}
READ = {"head", "officer", "government", "guangzhou", "zhanjiang", "gdd", "reporter", "nansha", "statistics"}


def file(text):
    return SimpleUploadedFile("2026.csv", text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("name", PEOPLE)
def test_who_reads_the_years_and_who_loads_one(client_of, name):
    client = client_of(name)
    assert client.get(reverse("calendars")).status_code == (200 if name in READ else 404)
    assert client.get(reverse("calendar_notice", args=[2026])).status_code == (200 if name in READ else 404)
    wanted = 200 if name == "head" else 403
    assert client.get(reverse("calendar_load")).status_code == wanted
    answer = client.post(reverse("calendar_load"), GIVEN | {"text": CHANGED, "load": "1"})
    assert answer.status_code == (302 if name == "head" else 403)
    assert CalendarYear.objects.count() == (1 if name == "head" else 0)


def test_it_is_looked_at_with_what_it_moves_before_it_is_loaded(client_of, begin):
    moves, _ = begin(period=FIVE), begin()
    client = client_of("head")
    look = client.post(reverse("calendar_load"), GIVEN | {"file": file(CHANGED)})
    assert look.status_code == 200 and not CalendarYear.objects.exists()
    [moved] = look.context["moved"]
    assert (moved.clock, str(moved.before), str(moved.after)) == (moves, "2026-06-08", "2026-06-10")
    sent = GIVEN | {"text": look.context["text"].replace("\n", "\r\n"), "load": "1"}  # as browsers send it
    assert client.post(reverse("calendar_load"), sent).status_code == 302
    loaded = CalendarYear.objects.get()
    assert (loaded.version, loaded.document) == (1, GIVEN["document"])
    assert GIVEN["document"] in client.get(reverse("calendars")).content.decode()
    again = client.post(reverse("calendar_load"), sent, follow=True)
    assert "没有改变" in again.content.decode() and CalendarYear.objects.count() == 1


def test_what_is_taken_away_comes_in_again_as_it_was(client_of):
    client = client_of("head")
    text = client.get(reverse("calendar_notice", args=[2020])).content.decode()
    look = client.post(reverse("calendar_load"), {"year": "2020", "document": "通知", "file": file(text)})
    assert look.context["same"] and look.context["count"] == 0
    assert client.get(reverse("calendar_notice", args=[2030])).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"file": CHANGED + "\n2026-06-02,holiday,节,day"}, "2026.csv:"),
        ({"file": "a,b"}, "date, kind, zh, en"),
        ({"file": "日期".encode("gbk")}, "2026.csv"),
        ({"file": "x" * (64 * 1024 + 1)}, "65536"),
        ({}, "请选择文件"),
        ({"file": CHANGED, "year": "2007"}, ""),
        ({"file": CHANGED, "year": "2025"}, "2025"),
        ({"file": CHANGED, "document": ""}, ""),
        ({"text": "x" * (64 * 1024 + 1), "load": "1"}, ""),
        ({"text": "date,kind,zh,en", "load": "1"}, "2026-01-01"),
    ],
)
def test_what_is_wrong_with_a_notice_is_told(client_of, given, said):
    sent = GIVEN | {name: file(each) if name == "file" else each for name, each in given.items()}
    answer = client_of("head").post(reverse("calendar_load"), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not CalendarYear.objects.exists()


def test_the_years_cost_a_fixed_number_of_queries(client_of, django_assert_num_queries):
    client = client_of("officer")
    client.get(reverse("calendars"))
    with django_assert_num_queries(8):
        client.get(reverse("calendars"))
    assert calendar_on(noon("2026-06-10")).years
