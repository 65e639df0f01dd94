"""The ministry's publication comes in as a file, in full or in part, by two people."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.official import look_at, propose_official
from kaohe.office.assessment.actions.publishing import approve
from kaohe.office.assessment.models import Publication, Standing
from kaohe.office.assessment.queries.places import standings_of
from kaohe.office.assessment.queries.published import effective, published
from tests.office.assessment.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
HEAD = "assessment_year,scope,unit,rank,of,document,published_on,tied\n"
DOCUMENT = "商办资函〔2018〕1号"


def csv(*rows, year=2017, on="2018-03-01", document=DOCUMENT):
    lines = [f"{year},{scope},{unit},{rank},{of},{document},{on}," for scope, unit, rank, of in rows]
    return HEAD + "\n".join(lines) + "\n"


PART = csv(
    ("综合", "z1区", 3, 219), ("综合", "z2开发区", 215, 219), ("综合", "z3", 88, 219), ("综合", "z4", "", 219)
)
FULL = csv(
    *(("综合", f"z{rank}", rank, 4) for rank in (1, 2, 3, 4)),
    ("利用外资", "z4", 1, 4),
    ("利用外资", "z3", 2, 4),
    ("利用外资", "z2", 3, 4),
    ("利用外资", "z1", 4, 4),
)


def upload(text, name="名次.csv"):
    return ContentFile(text.encode() if isinstance(text, str) else text, name=name)


def proposed(officer, text, extent, key="k", reason=""):
    received, _ = look_at(actor=officer, file=upload(text), extent=extent)
    return propose_official(actor=officer, received=received, extent=extent, reason=reason, key=key)


def problems(officer, text, extent):
    with pytest.raises(Refused) as refused:
        look_at(actor=officer, file=upload(text), extent=extent)
    return [(each.code, each.place.file, each.place.line) for each in refused.value.problems]


@pytest.mark.parametrize(("text", "extent", "rows"), [(PART, "part", 4), (FULL, "full", 8)])
def test_read_proposed_and_approved_its_places_count(officer, head, text, extent, rows):
    (waiting,) = proposed(officer, text, extent)
    assert not Standing.objects.exists()
    assert not published(NOW + timedelta(days=99)).exists()
    approve(actor=head, publication=waiting)
    found = effective(NOW, "official", "nation", 2017)
    assert (found.document, found.published_on, found.extent) == (DOCUMENT, date(2018, 3, 1), extent)
    standings = standings_of(found)
    assert (len(standings.rows), standings.overall, standings.extent) == (rows, "overall", extent)
    assert {row.unit for row in standings.rows} == {"z1", "z2", "z3", "z4"}
    assert set(Standing.objects.values_list("name", flat=True)) == {"z1区", "z2区", "z3区", "z4区"}


def test_looking_proposes_nothing(officer):
    _, read = look_at(actor=officer, file=upload(PART.encode("gb18030")), extent="part")
    assert [each.assessment_year for each in read.standings] == [2017]
    assert [note.code for note in read.notes] == ["standings.read_as_gbk"]
    assert read.notes[0].place.file == "名次.csv"
    assert not Publication.objects.exists()


def test_nobody_approves_their_own(head):
    (waiting,) = proposed(head, PART, "part")
    with pytest.raises(Refused, match="another person"):
        approve(actor=head, publication=waiting)


def test_years_of_one_file_are_publications_of_their_own(officer):
    later = PART.removeprefix(HEAD).replace("2017,", "2018,").replace("2018-03-01", "2018-03-05")
    years = proposed(officer, PART + later, "part")
    assert [(each.assessment_year, each.published_on.day) for each in years] == [(2017, 1), (2018, 5)]


def test_a_second_one_is_a_correction_with_a_reason(officer, head):
    (first,) = proposed(officer, PART, "part")
    approve(actor=head, publication=first)
    with pytest.raises(Refused, match="correction"):
        proposed(officer, FULL, "full", key="again")
    (second,) = proposed(officer, FULL, "full", key="again", reason="部里公布了全部名次")
    assert second.supersedes == first
    approve(actor=head, publication=second)
    assert effective(NOW, "official", "nation", 2017) == second
    assert first.standings.count() == 4


def test_the_same_key_proposes_once(officer):
    assert proposed(officer, PART, "part") == proposed(officer, PART, "part")


BAD = [
    (PART.replace("215", "二百一十五"), "part", "standings.not_whole", 3),
    (PART.replace("2018-03-01", "三月", 1), "part", "standings.not_date", 2),
    (PART.replace("z4", "z5"), "part", "standings.own_zone_missing", None),
    (PART.replace("215,219", "220,219"), "part", "standings.place_above_number", 3),
    (PART.replace("z3,88", "z3,3"), "part", "standings.place_twice", 4),
    (PART.replace(",document,", ",文件,", 1), "part", "standings.no_column", 1),
    (FULL.replace("综合,z2,2,4", "综合,z2,3,4"), "full", "standings.place_twice", 4),
    (PART, "full", "standings.places_missing", 2),
    (HEAD, "part", "standings.empty", None),
    (PART.replace("综合", "长" * 201), "part", "accounts.too_long", None),
    (PART.replace("综合", "=1+1"), "part", "zones.sign_not_allowed", None),
    (PART.replace(DOCUMENT, "另一份", 1), "part", "standings.two_publications", 3),
]


@pytest.mark.parametrize(("text", "extent", "code", "line"), BAD, ids=[each[2] for each in BAD])
def test_a_file_that_can_not_be_true_is_refused_by_line(officer, text, extent, code, line):
    assert (code, "名次.csv", line) in problems(officer, text, extent)


def test_the_problems_of_all_years_are_told_at_once(officer):
    other = PART.removeprefix(HEAD).replace("2017,", "2016,").replace("88", "x")
    found = problems(officer, PART.replace("215", "y") + other, "part")
    assert {line for _, _, line in found} >= {3, 8}


def test_a_program_is_no_table(officer):
    with pytest.raises(Refused) as refused:
        look_at(actor=officer, file=upload(b"\x7fELF" + bytes(20)), extent="part")
    assert refused.value.problems[0].code == "files.not_taken"


@pytest.mark.parametrize("role", [role for role in Role if role.value[:8] != "province"])
def test_others_take_nothing_in(acts, role):
    with pytest.raises(Denied):
        look_at(actor=acts(role), file=upload(PART), extent="part")
