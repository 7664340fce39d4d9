"""Which environment the parts get: the caller's, less what would lead them astray."""

import os
import secrets
from collections.abc import Mapping

from cruddur.devtools.console import Refusal

# Read by boto3, libpq, gunicorn and Django behind our backs.
FOREIGN = ("AWS_", "COGNITO_", "PG", "GUNICORN_", "DJANGO_")
# With CRUDDUR_AWS=1 these name what is on AWS; the emulator is not started.
REAL_AWS = (
    "AWS_REGION",
    "COGNITO_USER_POOL_ID",
    "COGNITO_CLIENT_ID",
    "COGNITO_ADMIN_CLIENT_ID",
    "MESSAGES_TABLE",
    "MEDIA_BUCKET",
)


def base_environment() -> dict[str, str]:
    """The caller's environment without the variables that the stack decides on."""
    return {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}


def real_aws(environ: Mapping[str, str]) -> dict[str, str] | None:
    """What points at real AWS where CRUDDUR_AWS=1 asks for it, else None. Raises Refusal."""
    if environ.get("CRUDDUR_AWS") != "1":
        return None
    missing = [name for name in REAL_AWS if not environ.get(name)]
    if missing:
        raise Refusal(f"CRUDDUR_AWS=1 also needs {', '.join(missing)}.")
    named = {name: environ[name] for name in REAL_AWS}
    credentials = {name: value for name, value in environ.items() if name.startswith("AWS_")}
    return credentials | named | {"AWS_DEFAULT_REGION": environ["AWS_REGION"]}


def production_like() -> dict[str, str]:
    """Settings as production has them, for checks that reach neither database nor AWS."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "SITE_URL": "https://cruddur.example",
        "ALLOWED_HOSTS": "cruddur.example",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "AWS_REGION": "us-east-1",
        "COGNITO_USER_POOL_ID": "us-east-1_example",
        "COGNITO_CLIENT_ID": "web",
        "COGNITO_ADMIN_CLIENT_ID": "admin",
        "MESSAGES_TABLE": "messages",
        "MEDIA_BUCKET": "media",
        "POKE_SECRET": secrets.token_urlsafe(48),
    }
