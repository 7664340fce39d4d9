"""Two stages, synthesised once: the one that costs least, and one with everything there is."""

import os
from dataclasses import replace

import pytest

from cruddur.devtools.locks import taking_turns
from infra.config import STAGES, Config
from tests.infra.synthesised import Synthesised, read, synthesise

# What `small` leaves out, and elsewhere than where CloudFront is at home.
EVERYTHING = replace(
    STAGES["production"],
    region="eu-central-1",
    zones=("a", "b", "c"),
    interface_endpoints=True,
    domain="cruddur.example.org",
    hosted_zone_id="Z0123456789ABC",
    spot=True,
    passkeys=True,
    advanced_security=True,
    email_from="hello@cruddur.example.org",
    alarm_email="alarms@cruddur.example.org",
    repository="somebody/cruddur",
)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Synthesised:
    return _once(STAGES["small"], tmp_path_factory)


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Synthesised:
    return _once(EVERYTHING, tmp_path_factory)


@pytest.fixture(params=["small", "full"])
def stage(request: pytest.FixtureRequest) -> Synthesised:
    """Each of the two."""
    found: Synthesised = request.getfixturevalue(request.param)
    return found


def _once(config: Config, factory: pytest.TempPathFactory) -> Synthesised:
    """By whichever of xdist's workers comes first; the others read what it has made."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    directory = shared / f"synthesised-{config.stage}"
    with taking_turns(shared / f"synthesising-{config.stage}"):
        if not directory.exists():
            unfinished = factory.mktemp(config.stage)
            synthesise(config, unfinished)
            unfinished.rename(directory)
    return read(config, directory)
