"""Settings, read from the environment. The defaults are the production ones: what is
missing stops the start with the variable's name, and nothing is relaxed unless asked for."""

from typing import Any

import environ
import psycopg
from csp.constants import NONE, SELF

from apps.core.logins import Connection
from apps.core.logs import name_job

env = environ.Env()


SECRET_KEY = env.str("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env.str("SITE_URL")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
# The app's own page, into which public pages are written.
APP_SHELL_URL = env.str("APP_SHELL_URL", default=f"{SITE_URL}/index.html")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_linear_migrations",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "procrastinate.contrib.django",
    "apps.core",
    "apps.realtime",
    "apps.media",
    "apps.profiles",
    "apps.posts",
    "apps.messaging",
    "apps.timelines",
    "apps.pages",
    "apps.account",
]

MIDDLEWARE = [
    "apps.core.request_id.RequestIdMiddleware",
    "cruddur.health.HealthChecks",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "apps.core.middleware.SamePolicy",
    "apps.core.middleware.AdminSessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "apps.core.middleware.AdminAuthentication",
    "apps.core.middleware.AdminMessages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "cruddur.urls"
WSGI_APPLICATION = "cruddur.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# PostgreSQL
_database: dict[str, Any] = env.db("DATABASE_URL")
_database["ENGINE"] = "django.db.backends.postgresql"
# A secret with the present password, which is changed now and then (core.logins).
DATABASE_SECRET_ARN = env.str("DATABASE_SECRET_ARN", default="")
_pooled: type[psycopg.Connection[Any]] = Connection if DATABASE_SECRET_ARN else psycopg.Connection
_database.setdefault("OPTIONS", {}).update(
    {
        # One pool per process; a web worker has as many threads as connections.
        "pool": {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL_SIZE", default=8),
            "timeout": 5,
            "connection_class": _pooled,
        },
        "application_name": "cruddur",
        # What is prepared (core.prepared) is planned once, not anew for each reader: these plans
        # are index ranges whoever asks. Pages at random cost about as much as in a row, as on
        # every disk without moving parts; or else all that somebody has is read and sorted where
        # the newest twenty are wanted.
        "options": "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1",
    }
)
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# AWS. AWS_ENDPOINT_URL and credentials are read by boto3 itself.
AWS_REGION = env.str("AWS_REGION")
COGNITO_USER_POOL_ID = env.str("COGNITO_USER_POOL_ID")
COGNITO_CLIENT_ID = env.str("COGNITO_CLIENT_ID")
COGNITO_ADMIN_CLIENT_ID = env.str("COGNITO_ADMIN_CLIENT_ID")
# Where the browser and the key set are, when that is not AWS.
COGNITO_ENDPOINT: str | None = env.str("COGNITO_ENDPOINT", default="") or None
# How long Cognito's last word on a person stands before it is asked again.
COGNITO_RECHECK_SECONDS = env.int("COGNITO_RECHECK_SECONDS", default=300)
MESSAGES_TABLE = env.str("MESSAGES_TABLE")
MEDIA_BUCKET = env.str("MEDIA_BUCKET")
# Told to forget what is removed. Empty where there is no CDN.
CDN_DISTRIBUTION_ID = env.str("CDN_DISTRIBUTION_ID", default="")
# Shared with the stream Lambda, which uses it to say that an inbox has moved.
POKE_SECRET = env.str("POKE_SECRET")
# The queue of what the stream Lambda could not do, for messaging_redrive.
MESSAGES_DEAD_LETTERS = env.str("MESSAGES_DEAD_LETTERS", default="")

# The names under which django-cognito-jwt looks for the same things.
COGNITO_AWS_REGION = AWS_REGION
COGNITO_USER_POOL = COGNITO_USER_POOL_ID
COGNITO_AUDIENCE = COGNITO_CLIENT_ID

# People
AUTH_USER_MODEL = "profiles.User"
AUTHENTICATION_BACKENDS = [
    "apps.profiles.backends.CognitoStaffBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# The API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["apps.profiles.auth.CognitoAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["apps.profiles.permissions.IsPerson"],
    "DEFAULT_RENDERER_CLASSES": ["apps.core.rendering.ORJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["apps.core.parsing.LimitedJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "apps.core.rendering.AlwaysJSON",
    "EXCEPTION_HANDLER": "apps.core.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Cruddur",
    "DESCRIPTION": "An ephemeral-first microblog.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "VisibilityEnum": "apps.core.audience.Visibility",
        "ReplyPolicyEnum": "apps.core.audience.ReplyPolicy",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "apps.realtime.schema.add_event_stream",
        "apps.profiles.schema.add_confirmation",
        "apps.core.schema.add_problem_answers",
    ],
}
PROCRASTINATE_ON_APP_READY = "apps.core.worker.use_connector"
PROCRASTINATE_WORKER_DEFAULTS = {
    "delete_jobs": "successful",
    "install_signal_handlers": True,
    "worker_middleware": [name_job],
}

MAX_BODY_BYTES = 64 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Browsers
HTTPS = env.bool("HTTPS", default=True)
# In which header what stands before us says how it was asked, and lets nobody else say it.
# CloudFront has one of its own, which a load balancer behind it leaves as it is.
SECURE_PROXY_HEADER = env.str("SECURE_PROXY_HEADER", default="X-Forwarded-Proto")
_proxy_header = "HTTP_" + SECURE_PROXY_HEADER.upper().replace("-", "_")
SECURE_PROXY_SSL_HEADER = (_proxy_header, "https")
# Health checks are answered before this (cruddur.health).
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_PATH = "/admin/"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_PATH = "/admin/"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

STATIC_URL = "/admin/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Serves the admin's own files without a collectstatic step; they are few.
WHITENOISE_USE_FINDERS = True

# Lines that CloudWatch makes metrics of (core.metrics).
METRICS = env.bool("METRICS", default=False)
METRICS_NAMESPACE = env.str("METRICS_NAMESPACE", default="Cruddur")

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # One entry a session seen (profiles.auth); the default of 300 would forget those of any
        # busy process, and ask Cognito again each time.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "apps.core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        # One line a job, when it is over.
        "procrastinate.worker": {"level": "INFO"},
        "procrastinate.worker.worker": {"level": "WARNING"},
        "botocore": {"level": "WARNING"},
        "pynamodb.settings": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
