"""Taking one's data out: what is in the file."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from apps.account import conversations
from apps.messaging import services as messaging
from apps.messaging.starting import start_conversation
from apps.posts import marks, own_data
from apps.posts.drafts import save_draft
from apps.posts.editing import Changes, edit_post
from apps.posts.follows import follow_tag, mute_thread
from apps.posts.models import Bookmark, Like, Repost
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from apps.profiles.muted_words import mute_word
from apps.profiles.people_lists import add_person, create_list
from apps.profiles.services import block, follow, mute
from tests.account.conftest import Download
from tests.conftest import Client
from tests.factories import UserFactory, expired_post
from tests.media.conftest import Upload, png
from tests.messaging.conftest import Shore

pytestmark = pytest.mark.django_db
TakeOut = Callable[[User], Download]
RunTasks = Callable[[], int]


def test_cruds_with_their_history_and_pictures(
    api: Client, alice: User, upload: Upload, take_out: TakeOut
) -> None:
    picture = upload(alice, png(960, 480), alt="A kite")
    new = NewPost("At first", media_ids=[int(picture["id"])], warning="Wind")
    post = publish_post(author=alice, new=new)
    edit_post(user=alice, post_id=post.pk, changes=Changes(text="And then <b>"))
    expired_post(author=alice, text="over")
    data = take_out(alice)
    [crud] = data.json("cruds")
    assert (crud["text"], crud["warning"], crud["id"]) == ("And then <b>", "Wind", str(post.pk))
    assert crud["link"] == f"http://testserver/@alice/{post.pk}"
    assert [version["text"] for version in crud["history"]] == ["At first"]
    assert crud["media"] == [{"file": f"media/{picture['id']}.webp", "alt": "A kite"}]
    largest = max(picture["sources"], key=lambda source: source["width"])
    assert largest["width"] == 960
    assert data.zip.getinfo(crud["media"][0]["file"]).file_size > 0
    page = data.text("cruds.html")
    assert "And then &lt;b&gt;" in page
    assert crud["media"][0]["file"] in page


def test_lists_and_settings(
    api: Client, alice: User, bob: User, charlie: User, take_out: TakeOut
) -> None:
    post = publish_post(author=bob, new=NewPost("Bobwords"))
    for kind in (Like, Repost, Bookmark):
        marks.mark(kind, user=alice, post_id=post.pk)
    follow(follower=alice, followee=bob, hides_reposts=True)
    follow(follower=bob, followee=alice)
    block(blocker=alice, blocked=charlie)
    mute(muter=alice, muted=bob)
    mute_word(owner=alice, phrase="spoilers")
    friends = create_list(owner=alice, name="Friends")
    add_person(owner=alice, list_id=friends, person=bob)
    add_person(owner=bob, list_id=create_list(owner=bob, name="Bobwords"), person=alice)
    follow_tag(person=alice, name="kites")
    mute_thread(person=alice, post_id=post.pk)
    save_draft(owner=alice, posts=[{"text": "Not yet"}])
    api(alice).patch("/api/v1/me", {"is_private": True, "bio": "Flies kites"}, "json")
    alice.refresh_from_db()
    data = take_out(alice)
    for name in ("likes", "reposts", "bookmarks"):
        [mark] = data.json(name)
        assert (mark["post"], mark["author"]) == (str(post.pk), "bob")
        assert mark["link"] == f"http://testserver/@bob/{post.pk}"
    assert [one["handle"] for one in data.json("follows")] == ["bob"]
    assert [one["handle"] for one in data.json("followers")] == ["bob"]
    assert [one["handle"] for one in data.json("blocks")] == ["charlie"]
    assert [one["handle"] for one in data.json("mutes")] == ["bob"]
    assert [one["phrase"] for one in data.json("muted_words")] == ["spoilers"]
    [friends_list] = data.json("lists")
    assert friends_list["name"] == "Friends"
    assert [one["handle"] for one in friends_list["people"]] == ["bob"]
    assert data.json("tags") == [{"name": "kites"}]
    assert data.json("muted_threads") == [{"thread": str(post.pk)}]
    assert data.json("drafts")[0]["posts"] == [{"text": "Not yet"}]
    assert data.json("profile")["bio"] == "Flies kites"
    assert data.json("settings")["is_private"] is True
    assert data.text("following_accounts.csv") == (
        "Account address,Show boosts,Notify on new posts,Languages\nbob@testserver,false,false,\n"
    )
    assert data.holds("Bobwords") == set()


def test_a_conversation_is_exported_as_far_as_it_is_ones_own(
    api: Client, alice: User, bob: User, take_out: TakeOut, shore: Shore
) -> None:
    """Nothing from before one came, and nothing of what one has declined."""
    UserFactory.create(handle="third")
    group, _ = start_conversation(creator=bob, handles=["third"], group=True, title="Sunday")
    declined, _ = start_conversation(creator=bob, handles=["alice"], text="Declinedwords")
    messaging.send_message(sender=bob, conversation_id=group.id, text="Before her", client_id="1")
    api(bob).put(f"/api/v1/conversations/{group.id}/members/alice", {}, "json")
    message, _ = messaging.send_message(
        sender=bob, conversation_id=group.id, text="Hello", client_id="2"
    )
    one = f"/api/v1/conversations/{group.id}/messages/{message.id}"
    assert api(alice).put(f"{one}/reaction", {"emoji": "👍"}, "json").status_code == 200
    assert api(bob).patch(one, {"text": "Hello again"}, "json").status_code == 200
    assert api(alice).post(f"/api/v1/conversations/{declined.id}/decline").status_code == 204
    shore.drain(group.id, declined.id)
    data = take_out(alice)
    whole = data.json(f"conversations/{group.id}")
    assert whole["title"] == "Sunday"
    assert {one["handle"]: one["role"] for one in whole["members"]}["bob"] == "owner"
    came, said = whole["items"]
    assert came["news"]["what"] == "added"
    assert (said["text"], said["reactions"]) == ("Hello again", {"👍": 1})
    assert said["edited_at"] is not None
    [page] = [name for name in data.names if name.startswith("messages/")]
    assert "added Alice" in data.text(page)
    assert "edited" in data.text(page)
    assert not data.holds("Before her")
    assert not data.holds("Declinedwords")


def test_conversations_with_what_others_said(
    alice: User, bob: User, shore: Shore, take_out: TakeOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "MESSAGES_A_PAGE", 2)
    talk, _ = start_conversation(creator=alice, handles=["bob"])
    for number, sender in enumerate((alice, bob, alice)):
        messaging.send_message(
            sender=sender, conversation_id=talk.id, text=f"<{number}>", client_id=str(number)
        )
    others, _ = start_conversation(
        creator=bob, handles=[str(UserFactory.create().handle)], text="Not hers"
    )
    shore.drain(talk.id, others.id)
    data = take_out(alice)
    whole = data.json(f"conversations/{talk.id}")
    assert [one["text"] for one in whole["items"]] == ["<0>", "<1>", "<2>"]
    assert [one["sender"]["handle"] for one in whole["items"]] == ["alice", "bob", "alice"]
    assert "&lt;1&gt;" in data.text("messages/1-bob.html")
    assert "messages/1-bob-2.html" in data.text("messages/1-bob.html")
    assert "&lt;2&gt;" in data.text("messages/1-bob-2.html")
    assert data.holds("Not hers") == set()


def test_what_one_may_not_see_any_more_is_not_named(
    alice: User, bob: User, take_out: TakeOut
) -> None:
    post = publish_post(author=bob, new=NewPost("Bobwords"))
    marks.mark(Like, user=alice, post_id=post.pk)
    follow(follower=alice, followee=bob)
    mute(muter=alice, muted=bob)
    block(blocker=bob, blocked=alice)
    data = take_out(alice)
    [like] = data.json("likes")
    assert (like["author"], like["link"]) == (None, None)
    assert data.holds("bob") == set()


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def test_the_pages_need_nothing_but_each_other(
    alice: User, bob: User, upload: Upload, shore: Shore, take_out: TakeOut,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(own_data, "PAGE", 2)
    picture = upload(alice, png())
    publish_post(author=alice, new=NewPost("x", media_ids=[int(picture["id"])]))
    for _ in range(4):
        publish_post(author=alice, new=NewPost("x"))
    talk, _ = start_conversation(creator=alice, handles=["bob"], text="Hello")
    shore.drain(talk.id)
    data = take_out(alice)
    assert {"index.html", "cruds.html", "cruds-2.html", "cruds-3.html"} <= data.names
    pages = [name for name in data.names if name.endswith(".html")]
    for name in pages:
        links = _Links()
        links.feed(data.text(name))
        assert "script" not in links.tags
        assert not re.search(r"url\(|@import", data.text(name))
        inside = [link for link in links.found if not link.startswith("http")]
        assert inside, name
        for link in inside:
            assert any(one.startswith(_joined(name, link)) for one in data.names), (name, link)


def _joined(page: str, link: str) -> str:
    return link.removeprefix("../") if "/" in page else link


def test_an_empty_account_has_all_pages(alice: User, take_out: TakeOut) -> None:
    data = take_out(alice)
    assert {"index.html", "cruds.html", "data/cruds.json", "data/profile.json"} <= data.names
    assert data.json("cruds") == data.json("likes") == []
