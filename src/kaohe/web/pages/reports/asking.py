"""Which report a request is about, and the key by which a repeated request is known."""

import hashlib
import json
import re
import uuid
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may, require
from kaohe.office.reporting.models import Report

_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")


def report_to_read(actor: Actor, pk: int) -> Report:
    """Raises Http404 for a report that the actor may not see."""
    found = Report.objects.select_related("round", "round__previous", "office")
    report: Report = get_object_or_404(found, pk=pk)
    if not may(actor, "reporting.read", report.concern):
        raise Http404
    return report


def report_to_fill(actor: Actor, pk: int) -> Report:
    """Raises Http404 for a report that the actor may not see, `Denied` for one they may only read."""
    report = report_to_read(actor, pk)
    require(actor, "reporting.fill", report.concern)
    return report


def new_key() -> str:
    """For a form: sent twice, it is done once."""
    return str(uuid.uuid4())


def request_key(key: Any, *content: Any) -> str:
    """The key of an action from the sender's own and what was sent.

    A browser may send an old page's form with other content: that is another request, not a repeated one.
    """
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise Refused.because("web_reports.no_key")
    said = json.dumps([key, *content], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
