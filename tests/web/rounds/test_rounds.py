"""Opening, watching, moving and freezing rounds through pages: who may, what is refused, what comes of it."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kaohe.office.journal.models import Entry
from kaohe.office.notices.models import Notice
from kaohe.office.reporting.models import Report, Round, Snapshot, Window
from kaohe.office.zones.actions import list_zone
from kaohe.office.zones.facts import Facts
from kaohe.schemes import scheme_ids
from tests.office.reporting.conftest import SCHEME

pytestmark = pytest.mark.django_db
FORM = {
    "code": "second",
    "title": "补充考核",
    "assessment_year": "2018",
    "data_year": "2017",
    "form_number": "商开02表",
    "issuing_body": "广东省商务厅",
    "approval": "粤统函〔2018〕2号",
    "valid_until": "2019-12-31",
} | {
    f"{kind}_{end}": f"2018-0{month}-01T08:00"
    for kind in ("report", "province_review")
    for end, month in (("opens", 3), ("closes", 6))
}


@pytest.fixture
def own_scheme(actors):
    facts = Facts("甲经开区", "national", "广东", city="广州市", region="东部")
    list_zone(actor=actors.head, code="X1", since=date(2017, 1, 1), facts=facts, basis="名录")
    return {"scheme": scheme_ids()[0], "scheme_file": SimpleUploadedFile("own.yaml", SCHEME.encode())}


def test_a_round_is_opened_by_a_scheme_of_ones_own(client_of, own_scheme):
    answer = client_of("head").post(reverse("round_open"), FORM | own_scheme)
    assert answer.status_code == 302, answer.context["form"].errors
    opened = Round.objects.get(code="second")
    assert opened.scheme_id == "small"
    assert list(opened.reports.values_list("table", "code")) == [("", "X1"), ("city", "广州市")]


def test_a_form_is_valid_to_the_end_of_its_last_day_here(client_of, own_scheme, monkeypatch):
    """On the second of March in Guangzhou it is still the first in Greenwich."""
    night = datetime(2018, 3, 1, 17, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: night)
    answer = client_of("head").post(reverse("round_open"), FORM | own_scheme | {"valid_until": "2018-03-01"})
    assert answer.status_code == 422
    assert "2018-03-01" in answer.content.decode()


@pytest.mark.parametrize("scheme", ["a: &a [x]\nb: *a", "[" * 2000, "\ufffe", "format: 1"])
def test_a_scheme_that_is_none_is_told(client_of, own_scheme, scheme):
    file = SimpleUploadedFile("own.yaml", scheme.encode())
    answer = client_of("head").post(reverse("round_open"), FORM | own_scheme | {"scheme_file": file})
    assert answer.status_code == 422
    assert not Round.objects.filter(code="second").exists()


WHO = ("head", "officer", "guangzhou", "gz", "gz_reporter", "statistics", "outside", "auditor")
PAGES = {
    "round_open": (200, 403, 403, 403, 403, 403, 403, 403),
    "round": (200,) * 8,
    "round_window": (200, 403, 403, 403, 403, 403, 403, 403),
    "round_preview": (200, 200, 403, 403, 403, 403, 403, 403),
    "round_freeze": (200, 403, 403, 403, 403, 403, 403, 403),
    "round_snapshot": (404,) * 8,
    "watch_round": (200, 200, 200, 403, 403, 403, 200, 403),
}
ARGUMENTS = {"round_open": (), "round_window": ("2018", "report"), "round_snapshot": ("2018", 1)}


@pytest.mark.parametrize("name", PAGES)
def test_who_sees_which_page(client_of, round, name):
    address = reverse(name, args=ARGUMENTS.get(name, ("2018",)))
    assert tuple(client_of(who).get(address).status_code for who in WHO) == PAGES[name]


def test_only_the_head_opens_moves_and_freezes(client_of, round, hand_in):
    window = Window.objects.get(round=round, kind="report")
    before = Entry.objects.exclude(action__startswith="accounts.").count()
    for who in WHO[1:]:
        client = client_of(who)
        form = {"closes_at": "2018-12-31T00:00", "reason": "理由", "key": "key-0001"}
        for name in ("round_open", "round_window", "round_freeze"):
            address = reverse(name, args=ARGUMENTS.get(name, ("2018",)))
            assert client.post(address, FORM | form).status_code == 403, (who, name)
    window.refresh_from_db()
    assert window.closes_at.year == 2018 and window.closes_at.month == 3
    assert not Snapshot.objects.filter(round=round).exists()
    assert Entry.objects.exclude(action__startswith="accounts.").count() == before


def test_a_window_is_moved_with_a_reason(client_of, round):
    address = reverse("round_window", args=["2018", "report"])
    client = client_of("head")
    assert client.post(address, {"closes_at": "2018-04-30T18:00", "reason": ""}).status_code == 422
    past = client.post(address, {"closes_at": "2018-03-10T09:59", "reason": "晚了"})
    assert past.status_code == 422 and "2018-03-10 09:59" in past.content.decode()
    assert client.post(address, {"closes_at": "2018-04-30T18:00", "reason": "统计数晚出"}).status_code == 302
    assert Window.objects.get(round=round, kind="report").closes_at == datetime(2018, 4, 30, 10, tzinfo=UTC)


def test_what_is_not_accepted_keeps_a_round_from_being_frozen(client_of, round, hand_in):
    hand_in("gz")
    client, address = client_of("head"), reverse("round_freeze", args=["2018"])
    assert client.post(address, {"key": "key-0001"}).status_code == 422
    without = ["ns", "zj", "广州市", "湛江市", "gz"]
    assert client.post(address, {"key": "key-0001", "without": without}).status_code == 422, "no reason"
    Report.objects.filter(code="gz").update(stage="accepted")
    form = {"key": "key-0001", "without": without[:4], "reason": "未报"}
    assert client.post(address, form).status_code == 422, "no cell of gz is accepted"
    assert not Snapshot.objects.filter(round=round).exists()


def test_nudging_tells_once_and_only_ones_own(client_of, round, report_of):
    address = reverse("watch_nudge", args=["2018"])
    form = {"report": report_of("gz").pk, "key": "key-0001"}
    assert client_of("zhanjiang").post(address, form).status_code == 403
    assert client_of("gz").post(address, form).status_code == 403
    for _ in range(2):
        assert client_of("guangzhou").post(address, form).status_code == 302
    assert set(Notice.objects.values_list("to__username", flat=True)) == {"gz", "gz_reporter"}
    assert Notice.objects.count() == 2
    assert client_of("guangzhou").post(address, form | {"key": ""}).status_code == 409
    assert client_of("guangzhou").post(address, form | {"report": "9" * 5000}).status_code == 409
