"""People and whom they follow."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

A_WEEK = 7 * 24 * 60 * 60


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
    display_name = models.CharField(max_length=50)
    bio = models.CharField(max_length=300, blank=True)
    avatar_url = models.CharField(max_length=500, blank=True)
    post_count = models.PositiveIntegerField(default=0, db_default=0)
    follower_count = models.PositiveIntegerField(default=0, db_default=0)
    following_count = models.PositiveIntegerField(default=0, db_default=0)
    # The crud that stands first on the profile; kept by the posts' room.
    pinned_post_id = models.BigIntegerField(null=True, blank=True)
    # How long a new crud lasts unless told otherwise, in seconds; null is for ever.
    default_expires_in = models.PositiveIntegerField(null=True, blank=True, default=A_WEEK)
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
            )
        ]

    def __str__(self) -> str:
        return f"@{self.handle}" if self.handle else self.display_name


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
    """`muter` does not see `muted` in feeds; `muted` does not know."""

    pk = models.CompositePrimaryKey("muter", "muted")
    muter = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="mutes_out", db_index=False
    )
    muted = models.ForeignKey("profiles.User", models.CASCADE, related_name="mutes_in")
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    def __str__(self) -> str:
        return f"{self.muter_id} mutes {self.muted_id}"


class Follow(models.Model):
    """`follower` sees what `followee` posts in their home feed."""

    pk = models.CompositePrimaryKey("follower", "followee")
    follower = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="follows_out", db_index=False
    )
    followee = models.ForeignKey(
        "profiles.User", models.CASCADE, related_name="follows_in", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        # Read by followee in order of follower: that is how a post is written to feeds.
        indexes = [models.Index(fields=["followee", "follower"], name="profiles_follow_in")]
        constraints = [
            models.CheckConstraint(
                name="profiles_follow_not_oneself",
                condition=~models.Q(follower=models.F("followee")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} follows {self.followee_id}"
