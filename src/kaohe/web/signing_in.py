"""How people sign in: accounts are made by the system administrator, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's way, without signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
