"""The form in which people change their own password: allauth's, with faults that the catalogue can say."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm
from django import forms


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """A wrong old password counts as a failed sign-in, so that it can't be guessed here."""

    def clean_oldpassword(self) -> str:
        given: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, given):
            raise get_adapter().validation_error("enter_current_password")
        return given

    def clean(self) -> dict[str, Any]:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            raise forms.ValidationError("", code="passwords_differ")
        return dict(self.cleaned_data)
