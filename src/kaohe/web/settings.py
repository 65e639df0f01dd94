"""Settings, all from the environment: KAOHE_HOME, DATABASE_URL, KAOHE_HOSTS, KAOHE_HTTPS, KAOHE_MAIL_URL.

Everything the office keeps lies under KAOHE_HOME (database, files, snapshots, key) unless DATABASE_URL names
a PostgreSQL. `kaohe serve` makes the folder.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from kaohe.web.environment import database, hosts, mail, secret_key

HOME = Path(os.environ.get("KAOHE_HOME", "kaohe-office")).absolute()
DEBUG = False
DEMO = (HOME / "demo").is_file()  # simulated figures only: every page says so, no second factor is asked for
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = hosts(os.environ.get("KAOHE_HOSTS", ""))
HTTPS = os.environ.get("KAOHE_HTTPS", "") == "1"  # a proxy of ours stands in front and speaks TLS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "kaohe.office.journal",
    "kaohe.office.accounts",
    "kaohe.office.zones",
    "kaohe.office.files",
    "kaohe.office.notices",
    "kaohe.office.reporting",
    "kaohe.office.assessment",
    "kaohe.office.clocks",
    "kaohe.office.papers",
    "kaohe.office.cases",
    "kaohe.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "kaohe.web.arriving.logged",
    "kaohe.web.turns.one_at_a_time",
    "kaohe.web.arriving.behind_proxy",
    "kaohe.web.api.answering.answering",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kaohe.web.middleware.acting",
    "kaohe.web.sessions.signed_in",
    "kaohe.web.middleware.refusals",
    "kaohe.web.uploads.limits",
]
ROOT_URLCONF = "kaohe.web.urls"
WSGI_APPLICATION = "kaohe.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["kaohe.web.templatetags.saying", "django_htmx.templatetags.django_htmx"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "kaohe.web.context.office",
            ],
        },
    }
]
DATABASES = {"default": database(HOME, os.environ.get("DATABASE_URL", ""))}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kaohe_cache",
        # failed sign-ins are counted in it: at Django's 300, trying as many names would throw the counts out
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "zh-hans"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
STATIC_URL = "static/"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
WHITENOISE_USE_FINDERS = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email", "phone"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "kaohe.office.accounts.passwords.NotAgain"},
]
CSRF_FAILURE_VIEW = "kaohe.web.pages.failures.forged"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "kaohe.web.signing_in.Adapter"
ACCOUNT_FORMS = {"change_password": "kaohe.web.password_form.ChangePassword"}
# only failures are counted: a whole office may come from one address
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "20/m/ip,5/15m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "kaohe.web.signing_in.SecondFactor"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kaohe"
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
if HTTPS:  # a browser takes such cookies from this very host and over TLS only
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},  # refusals have their line as every request has
        "django.security": {"level": "ERROR"},
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["kaohe.office.files.receiving.CountingHandler"]
FILE_UPLOAD_TEMP_DIR = None
globals().update(mail(HOME, os.environ.get("KAOHE_MAIL_URL", "")))
