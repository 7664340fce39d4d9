"""What says a muted word is left out, where and for as long as it is muted."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.posts.lists import tagged
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import MutedWord, User
from apps.profiles.muted_words import mute_word
from apps.profiles.services import follow
from apps.profiles.tasks import sweep
from tests.conftest import Client

pytestmark = pytest.mark.django_db


def public(api: Client, who: User) -> list[str]:
    return [item["text"] for item in api(who).get("/api/v1/feeds/public").json()["items"]]


def mutes(alice: User, bob: User, phrase: str, text: str, whole_word: bool = True) -> bool:
    """Whether Alice, who mutes `phrase`, is spared Bob's `text`."""
    mute_word(owner=alice, phrase=phrase, whole_word=whole_word)
    publish_post(author=bob, new=NewPost(f"{text} #all"))
    page = tagged(viewer=alice, tag="all", cursor=None, limit=5)
    return not page.items


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("spoiler", "A SPOILER, sorry"), ("spoiler", "(spoiler)"), ("two words", "these two  words"),
     ("two words", "two\nwords"), ("#match", "what a #match today"), ("ärger", "Großer ÄRGER"),
     ("c++", "I like c++ a lot"), ("a.b", "it is a.b here"), ("100%", "100% sure"),
     ("ネタバレ", "これはネタバレです"), ("🔥", "so 🔥🔥"), ("(?i)x|.*", "the (?i)x|.* pattern"),
     ("***:x", "say ***:x now"), ("\\m", "a \\m b")],
)  # fmt: skip
def test_what_says_it_is_left_out(alice: User, bob: User, phrase: str, text: str) -> None:
    assert mutes(alice, bob, phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("cat", "concatenate"), ("cat", "cats"), ("a.b", "axb"), (".*", "anything"), ("a|b", "a"),
     ("two words", "two other words"), ("[a-z]", "abc"), ("x?", "y"), ("^", "start")],
)  # fmt: skip
def test_what_does_not_is_not(alice: User, bob: User, phrase: str, text: str) -> None:
    assert not mutes(alice, bob, phrase, text)


def test_a_part_of_a_word_is_muted_where_that_is_wanted(alice: User, bob: User) -> None:
    assert mutes(alice, bob, "cat", "concatenate", whole_word=False)


def test_a_warning_counts_and_so_does_what_is_quoted(api: Client, alice: User, bob: User) -> None:
    warned = publish_post(author=bob, new=NewPost("look", warning="about Spiders"))
    publish_post(author=bob, new=NewPost("quoting", quote_of=warned.pk))
    mute_word(owner=alice, phrase="spiders")
    items = api(alice).get("/api/v1/feeds/public").json()["items"]
    assert [(item["text"], item["quote"]["state"]) for item in items] == [
        ("quoting", "unavailable")
    ]


def test_ones_own_cruds_and_other_readers_are_spared(api: Client, alice: User, bob: User) -> None:
    publish_post(author=alice, new=NewPost("my spoiler"))
    mute_word(owner=alice, phrase="spoiler")
    assert public(api, alice) == public(api, bob) == ["my spoiler"]


def test_it_is_left_out_where_it_was_chosen(api: Client, alice: User, bob: User) -> None:
    above = publish_post(author=alice, new=NewPost("what do you say"))
    publish_post(author=bob, new=NewPost("spoiler"))
    publish_post(author=bob, new=NewPost("a spoiler", reply_to=above.pk))
    follow(follower=alice, followee=bob)

    def seen() -> tuple[bool, bool, bool]:
        home = api(alice).get("/api/v1/feeds/home").content
        replies = api(alice).get(f"/api/v1/posts/{above.pk}/thread").content
        return b"spoiler" in home, "spoiler" in str(public(api, alice)), b"spoiler" in replies

    assert seen() == (True, True, True)
    for place, left_out in (("home", 0), ("public", 1), ("replies", 2)):
        MutedWord.objects.all().delete()
        mute_word(owner=alice, phrase="spoiler", places=[place])
        assert [index for index, shown in enumerate(seen()) if not shown] == [left_out]


def test_it_ends_by_itself(api: Client, alice: User, bob: User) -> None:
    publish_post(author=bob, new=NewPost("spoiler"))
    word = mute_word(owner=alice, phrase="spoiler", until=timezone.now() + timedelta(hours=1))
    assert public(api, alice) == []
    MutedWord.objects.filter(pk=word.pk).update(until=timezone.now())
    assert public(api, alice) == ["spoiler"]
    assert api(alice).get("/api/v1/me/muted-words").json() == {"items": [], "next": None}
    sweep(timestamp=0)
    assert not MutedWord.objects.exists()


def post(api: Client, who: User, **body: Any) -> Any:
    return api(who).post("/api/v1/me/muted-words", body, format="json")


def test_a_word_is_muted_changed_and_let_be(api: Client, alice: User, bob: User) -> None:
    made = post(api, alice, phrase=" Spoiler ")
    assert made.status_code == 201
    word = made.json()
    assert (word["phrase"], word["whole_word"], len(word["places"])) == ("spoiler", True, 4)
    assert api(alice).get("/api/v1/me/muted-words").json()["items"] == [word]

    address = f"/api/v1/me/muted-words/{word['id']}"
    changed = api(alice).patch(address, {"places": ["home"], "whole_word": False}, format="json")
    assert changed.json() == {**word, "places": ["home"], "whole_word": False}
    for stranger in (api(bob).patch(address, {}, format="json"), api(bob).delete(address)):
        assert stranger.status_code == 404
    assert api(alice).delete(address).status_code == 204
    assert api(alice).delete(address).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [({"phrase": " "}, "phrase"), ({"phrase": "x" * 101}, "phrase"), ({}, "phrase"),
     ({"phrase": "x", "places": []}, "places"), ({"phrase": "x", "places": ["moon"]}, "places.0"),
     ({"phrase": "x", "until": "2020-01-01T00:00:00Z"}, "until"),
     ({"phrase": "x", "whole_word": "no"}, "whole_word")],
)  # fmt: skip
def test_a_bad_one_is_refused(api: Client, alice: User, body: dict[str, Any], field: str) -> None:
    refused = post(api, alice, **body)
    assert refused.status_code == 400
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert not MutedWord.objects.exists()


def test_twice_is_told_and_two_hundred_are_the_most(
    api: Client, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(api, alice, phrase="Spoiler")
    assert post(api, alice, phrase="SPOILER").json()["code"] == "word_muted"
    monkeypatch.setattr("apps.profiles.muted_words.MOST_WORDS", 1)
    assert post(api, alice, phrase="other").json()["code"] == "too_many_words"


@pytest.mark.parametrize("words", [0, 40])
def test_muted_words_cost_a_feed_no_query(
    api: Client,
    alice: User,
    bob: User,
    words: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(words):
        mute_word(owner=alice, phrase=f"word{number}")
    publish_post(author=bob, new=NewPost("hello"))
    with django_assert_num_queries(1):
        assert public(api, alice) == ["hello"]
