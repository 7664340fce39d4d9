"""Taking one's data out: what is in the file, and what becomes of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
import urllib3
from django.utils import timezone

from apps.account import contents, conversations, exporting, storage
from apps.account.models import GIVEN_UP_AFTER, Export
from apps.account.tasks import export as export_task
from apps.account.tasks import sweep
from apps.messaging import services as messaging
from apps.posts import marks, own_data
from apps.posts.drafts import save_draft
from apps.posts.editing import Changes, edit_post
from apps.posts.follows import follow_tag, mute_thread
from apps.posts.models import Bookmark, Like, Repost
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from apps.profiles.muted_words import mute_word
from apps.profiles.services import block, follow, mute
from tests.account.conftest import EXPORT, Download
from tests.conftest import Client
from tests.factories import UserFactory, expired_post
from tests.media.conftest import Upload, png, stored
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
    assert data.json("tags") == [{"name": "kites"}]
    assert data.json("muted_threads") == [{"thread": str(post.pk)}]
    assert data.json("drafts")[0]["posts"] == [{"text": "Not yet"}]
    assert data.json("profile")["bio"] == "Flies kites"
    assert data.json("settings")["is_private"] is True
    assert data.text("following_accounts.csv") == (
        "Account address,Show boosts,Notify on new posts,Languages\nbob@testserver,false,false,\n"
    )
    assert data.holds("Bobwords") == set()


def test_conversations_with_what_others_said(
    alice: User, bob: User, shore: Shore, take_out: TakeOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "MESSAGES_A_PAGE", 2)
    talk, _ = messaging.start_conversation(creator=alice, handles=["bob"])
    for number, sender in enumerate((alice, bob, alice)):
        messaging.send_message(
            sender=sender, conversation_id=talk.id, text=f"<{number}>", client_id=str(number)
        )
    others, _ = messaging.start_conversation(
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
    talk, _ = messaging.start_conversation(creator=alice, handles=["bob"], text="Hello")
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


def test_nobody_else_gets_it(api: Client, alice: User, bob: User, take_out: TakeOut) -> None:
    take_out(alice)
    assert api(bob).get(EXPORT).json()["state"] == "none"
    assert api(None).get(EXPORT).status_code == 401
    [path] = stored()
    assert re.fullmatch(r"exports/[\w-]{32}\.zip", path)
    url = api(alice).get(EXPORT).json()["url"]
    assert urllib3.request("GET", url.partition("?")[0]).status == 403


def test_it_downloads_under_a_name(api: Client, alice: User, take_out: TakeOut) -> None:
    take_out(alice)
    answer = urllib3.request("GET", api(alice).get(EXPORT).json()["url"])
    name = f"cruddur-alice-{timezone.now():%Y-%m-%d}.zip"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_one_at_a_time(api: Client, alice: User, run_tasks: RunTasks) -> None:
    first = api(alice).post(EXPORT).json()
    assert (first["state"], first["url"]) == ("waiting", None)
    assert api(alice).post(EXPORT).json() == first
    assert run_tasks() == 1
    recent = api(alice).post(EXPORT)
    assert (recent.status_code, recent.json()["code"]) == (409, "export_recent")


def test_a_newer_one_takes_its_place(
    api: Client, alice: User, take_out: TakeOut, run_tasks: RunTasks
) -> None:
    take_out(alice)
    before = stored()
    Export.objects.update(created_at=timezone.now() - timedelta(hours=1))
    take_out(alice)
    assert len(stored()) == 1
    assert stored() != before


def test_who_is_leaving_can_take_it_out(
    api: Client, alice: User, bob: User, shore: Shore, take_out: TakeOut
) -> None:
    publish_post(author=alice, new=NewPost("Mine"))
    talk, _ = messaging.start_conversation(creator=alice, handles=["bob"], text="Hello")
    shore.drain(talk.id)
    api(alice).delete("/api/v1/me", {"handle": "alice"}, "json")
    alice.refresh_from_db()
    data = take_out(alice)
    assert [crud["text"] for crud in data.json("cruds")] == ["Mine"]
    [said] = data.json(f"conversations/{talk.id}")["items"]
    assert said["sender"]["handle"] == "alice"


def test_who_has_no_handle_yet_can_take_it_out(alice: User, take_out: TakeOut) -> None:
    alice.handle = None
    alice.save()
    assert take_out(alice).json("profile")["handle"] is None


def test_it_is_removed_after_a_week(api: Client, alice: User, bob: User, take_out: TakeOut) -> None:
    take_out(alice)
    take_out(bob)
    sweep(timestamp=0)
    assert len(stored()) == 2
    Export.objects.filter(owner=alice).update(expires_at=timezone.now())
    assert api(alice).get(EXPORT).json() == {
        "state": "none", "done": 0, "total": 0, "size": None, "created_at": None,
        "expires_at": None, "url": None,
    }  # fmt: skip
    sweep(timestamp=0)
    sweep(timestamp=0)
    assert len(stored()) == 1
    assert api(bob).get(EXPORT).json()["state"] == "ready"


@pytest.fixture
def waiting(api: Client, alice: User) -> Export:
    api(alice).post(EXPORT)
    return Export.objects.get()


def fail(*arguments: Any) -> None:
    raise TimeoutError


def test_a_run_that_fails_is_begun_again(waiting: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(storage, "upload", fail)
        with pytest.raises(TimeoutError):
            export_task(export_id=waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "running"
    export_task(export_id=waiting.pk)
    export_task(export_id=waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.done) == ("ready", waiting.total)
    assert stored() == {f"exports/{waiting.key}.zip"}


def test_the_last_try_says_that_it_failed(
    api: Client, alice: User, waiting: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    Export.objects.update(tries=exporting.MOST_TRIES - 1)
    monkeypatch.setattr(contents, "write", fail)
    export_task(export_id=waiting.pk)
    assert api(alice).get(EXPORT).json()["state"] == "failed"
    assert api(alice).post(EXPORT).json()["state"] == "waiting"


def test_one_that_kills_its_worker_ends_too(waiting: Export) -> None:
    Export.objects.update(state="running", tries=exporting.MOST_TRIES)
    export_task(export_id=waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "failed"
    assert stored() == set()


def test_what_nobody_finished_in_a_day_is_given_up(waiting: Export) -> None:
    sweep(timestamp=0)
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    Export.objects.update(created_at=timezone.now() - GIVEN_UP_AFTER)
    sweep(timestamp=0)
    waiting.refresh_from_db()
    assert waiting.state == "failed"


def test_removed_while_it_is_made_it_leaves_nothing(
    waiting: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload_whole = storage.upload

    def removed_meanwhile(*arguments: Any) -> None:
        Export.objects.all().delete()
        upload_whole(*arguments)

    monkeypatch.setattr(storage, "upload", removed_meanwhile)
    export_task(export_id=waiting.pk)
    assert stored() == set()


def test_progress_is_told(alice: User, waiting: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.account.progress.TOLD_EVERY", 0)
    monkeypatch.setattr(own_data, "PAGE", 1)
    told: list[tuple[int, int]] = []

    def tell(owner_id: Any) -> None:
        assert owner_id == alice.pk
        waiting.refresh_from_db()
        told.append((waiting.done, waiting.total))

    monkeypatch.setattr("apps.account.progress.tell_devices", tell)
    for _ in range(3):
        publish_post(author=alice, new=NewPost("x"))
    export_task(export_id=waiting.pk)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
