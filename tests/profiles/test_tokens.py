"""Which tokens are good. The key set is a real one, served over HTTP by the test."""

import base64
import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings as django_settings
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.test import APIClient

from apps.profiles import tokens
from apps.profiles.models import User

pytestmark = pytest.mark.django_db

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGE_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC_PEM = KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


class KeySet(HTTPServer):
    """Serves KEY as `kid` "one", and counts how often it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fetches = 0


class _Handler(BaseHTTPRequestHandler):
    server: KeySet

    def do_GET(self) -> None:
        self.server.fetches += 1
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        body = json.dumps({"keys": [{**key, "kid": "one", "use": "sig", "alg": "RS256"}]}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(autouse=True)
def key_set(settings: Settings) -> Iterator[KeySet]:
    server = KeySet()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.COGNITO_ENDPOINT = f"http://127.0.0.1:{server.server_port}"
    settings.COGNITO_RECHECK_SECONDS = 300
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def cognito_knows_everyone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cognito itself is asked in test_sessions; here only the token counts."""
    monkeypatch.setattr("apps.profiles.auth._ask_cognito", lambda token: {})


def claims(user: User | None = None, **changes: Any) -> dict[str, Any]:
    now = int(time.time())
    good = {
        "sub": str(user.pk if user else uuid.uuid4()),
        "iss": tokens.issuer(),
        "client_id": django_settings.COGNITO_CLIENT_ID,
        "token_use": "access",
        "iat": now,
        "exp": now + 600,
        "jti": str(uuid.uuid4()),
    }
    return {k: v for k, v in {**good, **changes}.items() if v is not None}


def signed(
    payload: dict[str, Any], *, key: Any = KEY, algorithm: str = "RS256", kid: Any = "one"
) -> str:
    return jwt.encode(payload, key, algorithm, headers={} if kid is None else {"kid": kid})


def raw(header: dict[str, Any], payload: dict[str, Any], key: Any = KEY) -> str:
    """A token with a header that a signing library would not write."""
    parts = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
        for part in (header, payload)
    ]
    body = b".".join(parts)
    signature = jwt.algorithms.RSAAlgorithm(jwt.algorithms.RSAAlgorithm.SHA256).sign(body, key)
    return b".".join([body, base64.urlsafe_b64encode(signature).rstrip(b"=")]).decode()


def ask(token: str) -> Any:
    client = APIClient(raise_request_exception=False)
    return client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})


def test_a_good_token_is_let_in(alice: User) -> None:
    response = ask(signed(claims(alice)))
    assert response.status_code == 200
    assert response.json()["handle"] == "alice"


def hs256_with_public_key(payload: dict[str, Any]) -> str:
    """What a forger makes who knows the public key. PyJWT refuses to, so it is made by hand."""
    import hashlib
    import hmac

    parts = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
        for part in ({"alg": "HS256", "typ": "JWT", "kid": "one"}, payload)
    ]
    body = b".".join(parts)
    signature = hmac.new(PUBLIC_PEM, body, hashlib.sha256).digest()
    return b".".join([body, base64.urlsafe_b64encode(signature).rstrip(b"=")]).decode()


BAD_TOKENS: dict[str, Callable[[dict[str, Any]], str]] = {
    "forged signature": lambda c: signed(c, key=STRANGE_KEY),
    "no algorithm": lambda c: signed(c, key=None, algorithm="none"),
    "HS256 with the public key": hs256_with_public_key,
    "wrong issuer": lambda c: signed({**c, "iss": "https://evil.example/pool"}),
    "another client": lambda c: signed({**c, "client_id": "someone-elses"}),
    "an ID token": lambda c: signed({**c, "token_use": "id", "aud": c["client_id"]}),
    "a refresh token": lambda c: signed({**c, "token_use": "refresh"}),
    "expired": lambda c: signed({**c, "exp": int(time.time()) - 1}),
    "no expiry": lambda c: signed({k: v for k, v in c.items() if k != "exp"}),
    "no client": lambda c: signed({k: v for k, v in c.items() if k != "client_id"}),
    "no subject": lambda c: signed({k: v for k, v in c.items() if k != "sub"}),
    "a subject that is no person": lambda c: signed({**c, "sub": "root"}),
    "expiry that is no number": lambda c: signed({**c, "exp": "tomorrow"}),
    "no key id": lambda c: signed(c, kid=None),
    "key id is a number": lambda c: raw({"alg": "RS256", "kid": 1}, c),
    "key id is a list": lambda c: raw({"alg": "RS256", "kid": ["one"]}, c),
    "key id is a path": lambda c: signed(c, kid="../../one"),
    "unknown key id": lambda c: signed(c, kid="two"),
    "key id with NUL": lambda c: signed(c, kid="one\x00"),
    "critical header": lambda c: raw({"alg": "RS256", "kid": "one", "crit": ["b64"]}, c),
    "no dots": lambda c: "token",
    "nothing in it": lambda c: "..",
    "not base64": lambda c: "é.é.é",
    "a header that is no object": lambda c: "WzFd.e30.c2ln",
    "very long": lambda c: "a" * 8000,
}


@pytest.mark.parametrize("kind", BAD_TOKENS)
def test_any_other_token_is_refused(alice: User, kind: str) -> None:
    response = ask(BAD_TOKENS[kind](claims(alice)))
    assert response.status_code == 401, response.content
    assert response.json()["code"] == "token_invalid"
    assert response["www-authenticate"].startswith("Bearer")


def test_a_refused_token_makes_no_profile() -> None:
    ask(signed(claims(), key=STRANGE_KEY))
    assert not User.objects.exists()


def test_a_bad_token_is_refused_where_none_is_needed() -> None:
    client = APIClient(raise_request_exception=False)
    response = client.get("/api/v1/feeds/public", headers={"authorization": "Bearer nonsense"})
    assert response.status_code == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer a b", "Bearer  "])
def test_a_broken_header_is_refused(header: str) -> None:
    client = APIClient(raise_request_exception=False)
    assert client.get("/api/v1/me", headers={"authorization": header}).status_code == 401


def test_no_token_is_asked_to_sign_in() -> None:
    response = APIClient().get("/api/v1/me")
    assert response.status_code == 401
    assert response.json()["code"] == "unauthenticated"


def test_a_disabled_person_is_refused(alice: User) -> None:
    User.objects.update(is_active=False)
    response = ask(signed(claims(alice)))
    assert response.status_code == 401
    assert response.json()["code"] == "account_inactive"


def test_keys_are_fetched_once_not_per_request(alice: User, key_set: KeySet) -> None:
    for _ in range(5):
        assert ask(signed(claims(alice))).status_code == 200
    for number in range(5):
        ask(signed(claims(alice), kid=f"junk-{number}"))
    assert key_set.fetches == 1


def test_an_unreachable_key_set_is_503(alice: User, settings: Settings) -> None:
    settings.COGNITO_ENDPOINT = "http://127.0.0.1:9"
    response = ask(signed(claims(alice)))
    assert response.status_code == 503
    assert response.json()["code"] == "key_set_unreachable"
    assert response["retry-after"]


def test_a_known_person_costs_one_query(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token = signed(claims(alice))
    # Besides the two of what is asked for.
    with django_assert_num_queries(1 + 2):
        ask(token)
