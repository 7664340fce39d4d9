"""How far a person's export and import are."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from apps.account import storage
from apps.account.models import Export, FollowImport
from apps.core.rendering import timestamp

if TYPE_CHECKING:
    from apps.profiles.models import User

NOTHING = "none"


def export_card(owner: "User") -> dict[str, Any]:
    """The JSON of a person's export (shape: serializers.ExportSerializer). One query."""
    export = Export.objects.filter(owner=owner).first()
    if export is None or (export.expires_at is not None and export.expires_at <= timezone.now()):
        nothing = dict.fromkeys(("size", "created_at", "expires_at", "url"))
        return {"state": NOTHING, "done": 0, "total": 0, **nothing}
    ready = export.state == Export.State.READY
    return {
        "state": export.state,
        "done": export.done,
        "total": export.total,
        "size": export.size,
        "created_at": timestamp(export.created_at),
        "expires_at": timestamp(export.expires_at) if export.expires_at else None,
        "url": storage.download_url(export.key, name=_file_name(export)) if ready else None,
    }


def _file_name(export: Export) -> str:
    return f"cruddur-{export.owner.handle or 'account'}-{export.created_at:%Y-%m-%d}.zip"


def import_card(owner: "User") -> dict[str, Any]:
    """The JSON of a person's import (shape: serializers.ImportSerializer). One query."""
    # Without the list itself, which may be long.
    row = FollowImport.objects.defer("rows").filter(owner=owner).first()
    shown = row or FollowImport(owner=owner)
    return {
        "state": row.state if row else NOTHING,
        "done": shown.done,
        "total": shown.total,
        "followed": shown.followed,
        "requested": shown.requested,
        "already": shown.already,
        "missing": shown.missing,
        "created_at": timestamp(row.created_at) if row else None,
    }
