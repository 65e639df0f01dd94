"""The catalogue of zones and the history of one; for reading by everybody with a post."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from kaohe.messages import Lang, sentence
from kaohe.office.accounts.permissions import may, require
from kaohe.office.zones.facts import REGIONS4
from kaohe.office.zones.import_lines import level_names
from kaohe.office.zones.queries import Filters, SpellRow, ZoneRow, zone_history, zones_on
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.zone_downloads import as_csv, as_xlsx


class Search(forms.Form):
    """Filters of the catalogue: a day, and what stands in it on that day."""

    def __init__(self, lang: Lang, sent: dict[str, str]):
        super().__init__(sent, auto_id="%s")
        self.lang = lang
        day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        invalid = {"invalid": sentence("web_zones.day_wrong", lang)}
        self.fields["text"] = forms.CharField(required=False)
        self.fields["day"] = forms.DateField(widget=day, error_messages=invalid)
        for name in ("level", "province", "city", "region"):
            self.fields[name] = forms.ChoiceField(required=False, widget=forms.Select({"class": "data"}))
            self.offer(name, ())
        self.offer("level", level_names(lang).items())
        for name, field in self.fields.items():
            field.label = sentence(f"web_zones.filter_{name}", lang)

    def offer(self, name: str, values: Iterable[tuple[str, str]]) -> None:
        """The values to choose from, with their words."""
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = [("", sentence("web_zones.any", self.lang)), *values]
        field.error_messages["invalid_choice"] = sentence("web_zones.choice_wrong", self.lang)


@login_required
def catalogue(request: ActingRequest, ending: str = "") -> HttpResponse:
    """The zones of a day, found by filters; as a page, or as csv or xlsx by the ending."""
    require(request.actor, "zones.read")
    today = localdate(request.actor.at)
    names = ("level", "province", "city", "region", "text")
    filters = Filters(**{name: request.GET.get(name, "").strip() for name in names})
    search = Search(request.lang, {"day": today.isoformat(), **request.GET.dict()})
    search.is_valid()
    day = search.cleaned_data.get("day") or today
    everything = zones_on(day)
    rows = [row for row in everything if row.matches(filters)]
    if ending:
        return (as_xlsx if ending == "xlsx" else as_csv)(rows, day, request.lang)
    _offer(search, everything)
    search.full_clean()
    return render(
        request,
        "zones/catalogue.html",
        {
            "search": search,
            "rows": rows,
            "all": len(everything),
            "day": day,
            "national": sum(row.facts.level == "national" for row in rows),
            "may_manage": may(request.actor, "zones.manage"),
        },
    )


@login_required
def zone(request: ActingRequest, code: str) -> HttpResponse:
    """What a zone is now and was before."""
    require(request.actor, "zones.read")
    history = zone_history(code)
    if history is None:
        raise Http404
    today = localdate(request.actor.at)
    now = _in_force(history.spells, today)
    spells = [(spell, f"zones.event_{spell.event}", spell is now) for spell in reversed(history.spells)]
    return render(
        request,
        "zones/zone.html",
        {
            "history": history,
            "now": now,
            "spells": spells,
            "today": today,
            "may_manage": may(request.actor, "zones.manage"),
        },
    )


def _in_force(spells: tuple[SpellRow, ...], day: date) -> SpellRow | None:
    """The spell that holds on a day; None before the first."""
    return next((spell for spell in reversed(spells) if spell.since <= day), None)


def _offer(search: Search, rows: tuple[ZoneRow, ...]) -> None:
    """What stands in the catalogue on the day; of cities those of the province asked for."""
    province = search.data.get("province", "")
    cities = {row.facts.city for row in rows if province in ("", row.facts.province)}
    known = {region for row in rows for region in (row.facts.region, row.facts.region4)}
    regions = [region for region in REGIONS4 if region in known]
    provinces = dict.fromkeys(row.facts.province for row in rows)
    offered = {"province": provinces, "city": sorted(filter(None, cities)), "region": regions}
    for name, values in offered.items():
        search.offer(name, [(value, value) for value in values])
