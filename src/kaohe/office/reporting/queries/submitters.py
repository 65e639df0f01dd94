"""Who may hand a report in: the people a reporter turns to."""

from datetime import date

from django.db.models import Q

from kaohe.office.accounts.models import Post
from kaohe.office.accounts.permissions import GRANTS
from kaohe.office.reporting.models import Report


def may_submit(report: Report, day: date) -> tuple[str, ...]:
    """Names of those who hold a post in the report's office on that day that allows it."""
    roles = {role.value for grant in GRANTS["reporting.submit"] for role in grant.roles}
    held = Post.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day, user__is_active=True)
    posts = held.filter(office=report.office_id, role__in=roles).select_related("user")
    return tuple(dict.fromkeys(str(post.user) for post in posts))
