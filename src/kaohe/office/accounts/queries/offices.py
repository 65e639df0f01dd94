"""Offices, and who has the duties of one on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kaohe.messages import Text
from kaohe.office.accounts.models import Office, Succession


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office as a list shows it; `successor` has its duties on the day asked, None: it has them itself."""

    id: int
    code: str
    kind: str
    name: Text
    city: str
    since: date | None
    until: date | None
    successor: Text | None
    basis: str

    def __str__(self) -> str:
        return self.name.zh


def offices(
    day: date, *, kind: str = "", words: str = "", start: int = 0, count: int | None = None
) -> list[OfficeRow]:
    """Offices of a kind ("": any) whose name, code or city has the words, with successors. Two queries."""
    found = Office.objects.filter(kind=kind) if kind else Office.objects.all()
    if words:
        asked = Q(name_zh__icontains=words) | Q(name_en__icontains=words)
        found = found.filter(asked | Q(code__icontains=words) | Q(city__icontains=words))
    last = _last_successions()
    rows = list(found[start : None if count is None else start + count])
    missing = {holder for row in rows if (holder := _holder(row.pk, day, last)) != row.pk}
    names = {each.pk: each for each in Office.objects.filter(pk__in=missing)} if missing else {}
    return [_row(office, day, last, names) for office in rows]


def _row(office: Office, day: date, last: dict[int, Succession], names: dict[int, Office]) -> OfficeRow:
    successor = _holder(office.pk, day, last)
    holder = names[successor] if successor != office.pk else None
    return OfficeRow(
        office.pk,
        office.code,
        office.kind,
        Text(office.name_zh, office.name_en),
        office.city,
        office.since,
        office.until,
        Text(holder.name_zh, holder.name_en) if holder else None,
        last[office.pk].basis if holder else "",
    )


def duty_holder(office: Office, day: date) -> Office:
    """Who has the duties of an office on a day: itself, or whoever they went to by then."""
    holder = _holder(office.pk, day, _last_successions())
    return office if holder == office.pk else Office.objects.get(pk=holder)


def chain_from(office: int) -> list[int]:
    """The office and, in order, all that its duties go to by the successions that count."""
    last, chain = _last_successions(), [office]
    while chain[-1] in last:
        chain.append(last[chain[-1]].successor_id)
    return chain


def _last_successions() -> dict[int, Succession]:
    return {each.office_id: each for each in Succession.objects.order_by("pk")}


def _holder(office: int, day: date, last: dict[int, Succession]) -> int:
    while office in last and last[office].on <= day:
        office = last[office].successor_id
    return office
