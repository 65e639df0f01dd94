"""The API as a whole: its operations, who may call, what refusals look like."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.web.api import (
    cases,
    journal,
    notices,
    progress,
    reports,
    rounds,
    snapshots,
    versions,
    vouched,
    zones,
)
from kaohe.web.api.callers import Caller
from kaohe.web.api.parameters import problems_of
from kaohe.web.api.problems import Stopped, answer

ROOMS = {
    "zones": zones,
    "rounds": rounds,
    "progress": progress,
    "reports": reports,
    "versions": versions,
    "vouched": vouched,
    "snapshots": snapshots,
    "cases": cases,
    "journal": journal,
    "notices": notices,
}

api = NinjaAPI(
    title="Kaohe",
    version="1",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    auth=Caller(),
)
for _name, _room in ROOMS.items():
    api.add_router("", _room.router, tags=[_name])


@api.exception_handler(Stopped)
def stopped(request: HttpRequest, error: Stopped) -> HttpResponse:
    return answer(request, error.status, error.problems, error.headers)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return answer(request, 403 if isinstance(error, Denied) else 409, error.problems)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return answer(request, 404)


@api.exception_handler(ValidationError)
def wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return answer(request, 422, problems_of(request, error))
