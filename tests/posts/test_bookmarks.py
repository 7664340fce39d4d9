"""Finding one's bookmarks again."""

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.posts.marks import mark
from apps.posts.models import Bookmark
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from tests.conftest import Client

pytestmark = pytest.mark.django_db


def keep(owner: User, author: User, text: str, warning: str = "") -> None:
    post = publish_post(author=author, new=NewPost(text, warning=warning))
    mark(Bookmark, user=owner, post_id=post.pk)


def found(api: Client, who: User, search: str) -> list[str]:
    page = api(who).get("/api/v1/me/bookmarks", {"q": search}).json()
    return [item["text"] for item in page["items"]]


@pytest.mark.parametrize(
    ("search", "holds"),
    [("tea", True), ("TEA", True), ("ea", True), ("tea  Cups", True), ("cups\ttea", True),
     ("großer ärger", True), ("spoons", True), ("bobby", True), ("bob", True), ("@bob", True),
     ("tea spoons bobby @bob", True), ("100%", True), ("a_b", True), ("c:\\d", True),
     ("a\u0308rger", True), ("te\0a", True),
     ("coffee", False), ("tea coffee", False), ("t%a", False), ("te_", False), ("cups\\", False),
     ("@bobby", False), ("' OR true --", False), ("%s", False)],
)  # fmt: skip
def test_every_word_is_in_what_is_found(
    api: Client, alice: User, bob: User, search: str, holds: bool
) -> None:
    User.objects.filter(pk=bob.pk).update(display_name="Bobby")
    text = "Tea, cups; GROẞER ÄRGER? 100% a_b c:\\d"
    keep(alice, bob, text, warning="about spoons")
    keep(alice, alice, "something else")
    assert found(api, alice, search) == ([text] if holds else [])


@pytest.mark.parametrize("search", ["", "  ", "\0"])
def test_no_word_finds_all(api: Client, alice: User, bob: User, search: str) -> None:
    keep(alice, bob, "first")
    keep(alice, alice, "last")
    assert found(api, alice, search) == ["last", "first"]


def test_what_is_found_is_the_readers_and_still_to_be_seen(
    api: Client, alice: User, bob: User
) -> None:
    keep(alice, bob, "tea of Bob")
    keep(bob, alice, "tea of Alice")
    assert found(api, alice, "tea") == ["tea of Bob"]
    User.objects.filter(pk=bob.pk).update(is_private=True)
    assert found(api, alice, "tea") == []
    assert found(api, bob, "tea") == ["tea of Alice"]
    assert api(None).get("/api/v1/me/bookmarks?q=tea").status_code == 401


def test_what_is_found_comes_page_by_page_in_the_order_of_marking(
    api: Client, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(9):
        keep(alice, alice, f"{'tea' if number % 2 else 'coffee'} {number}")
    texts, cursor = [], ""
    while cursor is not None:
        with django_assert_num_queries(1):
            page = api(alice).get(f"/api/v1/me/bookmarks?q=tea&limit=2&cursor={cursor}").json()
        texts += [item["text"] for item in page["items"]]
        cursor = page["next"]
    assert texts == ["tea 7", "tea 5", "tea 3", "tea 1"]


@pytest.mark.parametrize("search", ["x" * 201, " ".join("abcdefghijk")])
def test_too_much_is_refused(api: Client, alice: User, search: str) -> None:
    refused = api(alice).get("/api/v1/me/bookmarks", {"q": search})
    assert (refused.status_code, refused.json()["code"]) == (400, "search_too_long")
    assert api(alice).get("/api/v1/me/bookmarks", {"q": search[:19]}).status_code == 200
