"""Who may do what on the pages of review: every role, every step, own, neighbouring and foreign reports."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kaohe.office.reporting.models import Decision, Reopening, Report

pytestmark = pytest.mark.django_db

OK, NO, GONE, TOLD = 302, 403, 404, 409
"""Done; not allowed; isn't there for the reader; allowed for the role, but not with this report now."""

CODES = ("gz", "ns", "zj")
"""Guangzhou's zone, its neighbour in the same city, and one of another city."""

STEPS = ("accept", "query", "clean", "back", "on", "reopen", "read")
ROLES = {
    # the report's stage, and by step what comes back of gz, ns, zj
    ("head", "province"): dict.fromkeys(STEPS, (OK, OK, OK)),
    ("officer", "province"): dict.fromkeys(STEPS, (OK, OK, OK)) | {"reopen": (NO, NO, NO)},
    ("head", "city"): dict.fromkeys(STEPS, (TOLD,) * 3) | {"reopen": (OK, OK, OK)},
    ("officer", "city"): dict.fromkeys(STEPS, (TOLD,) * 3) | {"reopen": (NO, NO, NO)},
    ("guangzhou", "city"): dict.fromkeys(STEPS, (OK, OK, GONE)) | {"reopen": (NO, NO, GONE)},
    ("zhanjiang", "city"): dict.fromkeys(STEPS, (GONE, GONE, OK)) | {"reopen": (GONE, GONE, NO)},
    ("guangzhou", "province"): dict.fromkeys(STEPS, (TOLD, TOLD, GONE)) | {"reopen": (NO, NO, GONE)},
    ("outside", "province"): dict.fromkeys(STEPS, (NO, NO, NO))
    | {"query": (OK, OK, OK), "accept": (TOLD, TOLD, TOLD)},
    ("gz", "province"): dict.fromkeys(STEPS, (GONE,) * 3),
    ("gz_reporter", "province"): dict.fromkeys(STEPS, (GONE,) * 3),
    ("ns", "province"): dict.fromkeys(STEPS, (GONE,) * 3),
    ("statistics", "province"): dict.fromkeys(STEPS, (GONE,) * 3),
    ("auditor", "province"): dict.fromkeys(STEPS, (GONE,) * 3),
}
PAGES = {
    # the list of reports, the reopenings' list, a sample, what one vouches for
    "head": (200, 200, 200, 403),
    "officer": (200, 200, 200, 403),
    "guangzhou": (200, 200, 403, 403),
    "outside": (200, 200, 200, 403),
    "statistics": (302, 403, 403, 200),
    "gz": (403, 403, 403, 403),
    "gz_reporter": (403, 403, 403, 403),
    "auditor": (403, 403, 403, 403),
}


@pytest.fixture
def reports(hand_in, report_of):
    def reports(stage):
        for code in CODES:
            hand_in(code)
            Report.objects.filter(pk=report_of(code).pk).update(stage=stage)
        return [report_of(code) for code in CODES]

    return reports


def send(client, report, step):
    form = {"seen": report.version, "key": f"key-{step}-{report.pk}", "reason": "理由"}
    match step:
        case "accept" | "query":
            return client.post(reverse("review_say", args=[report.pk, "gdp"]), form | {"outcome": step})
        case "reopen":
            address = reverse("review_reopen", args=[report.pk, "gdp"])
            return client.post(address, form | {"until": f"{soon():%Y-%m-%d}"})
        case "read":
            return client.get(reverse("review_report", args=[report.pk]))
    return client.post(reverse(f"review_{step}", args=[report.pk]), form)


def soon():
    return timezone.localtime() + timedelta(days=3)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("name", "stage"), ROLES)
def test_what_comes_back(client_of, actors, reports, name, stage, step):
    client = client_of(name)
    for report, allowed in zip(reports(stage), ROLES[name, stage][step], strict=True):
        prepare(report, step, stage)
        before = Decision.objects.count()
        answer = send(client, report, step)
        expected = allowed
        if step == "read":
            expected = GONE if allowed == GONE else 200
        assert answer.status_code == expected, (report.code, answer.status_code)
        if expected != OK:
            assert Decision.objects.count() == before
            assert Report.objects.get(pk=report.pk).stage == stage
            assert not Reopening.objects.filter(report=report).exists()


def prepare(report, step, stage):
    """So that nothing but permission stands in the way: cells returned to send back, accepted to go on."""
    if step not in ("back", "on"):
        return
    outcome = "return" if step == "back" else "accept"
    for figure in report.figures.all():
        for level in ("city", "province"):
            Decision.objects.create(
                figure=figure,
                level=level,
                outcome=outcome,
                reason="理由",
                by_id=0,
                by="x",
                at=report.round.opened_at,
            )


@pytest.mark.parametrize("name", PAGES)
def test_pages_by_role(client_of, reports, name):
    reports("province")
    client = client_of(name)
    addresses = ("review", "review_reopenings", "review_sample", "vouch")
    assert tuple(client.get(reverse(address)).status_code for address in addresses) == PAGES[name]


@pytest.mark.parametrize("address", ["review", "review_reopenings", "review_sample", "vouch"])
def test_nobody_reads_without_signing_in(client, round, address):
    answer = client.get(reverse(address))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["head", "gz", "guangzhou", "outside", "auditor"])
def test_only_who_vouches_confirms(client_of, reports, name):
    (report, *_) = reports("city")
    answer = client_of(name).post(
        reverse("vouch_say"), {"key": "key-0001", "one": f"{report.pk}@gdp@1@0", "outcome": "accept"}
    )
    assert answer.status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "cell",
    ["{pk}@tax@1@0", "{pk}@firms@1@0", "999999@gdp@1@0", "{pk}@gdp", "{pk}@gdp@x@0", "{pk}@gdp@１@-1", ""],
)
def test_a_department_speaks_of_its_own_items_only(client_of, reports, cell):
    (report, *_) = reports("city")
    form = {"cell": ["", cell.format(pk=report.pk)], "outcome": "accept"}
    assert client_of("statistics").post(reverse("vouch_say"), form).status_code == 404
    assert not Decision.objects.exists()


def test_forms_are_sent_not_followed(client_of, reports):
    (report, *_) = reports("city")
    for name in ("review_clean", "review_back", "review_on"):
        assert client_of("guangzhou").get(reverse(name, args=[report.pk])).status_code == 405
