"""A stored file as an answer. Whether the reader may see it, the caller has asked before."""

from django.http import FileResponse

from kaohe.messages import Refused
from kaohe.office.files.kinds import of_media_type
from kaohe.office.files.models import StoredFile
from kaohe.office.files.names import clean_name
from kaohe.office.files.places import place_of

_SHOWN = {"image/png", "image/jpeg", "application/pdf"}
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_SANDBOX = f"{_NOTHING}; sandbox"
# A browser's own reader of PDF doesn't start inside a sandbox; it runs nothing of the file in our name.
_PDF = f"{_NOTHING}; object-src 'self'; style-src 'unsafe-inline'"


def respond(stored: StoredFile, name: str, *, inline: bool = False) -> FileResponse:
    """The content, streamed: for saving, or shown where it is a picture or PDF and `inline` asks for it."""
    try:
        content = place_of(stored.sha256).open("rb")
    except FileNotFoundError:
        raise Refused.because("files.content_missing", name=name) from None
    shown = inline and stored.media_type in _SHOWN
    called = clean_name(name, of_media_type(stored.media_type))
    answer = FileResponse(content, as_attachment=not shown, filename=called, content_type=stored.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = _PDF if stored.media_type == "application/pdf" and shown else _SANDBOX
    answer["Cache-Control"] = "private, no-store"
    return answer
