"""One answer at a time in a process on SQLite; large bodies don't wait, slow ones keep nobody waiting."""

from threading import Barrier, BrokenBarrierError, Thread

from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from kaohe.web.turns import one_at_a_time


def met(request, other):
    """Whether two requests are at work at the same time."""
    barrier = Barrier(2)
    together = []

    def respond(_):
        try:
            barrier.wait(timeout=0.3)
            together.append(True)
        except BrokenBarrierError:
            together.append(False)
        return HttpResponse()

    answer = one_at_a_time(respond)
    threads = [Thread(target=answer, args=(each,)) for each in (request, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return all(together)


def test_two_small_requests_are_answered_one_after_the_other():
    make = RequestFactory()
    assert met(make.get("/"), make.post("/", {"a": "b"})) == (connection.vendor != "sqlite")


def test_an_upload_waits_for_nobody():
    make = RequestFactory()
    large = make.post("/", b"x" * 300_000, content_type="application/octet-stream")
    assert met(make.get("/"), large)


def test_a_length_that_is_none_is_left_to_the_page():
    request = RequestFactory().get("/")
    request.META["CONTENT_LENGTH"] = "many"
    assert one_at_a_time(lambda _: HttpResponse(status=204))(request).status_code == 204
