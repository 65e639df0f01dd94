"""Pages of findings and files speak one language but for names, sentences and facts that come from data."""

import pytest
from django.urls import reverse

from kaohe.office.cases.models import Dossier
from kaohe.office.cases.queries.findings import findings_of
from kaohe.office.cases.sweep import judge_owed
from tests.office.cases.places import catalogue, provincial
from tests.office.people import AT
from tests.web.findings.test_findings import KEY, deciding, proposing, set_front
from tests.web.test_words import foreign

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_page_speaks_one_language(client_of, published, lang):
    catalogue("GD51", "GD52")
    places = {"GD51": 1, "GD52": 2}
    ours = provincial(2025, {"index": {**places, "GD53": 3}, "index/a": {**places, "GD53": 3}})
    set_front(client_of, "2")
    judge_owed(AT)
    proposing(client_of("officer"), published, ["admonitory_talk", "rectification_order"])
    deciding(client_of("head"), published, "decline", reason="先核实")
    proposing(client_of("officer"), published, ["admonitory_talk"], key=KEY[::-1])
    deciding(client_of("head"), published, key=KEY[::-1])
    proposing(client_of("officer"), published, ["rectification_order"], key=KEY.replace("1", "7"))
    one = next(each for each in findings_of(published.pk) if each.declined)
    pages = [
        reverse("findings"),
        *(reverse("findings_of", args=[published.pk]) + f"?tab={tab}" for tab in ("open", "proposed", "all")),
        reverse("finding", args=[published.pk, one.row.pk]),
        reverse("findings_order", args=[ours.pk]),
        reverse("findings_setting", args=["guangdong-2016", "single_indicators"]),
        reverse("dossiers"),
        reverse("dossier", args=[Dossier.objects.get().pk]),
        reverse("case_start", args=[published.pk, "GD02"]),
    ]
    client = client_of("head")
    client.cookies["lang"] = lang
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert not foreign(answer.content.decode(), lang), page
