"""What the environment says, in Django's words."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_SECONDS_TO_CONNECT = "5"


def secret_key(home: Path) -> str:
    """The key of this installation, made once under its home; of two that start at once both get the same."""
    file = home / "secret.key"
    if not file.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=home, prefix=".", encoding="ascii") as made:  # only we may read it
            made.write(secrets.token_urlsafe(50))
            made.flush()
            os.fsync(made.fileno())
            with suppress(FileExistsError):
                file.hardlink_to(made.name)
    return file.read_text(encoding="ascii")


def hosts(names: str) -> list[str]:
    """The names of the server, separated by commas; without any, this machine alone."""
    return [name.strip() for name in names.split(",") if name.strip()] or ["localhost", "127.0.0.1", "[::1]"]


def database(home: Path, url: str) -> dict[str, Any]:
    """SQLite under the home, or the PostgreSQL of `postgresql://user:password@host:port/name?option=value`."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "office.sqlite3",
            "CONN_MAX_AGE": 60,  # the last one to close writes the whole log back: not at every request
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    options = {"connect_timeout": _SECONDS_TO_CONNECT, **dict(parse_qsl(parts.query))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def mail(home: Path, url: str) -> dict[str, Any]:
    """`smtp://user:password@host:port?from=address` (smtps: TLS from the start).

    Without it mail is written to the home's folder `mail`, where it can be looked at.
    """
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": home / "mail",
        }
    parts = urlsplit(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 30,
        "DEFAULT_FROM_EMAIL": dict(parse_qsl(parts.query)).get("from", "kaohe@localhost"),
    }
