"""What is too large is answered in the reader's language, before it is read where its length says so."""

import socket
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from kaohe.office.accounts.models import User
from kaohe.web.urls import urlpatterns as office

MB = 1024**2


def count(request):
    files = request.FILES.getlist("file")
    return HttpResponse(",".join(f"{type(file).__name__}:{file.size}" for file in files))


urlpatterns = [*office, path("test/count", count)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.test_uploads")]


@pytest.fixture
def user():
    return User.objects.create_user("chen", name="陈", created_at=None)


@pytest.fixture
def client(user, settings):
    settings.KAOHE_FILE_LIMIT = MB
    browser = Client()
    browser.force_login(user)
    return browser


def post(client, size, count=1, **extra):
    files = [SimpleUploadedFile(f"{number}.pdf", b"x" * size) for number in range(count)]
    return client.post("/test/count", {"file": files}, **extra)


def test_files_within_the_limit_come_as_temporary_files(client):
    answer = post(client, MB, count=2)
    assert answer.content.decode() == f"TemporaryUploadedFile:{MB},TemporaryUploadedFile:{MB}"


def test_a_file_over_the_limit_is_413_in_the_readers_language(client):
    answer = post(client, MB + 1)
    assert answer.status_code == 413
    assert "一个文件最多1 MB" in answer.content.decode()
    client.cookies["lang"] = "en"
    assert "a file may have 1 MB" in post(client, MB + 1).content.decode()


def test_the_second_file_counts_by_itself(client):
    assert post(client, MB - 10, count=3).status_code == 200
    answer = client.post(
        "/test/count",
        {"file": [SimpleUploadedFile("a", b"x"), SimpleUploadedFile("b", b"x" * (MB + 1))]},
    )
    assert answer.status_code == 413


def test_the_announced_length_is_enough_to_refuse(client):
    class Untouched:
        def read(self, *_):
            raise AssertionError("a byte was read")

        readline = read

    answer = client.generic(
        "POST",
        "/test/count",
        b"x",
        "multipart/form-data; boundary=b",
        CONTENT_LENGTH=str(2 * 1024**3),
        **{"wsgi.input": Untouched()},
    )
    assert answer.status_code == 413


def test_a_form_without_files_has_the_limit_of_forms(client):
    answer = client.post("/test/count", "a=" + "x" * 3 * MB, "application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "最多2 MB" in answer.content.decode()


def test_who_has_not_signed_in_sends_no_files(settings):
    assert post(Client(), 3 * MB).status_code == 413


@pytest.mark.parametrize("length", ["", "many", "-5"])
def test_an_upload_without_length_is_told_so(client, length):
    answer = client.generic(
        "POST",
        "/test/count",
        b"x",
        "multipart/form-data; boundary=b",
        CONTENT_LENGTH=length,
        HTTP_TRANSFER_ENCODING="chunked",
    )
    assert answer.status_code == 411
    assert "Content-Length" in answer.content.decode()


def test_a_length_that_lies_small_cuts_the_file_off_and_keeps_none(client):
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n' + b"x" * MB * 3
    answer = client.generic(
        "POST", "/test/count", body, "multipart/form-data; boundary=b", CONTENT_LENGTH="1000"
    )
    assert answer.content == b""


def test_a_length_of_the_part_that_lies_changes_nothing(client):
    head = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Length: 3\r\n\r\n'
    )
    body = head + b"x" * (MB + 1) + b"\r\n--b--\r\n"
    answer = client.generic("POST", "/test/count", body, "multipart/form-data; boundary=b")
    assert answer.status_code == 413


def test_a_page_does_not_act_where_the_check_of_the_form_failed(user, settings):
    settings.KAOHE_FILE_LIMIT = MB
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    browser.cookies["csrftoken"] = "a" * 32
    assert post(browser, 10).status_code == 403
    assert post(browser, MB + 1).status_code == 413


@pytest.mark.django_db(transaction=True)
def test_a_real_server_answers_before_anything_is_sent(live_server, client):
    address = urlsplit(live_server.url)
    session = client.cookies["sessionid"].value
    with socket.create_connection((address.hostname, address.port), timeout=10) as line:
        line.sendall(
            f"POST /test/count HTTP/1.1\r\nHost: {address.netloc}\r\nCookie: sessionid={session}\r\n"
            f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {2 * 1024**3}\r\n\r\n".encode()
        )
        assert b" 413 " in line.recv(100)
