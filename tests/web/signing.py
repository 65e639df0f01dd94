"""What tests of signing in do again and again."""

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

from kaohe.office.journal.models import Entry
from tests.office.people import PASSWORD, user

NEW = "a much better password 1"


def sign_in(client, username="li", password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": username, "password": password}, **extra)


def signed_in(client):
    return "_auth_user_id" in client.session


def journal():
    return [entry.action.removeprefix("accounts.") for entry in Entry.objects.all()]


def code(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def with_second_factor(username="li", *posts):
    somebody, secret = user(username, *posts), generate_totp_secret()
    TOTP.activate(somebody, secret)
    return somebody, secret


def change(client, old=PASSWORD, new=NEW, again=None):
    data = {"oldpassword": old, "password1": new, "password2": new if again is None else again}
    return client.post(reverse("account_change_password"), data)
