"""Two stages, synthesised once: the one that costs least, and one with everything there is."""

from dataclasses import replace

import pytest

from infra.config import STAGES
from tests.infra.synthesised import Synthesised, synthesise

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
    return synthesise(STAGES["small"], tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Synthesised:
    return synthesise(EVERYTHING, tmp_path_factory.mktemp("full"))


@pytest.fixture(params=["small", "full"])
def stage(request: pytest.FixtureRequest) -> Synthesised:
    """Each of the two."""
    found: Synthesised = request.getfixturevalue(request.param)
    return found
