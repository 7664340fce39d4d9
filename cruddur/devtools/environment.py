"""Which environment the parts get: the caller's, less what would lead them astray."""

import os
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
