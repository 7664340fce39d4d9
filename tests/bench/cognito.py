"""What stands in for Cognito: a key set of its own, tokens signed with it, and "who is this?".

The app checks these tokens as it does Cognito's: RS256, issuer, client, use, and every few
minutes a question to the pool whether the session still stands, answered here.
"""

import json
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from cruddur.devtools.ports import LOOPBACK

REGION = "us-east-1"
POOL = f"{REGION}_bench"
CLIENT = "bench"
ISSUER = f"https://cognito-idp.{REGION}.amazonaws.com/{POOL}"
KEY_ID = "bench"
# Cognito's own last an hour; a long run is not to be cut off in the middle.
TOKEN_SECONDS = 12 * 60 * 60


class Cognito(ThreadingHTTPServer):
    """Serves from `start` to `stop`, on a free port of the loopback interface."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.url = f"http://{LOOPBACK}:{self.server_port}"

    @property
    def environment(self) -> dict[str, str]:
        """What points the app here. Nothing else of AWS is there: the bench has no use for it."""
        return {
            "AWS_ACCESS_KEY_ID": "bench",
            "AWS_SECRET_ACCESS_KEY": "bench",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL": self.url,
            "COGNITO_ENDPOINT": self.url,
            "COGNITO_USER_POOL_ID": POOL,
            "COGNITO_CLIENT_ID": CLIENT,
            "COGNITO_ADMIN_CLIENT_ID": "bench-admin",
            "MESSAGES_TABLE": "bench",
            "MEDIA_BUCKET": "bench",
        }

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

    def token(self, person: UUID) -> str:
        """An access token of somebody who has just signed in."""
        now = int(time.time())
        claims = {
            "sub": str(person),
            "iss": ISSUER,
            "client_id": CLIENT,
            "token_use": "access",
            "scope": "aws.cognito.signin.user.admin",
            "auth_time": now,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "jti": str(uuid.uuid4()),
            "username": str(person),
        }
        return jwt.encode(claims, self.key, "RS256", headers={"kid": KEY_ID})

    def key_set(self) -> dict[str, Any]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**key, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}


class _Handler(BaseHTTPRequestHandler):
    server: Cognito
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(self.server.key_set())

    def do_POST(self) -> None:
        """GetUser; nothing else is asked of Cognito while feeds are read."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer({"Username": "bench", "UserAttributes": []})

    def _answer(self, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass
