"""The shapes of the API that concern people."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from apps.core.audience import ReplyPolicy, Visibility
from apps.core.fields import IdField, StrictBooleanField, StrictIntegerField, StrictStringField
from apps.core.rendering import timestamp
from apps.core.shapes import MediaSerializer
from apps.media.selectors import worn_pictures
from apps.profiles.lists import waiting_count
from apps.profiles.models import MutedWord, PeopleList, Place, User
from apps.profiles.selectors import author_card, may_see_posts


class ProfileCountsSerializer(serializers.Serializer[Any]):
    posts = serializers.IntegerField()
    followers = serializers.IntegerField()
    following = serializers.IntegerField()


class LinkSerializer(serializers.Serializer[Any]):
    label = StrictStringField(help_text="up to 30 characters; the host where it is empty")  # type: ignore[assignment]
    url = StrictStringField(help_text="http or https, up to 200 characters")


class PersonViewerSerializer(serializers.Serializer[Any]):
    is_self = serializers.BooleanField()
    following = serializers.BooleanField()
    followed_by = serializers.BooleanField()
    requested = serializers.BooleanField(help_text="the reader asks to follow them")
    blocking = serializers.BooleanField()
    muting = serializers.BooleanField()


class ProfileViewerSerializer(PersonViewerSerializer):
    requests_me = serializers.BooleanField(help_text="they ask to follow the reader")
    muted_until = serializers.DateTimeField(allow_null=True)
    hides_reposts = serializers.BooleanField()
    may_see_posts = serializers.BooleanField()


class PersonSerializer(serializers.Serializer[Any]):
    """A person in a list."""

    handle = serializers.CharField()
    display_name = serializers.CharField()
    avatar_url = serializers.CharField(allow_null=True)
    bio = serializers.CharField()
    is_private = serializers.BooleanField()
    viewer = PersonViewerSerializer()


class MutedPersonSerializer(PersonSerializer):
    muted_until = serializers.DateTimeField(allow_null=True)


class _ShownSerializer(serializers.Serializer[Any]):
    handle = serializers.CharField()
    display_name = serializers.CharField()
    avatar_url = serializers.CharField(allow_null=True)
    avatar = MediaSerializer(allow_null=True)
    banner = MediaSerializer(allow_null=True)
    bio = serializers.CharField()
    links = LinkSerializer(many=True)
    is_private = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    pinned_post_id = serializers.CharField(allow_null=True)


class ProfileSerializer(_ShownSerializer):
    counts = ProfileCountsSerializer(
        allow_null=True, help_text="null where a private person's are not for the reader"
    )
    viewer = ProfileViewerSerializer()


class MeSerializer(_ShownSerializer):
    handle = serializers.CharField(allow_null=True)
    wanted_handle = serializers.CharField()
    is_staff = serializers.BooleanField()
    default_expires_in = serializers.IntegerField(allow_null=True)
    default_visibility = serializers.ChoiceField(choices=Visibility.choices)
    default_reply_policy = serializers.ChoiceField(choices=ReplyPolicy.choices)
    indexable = serializers.BooleanField()
    expand_warnings = serializers.BooleanField()
    read_receipts = serializers.BooleanField(
        help_text="how far one has read in conversations is shown, and others' to oneself"
    )
    follow_requests = serializers.IntegerField(help_text="how many wait for an answer")
    leaves_at = serializers.DateTimeField(
        allow_null=True, help_text="when the account is removed, after it was asked for"
    )
    counts = ProfileCountsSerializer()


class MePatchSerializer(serializers.Serializer[Any]):
    handle = StrictStringField(required=False)
    display_name = StrictStringField(required=False)
    bio = StrictStringField(required=False)
    links = serializers.ListField(child=LinkSerializer(), max_length=20, required=False)
    avatar_id = IdField(required=False, allow_null=True)
    banner_id = IdField(required=False, allow_null=True)
    is_private = StrictBooleanField(required=False)
    indexable = StrictBooleanField(required=False)
    expand_warnings = StrictBooleanField(required=False)
    read_receipts = StrictBooleanField(required=False)
    default_expires_in = StrictIntegerField(required=False, allow_null=True)
    default_visibility = serializers.ChoiceField(choices=Visibility.choices, required=False)
    default_reply_policy = serializers.ChoiceField(choices=ReplyPolicy.choices, required=False)


class LeaveSerializer(serializers.Serializer[Any]):
    handle = StrictStringField(help_text="one's own, once more; empty for who has none yet")


class MuteSerializer(serializers.Serializer[Any]):
    until = serializers.DateTimeField(required=False, allow_null=True)


class MutedWordSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    phrase = serializers.CharField()
    whole_word = serializers.BooleanField()
    places = serializers.ListField(child=serializers.ChoiceField(choices=Place.choices))
    until = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class NewMutedWordSerializer(serializers.Serializer[Any]):
    phrase = StrictStringField(help_text="up to 100 characters")
    whole_word = StrictBooleanField(required=False)
    places = serializers.ListField(
        child=serializers.ChoiceField(choices=Place.choices),
        max_length=len(Place.values),
        required=False,
        help_text="everywhere where nothing is said",
    )
    until = serializers.DateTimeField(required=False, allow_null=True)


class MutedWordPatchSerializer(NewMutedWordSerializer):
    phrase = StrictStringField(required=False, help_text="up to 100 characters")


class PeopleListSerializer(serializers.Serializer[Any]):
    """One of one's own lists of people."""

    id = serializers.CharField()
    name = serializers.CharField()
    people = serializers.IntegerField(help_text="how many are in it")


