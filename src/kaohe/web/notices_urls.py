"""Addresses of notices and mails."""

from django.urls import path

from kaohe.web.pages import notices

urlpatterns = [
    path("", notices.mine, name="notices"),
    path("read/", notices.read, name="notices_read"),
    path("<int:key>/open/", notices.follow, name="notice_open"),
    path("mails/", notices.mail_states, name="mails"),
    path("mails/resend/", notices.send_again, name="mails_resend"),
]
