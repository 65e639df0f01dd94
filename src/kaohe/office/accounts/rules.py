"""Who can have which post: what the kind of an office allows, and which roles stay separate people."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from kaohe.messages import Refused, Text, sentence
from kaohe.office.accounts.models import Office, Post
from kaohe.office.accounts.roles import SEPARATE, Role

COMMERCE = "commerce"
"""The code of the provincial department that runs the assessment."""

REVIEW_DAYS = 180
"""The longest post of an outside reviewer."""

DEPARTMENTAL = ("department", "party_organ", "central_body")
"""The kinds of offices that can have officers of departments, and act jointly with the one that leads."""

INDISPENSABLE = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
"""Somebody has to hold these, or nobody could be added or appointed again."""


def _of_province(office: Office) -> bool:
    return office.kind == "provincial_government" or (office.code == COMMERCE and not office.city)


def _departmental(office: Office) -> bool:
    return office.kind in DEPARTMENTAL


def _provincial(office: Office) -> bool:
    return office.kind in {"provincial_government", "department"} and not office.city


def _committee(office: Office) -> bool:
    return office.kind == "committee"


FITS: dict[Role, Callable[[Office], bool]] = {
    Role.SYSTEM_ADMIN: _provincial,
    Role.SECURITY_ADMIN: _provincial,
    Role.AUDITOR: _provincial,
    Role.PROVINCE_HEAD: _of_province,
    Role.PROVINCE_OFFICER: _of_province,
    Role.CITY_OFFICER: lambda office: office.kind == "city_government",
    Role.COMMITTEE_HEAD: _committee,
    Role.COMMITTEE_REPORTER: _committee,
    Role.DEPARTMENT_OFFICER: _departmental,
    Role.GOVERNMENT_OFFICER: lambda office: office.kind == "provincial_government",
    # who is assessed doesn't review the others
    Role.OUTSIDE_REVIEWER: lambda office: office.kind not in {"committee", "city_government"},
}
"""Whether a role can be held in an office; a bureau of a city is a department with a city."""


def overlapping(since: date, until: date | None) -> Q:
    """Posts that are held on a day from `since` until `until` (None: without end)."""
    open_end = Q(until=None) | Q(until__gte=since)
    return open_end if until is None else open_end & Q(since__lte=until)


def role_name(role: str) -> Text:
    """A role in both languages."""
    code = f"accounts.role_{Role(role)}"
    return Text(sentence(code, "zh"), sentence(code, "en"))


def kind_name(kind: str) -> Text:
    """A kind of office in both languages."""
    code = f"accounts.kind_{kind}"
    return Text(sentence(code, "zh"), sentence(code, "en"))


def office_name(office: Office) -> Text:
    return Text(office.name_zh, office.name_en)


def needs_reason(reason: str) -> None:
    """What takes something away says why."""
    if not reason.strip():
        raise Refused.because("accounts.needs_reason")


def needs_plain(*texts: str) -> None:
    """Names hold no signs that are hidden, break a line or turn the reading direction."""
    for text in texts:
        if not text.isprintable():
            raise Refused.because("accounts.not_plain", found=ascii(text)[1:-1])


def check_post(post: Post) -> None:
    """Refuses a post (not saved yet) that nobody could hold; call it with the user's row locked."""
    role, office, user = Role(post.role), post.office, post.user
    if not FITS[role](office):
        raise Refused.because(
            "accounts.role_does_not_fit",
            role=role_name(role),
            office=office_name(office),
            kind=kind_name(office.kind),
        )
    if post.until is not None and post.until < post.since:
        raise Refused.because("accounts.ends_before_it_begins", since=post.since, until=post.until)
    begins, ends = office.since or date.min, office.until or date.max
    if post.since < begins or post.since > ends:
        raise Refused.because("accounts.office_not_there", office=office_name(office), day=post.since)
    if role is Role.OUTSIDE_REVIEWER:
        last = post.since + timedelta(days=REVIEW_DAYS - 1)
        if post.until is None or post.until > last:
            raise Refused.because("accounts.review_too_long", days=REVIEW_DAYS, last=last)
    if not user.is_active:
        raise Refused.because("accounts.not_active", name=user.name)
    _check_against(post, Post.objects.filter(overlapping(post.since, post.until), user=user))


def _check_against(post: Post, others: QuerySet[Post]) -> None:
    for each in others.select_related("office"):
        if each.until is not None and each.until < each.since:  # taken back before it began
            continue
        same_matter = each.role == post.role and each.office_id == post.office_id
        if same_matter and each.deputy_for_id == post.deputy_for_id:
            raise Refused.because(
                "accounts.already_held",
                name=post.user.name,
                role=role_name(each.role),
                office=office_name(each.office),
                since=each.since,
            )
        if post.role in SEPARATE and each.role in SEPARATE and each.role != post.role:
            raise Refused.because(
                "accounts.stay_separate",
                name=post.user.name,
                held=role_name(each.role),
                role=role_name(post.role),
            )


def check_somebody_left(role: str, day: date) -> None:
    """Refuses where nobody active holds an indispensable role on a day.

    Call it after `record`: the journal's lock keeps two from leaving side by side.
    """
    held = Post.objects.filter(overlapping(day, day), role=role, user__is_active=True)
    if role in INDISPENSABLE and not held.exists():
        raise Refused.because("accounts.nobody_left", role=role_name(role), day=day)
