"""To whom a kind of letter may go, and who may sign with its office."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from kaohe.letters import Template
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.rules import DEPARTMENTAL

KINDS: Mapping[str, tuple[str, ...]] = {
    "province_government": ("provincial_government",),
    "city_government": ("city_government",),
    "committee": ("committee",),
    "department": DEPARTMENTAL,
}
"""Kinds of offices that a template's addressee, by the field that names it, can be; another field: any."""


def addressee_field(template: Template) -> str:
    """The field that names the addressee; "" where the template has none."""
    return (template.addressee or "").strip("{}")


def addressee_kinds(template: Template) -> tuple[str, ...]:
    """The kinds of offices that the template may go to; none for any."""
    return KINDS.get(addressee_field(template), ())


def addressees(template: Template, office: Office, day: date) -> "QuerySet[Office]":
    """The offices to which an office may address a letter on a day."""
    kinds = addressee_kinds(template)
    others = _others(office, day)
    return others.filter(kind__in=kinds) if kinds else others


def cosigners(office: Office, day: date) -> "QuerySet[Office]":
    """The offices that may countersign what an office writes: a zone's committee signs for nobody else."""
    return _others(office, day).exclude(kind="committee")


def _others(office: Office, day: date) -> "QuerySet[Office]":
    still = Q(until=None) | Q(until__gte=day)
    return Office.objects.filter(still).exclude(pk=office.pk)
