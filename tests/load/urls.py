"""`POST /insert`: for whoever is signed in, one row committed."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from kaohe.office.journal.models import Receipt
from kaohe.web import urls
from kaohe.web.urls import handler500  # noqa: F401  Django looks for it here


@login_required
@require_POST
def insert(request: HttpRequest) -> JsonResponse:
    receipt = Receipt.objects.create(sender=request.user.pk, key=uuid.uuid4().hex, at=timezone.now())
    return JsonResponse({"row": receipt.pk})


urlpatterns = [path("insert", insert), *urls.urlpatterns]
