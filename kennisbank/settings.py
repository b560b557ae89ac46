"""The only settings file: the site in production, and the few things that other modes relax.

The mode is chosen by `KENNISBANK_MODE`:

- `production`, also when nothing is set: does not start on what kennisbank/production.py refuses;
- `local`: what script/server uses; loopback only, plain cookies, a secret made on first use;
- `test`: what script/test uses.

Every variable that is read here is described in docs/operations.md; a test keeps that so.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from kennisbank.env import Environment
from kennisbank.production import refuse_unsafe

BASE_DIR = Path(__file__).resolve().parent.parent

_env = Environment(os.environ)
MODE = _env.choice("KENNISBANK_MODE", ("production", "local", "test"))
_PRODUCTION = MODE == "production"
_LOCAL = MODE == "local"
_TEST = MODE == "test"

# --- The site ------------------------------------------------------------------------------------

SITE_NAME = "Kennisbank modern werkgeverschap"
# Addresses in mails, feeds and the sitemap are built on this, never on the Host header.
SITE_URL = _env.text("KENNISBANK_URL", "" if _PRODUCTION else "http://127.0.0.1:8000").rstrip("/")
CONTACT_EMAIL = _env.text("KENNISBANK_CONTACT_EMAIL", "redactie@example.nl")
# The default is nobody's address: production refuses it, and no page shows it.
HAS_CONTACT = not CONTACT_EMAIL.endswith("@example.nl")
# Stands in /.well-known/security.txt: an address of a page, or mailto:.
SECURITY_CONTACT = _env.text("KENNISBANK_SECURITY_CONTACT", f"mailto:{CONTACT_EMAIL}")

# --- Secrets, hosts and data ---------------------------------------------------------------------

DATA_DIR = BASE_DIR / _env.text("KENNISBANK_DATA", "var")


def _local_secret_key() -> str:
    """The secret of the local mode, made on first use beside the database.

    Its first letters make production refuse it, should the file ever be copied.
    """
    path = DATA_DIR / "secret_key"
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # Exclusive: of two processes that start at once, one makes the key and both read it.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    key = f"django-insecure-local-{secrets.token_urlsafe(48)}"
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


SECRET_KEY = _env.secret("KENNISBANK_SECRET_KEY")
if not SECRET_KEY and not _PRODUCTION:
    SECRET_KEY = _local_secret_key() if _LOCAL else "only-for-tests-" * 4
# The secret before the present one: signed links and sessions stay good while it is named here.
_previous_secret = _env.secret("KENNISBANK_SECRET_KEY_PREVIOUS")
SECRET_KEY_FALLBACKS = [_previous_secret] if _previous_secret else []

DEBUG = _env.flag("KENNISBANK_DEBUG")
ALLOWED_HOSTS = _env.items(
    "KENNISBANK_ALLOWED_HOSTS", () if _PRODUCTION else ("127.0.0.1", "localhost", "[::1]")
)

_database = _env.database(
    "DATABASE_URL", f"sqlite:///{DATA_DIR / 'kennisbank.sqlite3'}", base=BASE_DIR
)
if _database["ENGINE"].endswith("sqlite3"):
    # WAL: readers do not wait for a writer. IMMEDIATE: two read-then-write transactions queue up
    # instead of failing with "database is locked" (measured with eight writers at once).
    _durability = "OFF" if _TEST else "NORMAL"
    _database["OPTIONS"] = {
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={_durability}",
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
    }
    # In a file, not in memory: threads of a test then have connections of their own, as in life.
    _database["TEST"] = {"NAME": f"{_database['NAME']}.test"}
else:
    _database["OPTIONS"].setdefault("connect_timeout", "10")
    _database["CONN_HEALTH_CHECKS"] = True
# Tests drop their database at the end, which connections that are kept open would prevent.
_database["CONN_MAX_AGE"] = 0 if _TEST else 60
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- What the site consists of -------------------------------------------------------------------

INSTALLED_APPS = [
    "practices.apps.PracticesConfig",
    # Without autodiscovery of the default site: practices has an admin site of its own.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django_filters",
    "taggit",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Django's own guards the tokens in forms against being guessed from the size of an answer.
    "django.middleware.gzip.GZipMiddleware",
    "kennisbank.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kennisbank.middleware.PrivateResponseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "kennisbank.urls"
WSGI_APPLICATION = "kennisbank.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True  # an address has plain letters only
REST_FRAMEWORK: dict[str, Any] = {
    # Read by anybody, without a session: no accounts, no forms, no pages.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "URL_FORMAT_OVERRIDE": None,
    "EXCEPTION_HANDLER": "practices.api.problems.answer_exception",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": SITE_NAME,
    "DESCRIPTION": (
        "Goede voorbeelden van modern werkgeverschap in zorg en welzijn, kinderopvang en "
        "onderwijs. "
        "Deze API is alleen om te lezen, voor iedereen, zonder sleutel. "
        "Wat niemand weet is `null`; een lijst is er altijd en kan leeg zijn. "
        "Meer waarden van dezelfde parameter verruimen de lijst, andere parameters beperken haar."
    ),
    # The version of the API, also in the header API-Version: raise it with every change that
    # programs can notice (semver; another first number is another address).
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "CONTACT": {"name": f"Redactie {SITE_NAME}", "email": CONTACT_EMAIL, "url": SITE_URL},
    "SERVERS": [{"url": f"{SITE_URL}/api/v1", "description": SITE_NAME}],
    "TAGS": [
        {"name": "voorbeelden", "description": "De voorbeelden zelf, zoeken en tellen."},
        {"name": "begrippen", "description": "Wat de waarden van de facetten betekenen."},
    ],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    # Docstrings are English, for who maintains this; the document is Dutch, for who uses it.
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "ENUM_NAME_OVERRIDES": {
        "Soort": "practices.models.Kind",
        "Fase": "practices.models.Phase",
        "Onderbouwing": "practices.models.Evidence",
        "Omvang": "practices.models.Scope",
        "Herkomst": "practices.models.Origin",
        "Rol": "practices.models.Role",
        "Licentie": "practices.models.content.Licence",
        "RegioSoort": "practices.models.Region.Kind",
        "BronSoort": "practices.models.Source.Kind",
        "Zoekwijze": ["alle", "enkele", "verbeterd"],
    },
}

# --- Static files --------------------------------------------------------------------------------

STATIC_URL = "/static/"
# Production serves the collected files under names that hold their hash; the other modes serve
# them from where they lie, so that nothing has to be collected first.
_static_root = BASE_DIR / _env.text("KENNISBANK_STATIC_ROOT", str(DATA_DIR / "static"))
STATIC_ROOT = str(_static_root) if _PRODUCTION else None
WHITENOISE_USE_FINDERS = not _PRODUCTION
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- Accounts and sessions -----------------------------------------------------------------------

AUTH_USER_MODEL = "practices.User"
LOGIN_URL = "/beheer/login/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
if _TEST:  # a slow hash is right for people and a waste for a thousand invented ones
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The __Host- prefix makes browsers refuse the cookie unless it is secure and of this host alone;
# without HTTPS, as in the local mode, no browser would keep it.
_cookie_prefix = "__Host-" if _PRODUCTION else ""
SESSION_COOKIE_NAME = f"{_cookie_prefix}sessionid"
SESSION_COOKIE_SECURE = _PRODUCTION
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day; not prolonged by reading, see the next line
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_NAME = f"{_cookie_prefix}csrftoken"
CSRF_COOKIE_SECURE = _PRODUCTION
CSRF_COOKIE_HTTPONLY = True
# In the session and not in a cookie of its own, which would lack the prefix.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Security ------------------------------------------------------------------------------------

# How many proxies of our own stand before the site. Only then may X-Forwarded-Proto be believed.
TRUSTED_PROXIES = _env.number("KENNISBANK_TRUSTED_PROXIES", 0, most=5)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = _PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]  # probes ask over plain HTTP, from inside
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _PRODUCTION
SECURE_HSTS_PRELOAD = _PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# Django 6 has this setting built in, under the same name.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), browsing-topics=()"

# --- Mail and logs -------------------------------------------------------------------------------

EMAIL_BACKEND = f"django.core.mail.backends.{'console' if _LOCAL else 'smtp'}.EmailBackend"
EMAIL_HOST = _env.text("KENNISBANK_SMTP_HOST", "localhost")
EMAIL_PORT = _env.number("KENNISBANK_SMTP_PORT", 25, least=1, most=65535)
EMAIL_HOST_USER = _env.text("KENNISBANK_SMTP_USER")
EMAIL_HOST_PASSWORD = _env.secret("KENNISBANK_SMTP_PASSWORD")
_smtp_security = _env.choice("KENNISBANK_SMTP_SECURITY", ("geen", "starttls", "tls"))
EMAIL_USE_TLS = _smtp_security == "starttls"
EMAIL_USE_SSL = _smtp_security == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONTACT_EMAIL

_log_level = _env.choice("KENNISBANK_LOG_LEVEL", ("INFO", "DEBUG", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "kennisbank.logs.OneLineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": _log_level},
    # Django's own set-up prints in debug mode only and mails otherwise; ours always prints.
    "loggers": {
        "django": {"handlers": [], "level": _log_level, "propagate": True},
        # Scanners ask for hosts that are not ours all day; the proxy logs them too.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}

# --- What production refuses ---------------------------------------------------------------------

if _PRODUCTION:
    refuse_unsafe(globals(), misspelt=_env.misspelt("KENNISBANK_"))
elif _LOCAL:
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
