"""An office with 219 zones in an open round, a committee head for each, and last year's figures."""

from django.utils import timezone

from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.reporting.models import Report
from kaohe.samples import cohort
from kaohe.web.operations.demo import opened_round
from kaohe.web.operations.demo_people import Cast

simulated = cohort()
cast = Cast(timezone.now(), simulated)
opened = opened_round(cast, simulated)
for report in Report.objects.filter(round=opened, table="").select_related("office"):
    name = f"load-{report.pk}"
    user = User.objects.create(username=name, name=name, password=cast.password)
    since = timezone.localdate()
    Post.objects.create(user=user, office=report.office, role=Role.COMMITTEE_HEAD, since=since)
    print(report.pk)