class ListForPersonSerializer(PeopleListSerializer):
    contains = serializers.BooleanField(help_text="the person asked for is in it")


class ListNameSerializer(serializers.Serializer[Any]):
    name = StrictStringField(help_text="up to 50 characters")


class HandleSerializer(serializers.Serializer[Any]):
    handle = serializers.CharField()
    available = serializers.BooleanField()
    reason = serializers.CharField(allow_null=True, help_text="a code, when it is not available")
    detail = serializers.CharField(allow_null=True, help_text="the reason in words")
    suggestions = serializers.ListField(child=serializers.CharField())


def render_profile(person: User, *, viewer: User | None) -> dict[str, Any]:
    """The JSON of a profile; `person` comes from `selectors.person_by_handle`. One query."""
    may_see = may_see_posts(person, viewer=viewer)
    return {
        **_shown(person),
        "pinned_post_id": _pinned(person) if may_see else None,
        "counts": _counts(person) if may_see else None,
        "viewer": {
            **_relation(person, viewer),
            "requests_me": getattr(person, "requests_me", False),
            "muted_until": _time(getattr(person, "muted_until", None)),
            "hides_reposts": getattr(person, "hides_reposts", False),
            "may_see_posts": may_see,
        },
    }


def render_person(person: User, *, viewer: User | None) -> dict[str, Any]:
    """The JSON of a person in a list; they come with `selectors.with_viewer_relation`."""
    return {
        **author_card(person),
        "bio": person.bio,
        "is_private": person.is_private,
        "viewer": _relation(person, viewer),
    }


def render_muted_person(person: User, *, viewer: User) -> dict[str, Any]:
    until = _time(person.muted_until)  # type: ignore[attr-defined]
    return {**render_person(person, viewer=viewer), "muted_until": until}


def render_me(user: User) -> dict[str, Any]:
    """The JSON of one's own account. Two queries."""
    return {
        **_shown(user),
        "wanted_handle": user.wanted_handle,
        "pinned_post_id": _pinned(user),
        "counts": _counts(user),
        "is_staff": user.is_staff,
        "default_expires_in": user.default_expires_in,
        "default_visibility": user.default_visibility,
        "default_reply_policy": user.default_reply_policy,
        "indexable": user.indexable,
        "expand_warnings": user.expand_warnings,
        "read_receipts": user.read_receipts,
        "follow_requests": waiting_count(user),
        "leaves_at": _time(user.leaves_at),
    }


def render_word(word: MutedWord) -> dict[str, Any]:
    return {
        "id": str(word.pk),
        "phrase": word.phrase,
        "whole_word": word.whole_word,
        "places": word.places,
        "until": _time(word.until),
        "created_at": timestamp(word.created_at),
    }


def render_list(people_list: PeopleList) -> dict[str, Any]:
    """The JSON of a list from `people_lists.own_list`, or one of `own_lists`."""
    return {
        "id": str(people_list.pk),
        "name": people_list.name,
        "people": people_list.people,  # type: ignore[attr-defined]
    }


def render_list_for_person(people_list: PeopleList) -> dict[str, Any]:
    """The same of one of `people_lists.lists_for`."""
    contains = people_list.contains  # type: ignore[attr-defined]
    return {**render_list(people_list), "contains": contains}


def _shown(user: User) -> dict[str, Any]:
    return {
        **author_card(user),
        **worn_pictures(user.pk),
        "bio": user.bio,
        "links": user.links,
        "is_private": user.is_private,
        "created_at": timestamp(user.created_at),
    }


def _relation(person: User, viewer: User | None) -> dict[str, bool]:
    """What the reader is to a person who comes with `selectors.with_viewer_relation`."""
    return {
        "is_self": viewer is not None and viewer.pk == person.pk,
        "following": person.viewer_follows,  # type: ignore[attr-defined]
        "followed_by": person.follows_viewer,  # type: ignore[attr-defined]
        "requested": person.viewer_requested,  # type: ignore[attr-defined]
        "blocking": person.viewer_blocks,  # type: ignore[attr-defined]
        "muting": person.viewer_mutes,  # type: ignore[attr-defined]
    }


def _counts(user: User) -> dict[str, int]:
    return {
        "posts": user.post_count,
        "followers": user.follower_count,
        "following": user.following_count,
    }


def _pinned(user: User) -> str | None:
    return str(user.pinned_post_id) if user.pinned_post_id else None


def _time(moment: datetime | None) -> str | None:
    return timestamp(moment) if moment else None
