"""What an image of Cruddur must do, tried on a running one with PostgreSQL and the emulator."""

import stat
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING

from cruddur.devtools.console import step
from cruddur.devtools.emulator import Emulator
from infra.image.container import Container, Image
from infra.processes import EVENTS, MIGRATE, WORKER

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

ADDRESS = "127.0.0.1:8000"
PATIENCE_SECONDS = 60
# Of what ECS leaves between SIGTERM and SIGKILL.
STOP_SECONDS = 40
BUILDERS = ("pip", "pip3", "gcc", "cc", "g++", "make", "ld", "apt-get", "dpkg", "npm", "node")
AS_FROM_THE_CDN = {"CloudFront-Forwarded-Proto": "https", "X-Forwarded-Proto": "https"}


class Failed(AssertionError):
    """The image does not do what it must; the message says what."""


def require(holds: object, what: str) -> None:
    if not holds:
        raise Failed(what)


def look_inside(image: Image) -> None:
    """Nothing that builds, nothing that makes root, nothing of the tests, all that runs."""
    app = image.root / "app"
    binaries = ("usr/local/bin", "usr/bin", "bin", "usr/sbin", "app/venv/bin")
    for name in BUILDERS:
        found = [path for path in binaries if (image.root / path / name).exists()]
        require(not found, f"{name} is in the image's {found}")
    require(not list((app / "venv").glob("lib/*/site-packages/pip*")), "pip is in the image")
    for path in image.root.rglob("*"):
        mode = path.lstat().st_mode
        require(
            not (stat.S_ISREG(mode) and mode & (stat.S_ISUID | stat.S_ISGID)), f"setuid: {path}"
        )
    for name in ("tests", "frontend", "infra", "cruddur/devtools", ".git", ".venv"):
        require(not (app / name).exists(), f"{name} is in the image")
    require((app / "rds.pem").read_text().count("BEGIN CERTIFICATE") > 50, "rds.pem is not whole")
    require(image.user == "10001:10001", f"its user is {image.user}")


def migrate(image: Image, environment: Mapping[str, str], log: Path) -> None:
    """The database is brought up, as the one-off task does it."""
    container = image.run(MIGRATE.command, environment, log)
    require(container.wait(PATIENCE_SECONDS * 2) == 0, f"migrate failed: see {log}")


def healthcheck(image: Image, log: Path) -> int:
    """The exit code of the image's own health check."""
    return image.run(image.healthcheck, {}, log).wait(PATIENCE_SECONDS)


def serve_web(image: Image, environment: Mapping[str, str], log: Path) -> None:
    """By the image's own command: healthy, ready, nobody's root; then gone when asked."""
    require(healthcheck(image, log) == 1, "the health check is content with nothing")
    with running(image, image.command, environment, log) as web:
        facts = web.facts()
        require(facts["NSpid"].split()[-1] == "1", "gunicorn is not the first process")
        require(set(facts["Uid"].split()) == {"10001"}, f"it runs as {facts['Uid']}")
        require(int(facts["CapEff"], 16) == 0, f"it has capabilities: {facts['CapEff']}")
        require(healthcheck(image, log) == 0, "the health check says no")
        require(answer("/readyz") == 200, "it is not ready")
        require(answer("/api/v1/config") == 200, "the API does not answer")
        require(answer("/admin/static/admin/css/base.css") == 200, "the admin has no style")
        code, seconds = web.stop(STOP_SECONDS)
    require(code == 0, f"web ended with {code}: see {log}")
    print(f"      web was gone {seconds:.1f} s after SIGTERM")


def work(image: Image, environment: Mapping[str, str], log: Path) -> None:
    """The worker starts, and ends when asked."""
    worker = image.run(WORKER.command, environment, log)
    try:
        time.sleep(5)
        require(worker.process.poll() is None, f"the worker did not stay up: see {log}")
        code, seconds = worker.stop(STOP_SECONDS)
    finally:
        worker.kill()
    require(code == 0, f"the worker ended with {code}: see {log}")
    print(f"      the worker was gone {seconds:.1f} s after SIGTERM")


def drain_streams(image: Image, environment: Mapping[str, str], token: str, log: Path) -> None:
    """A stream is told to go elsewhere before it ends, and the process ends well."""
    with running(image, EVENTS.command, environment, log) as events:
        require(healthcheck(image, log) == 0, "the health check says no of events")
        stream = open_stream(token)
        require(hears(stream, b"event: hello"), "the stream says no hello")
        asked = time.monotonic()
        events.terminate()
        require(hears(stream, b"event: bye"), "the stream ended without a bye")
        told = time.monotonic() - asked
        code = events.wait(STOP_SECONDS)
    require(code == 0, f"events ended with {code}: see {log}")
    print(
        f"      the stream was told after {told:.1f} s, events was gone"
        f" {time.monotonic() - asked:.1f} s after SIGTERM"
    )


@contextmanager
def running(
    image: Image, command: Sequence[str], environment: Mapping[str, str], log: Path
) -> Iterator[Container]:
    """A server, from its first answer on."""
    container = image.run(command, environment, log)
    try:
        with step(f"Waiting for {log.stem}"):
            began = time.monotonic()
            while answer("/healthz") != 200:
                require(container.process.poll() is None, f"it did not stay up: see {log}")
                require(time.monotonic() - began < PATIENCE_SECONDS, f"no answer: see {log}")
                time.sleep(0.2)
        yield container
    finally:
        container.kill()


def answer(path: str) -> int | None:
    """The status of what is answered as to the load balancer; None where nobody does."""
    request = urllib.request.Request(f"http://{ADDRESS}{path}", headers=AS_FROM_THE_CDN)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def open_stream(token: str) -> HTTPResponse:
    connection = HTTPConnection(ADDRESS, timeout=STOP_SECONDS)
    headers = {"Authorization": f"Bearer {token}", **AS_FROM_THE_CDN}
    connection.request("GET", "/api/v1/events", headers=headers)
    response = connection.getresponse()
    require(response.status == 200, f"the stream is answered with {response.status}")
    return response


def hears(stream: HTTPResponse, what: bytes) -> bool:
    """Whether that comes before the stream ends."""
    return any(what in line for line in stream)


def somebody(emulator: Emulator, environment: dict[str, str]) -> str:
    """The access token of somebody who has signed up. The app client is one that takes a
    password as it is, put in the place of the real one.
    """
    cognito: CognitoIdentityProviderClient = emulator.cognito()
    pool = environment["COGNITO_USER_POOL_ID"]
    client = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="image", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    environment["COGNITO_CLIENT_ID"] = client
    email, password = f"{uuid.uuid4().hex}@example.com", f"Aa1-{uuid.uuid4().hex}"
    cognito.sign_up(
        ClientId=client,
        Username=email,
        Password=password,
        UserAttributes=[
            {"Name": "email", "Value": email},
            {"Name": "preferred_username", "Value": "image"},
            {"Name": "name", "Value": "Image"},
        ],
    )
    cognito.admin_confirm_sign_up(UserPoolId=pool, Username=email)
    answered = cognito.initiate_auth(
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": password},
    )
    return answered["AuthenticationResult"]["AccessToken"]
