"""The form as a spreadsheet: downloaded, filled offline, looked at, saved; and every kind of wrong file."""

import io
from itertools import pairwise

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kaohe.office.journal.models import Entry
from kaohe.office.reporting.models import Draft
from tests.workbooks.test_bad_input import WHOLE_FILES

pytestmark = pytest.mark.django_db

COLUMN = {"gdp": "E", "tax": "F", "firms": "G"}


@pytest.fixture
def download(at):
    """The form of a report as an open workbook."""
    return lambda client, code="gz": openpyxl.load_workbook(
        io.BytesIO(client.get(at("report_form", code)).content)
    )


@pytest.fixture
def upload(at):
    def upload(client, book, code="gz", name="填报.xlsx"):
        if not isinstance(book, bytes):
            memory = io.BytesIO()
            book.save(memory)
            book = memory.getvalue()
        return client.post(at("report_upload", code), {"file": SimpleUploadedFile(name, book)})

    return upload


@pytest.fixture
def save(at):
    """Send the preview's form as a browser does; `take` says what is chosen for cells in conflict."""

    def save(client, answer, take="theirs", code="gz"):
        lines = answer.context["groups"]
        form = {"key": answer.context["key"], "name": answer.context["name"]}
        for kind, _, group in lines:
            for line in group if kind != "wrong" else ():
                form |= {f"cell-{line.code}": line.typed, f"seen-{line.code}": line.revision}
                form |= {f"take-{line.code}": take} if kind == "conflict" else {}
        return client.post(at("report_upload_save", code), form)

    return save


def put(book, **cells):
    for item, value in cells.items():
        book["填报"][f"{COLUMN[item]}8"] = value
    return book


def counts(answer):
    return {kind: count for kind, count in answer.context["counts"].items() if count}


def test_the_form_has_the_drafts_and_last_year_and_is_the_forms_own_layout(sign_in, fill, download):
    fill("gz")
    book = download(sign_in("gz"))
    assert book.sheetnames[:3] == ["填报", "数据项", "上年"]
    assert [book["填报"][f"{column}8"].value for column in "ABEFG"] == ["gz", "gz经开区", 1000, 120, 10]
    assert book["上年"]["C8"].value == 900
    assert book["填报"].max_row == 8, "one row: the unit's own"


def test_filled_offline_looked_at_and_saved(sign_in, fill, download, upload, save):
    fill("gz")
    client = sign_in("gz_reporter")
    answer = upload(client, put(download(client), gdp=1100, tax=None))
    assert counts(answer) == {"changed": 2, "same": 1}
    assert Draft.objects.get(item="gdp").value == 1000, "nothing is saved by looking"
    assert save(client, answer).status_code == 302
    found = {draft.item: (draft.typed, draft.value, draft.note) for draft in Draft.objects.all()}
    assert found == {
        "gdp": ("1100", 1100, "依据台账"),
        "tax": ("", None, "依据台账"),
        "firms": ("10", 10, "依据台账"),
    }
    assert Entry.objects.filter(action="reporting.save_cells").last().actor_name == "gz_reporter"


def test_newer_online_is_shown_and_not_overwritten(sign_in, fill, download, upload, save, type_in):
    fill("gz")
    client = sign_in("gz")
    book = put(download(client), gdp=1100, tax=130)
    type_in(sign_in("gz_reporter"), "gz", gdp=("1050", "", 1), firms=("12", "", 1))
    answer = upload(client, book)
    assert counts(answer) == {"conflict": 1, "changed": 1, "same": 1}, "firms wasn't touched in the file"
    assert "1050" in answer.content.decode() and "gz_reporter" in answer.content.decode()
    save(client, answer)
    assert dict(Draft.objects.values_list("item", "value")) == {"gdp": 1050, "tax": 130, "firms": 12}
    save(client, upload(client, book), take="mine")
    assert Draft.objects.get(item="gdp").value == 1100


