"""The shapes of the API that concern people."""

from typing import Any

from rest_framework import serializers

from apps.core.fields import StrictIntegerField, StrictStringField
from apps.core.rendering import timestamp
from apps.profiles.models import User
from apps.profiles.selectors import author_card


class ProfileCountsSerializer(serializers.Serializer[Any]):
    posts = serializers.IntegerField()
    followers = serializers.IntegerField()
    following = serializers.IntegerField()


class ProfileViewerSerializer(serializers.Serializer[Any]):
    is_self = serializers.BooleanField()
    following = serializers.BooleanField()
    followed_by = serializers.BooleanField()
    blocking = serializers.BooleanField()
    muting = serializers.BooleanField()


class ProfileSerializer(serializers.Serializer[Any]):
    handle = serializers.CharField()
    display_name = serializers.CharField()
    avatar_url = serializers.CharField(allow_null=True)
    bio = serializers.CharField()
    created_at = serializers.DateTimeField()
    pinned_post_id = serializers.CharField(allow_null=True)
    counts = ProfileCountsSerializer()
    viewer = ProfileViewerSerializer()


class MeSerializer(serializers.Serializer[Any]):
    handle = serializers.CharField(allow_null=True)
    wanted_handle = serializers.CharField()
    display_name = serializers.CharField()
    avatar_url = serializers.CharField(allow_null=True)
    bio = serializers.CharField()
    created_at = serializers.DateTimeField()
    pinned_post_id = serializers.CharField(allow_null=True)
    is_staff = serializers.BooleanField()
    default_expires_in = serializers.IntegerField(allow_null=True)
    counts = ProfileCountsSerializer()


class MePatchSerializer(serializers.Serializer[Any]):
    handle = StrictStringField(required=False)
    display_name = StrictStringField(required=False)
    bio = StrictStringField(required=False)
    default_expires_in = StrictIntegerField(required=False, allow_null=True)


class HandleSerializer(serializers.Serializer[Any]):
    handle = serializers.CharField()
    available = serializers.BooleanField()
    reason = serializers.CharField(allow_null=True, help_text="a code, when it is not available")
    detail = serializers.CharField(allow_null=True, help_text="the reason in words")
    suggestions = serializers.ListField(child=serializers.CharField())


def render_profile(person: User, *, viewer: User | None) -> dict[str, Any]:
    """The JSON of a profile; `person` comes from `selectors.person_by_handle`."""
    return {
        **_common(person),
        "viewer": {
            "is_self": viewer is not None and viewer.pk == person.pk,
            "following": person.viewer_follows,  # type: ignore[attr-defined]
            "followed_by": person.follows_viewer,  # type: ignore[attr-defined]
            "blocking": person.viewer_blocks,  # type: ignore[attr-defined]
            "muting": person.viewer_mutes,  # type: ignore[attr-defined]
        },
    }


def render_me(user: User) -> dict[str, Any]:
    """The JSON of one's own account."""
    return {
        **_common(user),
        "wanted_handle": user.wanted_handle,
        "is_staff": user.is_staff,
        "default_expires_in": user.default_expires_in,
    }


def _common(user: User) -> dict[str, Any]:
    return {
        **author_card(user),
        "bio": user.bio,
        "created_at": timestamp(user.created_at),
        "pinned_post_id": str(user.pinned_post_id) if user.pinned_post_id else None,
        "counts": {
            "posts": user.post_count,
            "followers": user.follower_count,
            "following": user.following_count,
        },
    }
