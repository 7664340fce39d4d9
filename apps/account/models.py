import secrets
from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from apps.core.ids import new_id

# What the worker could not finish in this time it does not try any more.
GIVEN_UP_AFTER = timedelta(days=1)


def new_key() -> str:
    """A name that nobody can guess: 192 random bits."""
    return secrets.token_urlsafe(24)


class Export(models.Model):
    """A person's data in one file, `exports/<key>.zip`. One a person: a newer takes its place.

    `done` and `total` count what has been and is to be written. `tries` counts the runs begun,
    so that one that kills its worker ends as well.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        READY = "ready"
        FAILED = "failed"

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    owner = models.OneToOneField("profiles.User", models.CASCADE, related_name="export")
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["expires_at"],
                name="account_export_expiring",
                condition=models.Q(expires_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"export {self.pk} ({self.state})"

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)


class FollowImport(models.Model):
    """People to be followed, from a file. One a person: a newer takes its place.

    `rows` are [address, whether to show reposts], as they came and emptied at the end; `done`
    says how far it is.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    owner = models.OneToOneField("profiles.User", models.CASCADE, related_name="follow_import")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    rows = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    followed = models.PositiveIntegerField(default=0)
    requested = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    missing = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    def __str__(self) -> str:
        return f"import {self.pk} ({self.state})"
