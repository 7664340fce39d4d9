"""Errors that a service raises and the API answers with."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of the request."""

    field: str
    code: str
    detail: str


class CruddurError(Exception):
    """A refusal in words: `code` is stable, for programs; `detail` is for people."""

    status = 400
    code = "bad_request"
    detail = "This request could not be understood."

    def __init__(
        self,
        detail: str | None = None,
        *,
        code: str | None = None,
        errors: tuple[FieldError, ...] = (),
    ) -> None:
        self.detail = detail or self.detail
        self.code = code or self.code
        self.errors = errors
        super().__init__(self.detail)

    @classmethod
    def field(cls, field: str, code: str, detail: str) -> Self:
        """The error where one field is to blame."""
        return cls(detail, code=code, errors=(FieldError(field, code, detail),))


class Invalid(CruddurError):
    """One or more fields are wrong."""

    code = "invalid"
    detail = "Some of what was sent is not valid."


class Unauthenticated(CruddurError):
    """No token, or one that is not good (any more)."""

    status = 401
    code = "unauthenticated"
    detail = "Please sign in."


class Forbidden(CruddurError):
    """The person is known and may not do this."""

    status = 403
    code = "forbidden"
    detail = "You may not do this."


class NotFound(CruddurError):
    """Not there, or not for this person to know of."""

    status = 404
    code = "not_found"
    detail = "There is nothing here."


class Conflict(CruddurError):
    """The request does not fit the state that things are in."""

    status = 409
    code = "conflict"
    detail = "This no longer fits how things stand."


class TooLarge(CruddurError):
    """The body is bigger than any that is needed."""

    status = 413
    code = "too_large"
    detail = "That is too much at once."


class Unavailable(CruddurError):
    """Something that is needed does not answer; worth trying again."""

    status = 503
    code = "unavailable"
    detail = "Something that is needed does not answer. Please try again in a moment."