def test_saved_by_somebody_between_the_look_and_the_saving(sign_in, fill, download, upload, save, type_in):
    fill("gz")
    client = sign_in("gz")
    answer = upload(client, put(download(client), gdp=1100, tax=130))
    type_in(sign_in("gz_reporter"), "gz", gdp=("1050", "", 1))
    again = save(client, answer)
    assert again.status_code == 409
    assert counts(again) == {"conflict": 1}
    assert dict(Draft.objects.values_list("item", "value"))["gdp"] == 1050
    assert save(client, again, take="mine").status_code == 302
    assert Draft.objects.get(item="gdp").value == 1100


def test_sending_the_saving_twice_does_it_once(sign_in, fill, download, upload, save):
    fill("gz")
    client = sign_in("gz")
    answer = upload(client, put(download(client), gdp=1100))
    assert [save(client, answer).status_code for _ in range(2)] == [302, 302]
    assert Draft.objects.get(item="gdp").revision == 2


def test_wrong_cells_are_told_by_address_and_the_others_can_be_saved(sign_in, fill, download, upload, save):
    fill("gz")
    client = sign_in("gz")
    answer = upload(client, put(download(client), gdp="八千", tax=130, firms="9%"))
    page = answer.content.decode()
    assert counts(answer) == {"wrong": 2, "changed": 1}
    assert "填报.xlsx:填报:E8" in page and "八千" in page and "填报.xlsx:填报:G8" in page
    save(client, answer)
    assert dict(Draft.objects.values_list("item", "value")) == {"gdp": 1000, "tax": 130, "firms": 10}


def test_a_locked_cell_is_wrong_with_its_reason(sign_in, hand_in, download, upload, save):
    hand_in("gz")
    client = sign_in("gz")
    answer = upload(client, put(download(client), gdp=1))
    assert counts(answer) == {"wrong": 1, "same": 2}
    assert "正在市级初审" in answer.content.decode()
    forged = {"key": "key-00001", "cell-gdp": "1", "seen-gdp": "1"}
    again = client.post(answer.request["PATH_INFO"] + "save", forged)
    assert again.status_code == 409 and Draft.objects.get(item="gdp").value == 1000


@pytest.mark.parametrize("other", ["ns", "广州市"])
def test_a_form_of_another_unit_is_refused(sign_in, download, upload, other):
    book = download(sign_in({"广州市": "guangzhou"}.get(other, other)), other)
    answer = upload(sign_in("gz"), book)
    assert answer.status_code == 409 and not Draft.objects.exists()
    assert other in answer.content.decode() or "数据项" in answer.content.decode()


def spoil(book, key, value):
    for row in book["_meta"].iter_rows():
        if row[0].value == key:
            row[1].value = value
    return book


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("scheme", "national-2016", "national-2016"),
        ("data_year", "2016", "2016"),
        ("items_sha256", "0", "small"),
    ],
)
def test_a_form_of_another_scheme_or_year_is_refused(sign_in, download, upload, key, value, words):
    client = sign_in("gz")
    answer = upload(client, spoil(put(download(client), gdp=1), key, value))
    assert answer.status_code == 409 and words in answer.content.decode()


def test_a_spoiled_token_asks_for_every_cell_that_differs(sign_in, fill, download, upload):
    fill("gz")
    client = sign_in("gz")
    book = put(download(client), gdp=1100)
    for item in COLUMN:
        spoil(book, f"kept.cell.{item}", "nonsense")
    assert counts(upload(client, book)) == {"conflict": 1, "same": 2}


CSV = "unit,gdp,tax,firms\ngz,1100,,10\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_text_table_is_taken_and_its_blanks_say_nothing(sign_in, fill, upload, encoding):
    fill("gz")
    answer = upload(sign_in("gz"), CSV.encode(encoding), name="数.csv")
    assert counts(answer) == {"conflict": 1, "same": 2}
    assert "没有下载时的记录" in answer.content.decode()
    assert counts(upload(sign_in("ns"), CSV.replace("gz", "ns").encode(encoding), "ns", "数.csv")) == {
        "changed": 2,
        "same": 1,
    }


