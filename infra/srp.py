"""Signing in to Cognito as browsers do: by SRP, so that the password itself is never sent.

The app client for browsers permits nothing else, and the API takes no other client's tokens. What
is done here is RFC 5054 with Cognito's own way to derive the key. Standard library only.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

# The 3,072-bit group of RFC 5054 (the MODP group of RFC 3526).
PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
    "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
    "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
    "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
    "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
    "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33"
    "A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864"
    "D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2"
    "08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
    16,
)
GENERATOR = 2
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Exchange:
    """One sign-in: `public` is sent as SRP_A, `answer` is sent to the challenge that comes back."""

    pool_id: str
    password: str
    secret: int = field(default_factory=lambda: secrets.randbits(1024))

    @property
    def public(self) -> str:
        return f"{pow(GENERATOR, self.secret, PRIME):x}"

    def answer(self, challenge: dict[str, str], at: datetime | None = None) -> dict[str, str]:
        """What PASSWORD_VERIFIER asks for, from its ChallengeParameters."""
        user, block = challenge["USER_ID_FOR_SRP"], challenge["SECRET_BLOCK"]
        timestamp = _as_cognito_writes(at or datetime.now(UTC))
        pool = self.pool_id.partition("_")[2]
        signed = (pool + user).encode() + base64.b64decode(block) + timestamp.encode()
        signature = hmac.digest(self._key(challenge, pool + user), signed, "sha256")
        return {
            "USERNAME": user,
            "PASSWORD_CLAIM_SECRET_BLOCK": block,
            "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(signature).decode(),
            "TIMESTAMP": timestamp,
        }

    def _key(self, challenge: dict[str, str], name: str) -> bytes:
        theirs, salt = int(challenge["SRP_B"], 16), int(challenge["SALT"], 16)
        if not theirs % PRIME:
            raise ValueError("SRP_B is nothing that a server may send.")
        mix = _hash(_padded(int(self.public, 16)) + _padded(theirs))
        mine = _hash(_padded(salt) + hashlib.sha256(f"{name}:{self.password}".encode()).digest())
        multiplier = _hash(_padded(PRIME) + _padded(GENERATOR))
        base = (theirs - multiplier * pow(GENERATOR, mine, PRIME)) % PRIME
        shared = pow(base, self.secret + mix * mine, PRIME)
        extracted = hmac.digest(_padded(mix), _padded(shared), "sha256")
        return hmac.digest(extracted, b"Caldera Derived Key\x01", "sha256")[:16]


def _padded(number: int) -> bytes:
    """Big-endian, with a zero byte before it where it would otherwise look negative."""
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def _hash(data: bytes) -> int:
    return int.from_bytes(hashlib.sha256(data).digest(), "big")


def _as_cognito_writes(at: datetime) -> str:
    """`Tue Feb 3 04:05:06 UTC 2026`, whatever language this machine speaks."""
    return f"{DAYS[at.weekday()]} {MONTHS[at.month - 1]} {at.day} {at:%H:%M:%S} UTC {at.year}"
