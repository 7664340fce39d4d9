import pytest

from apps.posts.entities import mentioned_handles, tags
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from tests.conftest import Client


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("hi @Alice and @bob_2, and @alice", ["alice", "bob_2"]),
        ("(@alice)", ["alice"]),
        ("mail a@alice.com, https://x.y/@alice, @@alice, @al", []),
    ],
)
def test_mentions_are_found(text: str, handles: list[str]) -> None:
    assert mentioned_handles(text) == handles


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#One #two, #one #straße #日本語", ["one", "two", "straße", "日本語"]),
        ("x#no https://a.b/#no &#39; ## #123 #1a", ["1a"]),
    ],
)
def test_hashtags_are_found(text: str, found: list[str]) -> None:
    assert tags(text) == found


@pytest.mark.django_db
def test_a_tag_has_its_feed(api: Client, alice: User) -> None:
    publish_post(author=alice, new=NewPost("about #Bread"))
    publish_post(author=alice, new=NewPost("about bread"))
    for tag in ("bread", "BREAD"):
        items = api(None).get(f"/api/v1/feeds/tags/{tag}").json()["items"]
        assert [item["text"] for item in items] == ["about #Bread"]
    for odd in ("nothing", "%F0%9F%98%80"):
        assert api(None).get(f"/api/v1/feeds/tags/{odd}").json()["items"] == []
    for odd in ("a%00b", "x" * 101, "a%0Ab"):
        assert api(None).get(f"/api/v1/feeds/tags/{odd}").status_code == 404
