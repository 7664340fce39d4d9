"""What an authenticator app shows (RFC 6238)."""

import base64
import hmac
import struct
import time


def code_of(secret: str, *, steps_away: int = 0) -> str:
    """The six digits of a secret in base 32, now or so many half minutes away."""
    counter = struct.pack(">Q", int(time.time() // 30) + steps_away)
    mac = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = mac[-1] & 15
    number = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
