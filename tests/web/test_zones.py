"""The catalogue's pages: everybody with a post reads, the head of the province keeps it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kaohe.office.accounts.roles import Role
from kaohe.office.zones.importing import import_zones
from kaohe.office.zones.models import Spell, Zone
from kaohe.office.zones.queries import zone_history, zones_on
from kaohe.packs import pack_file
from tests.office.acting import HEAD
from tests.web.everybody import person

pytestmark = pytest.mark.django_db
CODE = "JKQ440003"


def signed_in(role):
    client = Client()
    client.force_login(person(role))
    return client


@pytest.fixture
def zones():
    import_zones(actor=HEAD, file=pack_file("zones", "national-2024.csv"))


@pytest.fixture
def head():
    return signed_in(Role.PROVINCE_HEAD)


def event(**changed):
    history = zone_history(CODE)
    facts = history.last.facts.as_fields() | {"aliases": ""}
    when = {"since": "2025-06-01", "basis": "国办函〔2025〕1号", "revision": history.revision}
    return {**facts, **when, **changed}


def test_a_page_of_all_zones_takes_few_queries(zones, head, django_assert_max_num_queries):
    head.get("/zones/")
    with django_assert_max_num_queries(8):
        answer = head.get("/zones/")
    html = answer.content.decode()
    assert html.count("<tr>") == 234
    assert "湛江经济技术开发区管理委员会" in html


def test_filters_narrow_the_page_and_its_downloads(zones, head):
    html = head.get("/zones/?province=广东&text=湛江").content.decode()
    assert html.count("<tr>") == 2
    assert 'value="广东" selected' in html
    assert "errorlist" not in html
    csv = head.get("/zones/zones.csv?province=广东")
    assert csv["Content-Disposition"].startswith("attachment")
    assert csv.content.startswith(b"\xef\xbb\xbf")
    assert len(csv.content.decode().strip().splitlines()) == 9


@pytest.mark.parametrize("query", ["?day=2023-12-31", "?level=provincial", "?text=nowhere"])
def test_nothing_found_is_said(zones, head, query):
    html = head.get(f"/zones/{query}").content.decode()
    assert 'class="empty"' in html


@pytest.mark.parametrize(
    "query", ["?day=2019-13-01", "?level=county", "?city=%3Cscript%3E", "?province=Guangdong"]
)
def test_bad_filters_are_answered(zones, head, query):
    answer = head.get(f"/zones/{query}")
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_exported_comes_back_in(zones, head, ending, lang, tmp_path):
    head.cookies["lang"] = lang
    exported = head.get(f"/zones/zones.{ending}").content
    before = zones_on(date(2025, 1, 1))
    file = SimpleUploadedFile(f"名录.{ending}", exported)
    answer = head.post("/zones/import/", {"file": file}, follow=True)
    assert answer.redirect_chain
    assert ("233" in answer.content.decode()) and zones_on(date(2025, 1, 1)) == before


def test_the_shipped_list_comes_in_at_a_click(head):
    answer = head.post("/zones/import/", {"shipped": "1"}, follow=True)
    assert "新增 233 个" in answer.content.decode()
    assert Zone.objects.count() == 233


def test_bad_lists_are_answered_by_line_and_add_nothing(head):
    text = "unit,name,level,province,since\nA1,湛江开发区,county,广东,2024-01-01\n<b>,x,national,广东,never\n"
    answer = head.post("/zones/import/", {"file": SimpleUploadedFile("名录.csv", text.encode())})
    html = answer.content.decode()
    assert answer.status_code == 422
    for told in ("名录.csv:2", "名录.csv:3", "county", "&lt;b&gt;"):
        assert told in html
    assert not Zone.objects.exists()
    assert head.post("/zones/import/").status_code == 422


def test_a_zones_page_tells_its_history(zones, head):
    head.post(f"/zones/of/{CODE}/event/", event(event="renaming", name_zh="湛江东海岛经济技术开发区"))
    html = head.get(f"/zones/of/{CODE}/").content.decode()
    assert "湛江东海岛经济技术开发区" in html
    assert "国办函〔2025〕1号" in html
    assert html.partition("timeline")[2].partition("</ol>")[0].count("<li") == 2
    assert head.get("/zones/of/NONE/").status_code == 404


def test_an_event_changes_only_what_was_changed(zones, head):
    answer = head.post(f"/zones/of/{CODE}/event/", event(event="demotion"))
    assert answer.status_code == 302
    last = zone_history(CODE).last
    assert (last.event, last.facts.level, last.facts.city) == ("demotion", "provincial", "湛江市")


def test_what_an_action_refuses_stands_above_the_form_and_keeps_what_was_typed(zones, head):
    answer = head.post(f"/zones/of/{CODE}/event/", event(event="renaming", since="2020-01-01"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "2024-01-01" in html
    assert 'value="国办函〔2025〕1号"' in html
    for wrong in ({"since": "x"}, {"event": "listed"}, {"event": ""}, {"basis": ""}, {"revision": "x"}):
        sent = event(**{"event": "left", **wrong})
        assert head.post(f"/zones/of/{CODE}/event/", sent).status_code == 422
    assert Spell.objects.count() == 233


def test_who_saw_an_older_record_is_told(zones, head):
    old = event(event="demotion")
    head.post(f"/zones/of/{CODE}/event/", old)
    assert (
        "刚刚被他人修改"
        in head.post(f"/zones/of/{CODE}/event/", old | {"event": "promotion"}).content.decode()
    )


def test_a_zone_is_listed_and_gets_another_committee(head):
    facts = {"code": "X1", "name_zh": "雷州经济开发区", "level": "provincial", "province": "广东"}
    when = {"since": "2020-01-01", "basis": "粤府函"}
    answer = head.post("/zones/new/", {**facts, **when, "city": "湛江市", "aliases": "雷州开发区；奋勇"})
    assert answer.status_code == 302
    assert zones_on(date(2021, 1, 1))[0].facts.aliases == ("雷州开发区", "奋勇")
    new = {**when, "since": "2024-01-01", "name_zh": "雷州开发区管委会", "revision": "1"}
    assert head.post("/zones/of/X1/committee/", new).status_code == 302
    assert zones_on(date(2025, 1, 1))[0].committee_zh == "雷州开发区管委会"
    assert head.post("/zones/new/", {"code": "X1"}).status_code == 422
    assert head.get("/zones/of/X9/committee/").status_code == 404


CHANGES = ["/zones/new/", "/zones/import/", f"/zones/of/{CODE}/event/", f"/zones/of/{CODE}/committee/"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROVINCE_HEAD])
def test_others_read_and_change_nothing(zones, role):
    client = signed_in(role)
    html = client.get("/zones/").content.decode()
    assert "/zones/new/" not in html
    assert client.get(f"/zones/of/{CODE}/").status_code == 200
    for address in CHANGES:
        assert client.get(address).status_code == 403
        assert client.post(address, {"shipped": "1"}).status_code == 403
    assert Spell.objects.count() == 233


def test_who_has_no_post_sees_nothing_and_who_has_not_signed_in_is_sent_there(zones):
    nobody = signed_in(None)
    assert {nobody.get(f"/zones/{page}").status_code for page in ("", "zones.csv", f"of/{CODE}/")} == {403}
    for address in ("/zones/", *CHANGES):
        assert Client().get(address).status_code == 302
