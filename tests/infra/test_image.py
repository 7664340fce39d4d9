"""What the Dockerfile puts into the image, tried without an engine: `make image` builds it."""

import fnmatch
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509

from cruddur.devtools.install import ROOT
from infra.image import packages
from infra.processes import HEALTH_COMMAND, PORT, WEB
from tests.infra.production import run_in_production

DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
# From the build context, which is the clone.
COPIES = re.compile(r"^COPY (?!--)(.+) (\S+)$", re.MULTILINE)
IMPORT_ALL = """
import importlib, os, pkgutil
import django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cruddur.settings")
django.setup()
for room in ("apps", "cruddur"):
    for module in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
        importlib.import_module(module.name)
from django.urls import get_resolver
assert get_resolver().url_patterns
import gunicorn, gunicorn.workers.gthread
"""


def _instruction(name: str) -> str:
    """The last one of this name, which is the final stage's."""
    found: list[str] = re.findall(rf"^{name} (.+)$", DOCKERFILE, re.MULTILINE)
    return found[-1]


def _copied() -> list[tuple[str, str]]:
    return [
        (source, target)
        for sources, target in COPIES.findall(DOCKERFILE)
        for source in sources.split()
    ]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """/app as it is in the image, but for the virtual environment."""
    here = tmp_path_factory.mktemp("image")
    for source, target in _copied():
        if not target.startswith("/app"):
            continue
        to = here / "app" / Path(target).relative_to("/app")
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, to, ignore=_not_sent)
        else:
            to.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / source, to)
    return here / "app"


def _not_sent(directory: str, names: list[str]) -> set[str]:
    """As .dockerignore leaves out below a directory that goes in."""
    patterns = [
        line
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line and line[0] not in "#!" and line != "**"
    ]
    below = Path(directory).relative_to(ROOT)
    return {
        name
        for name in names
        if any(
            fnmatch.fnmatch(f"/{below / name}", "/" + pattern.replace("**/", "*"))
            for pattern in patterns
        )
    }


def test_hadolint_has_nothing_to_say() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_that_production_imports_is_in_it(app: Path) -> None:
    """With nothing at hand that requirements.txt does not install."""
    done = run_in_production(IMPORT_ALL, app)
    assert done.returncode == 0, done.stderr


def test_nothing_of_the_tests_and_of_development_is_in_it(app: Path) -> None:
    inside = {path.relative_to(app).as_posix() for path in app.rglob("*")}
    assert {path.split("/")[0] for path in inside} == {"apps", "cruddur", "manage.py"}
    assert not [path for path in inside if "devtools" in path or "__pycache__" in path]
    assert not [path for path in inside if path.endswith((".pyc", "conftest.py"))]


def test_what_is_copied_is_sent_and_nothing_else_is() -> None:
    sent = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    assert sent == {source for source, _ in _copied()}


def test_nothing_runs_on_the_processor_that_the_image_is_for() -> None:
    """So that whoever has another one needs no emulation."""
    for stage in re.split(r"^(?=FROM )", DOCKERFILE, flags=re.MULTILINE)[1:]:
        if not stage.startswith("FROM --platform=$BUILDPLATFORM "):
            assert not re.search(r"^RUN ", stage, re.MULTILINE), stage


def test_it_runs_as_the_stacks_say() -> None:
    assert json.loads(_instruction("CMD")) == list(WEB.command)
    health = _instruction("HEALTHCHECK")
    assert json.loads(health[health.index("CMD ") + 4 :]) == list(HEALTH_COMMAND)
    assert _instruction("EXPOSE") == str(PORT)
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", _instruction("USER"))


@pytest.mark.parametrize("architecture", ["amd64", "arm64"])
def test_packages_are_wheels_with_hashes_for_the_processor(architecture: str) -> None:
    command = packages.command(Path("r.txt"), Path("/app/venv"), Path("/p"), architecture)
    assert {"--require-hashes", "--only-binary=:all:"} <= set(command)
    processor = {"amd64": "x86_64", "arm64": "aarch64"}[architecture]
    assert f"--platform=manylinux_2_28_{processor}" in command
    assert all(processor in option for option in command if option.startswith("--platform"))


@pytest.fixture(scope="module")
def authorities() -> list[x509.Certificate]:
    """What the image trusts in RDS, written as in the image."""
    written = subprocess.run(
        ["node", "image/rds.mjs"], cwd=ROOT / "infra", capture_output=True, check=True
    )
    return x509.load_pem_x509_certificates(written.stdout)


# One of them has a serial number that no newer rule allows; OpenSSL takes it.
@pytest.mark.filterwarnings("ignore:Parsed a serial number")
@pytest.mark.parametrize("region", ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1"])
@pytest.mark.parametrize("kind", ["RSA2048", "RSA4096", "ECC384"])
def test_the_certificate_authorities_of_rds_are_known(
    authorities: list[x509.Certificate], region: str, kind: str
) -> None:
    names = {
        attribute.value
        for certificate in authorities
        for attribute in certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    }
    assert f"Amazon RDS {region} Root CA {kind} G1" in names
