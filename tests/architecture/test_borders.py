"""The borders between rooms. The layers themselves are import-linter's (pyproject.toml)."""

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from apps.messaging import function

ROOT = Path(__file__).resolve().parent.parent.parent
# Rooms without models of their own are open; of the others a room shows this and no more.
OPEN_ROOMS = {"core", "realtime"}
PUBLIC_MODULES = {"services", "selectors", "events", "errors"}
# Selectors too, in a file of their own.
MORE_SELECTORS = {"posts.threads", "posts.lists", "posts.shown", "posts.cards", "posts.sources"}
# Every room's views ask who may call them.
PERMISSIONS = "profiles.permissions"
# What a person may take away and what goes with them: for the account room, and one another.
OWN_DATA = "own_data"


def test_across_a_border_only_what_a_room_shows() -> None:
    graph = grimp.build_graph("apps", exclude_type_checking_imports=True)
    crossings = []
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            room, *inside = imported.split(".")[1:]
            if room in OPEN_ROOMS or importer.split(".")[1:2] == [room]:
                continue
            if f"{room}.{'.'.join(inside)}" in MORE_SELECTORS | {PERMISSIONS}:
                continue
            if inside == [OWN_DATA] and _is_about_own_data(importer):
                continue
            if inside[:1] and inside[0] not in PUBLIC_MODULES:
                crossings.append(f"{importer} imports {imported}")
    assert not crossings


def _is_about_own_data(module: str) -> bool:
    _, room, *inside = module.split(".")
    return room == "account" or inside == [OWN_DATA]


def test_the_packages_of_rooms_are_empty() -> None:
    """import-linter does not see what a package's `__init__` pulls in."""
    packages = [path for path in ROOT.glob("apps/**/__init__.py") if path.read_text().strip()]
    assert not packages


def test_the_stream_lambda_loads_without_django() -> None:
    """It has boto3 and the files of ours that are packed, nothing else."""
    program = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        root = name.split(".")[0]
        if root in {"django", "rest_framework", "pynamodb", "psycopg", "ulid", "orjson", "cruddur"}:
            raise ImportError(f"the Lambda has no {root}")

sys.meta_path.insert(0, Refuse())
import apps.messaging.stream
assert callable(apps.messaging.stream.handler)
print(*(name for name in sys.modules if name.split(".")[0] in {"apps", "cruddur"}))
"""
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    packed = {file.removesuffix("/__init__.py").removesuffix(".py") for file in function.FILES}
    assert {name.replace(".", "/") for name in loaded.stdout.split()} == packed


def test_devtools_are_not_in_production() -> None:
    program = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "cruddur.settings"
import cruddur.wsgi, cruddur.asgi
from django.conf import settings
from django.urls import get_resolver
assert not settings.DEBUG
assert get_resolver().url_patterns
assert not any("devtools" in app for app in settings.INSTALLED_APPS)
strays = [name for name in sys.modules if "devtools" in name or name in ("pytest", "factory")]
assert not strays, strays
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


@pytest.mark.parametrize("package", ["pytest", "mypy", "ruff", "playwright", "moto", "ministack"])
def test_production_installs_no_tools(package: str) -> None:
    requirements = (ROOT / "requirements.txt").read_text()
    assert f"\n{package}==" not in requirements


def test_every_requirement_is_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "infra/requirements.txt"):
        lines = (ROOT / name).read_text().splitlines()
        pins = [line for line in lines if line and line[0] not in "# "]
        assert pins
        assert all("==" in line and line.endswith("\\") for line in pins), name
