"""The administrator is told on the page of offices whom schemes ask to vouch in vain."""

from datetime import date

import pytest

from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("lang", "words"), [("zh", "没有机构以此名称核实"), ("en", "no office does so")])
def test_the_page_of_offices_names_them(actors, round, client_of, lang, words):
    user = User.objects.get(username="auditor")
    Post.objects.create(
        user=user, office=actors.offices["commerce"], role=Role.SYSTEM_ADMIN, since=date(2018, 1, 1)
    )
    client = client_of("auditor")
    client.cookies["lang"] = lang
    assert words not in client.get("/accounts/offices/").content.decode()
    Office.objects.filter(code="statistics").update(vouches_for=[])
    page = client.get("/accounts/offices/").content.decode()
    assert words in page
    assert "统计局" in page
