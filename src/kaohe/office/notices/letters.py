"""A mail's text, in the language of who gets it."""

from django.conf import settings
from django.core.mail import EmailMessage

from kaohe.messages import Lang, sentence
from kaohe.office.notices.models import Mail
from kaohe.office.notices.words import said

_LONGEST_SUBJECT = 120


def message_of(mail: Mail) -> EmailMessage:
    """The message to hand over. Its Message-ID is the same for every try that nobody asked for."""
    notice = mail.notice
    lang: Lang = "en" if notice.to.lang == "en" else "zh"
    words = said(notice.code, notice.params, lang)
    lines = [sentence("notices.mail_greeting", lang, name=str(notice.to)), "", words]
    if notice.link:
        lines += ["", sentence("notices.mail_link", lang, link=f"{_office()}{notice.link}")]
    lines += ["", sentence("notices.mail_foot", lang)]
    subject = " ".join(sentence("notices.mail_subject", lang, words=words).split())
    headers = {"Message-ID": f"<notice-{notice.pk}-{mail.round}@kaohe>", "Auto-Submitted": "auto-generated"}
    short = subject if len(subject) <= _LONGEST_SUBJECT else f"{subject[:_LONGEST_SUBJECT]}…"
    return EmailMessage(short, "\n".join(lines), to=[mail.address], headers=headers)


def _office() -> str:
    """Where the office is to be reached: settings.KAOHE_ADDRESS, or nothing where nobody has said."""
    return str(getattr(settings, "KAOHE_ADDRESS", "")).rstrip("/")
