"""`/healthz`: whether a watcher or a proxy may send people here."""

from django.http import HttpRequest, JsonResponse

from kaohe.office.journal.models import Head


def healthz(request: HttpRequest) -> JsonResponse:
    """200 where the database answers and the journal has its head; else 503 (by `trouble.fault` where the
    database can't be reached)."""
    has_head = Head.objects.filter(pk=1).exists()
    return JsonResponse({"database": True, "journal": has_head}, status=200 if has_head else 503)
