"""The office's settings for tests: a home of its own, passwords hashed fast, SQLite or PostgreSQL.

`KAOHE_TEST_DATABASE=postgresql` runs them on a PostgreSQL: see `tests/postgres.py`.
"""

import atexit
import os
import shutil
import tempfile

from tests import postgres

os.environ["KAOHE_HOME"] = tempfile.mkdtemp(prefix="kaohe-tests-")
atexit.register(shutil.rmtree, os.environ["KAOHE_HOME"], ignore_errors=True)
if os.environ.get("KAOHE_TEST_DATABASE") == "postgresql":
    # Set for the workers of pytest-xdist too: they start after this and share the server.
    os.environ["DATABASE_URL"] = postgres.url(os.environ)
else:
    os.environ.pop("DATABASE_URL", None)

from kaohe.web.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
