"""Addresses of signing in (of allauth only what is used) and of the people's pages."""

from allauth.account import views as signing_in
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from kaohe.web.pages.accounts import offices, own, posts, users

urlpatterns = [
    path("account/", own.account, name="account"),
    path("account/sign-in/", signing_in.login, name="account_login"),
    path("account/sign-out/", signing_in.logout, name="account_logout"),
    path("account/inactive/", signing_in.account_inactive, name="account_inactive"),
    path("account/password/", own.password, name="account_change_password"),
    path("account/password/again/", signing_in.reauthenticate, name="account_reauthenticate"),
    path("account/second-factor/", second_factor.index, name="mfa_index"),
    path("account/second-factor/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("account/second-factor/again/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/recovery-codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("accounts/", users.people, name="accounts"),
    path("accounts/users/add/", users.add, name="accounts_add_user"),
    path("accounts/users/<int:pk>/", users.person, name="accounts_user"),
    path("accounts/users/<int:pk>/change/", users.change, name="accounts_change_user"),
    path("accounts/users/<int:pk>/password/", users.password, name="accounts_reset_password"),
    path("accounts/users/<int:pk>/deactivate/", users.deactivate, name="accounts_deactivate"),
    path("accounts/users/<int:pk>/reactivate/", users.reactivate, name="accounts_reactivate"),
    path("accounts/users/<int:pk>/unlock/", users.unlock_user, name="accounts_unlock"),
    path("accounts/users/<int:pk>/second-factor/", users.second_factor, name="accounts_second_factor"),
    path("accounts/users/<int:pk>/appoint/", posts.give, name="accounts_appoint"),
    path("accounts/users/<int:pk>/end/", posts.end, name="accounts_end_post"),
    path("accounts/users/<int:pk>/deputy/", posts.deputy, name="accounts_deputy"),
    path("accounts/users/<int:pk>/hand-over/", posts.pass_on, name="accounts_hand_over"),
    path("accounts/users/<int:pk>/token/", posts.token, name="accounts_issue_token"),
    path("accounts/users/<int:pk>/token/revoke/", posts.revoke, name="accounts_revoke_token"),
    path("accounts/offices/", offices.offices, name="offices"),
    path("accounts/offices/add/", offices.add, name="offices_add"),
    path("accounts/offices/import/", offices.import_listed, name="offices_import"),
    path("accounts/offices/<int:pk>/", offices.office, name="office"),
    path("accounts/offices/<int:pk>/change/", offices.change, name="office_change"),
    path("accounts/offices/<int:pk>/end/", offices.end, name="office_end"),
    path("accounts/offices/<int:pk>/succession/", offices.succeed, name="office_succession"),
]
