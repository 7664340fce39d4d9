from django.db import models


class FeedEntry(models.Model):
    """`post` stands in the home feed of `owner`. Derived, and rebuildable, from follows.

    The primary key is the only index: a feed is one range of it, newest last. Entries of a
    removed post are found by its author's followers, so none is needed by post; an entry left
    behind shows nothing, since feeds are read by joining the posts that may be seen.
    """

    pk = models.CompositePrimaryKey("owner", "post")
    owner = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="feed_entries", db_index=False
    )
    post = models.ForeignKey(
        "posts.Post",
        models.DO_NOTHING,
        related_name="feed_entries",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        verbose_name_plural = "feed entries"

    def __str__(self) -> str:
        return f"{self.post_id} for {self.owner_id}"
