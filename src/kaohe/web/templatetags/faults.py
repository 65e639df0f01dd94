"""What is wrong with a form of allauth, in the catalogue's words."""

from django import template
from django.forms import BaseForm

from kaohe.messages import Problem
from kaohe.office.accounts.passwords import REMEMBERED

register = template.Library()

FAULTS = {
    "required": "web_accounts.fault_required",
    "max_length": "web_accounts.fault_too_long",
    "username_password_mismatch": "web_accounts.fault_name_or_password",
    "too_many_login_attempts": "web_accounts.fault_locked",
    "rate_limited": "web_accounts.fault_locked",
    "incorrect_code": "web_accounts.fault_code",
    "incorrect_password": "web_accounts.fault_password",
    "enter_current_password": "web_accounts.fault_password",
    "passwords_differ": "web_accounts.fault_passwords_differ",
    "password_too_short": "web_accounts.fault_too_short",
    "password_too_common": "web_accounts.fault_too_common",
    "password_too_similar": "web_accounts.fault_too_similar",
    "password_entirely_numeric": "web_accounts.fault_only_digits",
    "password_used_before": "accounts.password_used_before",
    "cannot_delete_authenticator": "web_accounts.fault_second_factor_needed",
}
"""What Django's and allauth's validators call a fault, and what it is called here."""


@register.filter
def faults(form: BaseForm) -> list[Problem]:
    """Each fault once, in the order of the fields; one that has no words yet says that the entry won't do."""
    errors = [error for field in form.errors.as_data().values() for error in field]
    codes = dict.fromkeys(FAULTS.get(error.code or "", "web_accounts.fault") for error in errors)
    return [Problem(code, {"count": REMEMBERED}) for code in codes]
