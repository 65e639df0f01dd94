"""What every template sees."""

from typing import Any

from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, Any]:
    """`lang`, and `actor` with the posts of the day."""
    return {"lang": getattr(request, "lang", "zh"), "actor": getattr(request, "actor", None)}
