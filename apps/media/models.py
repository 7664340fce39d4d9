import secrets

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from apps.core.ids import new_id


def new_key() -> str:
    """A name that nobody can guess: who knows it may see the picture."""
    return secrets.token_urlsafe(24)


class Media(models.Model):
    """A picture that a person uploads, and then shows in one place: on a post, in a message, as
    a group's, or worn on their profile.

    `key` names its files: `uploads/<key>` as it came, `media/<key>/<name>` as it is shown.
    `sources` lists the latter, smallest first: [{"name", "width" in pixels, "type"}].
    """

    class State(models.TextChoices):
        WAITING = "waiting"  # for the browser to upload it
        PROCESSING = "processing"
        READY = "ready"
        REFUSED = "refused"

    class Purpose(models.TextChoices):
        POST = "post"
        AVATAR = "avatar"
        BANNER = "banner"
        MESSAGE = "message"
        GROUP = "group"

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    # An account's files have to be removed before the account: see services.
    owner = models.ForeignKey("profiles.User", models.PROTECT, related_name="media")
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    purpose = models.CharField(
        max_length=10, choices=Purpose, default=Purpose.POST, db_default=Purpose.POST
    )
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
    # Whether it is the avatar or banner that the owner shows.
    worn = models.BooleanField(default=False, db_default=False)
    # In messages: the name of the message, or group, that it is in; they too are a higher room's.
    place = models.CharField(max_length=100, blank=True, default="", db_default="")
    # Whether that room has looked, a while later, that it is there indeed.
    settled = models.BooleanField(default=False, db_default=False)
    # When the message is over, and the picture with it.
    until = models.DateTimeField(null=True, blank=True)
    # When it was last let go of, or put in its place: what has no place for a day is swept.
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
                name="media_media_unused",
                condition=models.Q(
                    post_id__isnull=True, draft_id__isnull=True, worn=False, place=""
                ),
            ),
            models.Index(
                fields=["place"], name="media_media_by_place", condition=~models.Q(place="")
            ),
            models.Index(
                fields=["loose_since"],
                name="media_media_unsettled",
                condition=~models.Q(place="") & models.Q(settled=False),
            ),
            models.Index(
                fields=["until"],
                name="media_media_by_end",
                condition=models.Q(until__isnull=False),
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
            models.CheckConstraint(
                name="media_media_on_a_post_is_for_posts",
                condition=models.Q(post_id__isnull=True) | models.Q(purpose="post"),
            ),
            models.CheckConstraint(
                name="media_media_in_messages_is_for_them",
                condition=models.Q(place="")
                | models.Q(state="ready", purpose__in=["message", "group"]),
            ),
            models.CheckConstraint(
                name="media_media_worn_is_for_profiles",
                condition=models.Q(worn=False)
                | models.Q(state="ready", purpose__in=["avatar", "banner"]),
            ),
            models.UniqueConstraint(
                name="media_media_one_worn",
                fields=["owner", "purpose"],
                condition=models.Q(worn=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"
