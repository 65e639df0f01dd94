"""The office's database between tests that commit: insert-only tables are emptied all the same."""

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from kaohe.office.journal.models import Head
from tests.browser.fixtures import chromium, open_as, server  # noqa: F401  one browser for all who drive one

# No timing is asserted: a busy machine is no failure.
settings.register_profile("kaohe", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kaohe")


@pytest.fixture(scope="session", autouse=True)
def emptied_all_the_same(django_db_modify_db_settings):
    """Django empties tables after such a test; triggers step aside, and the journal gets its head again."""
    plain = TransactionTestCase._fixture_teardown

    def teardown(self):
        with without_triggers(connection):
            plain(self)
        Head.objects.get_or_create(pk=1)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = plain


class without_triggers:  # noqa: N801  reads as a statement
    """SQLite's triggers are dropped and made again; PostgreSQL lets a superuser set them aside."""

    def __init__(self, connection):
        self.connection = connection
        self.made = []

    def __enter__(self):
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
            else:
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                self.made = cursor.fetchall()
                for name, _ in self.made:
                    cursor.execute(f"DROP TRIGGER {name}")

    def __exit__(self, *_):
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = DEFAULT")
            for _, sql in self.made:
                cursor.execute(sql)
