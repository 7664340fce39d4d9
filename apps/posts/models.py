from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from apps.core.audience import ReplyPolicy, Visibility
from apps.core.ids import new_id


class Post(models.Model):
    """A crud. Its id tells its time: see apps.core.ids.

    After `expires_at` nothing reads it (selectors.visible_posts) and the worker removes it.
    `reply_to` and `quote_of` are ids without a constraint: what they point to may be gone.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="posts", db_index=False
    )
    text = models.TextField(blank=True)
    warning = models.TextField(blank=True, db_default="")
    visibility = models.CharField(
        max_length=10,
        choices=Visibility,
        default=Visibility.PUBLIC,
        db_default=Visibility.PUBLIC,
    )
    reply_policy = models.CharField(
        max_length=10,
        choices=ReplyPolicy,
        default=ReplyPolicy.EVERYONE,
        db_default=ReplyPolicy.EVERYONE,
    )
    reply_to = models.BigIntegerField(null=True, blank=True)
    # The first post of the thread that a reply is in.
    thread = models.BigIntegerField(null=True, blank=True)
    quote_of = models.BigIntegerField(null=True, blank=True)
    # It answers nobody, or its own author: such posts stand in home feeds.
    in_feeds = models.BooleanField(default=True, db_default=True)
    # A reply that the author of the post above it has hidden.
    hidden = models.BooleanField(default=False, db_default=False)
    media_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    edited_at = models.DateTimeField(null=True, blank=True)
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
            models.Index(
                fields=["reply_to", "id"],
                name="posts_post_replies",
                condition=models.Q(reply_to__isnull=False),
            ),
            models.Index(
                fields=["quote_of", "id"],
                name="posts_post_quotes",
                condition=models.Q(quote_of__isnull=False),
            ),
            models.Index(
                fields=["author", "id"],
                name="posts_post_with_media",
                condition=models.Q(media_count__gt=0),
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

    @property
    def is_public(self) -> bool:
        """For everyone: said so of it, and its author not private."""
        return self.visibility == Visibility.PUBLIC and not self.author.is_private


class Tombstone(models.Model):
    """The place of a post that is gone and has replies: nothing of what it said or whose it was."""

    class Reason(models.TextChoices):
        EXPIRED = "expired"
        DELETED = "deleted"

    id = models.BigIntegerField(primary_key=True)
    reply_to = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=10, choices=Reason)

    class Meta:
        indexes = [
            models.Index(
                fields=["reply_to"],
                name="posts_tombstone_replies",
                condition=models.Q(reply_to__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.pk}"


class Version(models.Model):
    """What a post said until an edit."""

    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="versions")
    text = models.TextField(blank=True)
    warning = models.TextField(blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.text[:60]}"


class Mention(models.Model):
    pk = models.CompositePrimaryKey("post", "person")
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="mentions", db_index=False)
    person = models.ForeignKey("profiles.User", models.CASCADE, related_name="mentioned_in")

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id}"


class Tag(models.Model):
    """A hashtag in a post, in lower case. Read newest first, by tag."""

    pk = models.CompositePrimaryKey("name", "post")
    name = models.CharField(max_length=100)
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="tags")

    def __str__(self) -> str:
        return f"#{self.name}"


class TagFollow(models.Model):
    """What names this hashtag stands in the person's home feed."""

    pk = models.CompositePrimaryKey("person", "name")
    person = models.ForeignKey("profiles.User", models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=100)

    class Meta:
        # Read by name in order of person: that is how a post is written to feeds.
        indexes = [models.Index(fields=["name", "person"], name="posts_tagfollow_by_name")]

    def __str__(self) -> str:
        return f"{self.person_id} follows #{self.name}"


class ThreadMute(models.Model):
    """What belongs to this thread, named by its first post, is kept from the person's feeds."""

    pk = models.CompositePrimaryKey("person", "thread")
    person = models.ForeignKey("profiles.User", models.CASCADE, related_name="+", db_index=False)
    thread = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.person_id} mutes {self.thread}"


class Mark(models.Model):
    """Something a person does with a post, once; `id` keeps the order in which they did."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("profiles.User", models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey("posts.Post", models.CASCADE, db_index=False)

    # The counter on the post, where there is one.
    counter: ClassVar[str | None] = None

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["post", "person"], name="posts_%(class)s_once")
        ]
        indexes = [models.Index(fields=["person", "id"], name="posts_%(class)s_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.post_id}"


class Like(Mark):
    counter = "like_count"


class Repost(Mark):
    counter = "repost_count"


class Bookmark(Mark):
    pass


class Draft(models.Model):
    """What a person has not published yet; with `publish_at` the worker does it then."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="drafts", db_index=False
    )
    posts = models.JSONField()
    publish_at = models.DateTimeField(null=True, blank=True)
    # Why the worker could not publish it, in words.
    problem = models.CharField(max_length=300, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "id"], name="posts_draft_by_owner"),
            models.Index(
                fields=["publish_at"],
                name="posts_draft_due",
                condition=models.Q(publish_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
