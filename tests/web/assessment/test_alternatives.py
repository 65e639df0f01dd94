"""Another scheme tried through pages: asked for, watched, looked at, taken away; who may, what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.trying import ask_alternative
from kaohe.office.assessment.models import Alternative
from kaohe.office.assessment.sweep import try_owed
from kaohe.web.forms.schemes import MOST_BYTES
from tests.office.assessment.conftest import NOW
from tests.office.assessment.test_trying import FIRMS_ONLY, changed
from tests.web.assessment.test_inside import KEY, READERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed_try(officer, scored):
    scheme = changed(*FIRMS_ONLY)
    return ask_alternative(actor=officer, scoring=scored, scheme=scheme, title="只看企业", key="t")


@pytest.fixture
def done(owed_try):
    try_owed(NOW)
    return owed_try


def own_file(client, scoring, *pairs):
    """The scoring's scheme as it is taken away, changed and to be sent."""
    answer = client.get(reverse("scoring_scheme", args=[scoring.pk]))
    assert 'filename="small-1.yaml"' in answer["Content-Disposition"]
    text = answer.content.decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return SimpleUploadedFile("own.yaml", text.encode())


def test_a_changed_scheme_is_tried_watched_and_looked_at(as_, officer, scored):
    client, address = as_(officer), reverse("alternative_ask", args=[scored.pk])
    assert address in client.get(reverse("scoring", args=[scored.pk])).content.decode()
    assert client.get(address).status_code == 200
    for _ in range(2):
        file = own_file(client, scored, ("weight: 60.0", "weight: 20"), ("weight: 40.0", "weight: 80"))
        asked = client.post(address, {"scheme_file": file, "title": "企业为主", "key": KEY})
        assert asked.status_code == 302, asked.context["form"].errors
    assert Alternative.objects.count() == 1
    assert 'hx-trigger="every 3s"' in client.get(asked.url).content.decode()
    try_owed(NOW)
    page = client.get(asked.url)
    main = page.content.decode().partition("<main")[2]
    assert "hx-trigger" not in main
    for words in ("只供比较", "不能提出公布", "企业为主", "“总得分”下的权重", "末 5 名"):
        assert words in main
    assert "企业为主" in client.get(reverse("scoring", args=[scored.pk])).content.decode()


def test_rows_are_sorted_and_narrowed_to_a_region(as_, officer, done):
    client, address = as_(officer), reverse("alternative", args=[done.pk])
    codes = {
        sort: [row.code for row in client.get(address, {"sort": sort}).context["page"]]
        for sort in ("move", "rank", "name", "nonsense")
    }
    assert codes["move"] == codes["nonsense"] == ["z6", "z8", "z2", "z4", "z1", "z3", "z5", "z7"]
    assert codes["rank"] == ["z1", "z7", "z2", "z4", "z8", "z5", "z6", "z3"]
    assert codes["name"] == sorted(codes["name"])
    middle = client.get(address, {"region": "中部"}).context["page"]
    assert [row.code for row in middle] == ["z6", "z8", "z7"]
    assert len(client.get(address, {"region": "西部"}).context["page"]) == 8


@pytest.mark.parametrize("name", ["changes.xlsx", "table.csv", "comparison.html", "scheme.yaml"])
def test_files_are_for_saving(as_, officer, acts, done, name):
    answer = as_(officer).get(reverse("alternative_file", args=[done.pk, name]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert len(b"".join(answer)) > 300
    assert as_(officer).get(reverse("alternative_file", args=[done.pk, "manifest.json"])).status_code == 404
    city = as_(acts(Role.CITY_OFFICER))
    assert city.get(reverse("alternative_file", args=[done.pk, name])).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "请选择一个方案"),
        ({"scheme": "none-such"}, "none-such"),
        ({"scheme": "hdi"}, "人均国民总收入"),
        ({"scheme_file": b"format: 1\nid: [x]"}, "own.yaml:2"),
        ({"scheme_file": b"\xff\xfe\x00"}, "UTF-8"),
        ({"scheme_file": b"indicators: {table: /etc/hostname}"}, "/etc/hostname"),
        ({"scheme_file": b"#" * (MOST_BYTES + 1)}, str(MOST_BYTES)),
    ],
)
def test_what_can_not_be_tried_stays_in_the_form(as_, officer, scored, given, said):
    sent = {
        name: SimpleUploadedFile("own.yaml", value) if name == "scheme_file" else value
        for name, value in given.items()
    }
    answer = as_(officer).post(reverse("alternative_ask", args=[scored.pk]), sent | {"key": KEY})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Alternative.objects.exists()


def test_a_failure_says_why(as_, officer, owed_try):
    problem = {"code": "assessment.scoring_broke", "params": {"error": "OSError"}, "place": {}}
    Alternative.objects.update(state="failed", error=[{**problem, "level": "hard"}])
    page = as_(officer).get(reverse("alternative", args=[owed_try.pk])).content.decode()
    assert "OSError" in page
    assert "只供比较" in page


def test_a_scoring_that_is_not_done_is_not_compared(as_, officer, owed):
    assert as_(officer).get(reverse("alternative_ask", args=[owed.pk])).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_who_asks_and_who_looks(as_, acts, done, role):
    client = as_(acts(role, 5))
    looks = {reverse("alternative", args=[done.pk]), reverse("scoring_scheme", args=[done.scoring_id])}
    for address in looks:
        assert client.get(address).status_code == (200 if role in READERS else 404)
    may_ask = role in (Role.PROVINCE_HEAD, Role.PROVINCE_OFFICER)
    ask = reverse("alternative_ask", args=[done.scoring_id])
    assert client.get(ask).status_code == (200 if may_ask else 403)
    if role in READERS:
        shown = client.get(reverse("scoring", args=[done.scoring_id])).content.decode()
        assert (ask in shown) == may_ask


def test_nobody_sees_it_without_signing_in(done):
    for name in ("alternative", "alternative_ask"):
        assert Client().get(reverse(name, args=[done.pk])).status_code == 302


def test_the_page_takes_few_queries(as_, officer, done, django_assert_num_queries):
    client = as_(officer)
    client.get("/")
    with django_assert_num_queries(7):
        assert client.get(reverse("alternative", args=[done.pk])).status_code == 200


def test_in_english_everything_but_names_is_english(as_, officer, done):
    page = as_(officer, "en").get(reverse("alternative", args=[done.pk])).content.decode()
    for words in ("Only looked at", "Weights below Total", "Last 5", "Entering:"):
        assert words in page


def test_the_journal_tells_it_in_words(as_, acts, done):
    page = as_(acts(Role.AUDITOR)).get(reverse("journal")).content.decode()
    for words in ("与其他方案比较", "完成方案比较", "只看企业", reverse("alternative", args=[done.pk])):
        assert words in page
    assert "content_hash" not in page.partition("<main")[2]
