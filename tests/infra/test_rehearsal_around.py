"""What the rehearsal puts around the emulator: its internet, its Docker, its broken releases."""

import http.client
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from infra.rehearsal import broken, desk
from infra.rehearsal.authority import Authority
from infra.rehearsal.emulated.images import manifest
from infra.rehearsal.front import Front
from infra.rehearsal.standins import EMULATED, MADE, REAL, RECORDED, STAND_INS

SITE = "d111.cloudfront.net"


class Echo(BaseHTTPRequestHandler):
    """Answers with the host and the protocol that it was told."""

    def do_GET(self) -> None:
        said = f"{self.headers['Host']} {self.headers['CloudFront-Forwarded-Proto']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    emulator = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=emulator.serve_forever, daemon=True).start()
    front = Front(f"http://127.0.0.1:{emulator.server_port}", Authority(tmp_path / "ca"))
    front.site = SITE
    front.start()
    yield front
    front.close()
    emulator.shutdown()
    emulator.server_close()


def ask(connection: http.client.HTTPConnection, **headers: str) -> str:
    connection.request("GET", "/", headers=headers)
    return connection.getresponse().read().decode()


def test_what_is_asked_plainly_is_for_the_site_and_came_by_https(front: Front) -> None:
    there = urlsplit(front.url)
    plain = http.client.HTTPConnection(there.hostname or "", there.port, timeout=5)
    assert ask(plain) == f"{SITE} https"


def test_nobody_can_say_that_they_came_by_http(front: Front) -> None:
    there = urlsplit(front.url)
    plain = http.client.HTTPConnection(there.hostname or "", there.port, timeout=5)
    assert ask(plain, Host=SITE, **{"CloudFront-Forwarded-Proto": "http"}) == f"{SITE} https"


def test_cloudfronts_name_is_answered_over_tls_that_the_authority_vouches_for(
    front: Front,
) -> None:
    there = urlsplit(front.url)
    trusted = ssl.create_default_context(cafile=str(front.authority.trusted))
    secure = http.client.HTTPSConnection(
        there.hostname or "", there.port, timeout=5, context=trusted
    )
    secure.set_tunnel(SITE, 443)
    assert ask(secure) == f"{SITE} https"


def test_without_trust_in_the_authority_there_is_no_connection(front: Front) -> None:
    there = urlsplit(front.url)
    wary = http.client.HTTPSConnection(there.hostname or "", there.port, timeout=5)
    wary.set_tunnel(SITE, 443)
    with pytest.raises(ssl.SSLCertVerificationError):
        ask(wary)


def test_a_release_that_cannot_start_has_all_but_its_start(tmp_path: Path) -> None:
    code = broken.that_cannot_start(tmp_path / "code")
    done = subprocess.run(
        [sys.executable, "-c", "import apps.core.text, cruddur.wsgi"],
        cwd=code,
        capture_output=True,
        text=True,
    )
    assert "A release that cannot start." in done.stderr


def test_a_release_that_cannot_migrate_says_so(tmp_path: Path) -> None:
    code = broken.that_cannot_migrate(tmp_path / "code")
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"], cwd=code, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "A migration that fails." in done.stderr


def test_no_two_stand_ins_for_images_are_the_same(tmp_path: Path) -> None:
    assert manifest(tmp_path, "one") != manifest(tmp_path, "two")


def test_everything_in_the_table_has_words() -> None:
    for part in (*REAL, *EMULATED, *STAND_INS):
        assert part.what
        assert part.here
    assert all(RECORDED.values())
    assert not set(MADE) & RECORDED.keys()


def test_the_first_password_is_found_in_what_the_release_says() -> None:
    found = desk.PASSWORD.search("with the password Ab-1_x (shown this once)")
    assert found
    assert found[1] == "Ab-1_x"
