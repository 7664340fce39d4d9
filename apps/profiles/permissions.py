"""Who may call a route."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from apps.core.errors import Conflict, Unauthenticated
from apps.profiles.models import User

if TYPE_CHECKING:
    # DRF's views read their permission classes while they are being imported.
    from rest_framework.views import APIView


def account_leaving() -> Conflict:
    return Conflict(
        "Your account is about to be removed. You can still change your mind.",
        code="account_leaving",
    )


class IsPerson(BasePermission):
    """Somebody who has signed in, has a handle, and is not leaving."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if not isinstance(request.user, User):
            raise Unauthenticated
        if request.user.leaves_at is not None:
            raise account_leaving()
        if request.user.handle is None:
            raise Conflict("Please choose a handle first.", code="handle_required")
        return True


class IsSignedIn(BasePermission):
    """Somebody who has signed in, with a handle or not yet, staying or not."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if not isinstance(request.user, User):
            raise Unauthenticated
        return True
