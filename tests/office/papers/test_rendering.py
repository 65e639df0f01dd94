"""Files of issued papers: each once, the same bytes again after a stop; one bad letter stops nothing."""

import pytest

from kaohe.office.files.places import place_of
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
    from hashlib import sha256  # noqa: PLC0415

    assert files == (sha256(again.docx).hexdigest(), sha256(again.pdf).hexdigest())
