"""The description of the API for programmes, and as a page for people."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kaohe.web.api.callers import A_MINUTE
from kaohe.web.api.outline import operations, shapes
from kaohe.web.api.problems import answer, language_of
from kaohe.web.api.schema import schema_in
from kaohe.web.middleware import ActingRequest


@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """For anybody: it tells of nothing that the office keeps."""
    text = json.dumps(schema_in(language_of(request)), ensure_ascii=False)
    return HttpResponse(text, content_type="application/json")


def nothing(request: HttpRequest) -> HttpResponse:
    """Whatever else is asked below the API's root."""
    return answer(request, 404)


@login_required
@require_GET
def page(request: ActingRequest) -> HttpResponse:
    """Every operation with what it needs, its parameters and its answer."""
    schema = schema_in(request.lang)
    shown = {
        "operations": tuple(operations(schema)),
        "shapes": tuple(shapes(schema)),
        "a_minute": A_MINUTE,
    }
    return render(request, "api/page.html", shown)
