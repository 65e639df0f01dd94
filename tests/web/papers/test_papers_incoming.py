"""What came in: entered with its file, proposed, instructed, handled; others don't see it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kaohe.office.papers.models import Incoming
from tests.office.people import office
from tests.web.papers.conftest import KEY, sent

pytestmark = pytest.mark.django_db
WORDS = "正文".encode()


def enter(client, content=WORDS, **more):
    head = {"office": office("commerce").pk, "sender": "商务部", "title": "关于考核结果的通知", "key": KEY}
    file = SimpleUploadedFile("来文.txt", content)
    return client.post("/papers/arrived/", {**head, "file": file, **more})


def step(client, incoming, name, note):
    form = {
        "key": KEY,
        "seen": 0,
        **sent(client.get(f"/papers/in/{incoming.pk}/").content.decode()),
        "step": name,
        "note": note,
    }
    return client.post(f"/papers/in/{incoming.pk}/step/", form)


def test_from_its_arrival_until_it_is_handled(client_of):
    checker, head = client_of("checker"), client_of("head")
    assert enter(checker).status_code == enter(checker).status_code == 302
    came = Incoming.objects.get()
    assert checker.get(f"/papers/in/{came.pk}/file/").getvalue() == WORDS
    assert step(checker, came, "propose", "拟请综合处办理。").status_code == 302
    assert step(checker, came, "instruct", "同意。").status_code == 403
    assert step(head, came, "instruct", "同意。").status_code == 302
    assert step(checker, came, "handle", "").status_code == 409
    assert step(checker, came, "handle", "已办结。").status_code == 302
    html = head.get(f"/papers/in/{came.pk}/").content.decode()
    assert "拟请综合处办理。" in html and "已办结。" in html


def test_others_do_not_see_it(client_of):
    enter(client_of("checker"))
    came, stranger = Incoming.objects.get(), client_of("stranger")
    for below in ("", "file/"):
        assert stranger.get(f"/papers/in/{came.pk}/{below}").status_code == 404
    assert "商务部" not in stranger.get("/papers/in/").content.decode()


@pytest.mark.parametrize("more", [{"title": ""}, {"sender": " "}, {"content": b"MZ\0\1"}, {"content": b""}])
def test_what_lacks_a_head_or_is_no_paper_is_not_entered(client_of, more):
    assert enter(client_of("checker"), **more).status_code == 422
    assert not Incoming.objects.exists()
