from django.db import models


class Entry(models.Model):
    """`post` stands in the home feed of `owner`, by the rule (rule.py).

    `position` is the id of the post, or of the repost that brought it here: both tell their
    time. A feed is one range of the primary key. Entries of a removed
    post are found by its author's followers, so only the few that a repost or a hashtag brought
    are indexed by post; an entry left behind shows nothing, since feeds are read by joining the
    posts that may be seen.
    """

    pk = models.CompositePrimaryKey("owner", "position")
    owner = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="entries", db_index=False
    )
    position = models.BigIntegerField()
    post = models.ForeignKey(
        "posts.Post",
        models.DO_NOTHING,
        related_name="entries",
        db_index=False,
        db_constraint=False,
    )
    reposter = models.ForeignKey(
        "profiles.User",
        models.DO_NOTHING,
        related_name="+",
        null=True,
        db_index=False,
        db_constraint=False,
    )
    # The followed hashtag that brought it here; null where a person did.
    tag = models.CharField(max_length=100, null=True)  # noqa: DJ001

    class Meta:
        verbose_name_plural = "feed entries"
        indexes = [
            # What others reposted as well: such entries fold into the first one.
            models.Index(
                fields=["owner", "post", "position"],
                name="timelines_entry_reposts",
                condition=models.Q(reposter__isnull=False),
            ),
            # What goes with a post, wherever it has been brought.
            models.Index(
                fields=["post"],
                name="timelines_entry_brought",
                condition=models.Q(reposter__isnull=False) | models.Q(tag__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} for {self.owner_id}"


class Feed(models.Model):
    """Where a home feed is cut off: it has no rows up to the position `since`."""

    owner = models.OneToOneField(
        "profiles.User", models.CASCADE, primary_key=True, related_name="+"
    )
    since = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.owner_id} after {self.since}"
