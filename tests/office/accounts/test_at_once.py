"""Handing over while the taker signs in: the journal is everybody's last lock, so none waits in a circle."""

import threading

import pytest
from django.db import connection, connections

from kaohe.office.accounts.actions.handing_over import hand_over
from kaohe.office.accounts.actions.signing_in import begin_session
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.models import Post, Session
from kaohe.office.accounts.roles import Role
from kaohe.office.journal import actions as journal
from tests.office.people import AT, DAY, security_admin, user


@pytest.mark.django_db(transaction=True)
def test_who_takes_over_may_sign_in_meanwhile(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("needs a database in which two can write at once")
    admin, giver, taker = security_admin(), user("li", (Role.COMMITTEE_HEAD, "gdd")), user("wang")
    locked, errors = threading.Event(), []
    plain = journal.record

    def recording(who, action, *args, **kwargs):
        """The sign-in holds the taker's row; it goes on when the hand-over has begun to write."""
        locked.set()
        threading.Event().wait(0.5)
        return plain(who, action, *args, **kwargs)

    def sign_in():
        try:
            monkeypatch.setattr("kaohe.office.accounts.actions.signing_in.record", recording)
            begin_session(actor=actor_of(taker, AT))
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=sign_in)
    thread.start()
    assert locked.wait(10)
    hand_over(actor=admin, giver=giver, taker=taker, on=DAY, reason="调任")
    thread.join(30)
    assert not errors
    assert Post.objects.filter(user=taker, role=Role.COMMITTEE_HEAD).count() == 1
    assert Session.objects.filter(user=taker).count() == 1
