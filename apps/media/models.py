import secrets

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from apps.core.ids import new_id


def new_key() -> str:
    """A name that nobody can guess: who knows it may see the picture."""
    return secrets.token_urlsafe(24)


class Media(models.Model):
    """A picture that a person uploads, and then shows on one post.

    `key` names its files: `uploads/<key>` as it came, `media/<key>/<name>` as it is shown.
    `sources` lists the latter, smallest first: [{"name", "width" in pixels, "type"}].
    """

    class State(models.TextChoices):
        WAITING = "waiting"  # for the browser to upload it
        PROCESSING = "processing"
        READY = "ready"
        REFUSED = "refused"

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    # An account's files have to be removed before the account: see services.
    owner = models.ForeignKey("profiles.User", models.PROTECT, related_name="media")
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField(blank=True)
    alt = models.TextField(blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    blur = models.TextField(blank=True)
    animated = models.BooleanField(default=False)
    sources = models.JSONField(default=list, blank=True)
    # Posts are a higher room, which this one does not know: plain numbers.
    post_id = models.BigIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    draft_id = models.BigIntegerField(null=True, blank=True)
    # When it was last let go of: what is on no post and in no draft for a day is swept.
    loose_since = models.DateTimeField(default=timezone.now, db_default=Now())
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        verbose_name_plural = "media"
        indexes = [
            models.Index(
                fields=["post_id", "position"],
                name="media_media_by_post",
                condition=models.Q(post_id__isnull=False),
            ),
            models.Index(
                fields=["draft_id"],
                name="media_media_by_draft",
                condition=models.Q(draft_id__isnull=False),
            ),
            models.Index(
                fields=["loose_since"],
                name="media_media_loose",
                condition=models.Q(post_id__isnull=True, draft_id__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="media_media_ready_has_size",
                condition=~models.Q(state="ready")
                | models.Q(width__isnull=False, height__isnull=False),
            ),
            models.CheckConstraint(
                name="media_media_on_a_post_is_ready",
                condition=models.Q(post_id__isnull=True) | models.Q(state="ready"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"
