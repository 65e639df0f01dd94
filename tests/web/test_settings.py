"""The environment decides; each case in a process of its own, as settings are read once."""

import json

import pytest

from kaohe.web import settings
from kaohe.web.environment import database, hosts, secret_key
from tests.offices import Office

ASK = """
import json
from django.conf import settings
names = "ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS SESSION_COOKIE_NAME SESSION_COOKIE_SECURE SECURE_HSTS_SECONDS"
print(json.dumps({name: getattr(settings, name) for name in names.split()}))
"""


def test_behind_tls_cookies_are_bound_to_the_host_and_browsers_stay_with_tls(tmp_path):
    office = Office(tmp_path / "home", {"KAOHE_HTTPS": "1", "KAOHE_HOSTS": "kaohe.gd.gov.cn"})
    assert json.loads(office.python(ASK)) == {
        "ALLOWED_HOSTS": ["kaohe.gd.gov.cn"],
        "CSRF_TRUSTED_ORIGINS": ["https://kaohe.gd.gov.cn"],
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
    }
    assert (tmp_path / "home" / "secret.key").stat().st_mode & 0o777 == 0o600
    check = office.python("from django.core.management import call_command as c; c('check', deploy=True)")
    assert check == ""


@pytest.mark.parametrize("names", ["", " , "])
def test_without_names_only_this_machine_is_served(names):
    assert hosts(names) == ["localhost", "127.0.0.1", "[::1]"]


def test_the_key_is_made_once(tmp_path):
    key = secret_key(tmp_path / "home")
    assert len(key) > 50
    assert secret_key(tmp_path / "home") == key
    assert [file.name for file in (tmp_path / "home").iterdir()] == ["secret.key"]


def test_a_database_url_is_read(tmp_path):
    found = database(tmp_path, "postgresql://u%40x:p%2Fw@db:5433/office?sslmode=require&connect_timeout=2")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "u@x",
        "p/w",
        "db",
        "5433",
        "office",
    )
    assert found["OPTIONS"] == {"sslmode": "require", "connect_timeout": "2"}


def test_the_cache_holds_more_counts_of_failures_than_anybody_tries_names():
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000
