"""What the operations answer: figures, reasons for what is missing, pages of lists, files."""

import hashlib
import io
import json
import zipfile

import pytest

from kaohe.archive import read_snapshot
from kaohe.office.accounts.permissions import READING
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.actions.reviewing import Word, decide
from kaohe.office.reporting.actions.submitting import reply
from kaohe.office.reporting.queries.figures import snapshot_folder
from tests.office.reporting.conftest import CELLS

pytestmark = pytest.mark.django_db


def say(actor, report, level, outcome, items=CELLS, reason=""):
    words = [Word(item, outcome, reason) for item in items]
    decide(actor=actor, report=report, level=level, words=words, seen=report.version, key=f"{level}{outcome}")


def cells_of(programme, report):
    return {cell["item"]: cell for cell in programme.json(f"reports/{report.pk}")["cells"]}


def test_the_catalogue_is_filtered_and_read_in_pages(programme, zones):
    reader = programme("gz")
    every = reader.all("zones", 100, day="2025-01-01")
    assert len(every) == 233
    assert [each["code"] for each in every] == sorted(each["code"] for each in every)
    assert reader.all("zones", 7, day="2025-01-01", province="广东") == [
        each for each in every if each["province"] == "广东"
    ]
    (found,) = reader.json("zones", day="2025-01-01", text="湛江经济技术")["items"]
    assert found["name"]["zh"] == "湛江经济技术开发区"
    history = reader.json(f"zones/{found['code']}")
    assert history["spells"][-1]["since"] == found["since"]
    assert reader.json("zones", day="1983-12-31") == {"day": "1983-12-31", "items": [], "next": None}


def test_a_round_has_its_calendar_with_offsets_and_its_scheme(programme, round):
    reader = programme("zj")
    found = reader.json("rounds/2018")
    assert reader.json("rounds")["items"] == [found]
    assert reader.json("rounds", after="2018")["items"] == []
    assert found["calendar"][0] == {
        "kind": "report",
        "opens_at": "2018-03-09T10:00:00+08:00",
        "closes_at": "2018-03-30T10:00:00+08:00",
    }
    assert found["form"]["number"] == "商开01表"
    assert found["previous_manifest"] == round.previous.manifest_hash
    scheme = reader.get("rounds/2018/scheme")
    assert scheme.headers["Content-Type"] == "application/yaml"
    assert hashlib.sha256(scheme.content).hexdigest() == found["scheme"]["sha256"]
    assert reader.get("rounds/2018/scheme", **{"If-None-Match": scheme.headers["ETag"]}).status_code == 304


def test_progress_is_what_the_reader_may_watch(programme, round, fill):
    fill("gz", gdp="5")
    province = programme("officer")
    every = province.json("rounds/2018/progress")
    assert every["total"] == 5
    assert sum(every["lamps"].values()) == 5
    assert province.all("rounds/2018/progress", 2) == every["items"]
    (gz,) = [each for each in every["items"] if each["code"] == "gz"]
    assert (gz["filled"], gz["asked"], gz["lamp"]) == (1, 3, "green")
    assert gz["due"] == "2018-03-30T10:00:00+08:00"
    city = programme("guangzhou")
    assert {each["city"] for each in city.json("rounds/2018/progress")["items"]} == {"广州市"}
    assert [each["name"] for each in city.json("rounds/2018/progress/cities")["items"]] == ["广州市"]
    assert province.json("rounds/2018/progress", lamp="red", city="广州市")["total"] == 0


def test_a_list_of_reports_is_those_the_reader_may_read(programme, round):
    assert [each["code"] for each in programme("gz").json("rounds/2018/reports")["items"]] == ["gz"]
    city = programme("zhanjiang").all("rounds/2018/reports", 1)
    assert {each["code"] for each in city} == {"zj", "湛江市"}
    province = programme("officer")
    assert len(province.all("rounds/2018/reports", 2)) == 5
    assert len(province.json("rounds/2018/reports", table="")["items"]) == 3
    assert len(province.json("rounds/2018/reports", table="city", city="广州市")["items"]) == 1
    assert province.json("rounds/2018/reports", stage="accepted")["items"] == []


