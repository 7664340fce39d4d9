"""People, whom they follow, and whom and what they keep away from."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils import timezone

from apps.core.audience import ReplyPolicy, Visibility
from apps.core.ids import new_id

A_WEEK = 7 * 24 * 60 * 60


def looks(column: str) -> models.Func:
    """A handle as it looks: what differs only in 0 and o, or 1 and l, is the same."""
    return models.Func(
        models.F(column),
        models.Value("01"),
        models.Value("ol"),
        function="translate",
        output_field=models.CharField(),
    )


class UserManager(BaseUserManager["User"]):
    def create_superuser(self, *, handle: str, password: str) -> "User":
        """A local administrator for emergencies, who signs in without Cognito."""
        user = self.model(
            id=uuid4(), handle=handle, display_name=handle, is_staff=True, is_superuser=True
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The id is their Cognito `sub`, the same in every store.

    The counts are kept exact by the services that change what is counted.
    """

    id = models.UUIDField("Cognito sub", primary_key=True)
    # Empty while the person has yet to choose another: see services.ensure_user.
    handle = models.CharField(max_length=20, unique=True, null=True, blank=True)
    wanted_handle = models.CharField(max_length=20, blank=True)
    # What people write is counted in characters as they see them, of many code points each.
    display_name = models.TextField()
    bio = models.TextField(blank=True)
    # [{"label", "url"}], in the order in which they are shown.
    links = models.JSONField(
        default=list, blank=True, db_default=models.Value([], models.JSONField())
    )
    avatar_url = models.CharField(max_length=500, blank=True)
    post_count = models.PositiveIntegerField(default=0, db_default=0)
    follower_count = models.PositiveIntegerField(default=0, db_default=0)
    following_count = models.PositiveIntegerField(default=0, db_default=0)
    # The crud that stands first on the profile; kept by the posts' room.
    pinned_post_id = models.BigIntegerField(null=True, blank=True)
    # How long a new crud lasts unless told otherwise, in seconds; null is for ever.
    default_expires_in = models.PositiveIntegerField(null=True, blank=True, default=A_WEEK)
    default_visibility = models.CharField(
        max_length=10,
        choices=Visibility,
        default=Visibility.PUBLIC,
        db_default=Visibility.PUBLIC,
    )
    default_reply_policy = models.CharField(
        max_length=10,
        choices=ReplyPolicy,
        default=ReplyPolicy.EVERYONE,
        db_default=ReplyPolicy.EVERYONE,
    )
    # Only those whom the person lets follow them see their cruds.
    is_private = models.BooleanField(default=False, db_default=False)
    # Whether search engines may list the person and their cruds.
    indexable = models.BooleanField(default=True, db_default=True)
    # Content warnings are open for this reader from the start.
    expand_warnings = models.BooleanField(default=False, db_default=False)
    # Others see how far the person has read in conversations, and they see others'.
    read_receipts = models.BooleanField(default=True, db_default=True)
    # Access tokens issued until then are refused.
    signed_out_at = models.DateTimeField(null=True, blank=True)
    # When the account is removed; until then nobody else sees it.
    leaves_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    USERNAME_FIELD = "handle"

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                name="profiles_user_handle_is_lower_case",
                condition=models.Q(handle__isnull=True) | models.Q(handle__regex="^[a-z0-9_]+$"),
            ),
            models.UniqueConstraint(looks("handle"), name="profiles_user_handle_looks"),
        ]
        indexes = [
            models.Index(
                fields=["leaves_at"],
                name="profiles_user_leaving",
                condition=models.Q(leaves_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"@{self.handle}" if self.handle else self.display_name


class FormerHandle(models.Model):
    """A handle that a person has given up and that is kept for them until a time."""

    handle = models.CharField(max_length=20, primary_key=True)
    person = models.ForeignKey("profiles.User", models.CASCADE, related_name="former_handles")
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(looks("handle"), name="profiles_former_looks")]

    def __str__(self) -> str:
        return f"@{self.handle}"


class Block(models.Model):
    """`blocker` and `blocked` are invisible to each other."""

    pk = models.CompositePrimaryKey("blocker", "blocked")
    blocker = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="blocks_out", db_index=False
    )
    blocked = models.ForeignKey("profiles.User", models.CASCADE, related_name="blocks_in")
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    def __str__(self) -> str:
        return f"{self.blocker_id} blocks {self.blocked_id}"


class Mute(models.Model):
    """`muter` does not see `muted` in feeds, until a time or for ever; `muted` does not know."""

    pk = models.CompositePrimaryKey("muter", "muted")
    muter = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="mutes_out", db_index=False
    )
    muted = models.ForeignKey("profiles.User", models.CASCADE, related_name="mutes_in")
    until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    def __str__(self) -> str:
        return f"{self.muter_id} mutes {self.muted_id}"


class Place(models.TextChoices):
    """Where what says a muted word is left out."""

    HOME = "home"
    PUBLIC = "public"
    REPLIES = "replies"
    NOTIFICATIONS = "notifications"


class MutedWord(models.Model):
    """Words that `owner` does not want to read. `pattern` is a PostgreSQL regular expression."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="muted_words", db_index=False
    )
    phrase = models.TextField()
    whole_word = models.BooleanField(default=True)
    places = ArrayField(models.CharField(max_length=20, choices=Place))
    until = models.DateTimeField(null=True, blank=True)
    pattern = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "phrase"], name="profiles_mutedword_once")
        ]

    def __str__(self) -> str:
        return self.phrase


class Follow(models.Model):
    """`follower` sees what `followee` posts, and unless they hide it reposts, in their feed."""

    pk = models.CompositePrimaryKey("follower", "followee")
    follower = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="follows_out", db_index=False
    )
    followee = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="follows_in", db_index=False
    )
    hides_reposts = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        indexes = [
            # Read by followee in order of follower: that is how a post is written to feeds.
            models.Index(fields=["followee", "follower"], name="profiles_follow_in"),
            # Lists of followers and of people followed, last first.
            models.Index(
                fields=["followee", "created_at", "follower"], name="profiles_followers_by_time"
            ),
            models.Index(
                fields=["follower", "created_at", "followee"], name="profiles_following_by_time"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="profiles_follow_not_oneself",
                condition=~models.Q(follower=models.F("followee")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} follows {self.followee_id}"


class FollowRequest(models.Model):
    """`requester` would like to follow `target`, who is private and has not answered."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    requester = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="requests_out", db_index=False
    )
    target = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="requests_in", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["requester", "target"], name="profiles_followrequest_once"
            )
        ]
        indexes = [models.Index(fields=["target", "id"], name="profiles_request_by_target")]

    def __str__(self) -> str:
        return f"{self.requester_id} asks {self.target_id}"


class PeopleList(models.Model):
    """People whom `owner` has put together, to read what they post in one place. Private."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="people_lists", db_index=False
    )
    # Up to 50 characters as a reader counts, which may be many more to PostgreSQL.
    name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint("owner", Lower("name"), name="profiles_peoplelist_once")
        ]

    def __str__(self) -> str:
        return self.name


class Listed(models.Model):
    """`person` is in a list; `position` keeps the order in which people were added."""

    pk = models.CompositePrimaryKey("people_list", "person")
    people_list = models.ForeignKey(
        "profiles.PeopleList", models.CASCADE, related_name="listed", db_index=False
    )
    person = models.ForeignKey("profiles.User", models.CASCADE, related_name="listed_in")
    position = models.BigIntegerField(default=new_id, editable=False)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.people_list_id}"
