"""Settings of the site, all from the environment; what is unsafe is refused by `edulis serve`, not patched here."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

WEB = Path(__file__).resolve().parent
HOME = Path(os.environ.get("EDULIS_HOME", "edulis-home")).resolve()  # database, uploads, keys of this site
DEBUG = False
SECRET_KEY = os.environ.get("EDULIS_SECRET_KEY", "")
ALLOWED_HOSTS = [host for host in os.environ.get("EDULIS_HOSTS", "localhost,127.0.0.1").split(",") if host]
BEHIND_HTTPS = os.environ.get("EDULIS_HTTPS", "") == "1"  # a village's hotspot has none; a site on the net must have it
DEMO = os.environ.get("EDULIS_DEMO", "") == "1"  # lets visitors step into any role; only `edulis demo` sets it

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "edulis.web.kit",
    "edulis.web.kit.ballot",
    "edulis.web.people",
    "edulis.web.enterprises",
    "edulis.web.journal",
    "edulis.web.forum",
    "edulis.web.vision",
    "edulis.web.home",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "edulis.web.kit.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "edulis.web.kit.tongue.Tongue",
    "edulis.web.kit.letters.Letters",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "edulis.web.urls"
WSGI_APPLICATION = "edulis.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "edulis.web.kit.tongue.of_page",
            ],
            "builtins": ["edulis.web.kit.templatetags.say", "edulis.web.kit.templatetags.signs"],
        },
    }
]

# Seconds that one waits for others who write; a phone gives up after 20 and sends again.
PATIENCE = float(os.environ.get("EDULIS_PATIENCE", "10"))
_SQLITE = (
    f"PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout={PATIENCE * 1000:.0f};"
    "PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
    "PRAGMA journal_size_limit=67108864"
)


def database(url: str) -> dict[str, object]:
    """The database that an address names: `sqlite:///path` or `postgresql://user:word@host:port/name`.

    SQLite takes the write lock at the start of a transaction and waits for the disk at its end: what was acknowledged
    survives, and nobody reads a figure that another is about to change.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = unquote(parts.path[1:])  # three slashes and a relative path, or four and an absolute one
        options: dict[str, object] = {"transaction_mode": "IMMEDIATE", "timeout": PATIENCE, "init_command": _SQLITE}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "CONN_MAX_AGE": 300, "OPTIONS": options}
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"options": f"-c lock_timeout={PATIENCE * 1000:.0f}"},
        }
    raise ValueError(f"DATABASE_URL begins with sqlite:// or postgresql://, not {parts.scheme}://")


DATABASES = {"default": database(os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'edulis.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("handle", "name")}},
]  # fmt: skip
LOGIN_URL = "people:enter"
EDULIS_VISIT_OF = "edulis.web.people.visiting.visit_of"  # how the doors learn who comes
EDULIS_AGREES = "edulis.web.people.agreeing.agrees"  # how a ballot learns that a witness's PIN fits
LANGUAGE_CODE = "vi"
LANGUAGES = [("en", "English"), ("vi", "Tiếng Việt")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "kept"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "edulis.web.kit.assets.Assets"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "edulis.web.kit.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