def test_before_it_is_handed_in_a_report_shows_no_draft(programme, report_of, fill):
    fill("gz")
    for name in ("gz", "officer"):
        cell = cells_of(programme(name), report_of("gz"))["gdp"]
        assert cell["figure"] == {"value": None, "missing": "not_handed_in", "note": "", "version": None}
        assert cell["last_year"] == {"value": 900, "missing": None}
        assert cell["lock"] is None


def test_a_cell_has_figure_last_year_decisions_answers_and_lock(programme, actors, report_of, hand_in):
    hand_in("gz")
    report = report_of("gz")
    say(actors.guangzhou, report, "city", "return", ["tax"], "与台账不符")
    reply(actor=actors.gz, report=report, item="tax", text="已核对", key="reply")
    say(actors.statistics, report, "department", "accept", ["gdp"])
    cells = cells_of(programme("gz"), report)
    assert list(cells) == ["gdp", "tax", "firms"]
    assert cells["gdp"]["figure"] == {"value": 1000, "missing": None, "note": "依据台账", "version": 1}
    assert cells["gdp"]["name"] == {"zh": "地区生产总值", "en": "GDP"}
    assert cells["gdp"]["decisions"][0]["level"] == "department"
    tax = cells["tax"]
    assert tax["wanted"] is True
    assert tax["decisions"][0]["outcome"] == "return"
    assert tax["decisions"][0]["replies"][0]["text"] == "已核对"
    assert tax["decisions"][0]["at"] == "2018-03-10T10:00:00+08:00"
    assert tax["lock"]["code"] == "reporting.locked_city"
    assert cells["gdp"]["wanted"] is False


def test_reasons_are_said_in_the_language_asked_for(programme, actors, report_of, hand_in):
    hand_in("gz")
    path = f"reports/{report_of('gz').pk}"
    zh, en = programme("gz", lang="zh-CN,en;q=0.5").get(path), programme("gz", lang="fr, en;q=0.3").get(path)
    assert zh.headers["Content-Language"] == "zh-Hans"
    assert en.headers["Content-Language"] == "en"
    zh_words, en_words = (each.json()["cells"][0]["lock"]["words"] for each in (zh, en))
    assert "市" in zh_words
    assert en_words.isascii()
    assert "Accept-Language" in en.headers["Vary"]


def test_versions_say_what_they_changed(programme, actors, report_of, hand_in):
    hand_in("gz")
    report = report_of("gz")
    say(actors.guangzhou, report, "city", "return", ["tax"], "与台账不符")
    report.__class__.objects.filter(pk=report.pk).update(stage="reporting")
    hand_in("gz", tax="130")
    reader = programme("gz")
    versions = reader.all(f"reports/{report.pk}/versions", 1)
    assert [(each["version"], each["changed"]) for each in versions] == [(1, 3), (2, 1)]
    assert versions[0]["people"] == {"principal": "陈一", "statistician": "李二", "filler": "王三"}
    (change,) = reader.json(f"reports/{report.pk}/versions/2")["cells"]
    assert (change["before"]["value"], change["after"]["value"]) == (120, 130)
    assert reader.json(f"reports/{report.pk}/versions/1")["cells"][0]["before"]["missing"] == "not_handed_in"
    assert reader.get(f"reports/{report.pk}/versions/3").status_code == 404


def test_counts_that_could_show_a_firm_are_withheld_from_outside_reviewers(programme, report_of, hand_in):
    hand_in("zj", gdp="100", tax="9", firms="2")
    report = report_of("zj")
    outside = cells_of(programme("outside"), report)["firms"]
    assert outside["figure"]["value"] is None
    assert outside["figure"]["missing"] == outside["last_year"]["missing"] == "withheld"
    version = programme("outside").json(f"reports/{report.pk}/versions/1")
    assert {each["item"]: each["after"]["value"] for each in version["cells"]}["firms"] is None
    assert cells_of(programme("officer"), report)["firms"]["figure"]["value"] == 2


