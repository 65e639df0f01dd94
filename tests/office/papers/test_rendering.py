"""Files of issued papers: each once, the same bytes again after a stop; one bad letter stops nothing."""

from hashlib import sha256

import pytest

from kaohe.messages import Refused, Text
from kaohe.office.files.places import place_of
from kaohe.office.notices.models import Notice
from kaohe.office.papers import rendering
from kaohe.office.papers.models import Rendering
from kaohe.office.papers.rendering import render_owed
from tests.office.people import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path


def test_what_is_owed_is_made_once(issued):
    papers = [issued() for _ in range(3)]
    assert render_owed(AT) == 3 and render_owed(AT) == 0
    made = Rendering.objects.get(issue__paper=papers[0])
    assert place_of(made.pdf.sha256).read_bytes().startswith(b"%PDF")
    assert place_of(made.docx.sha256).read_bytes().startswith(b"PK")
    assert made.faces["body"]


def test_stopped_between_two_it_goes_on_with_the_rest(issued, monkeypatch):
    for _ in range(3):
        issued()
    kept, calls = rendering._kept, []

    def stopped(*given):
        if len(calls) == 1:
            raise KeyboardInterrupt
        calls.append(given)
        return kept(*given)

    monkeypatch.setattr(rendering, "_kept", stopped)
    with pytest.raises(KeyboardInterrupt):
        render_owed(AT)
    monkeypatch.setattr(rendering, "_kept", kept)
    assert Rendering.objects.count() == 1 and render_owed(AT) == 2


def test_the_same_content_gives_the_same_bytes(issued):
    issued()
    render_owed(AT)
    first = Rendering.objects.get()
    files = (first.docx.sha256, first.pdf.sha256)
    ((_, again),) = rendering._rendered([first.issue])
    assert files == (sha256(again.docx).hexdigest(), sha256(again.pdf).hexdigest())


def test_one_that_cannot_be_made_stops_no_other_and_its_office_is_told_once(issued, monkeypatch):
    papers = [issued() for _ in range(3)]
    bad, several = papers[1].issue, rendering.render_many

    def failing(letters, faces):
        for letter, files in zip(letters, several(letters, faces), strict=True):
            if letter.number == bad.number:
                raise RuntimeError("no ink")
            yield files

    monkeypatch.setattr(rendering, "render_many", failing)
    for _ in range(2):
        with pytest.raises(ExceptionGroup, match="could not be made"):
            render_owed(AT)
    assert set(Rendering.objects.values_list("issue__paper", flat=True)) == {papers[0].pk, papers[2].pk}
    told = Notice.objects.filter(code="papers.not_rendered")
    assert {notice.params["number"] for notice in told} == {bad.number}
    assert told.count() == len({notice.to_id for notice in told}) == 3
    monkeypatch.setattr(rendering, "render_many", several)
    assert render_owed(AT) == 1


def test_without_any_font_for_a_face_nothing_is_made_and_the_face_is_named(issued, monkeypatch):
    issued()

    def faces():
        raise Refused.because("letters.face_missing", face=Text("仿宋", "FangSong"), stack="甲, 乙")

    monkeypatch.setattr(rendering, "faces", faces)
    with pytest.raises(ExceptionGroup) as told:
        render_owed(AT)
    assert "FangSong" in str(told.value.exceptions[0])
    assert not Rendering.objects.exists()
