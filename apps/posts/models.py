from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from apps.core.ids import new_id


class Post(models.Model):
    """A crud. Its id tells its time: see apps.core.ids.

    After `expires_at` nothing reads it (selectors.visible_posts) and the worker removes it.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="posts", db_index=False
    )
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    expires_at = models.DateTimeField(null=True, blank=True)
    reply_count = models.PositiveIntegerField(default=0, db_default=0)
    repost_count = models.PositiveIntegerField(default=0, db_default=0)
    quote_count = models.PositiveIntegerField(default=0, db_default=0)
    like_count = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        indexes = [
            models.Index(fields=["author", "id"], name="posts_post_by_author"),
            models.Index(
                fields=["expires_at"],
                name="posts_post_expiring",
                condition=models.Q(expires_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="posts_post_expires_after_creation",
                condition=models.Q(expires_at__isnull=True)
                | models.Q(expires_at__gt=models.F("created_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.text[:60]}"
