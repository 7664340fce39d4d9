"""Where Cruddur runs it may write to /tmp alone, has no home, and is a number without a name."""

import os
import subprocess
import sys

import pytest

from cruddur.devtools.environment import production_like
from cruddur.devtools.install import ROOT
from cruddur.devtools.lodging import AS_SOMEONE_ELSE, may_unshare

# As on a file system that cannot be written to.
READ_ONLY = """
import os, sys
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.link", "os.chmod"}
def refuse(event, arguments):
    if event not in CHANGES and not (event == "open" and arguments[2] & WRITES):
        return
    if isinstance(arguments[0], int) or str(arguments[0]).startswith(("/tmp/", "/dev/")):
        return
    raise OSError(30, f"Read-only file system: {event} {arguments[0]}")
sys.addaudithook(refuse)
"""
CHECK = """
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "check", "--deploy", "--fail-level=WARNING"])
"""
SERVE = """
import cruddur.asgi, cruddur.wsgi, cruddur.gunicorn_conf
from django.test import Client
for path in ("/healthz", "/admin/static/admin/css/base.css"):
    assert Client().get(path, secure=True, headers={"host": "cruddur.example"}).status_code == 200
"""
WORK = """
import django
django.setup()
from procrastinate.contrib.django import app
assert "apps.core.tasks.retry_stalled_jobs" in app.tasks
app.connector.get_worker_connector()
"""
ON_AWS = {
    "DATABASE_URL": "postgresql://cruddur@db.example:5432/cruddur"
    "?sslmode=verify-full&sslrootcert=/app/rds.pem",
    "DATABASE_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:111111111111:secret:database",
    "SECURE_PROXY_HEADER": "CloudFront-Forwarded-Proto",
    "METRICS": "1",
    "RELEASE": "5c1f2d3",
    "DJANGO_SETTINGS_MODULE": "cruddur.settings",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PATH": os.environ["PATH"],
}


def run(code: str) -> subprocess.CompletedProcess[str]:
    nameless = AS_SOMEONE_ELSE if may_unshare() else ()
    return subprocess.run(
        [*nameless, sys.executable, "-c", READ_ONLY + code],
        cwd=ROOT,
        env={**production_like(), **ON_AWS},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("code", [CHECK, SERVE, WORK], ids=["check", "serve", "work"])
def test_it_starts_there(code: str) -> None:
    result = run(code)
    assert result.returncode == 0, result.stderr


def test_the_database_is_known_by_its_certificate() -> None:
    result = run(
        "from cruddur.settings import DATABASES;"
        "from django.db import connection;"
        "found = connection.get_connection_params();"
        "print(found['sslmode'], found['sslrootcert'], found['user'], 'password' in found)"
    )
    assert result.stdout.split() == ["verify-full", "/app/rds.pem", "cruddur", "False"]


def test_what_is_written_elsewhere_would_be_noticed() -> None:
    assert "Read-only file system" in run("open('here', 'w')").stderr
