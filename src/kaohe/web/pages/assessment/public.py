"""Published places for anyone: standings, method, each zone's way from item to rank."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kaohe.office.accounts.permissions import Concern, may
from kaohe.office.assessment.models import Publication, Standing
from kaohe.office.assessment.queries.lists import lists_of, places_of_unit, places_on
from kaohe.office.assessment.queries.objections import committee_of, own_offices
from kaohe.office.assessment.queries.published import ever_published, published
from kaohe.office.assessment.queries.ways import (
    digits_of,
    method_of_scoring,
    scheme_of_scoring,
    way_of,
)
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.assessment.asking import public
from kaohe.web.pages.assessment.downloads import DOWNLOADS
from kaohe.web.pages.assessment.scorings import attached

A_PAGE = 300
SORTS = ("rank", "name", "score")


@never_cache
@require_safe
def index(request: ActingRequest) -> HttpResponse:
    """Every year's places that are public now."""
    page = Paginator(published(request.actor.at), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "published/index.html", {"page": page, "may_object": own_offices(request.actor)})


@never_cache
@require_safe
def year(request: ActingRequest, year: int, field: str) -> HttpResponse:
    """The ministry's places of a year where they are public, else ours."""
    found = published(request.actor.at).filter(assessment_year=year, field=field)
    chosen = found.filter(origin="official").first() or found.first()
    if chosen is None:
        raise Http404
    return redirect("published_standings", year, field, chosen.origin)


@never_cache
@require_safe
def standings(request: ActingRequest, year: int, field: str, origin: str) -> HttpResponse:
    """One list of a publication, in the order asked for."""
    publication = public(request, year, field, origin)
    lists = lists_of(publication)
    number = whole_number(request.GET.get("list", "")) or 0
    if number >= len(lists):
        raise Http404
    sort = request.GET.get("sort", "rank")
    places = _sorted(places_on(publication, lists[number]), sort)
    scoring = publication.scoring
    shown = {
        **_head(request, publication),
        "lists": list(enumerate(lists)),
        "chosen": lists[number],
        "number": number,
        "sort": sort if sort in SORTS else "rank",
        "sorts": SORTS,
        "digits": digits_of(scoring, lists[number].scope) if scoring else None,
        "scored": any(place.score is not None for place in places),
        "page": Paginator(places, A_PAGE).get_page(request.GET.get("page")),
        "downloads": tuple(DOWNLOADS),
    }
    return render(request, "published/standings.html", shown)


@never_cache
@require_safe
def zone(request: ActingRequest, year: int, field: str, origin: str, unit: str) -> HttpResponse:
    """A zone's way from item to rank; of the ministry's places its place on every list."""
    publication = public(request, year, field, origin)
    places = places_of_unit(publication, unit)
    if not places:
        raise Http404
    scoring = publication.scoring
    office = committee_of(unit, publication.published_on) if request.actor.user else None
    shown = {
        **_head(request, publication),
        "unit": unit,
        "name": places[0][1].name,
        "places": places,
        "way": way_of(scoring, unit, request.lang) if scoring else None,
        "may_object": may(request.actor, "assessment.object", Concern(office=office)),
    }
    return render(request, "published/zone.html", shown)


@never_cache
@require_safe
def method(request: ActingRequest, year: int, field: str, origin: str) -> HttpResponse:
    """How scores and places came about."""
    publication = public(request, year, field, origin)
    if publication.scoring is None:
        raise Http404
    shown = {
        **_head(request, publication),
        "scheme": scheme_of_scoring(publication.scoring),
        "method": method_of_scoring(publication.scoring, request.lang),
    }
    return render(request, "published/method.html", shown)


@never_cache
@require_safe
def download(
    request: ActingRequest, year: int, field: str, origin: str, ending: str
) -> HttpResponse | FileResponse:
    """All lists as csv, xlsx or JSON."""
    publication = public(request, year, field, origin)
    if ending not in DOWNLOADS:
        raise Http404
    return DOWNLOADS[ending](publication, request.lang)


@never_cache
@require_safe
def results(request: ActingRequest, year: int, field: str, origin: str) -> FileResponse:
    """The workbook of a scoring that was published: from the score down to the items."""
    publication = public(request, year, field, origin)
    if publication.scoring is None:
        raise Http404
    return attached(publication.scoring, "results.xlsx", request.lang)


def _head(request: ActingRequest, publication: Publication) -> dict[str, Any]:
    """What every page of a publication says: what it is, what it corrects, what came after it."""
    now = request.actor.at
    same = {
        "assessment_year": publication.assessment_year,
        "field": publication.field,
        "origin": publication.origin,
    }
    ever = list(ever_published(now).filter(**same).order_by("-public_from", "-pk"))
    current = next(each for each in ever if each.pk not in {other.supersedes_id for other in ever})
    return {
        "publication": publication,
        "address": (publication.assessment_year, publication.field, publication.origin),
        "version": "" if publication == current else f"?version={publication.pk}",
        "superseded": publication != current,
        "versions": [each for each in ever if each != publication],
    }


def _sorted(places: Sequence[Standing], sort: str) -> list[Standing]:
    if sort == "name":
        return sorted(places, key=lambda place: place.name)
    if sort == "score":
        return sorted(places, key=lambda place: (place.score is None, -(place.score or 0)))
    return list(places)
