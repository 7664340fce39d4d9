"""The demo people whom one can sign in as."""

from dataclasses import dataclass

PASSWORD = "cruddur-demo-1"  # noqa: S105  (it is printed for everyone, on this machine only)


@dataclass(frozen=True)
class SignIn:
    role: str
    email: str
    handle: str
    display_name: str
    groups: tuple[str, ...] = ()


SIGN_INS = (
    SignIn("person", "mira@cruddur.example", "mira", "Mira Okafor"),
    SignIn("person", "jonas@cruddur.example", "jonas", "Jonas Lindqvist"),
    SignIn("moderator", "tala@cruddur.example", "tala", "Tala Reyes", ("moderators",)),
)
