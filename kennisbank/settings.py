"""The only settings file: the site in production, and the few things that other modes relax.

The mode is chosen by `KENNISBANK_MODE`:

- `production`, also when nothing is set: does not start on what kennisbank/production.py refuses;
- `local`: what script/server uses; loopback only, plain cookies, a secret made on first use;
- `test`: what script/test uses.

Every variable is read here, and what takes more than a line to work out stands in a module beside
this one. docs/operations.md describes each variable; a test keeps that so.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from kennisbank import appearance, databases, directory, logs
from kennisbank.env import Environment
from kennisbank.limits import limits
from kennisbank.openapi import document
from kennisbank.production import refuse_unsafe
from kennisbank.secret_key import local_secret_key

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

SECRET_KEY = _env.secret("KENNISBANK_SECRET_KEY")
if not SECRET_KEY and not _PRODUCTION:
    SECRET_KEY = local_secret_key(DATA_DIR) if _LOCAL else "only-for-tests-" * 4
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
DATABASES = {"default": databases.opened(_database, for_tests=_TEST)}
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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kennisbank.middleware.QuickGZipMiddleware",
    "kennisbank.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kennisbank.middleware.PrivateResponseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kennisbank.gate.SecondFactorMiddleware",
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
SPECTACULAR_SETTINGS = document(SITE_NAME, SITE_URL, CONTACT_EMAIL)

# --- Static files --------------------------------------------------------------------------------

STATIC_URL = "/static/"
# Production serves the collected files under names that hold their hash; the other modes serve
# them from where they lie, so that nothing has to be collected first.
_static_root = BASE_DIR / _env.text("KENNISBANK_STATIC_ROOT", str(DATA_DIR / "static"))
STATIC_ROOT = str(_static_root) if _PRODUCTION else None
WHITENOISE_USE_FINDERS = not _PRODUCTION
# Each client of a test makes the middleware anew, and would go through all files to begin with.
WHITENOISE_AUTOREFRESH = _TEST
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# The organisation's own looks, laid over ours (docs/theming.md); the folder is static files too.
STATICFILES_DIRS = appearance.theme_folders(DATA_DIR / "thema")
THEME_STYLESHEET = appearance.theme_stylesheet(_env.text("KENNISBANK_THEME_STYLESHEET"))
THEME_CLASS = appearance.theme_class(_env.text("KENNISBANK_THEME_CLASS"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Outside everything that is served: a view with rights hands these out.
    "attachments": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    if _TEST
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(DATA_DIR / "bijlagen"),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- Accounts and sessions -----------------------------------------------------------------------

AUTH_USER_MODEL = "practices.User"
LOGIN_URL = "/inloggen/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
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

# django-allauth: of all that it can, the site uses what practices/account_urls.py mounts.
ACCOUNT_ADAPTER = "practices.accounts.adapter.Adapter"
ACCOUNT_USER_DISPLAY = "practices.accounts.people.display"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code by mail is the proof
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail when a password or second factor changes
ACCOUNT_SESSION_REMEMBER = True  # as long as SESSION_COOKIE_AGE says
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "practices.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger or PIN: a passkey is two factors at once
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _PRODUCTION
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # clocks differ; practices/forms/accounts.py lets no code be used twice

# The organisation's own directory, in place of the password of staff: packages of its own.
_oidc_url = _env.text("KENNISBANK_OIDC_URL")
_oidc_client = _env.text("KENNISBANK_OIDC_CLIENT_ID")
_oidc_secret = _env.secret("KENNISBANK_OIDC_CLIENT_SECRET")
if _oidc_url:
    INSTALLED_APPS += directory.APPS
    SOCIALACCOUNT_ADAPTER = "practices.accounts.directory.DirectoryAdapter"
    # A link, since the policy lets no form lead to another site.
    SOCIALACCOUNT_LOGIN_ON_GET = True
    SOCIALACCOUNT_PROVIDERS = directory.providers(_oidc_url, _oidc_client, _oidc_secret)

# Limits against guessing: per account or address ("key") and per network ("ip"). Counted in the
# database, so that all processes count together; only pages for logging in touch that table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kennisbank_cache",
    }
}
ACCOUNT_RATE_LIMITS, MFA_RATE_LIMITS = limits(wide=not _PRODUCTION)

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
CSRF_FAILURE_VIEW = "practices.views.csrf.failure"
# In the session and not in a cookie of its own, which would lack the prefix.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Security ------------------------------------------------------------------------------------

# How many proxies of our own stand before the site. Only then may X-Forwarded-Proto be believed.
TRUSTED_PROXIES = _env.number("KENNISBANK_TRUSTED_PROXIES", 0, most=5)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES  # how far X-Forwarded-For tells who asks
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
# Seconds that people need at least for an open form. Elsewhere it may be a script that tries it.
FORM_QUICKEST = 2 if _PRODUCTION else 0
DATA_UPLOAD_MAX_NUMBER_FILES = 20  # as many as a submission may have
# Dotted path of a function that looks for viruses: bytes in, the name of what it found out.
ATTACHMENT_SCANNER = _env.text("KENNISBANK_ATTACHMENT_SCANNER")

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
# Lists that others show on their own site, in a frame; no other page may stand in one.
EMBED_PARENTS = appearance.embed_parents(_env.items("KENNISBANK_EMBED_PARENTS", ("*",)))
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), browsing-topics=()"

# --- Work behind the screen ----------------------------------------------------------------------

# In production a worker (`manage.py db_worker`) does it; elsewhere the process that asks for it,
# unless the local mode is told that there is a worker.
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if _PRODUCTION or _env.flag("KENNISBANK_WORKER")
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# --- Mail and logs -------------------------------------------------------------------------------

# The local mode sends nothing into the world: each mail becomes a file that anybody can open.
EMAIL_BACKEND = (
    "practices.notifications.folder.FolderBackend"
    if _LOCAL
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_HOST = _env.text("KENNISBANK_SMTP_HOST", "localhost")
EMAIL_PORT = _env.number("KENNISBANK_SMTP_PORT", 25, least=1, most=65535)
EMAIL_HOST_USER = _env.text("KENNISBANK_SMTP_USER")
EMAIL_HOST_PASSWORD = _env.secret("KENNISBANK_SMTP_PASSWORD")
_smtp_security = _env.choice("KENNISBANK_SMTP_SECURITY", ("geen", "starttls", "tls"))
EMAIL_USE_TLS = _smtp_security == "starttls"
EMAIL_USE_SSL = _smtp_security == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONTACT_EMAIL

LOGGING = logs.configuration(
    _env.choice("KENNISBANK_LOG_LEVEL", ("INFO", "DEBUG", "WARNING", "ERROR"))
)

# --- What production refuses ---------------------------------------------------------------------

if _PRODUCTION:
    refuse_unsafe(globals(), misspelt=_env.misspelt("KENNISBANK_"))
elif _LOCAL:
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
