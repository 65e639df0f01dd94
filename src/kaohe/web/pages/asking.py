"""What a form sends, whatever room it is of: its key, the revision it was made from, numbers, texts."""

from typing import Any

from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import request_key


def key_of(request: ActingRequest, *content: Any) -> str:
    """The key of what the form does: its own with what it is about, or with all that was sent."""
    return request_key(request.POST.get("key"), request.path, *(content or _sent(request)))


def seen_of(request: ActingRequest) -> int:
    """The revision that the form was made from; 0 for none."""
    return number_of(request, "seen")


def number_of(request: ActingRequest, name: str) -> int:
    """A whole number of the form; 0 for none."""
    return whole_number(request.POST.get(name, "")) or 0


def text_of(request: ActingRequest, name: str) -> str:
    """A text of the form, without blanks around it."""
    return request.POST.get(name, "").strip()


def _sent(request: ActingRequest) -> tuple[Any, Any]:
    fields = sorted(
        (name, values) for name, values in request.POST.lists() if name not in {"csrfmiddlewaretoken", "key"}
    )
    files = [(file.name, file.size) for name in request.FILES for file in request.FILES.getlist(name)]
    return fields, files
