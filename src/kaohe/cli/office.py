"""What the commands of the office share: where its home is, what must be installed, its first users."""

import os
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from kaohe.cli.session import Session
from kaohe.messages import Place, Refused

Home = Annotated[Path | None, typer.Option(help="office.home", show_default=False)]
"""The option `--home`."""

_NEEDED = ("django", "allauth", "argon2", "csp", "django_htmx", "gunicorn", "ninja", "psycopg", "whitenoise")


def home_of(given: Path | None) -> Path:
    """The folder given, else KAOHE_HOME, else kaohe-office here. `Refused` where the extra is missing."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise Refused.because("office.not_installed", missing=", ".join(missing))
    return (given or Path(os.environ.get("KAOHE_HOME", "kaohe-office"))).absolute()


def existing(given: Path | None) -> Path:
    """The home of an office that was served before, with Django set up for it."""
    home = home_of(given)
    if not (home / "secret.key").is_file():
        raise Refused.because("office.no_home", Place(str(home)))
    from kaohe.web.operations.setting_up import set_up

    set_up(home)
    return home


def first_users(session: Session, now: datetime) -> dict[str, str]:
    """At the very first start the three users who can make all others, by user name their passwords for one
    sign-in; nothing where there are users."""
    from kaohe.office.accounts.actions.founding import found
    from kaohe.office.accounts.models import User
    from kaohe.office.accounts.roles import SEPARATE

    if User.objects.exists():
        return {}
    people = {role: (role.value, session.words(f"office.first_{role.value}")) for role in sorted(SEPARATE)}
    return found(at=now, people=people)
