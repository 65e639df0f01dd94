"""The office's settings for tests: a home of its own, passwords hashed fast."""

import os
import tempfile

os.environ["KAOHE_HOME"] = tempfile.mkdtemp(prefix="kaohe-tests-")

from kaohe.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