@pytest.mark.parametrize(
    ("data", "code"), [case[1:] for case in WHOLE_FILES], ids=[case[0] for case in WHOLE_FILES]
)
def test_whatever_else_a_file_is_gets_words(sign_in, upload, round, data, code):
    answer = upload(sign_in("gz"), data or b"")
    page = answer.content.decode()
    assert answer.status_code in {400, 409} and not Draft.objects.exists()
    assert "data-problem" in page


BAD_TABLES = {
    "missing column": "unit,gdp,tax\ngz,1,2\n",
    "renamed column": "unit,gdp,tax,firm\ngz,1,2,3\n",
    "no unit column": "编号,gdp,tax,firms\ngz,1,2,3\n",
    "other unit of measure": "unit,地区生产总值（亿元）,tax,firms\ngz,1,2,3\n",
    "twice": "unit,gdp,tax,firms,gdp\ngz,1,2,3,4\n",
    "two rows": "unit,gdp,tax,firms\ngz,1,2,3\nns,1,2,3\n",
    "the same row twice": "unit,gdp,tax,firms\ngz,1,2,3\ngz,1,2,3\n",
    "totals": "unit,gdp,tax,firms\ngz,1,2,3\n合计,1,2,3\n",
    "no rows": "unit,gdp,tax,firms\n",
    "long row": "unit,gdp,tax,firms\ngz,1,234.5,2,3\n",
    "another year": "unit,data_year,gdp,tax,firms\ngz,2016,1,2,3\n",
    "another region": "unit,region,gdp,tax,firms\ngz,北部,1,2,3\n",
}


@pytest.mark.parametrize("text", BAD_TABLES.values(), ids=BAD_TABLES)
def test_a_table_that_cannot_be_this_reports(sign_in, upload, round, text):
    answer = upload(sign_in("gz"), text.encode(), name="数.csv")
    assert answer.status_code == 409 and "数.csv" in answer.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda book: book["填报"].merge_cells("E8:F8"),
        lambda book: book["填报"].merge_cells("E8:E9"),
        lambda book: book["填报"].__setitem__("XFD1048576", 1),
        lambda book: book.remove(book["填报"]),
        lambda book: book["填报"].delete_cols(5),
        lambda book: book["填报"].delete_rows(7),
    ],
)
def test_a_form_that_was_spoiled(sign_in, download, upload, change):
    client = sign_in("gz")
    book = put(download(client), gdp=1)
    change(book)
    answer = upload(client, book)
    assert answer.status_code == 409 and "data-problem" in answer.content.decode()


@pytest.mark.parametrize("value", ["=1+1", "#DIV/0!", True, "1e999", "NaN"])
def test_a_cell_that_a_spreadsheet_shows_otherwise(sign_in, download, upload, value):
    client = sign_in("gz")
    answer = upload(client, put(download(client), gdp=value))
    assert counts(answer) == {"wrong": 1, "same": 2} and ":E8" in answer.content.decode()


def test_bytes_flipped_never_break_the_page(sign_in, at, download, upload):
    client = sign_in("gz")
    data = client.get(at("report_form", "gz")).content
    for place, _ in pairwise(range(0, len(data), 1201)):
        spoiled = bytearray(data)
        spoiled[place] ^= 0xFF
        assert upload(client, bytes(spoiled)).status_code in {200, 409}


def test_a_city_fills_its_own_form(sign_in, download, upload, save):
    client = sign_in("guangzhou")
    book = download(client, "广州市")
    assert book["填报"]["A8"].value == "广州市" and book["填报"]["C7"].value == "gdp"
    book["填报"]["C8"] = 20000
    answer = upload(client, book, "广州市")
    assert counts(answer) == {"changed": 1}
    save(client, answer, code="广州市")
    assert Draft.objects.get().value == 20000


def test_a_file_over_the_limit(sign_in, upload, settings, round):
    settings.KAOHE_FILE_LIMIT = 1000
    answer = upload(sign_in("gz"), b"unit,gdp\n" + b"x" * 2000)
    assert answer.status_code == 413


def test_no_file(sign_in, at, round):
    client = sign_in("gz")
    assert client.get(at("report_upload", "gz")).status_code == 200
    assert client.post(at("report_upload", "gz"), {}).status_code == 400
