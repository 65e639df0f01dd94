"""`POST /write` with a key: a row, its receipt and its entry in the journal, once for each key."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from kaohe.office.accounts.models import Office
from kaohe.office.journal.actions import Who, once, record
from kaohe.web import urls
from kaohe.web.urls import handler500  # noqa: F401  Django looks for it here


@csrf_exempt
def write(request: HttpRequest) -> JsonResponse:
    key, who = request.POST["key"], Who(1, "写手", timezone.now())

    def work() -> dict[str, int]:
        office = Office.objects.create(code=key, kind="committee")
        return {"position": record(who, "accounts.manage_offices", office, after={"code": key}).position}

    return JsonResponse(once(who, key, work))


urlpatterns = [path("write", write), *urls.urlpatterns]
