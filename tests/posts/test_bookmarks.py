"""Finding one's bookmarks again."""

import pytest

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