def test_a_snapshot_is_listed_scored_and_taken_away(programme, frozen, tmp_path):
    reader = programme("officer")
    (listed,) = reader.json("rounds/2018/snapshots")["items"]
    manifest = reader.get("rounds/2018/snapshots/1/manifest")
    assert hashlib.sha256(manifest.content).hexdigest() == listed["manifest_sha256"] == frozen.manifest_hash
    assert json.loads(manifest.content)["data_year"] == 2017
    since = {"If-Modified-Since": manifest.headers["Last-Modified"]}
    assert since == {"If-Modified-Since": "Sat, 10 Mar 2018 02:00:00 GMT"}
    assert reader.get("rounds/2018/snapshots/1/manifest", **since).status_code == 304
    standings = reader.json("rounds/2018/snapshots/1/standings")
    assert {each["code"] for each in standings["items"]} == {"gz", "ns", "zj"}
    assert [each["position"] for each in standings["items"]] == [1, 2, 3]
    assert reader.all("rounds/2018/snapshots/1/standings", 2) == standings["items"]
    files = reader.get("rounds/2018/snapshots/1/files")
    zipfile.ZipFile(io.BytesIO(b"".join(files.streaming_content))).extractall(tmp_path)
    assert read_snapshot(tmp_path / listed["name"]).figures.data_year == 2017
    again = reader.get("rounds/2018/snapshots/1/files", **{"If-None-Match": files.headers["ETag"]})
    assert again.status_code == 304


def test_a_snapshot_that_was_damaged_is_not_given_away(programme, frozen):
    file = snapshot_folder(frozen) / "manifest.json"
    file.chmod(0o644)
    file.write_text("{}", encoding="utf-8")
    answer = programme("officer").get("rounds/2018/snapshots/1/files")
    assert answer.status_code == 409
    assert answer.json()["problems"][0]["place"] == {"file": "manifest.json"}


def test_the_journal_is_followed_from_the_first_entry_on(programme, round):
    reader = programme("auditor")
    every = reader.all("journal", 1)
    assert [each["position"] for each in every] == list(range(1, Entry.objects.count() + 1))
    assert [each["hash"] for each in every] == list(Entry.objects.values_list("hash", flat=True))
    opened = reader.json("journal", action="reporting.open_round")["items"]
    assert [each["person"] for each in opened] == ["head"]
    assert reader.json("journal", day="2018-03-09")["items"] == []


def test_notices_are_the_own_ones(programme, told):
    found = programme("gz").all("notices", 1)
    assert len(found) == 2
    assert found[0]["words"] == {"zh": "查看报表", "en": found[0]["words"]["en"]}
    assert found[0]["read_at"] is None
    assert len(programme("zj").json("notices")["items"]) == 1


def test_what_has_not_changed_is_not_sent_again(programme, round):
    reader = programme("gz", READING)
    first = reader.get("rounds")
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert reader.get("rounds", **{"If-None-Match": first.headers["ETag"]}).status_code == 304
    round.__class__.objects.update(title="改名")
    assert reader.get("rounds", **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_department_reads_what_it_vouches_for_and_nothing_else(programme, hand_in, round, report_of):
    hand_in("gz")
    hand_in("ns")
    department = programme("statistics")
    found = department.json("rounds/2018/vouched")
    assert [(each["code"], each["item"], each["value"]) for each in found["items"]] == [
        ("gz", "gdp", 1000.0),
        ("ns", "gdp", 1000.0),
    ]
    assert found["items"][0]["last_year"] == 900
    assert {each["state"] for each in found["items"]} == {"open"}
    assert department.json("rounds/2018/vouched?state=confirmed")["items"] == []
    first = department.json("rounds/2018/vouched?limit=1")
    assert first["next"] == found["items"][0]["id"]
    assert department.get(f"reports/{report_of('gz').pk}").status_code == 403
    for other in ("officer", "gz", "auditor"):
        assert programme(other).get("rounds/2018/vouched").status_code == 403
