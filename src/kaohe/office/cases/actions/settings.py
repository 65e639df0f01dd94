"""What the policy leaves open is set by the office, with a basis."""

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.cases.models import Setting as Row
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.actions.texts import refuse_text
from kaohe.rules import Setting, rule_pack
from kaohe.rules.parameters import check_settings

LONGEST = 500
"""Characters of a value."""


def set_parameter(*, actor: Actor, pack: str, name: str, value: str, basis: str, seen: int, key: str) -> None:
    """Set a parameter of a pack; nothing as value: it is open again. The newest places are judged anew.

    `seen` is the key of the row that the actor saw, 0: none. Raises `Refused` for a name the pack doesn't
    have, a value of the wrong kind, no basis, nothing changed, another word meanwhile.
    """
    require(actor, "cases.set")
    given = Setting(name, value.strip(), basis.strip())
    refuse_text(given.value, name)
    refuse_text(given.basis, name)
    # "1" may stand for every kind: a parameter is opened again by name and with a basis like any
    checked = given if given.value else Setting(name, "1", given.basis)
    check_settings(rule_pack(pack).pack, {name: checked})
    if len(given.value) > LONGEST:
        raise Refused.because("cases_findings.value_too_long", found=len(given.value), most=LONGEST)
    once(actor.who, key, lambda: {"setting": _set(actor, pack, given, seen)})


def _set(actor: Actor, pack: str, given: Setting, seen: int) -> int:
    last = Row.objects.filter(pack=pack, name=given.name).order_by("pk").last()
    if last is not None and last.pk != seen:
        raise Refused.because("cases_findings.set_meanwhile", name=given.name, by=last.by)
    before = {"value": last.value, "basis": last.basis} if last else {"value": "", "basis": ""}
    after = {"value": given.value, "basis": given.basis}
    if before == after or before["value"] == after["value"] == "":
        raise Refused.because("cases_findings.nothing_set", name=given.name)
    row = Row.objects.create(pack=pack, name=given.name, **after, by=actor.name, at=actor.at)
    record(actor.who, "cases.set", row, before=before, after=after, reason=given.basis)
    return row.pk
