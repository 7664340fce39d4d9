"""Who sees what: author's setting x viewer x surface, every route that can carry a crud.

A route that answers GET and is neither in SURFACES nor in NO_CRUDS fails the test: whoever adds
one says here which of the two it is. Later settings and viewers are a line each.
"""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from rest_framework.test import APIClient

from apps.posts import marks
from apps.posts.drafts import save_draft
from apps.posts.editing import Changes, edit_post, set_hidden
from apps.posts.models import Bookmark, Like, Post, Repost
from apps.posts.services import NewPost, delete_post, publish_post
from apps.posts.tasks import remove_expired_posts
from apps.profiles.editing import Changes as AccountChanges
from apps.profiles.editing import edit_account
from apps.profiles.models import Listed, PeopleList, User
from apps.profiles.muted_words import mute_word
from apps.profiles.services import block, follow, mute, unfollow
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SECRET = "the-secret-words"
SETTINGS = (
    "public", "followers", "private", "expired", "deleted", "hidden", "leaving", "scheduled",
    "draft",
)  # fmt: skip
VIEWERS = (
    "nobody", "stranger", "requested", "follower", "mentioned", "blocked", "blocking", "muting",
    "wordmuting", "host", "author", "suspended",
)  # fmt: skip

# {s} is the secret crud, {r} a secret reply under {h}, {q} quotes {s}, {b} answers {s}, {l} is a
# list of everybody that the viewer has put together.
DIRECT = ("posts/{s}", "posts/{s}/thread", "posts/{s}/history", "posts/{s}/likes",
          "posts/{s}/reposts", "posts/{s}/quotes", "posts/{r}", "posts/{r}/thread")  # fmt: skip
FEEDS = ("feeds/home", "feeds/public", "feeds/lists/{l}", "feeds/tags/secrettag",
         "posts/{h}/quotes")  # fmt: skip
OTHERS = ("posts/{h}", "posts/{q}", "posts/{q}/thread", "posts/{b}",
          "profiles/author/posts", "profiles/author/posts?tab=replies",
          "profiles/author/posts?tab=media", "profiles/quoter/posts",
          "profiles/replier/posts?tab=replies", "me/bookmarks", "me/likes",
          "me/bookmarks?q=secret+author")  # fmt: skip
THREADS = ("posts/{h}/thread", "posts/{b}/thread")
OWN = ("me/drafts", "me/scheduled")
# Where nothing is brought before those who mute its author, or its words.
MUTED = (*FEEDS, "posts/{q}", "posts/{h}/thread")
SURFACES = (*DIRECT, *FEEDS, *OTHERS, *THREADS, *OWN)
# What anybody on the web may read, whoever asks: a full path is not one of the API.
WEB_DIRECT = ("/@author/{s}", "/@author/{s}/quotes", "/@author/{s}/likes", "/@author/{s}/reposts",
              "/@author/{r}", "/embed/{s}", "oembed?url=http://testserver/@author/{s}")  # fmt: skip
WEB = (*WEB_DIRECT, "/@author", "/@author/replies", "/@author/media", "/@author/followers",
       "/@author/following", "/@host/{h}", "/@quoter/{q}", "/@replier/{b}", "/embed/{q}",
       "/tags/secrettag", "users/author.rss", "users/quoter.rss", "tags/secrettag.rss",
       "/sitemap-cruds-{h}.xml", "/sitemap-people-author.xml")  # fmt: skip
# Routes that answer GET and carry no crud: say so only where that is certain.
NO_CRUDS = {
    "config", "handles/{}", "me", "people", "profiles/{}", "media/{}",
    "profiles/{}/followers", "profiles/{}/following", "me/follow-requests", "me/blocks",
    "me/mutes", "me/muted-words", "me/tags", "tags/{}", "me/lists", "me/lists/{}",
    "me/lists/{}/people", "profiles/{}/lists",
    "conversations", "conversations/summary", "conversations/{}", "conversations/{}/messages",
    "me/export", "me/import",
    "posts/counts", "/^(?:@|tags/)", "/^embed/", "/robots.txt", "/sitemap.xml",
}  # fmt: skip


@dataclass
class Scene:
    """The people and cruds of one setting."""

    people: dict[str, User]
    ids: dict[str, int] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=dict)

    def path(self, surface: str, viewer: str) -> str:
        # Nobody has no list, and asks for somebody's.
        return surface.format(**self.ids, l=self.lists.get(viewer, self.lists["author"]))


def build(setting: str) -> Scene:
    names = {*VIEWERS, "quoter", "replier"} - {"nobody"}
    people = {name: UserFactory.create(handle=name) for name in sorted(names)}
    author, host = people["author"], people["host"]
    for name in ("follower", "muting", "wordmuting", "suspended"):
        follow(follower=people[name], followee=author)
    scene = Scene(people)
    scene.ids["h"] = publish_post(author=host, new=NewPost("what do you say")).pk
    if setting in ("scheduled", "draft"):
        _keep_unpublished(author, setting)
        scene.ids |= dict.fromkeys("srqb", 1)
    else:
        _publish(scene)
        _apply(scene, setting)
    block(blocker=author, blocked=people["blocked"])
    block(blocker=people["blocking"], blocked=author)
    mute(muter=people["muting"], muted=author)
    mute_word(owner=people["wordmuting"], phrase="Secret-Words")
    follow(follower=people["requested"], followee=author)
    if setting != "private":
        unfollow(follower=people["requested"], followee=author)
    User.objects.filter(handle="suspended").update(is_active=False)
    _put_together(scene)
    return scene


def _put_together(scene: Scene) -> None:
    """Everybody has everybody in a list: also whom a block would take out."""
    for name, owner in scene.people.items():
        people_list = PeopleList.objects.create(owner=owner, name="All")
        scene.lists[name] = people_list.pk
        Listed.objects.bulk_create(
            Listed(people_list=people_list, person=person) for person in scene.people.values()
        )


def _keep_unpublished(author: User, setting: str) -> None:
    publish_at = timezone.now() + timedelta(hours=1) if setting == "scheduled" else None
    save_draft(owner=author, posts=[{"text": SECRET}], publish_at=publish_at)


def _publish(scene: Scene) -> None:
    """While all is public everybody likes, keeps, quotes and answers it."""
    author, ids = scene.people["author"], scene.ids
    words = f"{SECRET} #secrettag @mentioned"
    secret = publish_post(author=author, new=NewPost(f"{SECRET} at first"))
    edit_post(user=author, post_id=secret.pk, changes=Changes(text=words))
    reply = publish_post(author=author, new=NewPost(words, reply_to=ids["h"], quote_of=ids["h"]))
    ids |= {"s": secret.pk, "r": reply.pk}
    for person in scene.people.values():
        for kind in (Like, Bookmark, Repost):
            for post in (secret, reply):
                marks.mark(kind, user=person, post_id=post.pk)
    marks.pin(user=author, post_id=secret.pk)
    new = NewPost("look at this", quote_of=secret.pk)
    ids["q"] = publish_post(author=scene.people["quoter"], new=new).pk
    new = NewPost("I answer", reply_to=secret.pk)
    ids["b"] = publish_post(author=scene.people["replier"], new=new).pk


def _apply(scene: Scene, setting: str) -> None:
    author, mine = scene.people["author"], [scene.ids["s"], scene.ids["r"]]
    now = timezone.now()
    for post_id in mine:
        if setting == "followers":
            edit_post(user=author, post_id=post_id, changes=Changes(visibility="followers"))
        elif setting == "deleted":
            delete_post(user=author, post_id=post_id)
        elif setting == "expired":
            hour = timedelta(hours=1)
            Post.objects.filter(pk=post_id).update(created_at=now - hour, expires_at=now)
    if setting == "private":
        edit_account(user=author, changes=AccountChanges(is_private=True))
        author.refresh_from_db()
    if setting == "leaving":
        User.objects.filter(pk=author.pk).update(leaves_at=now + timedelta(days=7))
    if setting == "hidden":
        set_hidden(user=scene.people["host"], post_id=scene.ids["r"], hidden=True)


def may_see(setting: str, viewer: str, surface: str) -> bool:
    """The rule, written a second time and independently of the code."""
    if viewer == "suspended":
        return False
    if setting in ("scheduled", "draft"):
        mine = {"scheduled": "me/scheduled", "draft": "me/drafts"}[setting]
        return viewer == "author" and surface == mine
    if setting in ("expired", "deleted", "leaving") or viewer in ("blocked", "blocking"):
        return False
    if setting in ("followers", "private"):
        return viewer in ("author", "follower", "mentioned", "muting", "wordmuting")
    return not (
        setting == "hidden"
        and surface in ("posts/{h}/thread", "/@host/{h}")
        and viewer not in ("author", "host")
    )


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[[User | None, str], Any]:
    """GET as somebody, through the real authentication; only the signature is taken on trust."""
    monkeypatch.setattr(
        "apps.profiles.auth.AccessTokenValidator.validate",
        lambda self, token: {"sub": token, "exp": 0, "jti": uuid.uuid4().hex},
    )
    monkeypatch.setattr("apps.profiles.auth._ask_cognito", lambda token: {})

    client = APIClient(raise_request_exception=False)

    def ask(who: User | None, path: str) -> Any:
        headers = {} if who is None else {"authorization": f"Bearer {who.pk}"}
        return client.get(path if path[0] == "/" else f"/api/v1/{path}", headers=headers)

    return ask


@pytest.mark.parametrize("setting", SETTINGS)
def test_nobody_sees_what_is_not_for_them(
    setting: str, ask: Callable[[User | None, str], Any], run_tasks: Callable[[], int]
) -> None:
    scene = build(setting)
    run_tasks()
    leaks, blind = [], []
    for viewer in VIEWERS:
        person = scene.people.get(viewer)
        for surface in SURFACES:
            answer = ask(person, scene.path(surface, viewer))
            assert answer.status_code < 500, (viewer, surface)
            seen = SECRET in answer.content.decode()
            allowed = may_see(setting, viewer, surface)
            if seen and not allowed:
                leaks.append((viewer, surface))
            answered = answer.status_code == 200 and not _is_a_place(answer)
            if surface in DIRECT and scene.ids["s"] != 1 and answered != allowed:
                blind.append((viewer, surface))
            if viewer in ("muting", "wordmuting") and surface in MUTED:
                assert not seen, (viewer, surface)
    assert not leaks
    assert not blind


def _is_a_place(answer: Any) -> bool:
    """A thread whose own crud is gone: its place and what stays under it."""
    return answer.status_code == 200 and "gone" in answer.json().get("post", {})


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_web_sees_what_everybody_may_see(
    setting: str, ask: Callable[[User | None, str], Any], run_tasks: Callable[[], int]
) -> None:
    scene = build(setting)
    run_tasks()
    for surface in WEB:
        allowed = may_see(setting, "nobody", surface)
        for viewer in ("nobody", "author", "follower"):
            answer = ask(scene.people.get(viewer), surface.format(**scene.ids))
            assert answer.status_code < 500, (viewer, surface)
            assert allowed or SECRET not in answer.content.decode(), (viewer, surface)
            if surface in WEB_DIRECT:
                assert (answer.status_code == 200) == allowed, (viewer, surface)


@pytest.mark.parametrize("setting", SETTINGS)
def test_counts_tell_of_nothing_that_is_not_public(
    setting: str, ask: Callable[[User | None, str], Any], run_tasks: Callable[[], int]
) -> None:
    scene = build(setting)
    remove_expired_posts(timestamp=0)
    run_tasks()
    # A person who is leaving is hidden, and still there: what they did stays counted until they go.
    counted = {"public": (1, 1), "hidden": (0, 1), "leaving": (1, 1)}.get(setting, (0, 0))
    above = ask(None, f"posts/{scene.ids['h']}").json()["counts"]
    assert (above["replies"], above["quotes"]) == counted
    profile = ask(None, "profiles/author").json().get("counts")
    hers = None if setting in ("private", "leaving") else {"public": 2, "hidden": 2}.get(setting, 0)
    assert (profile and profile["posts"]) == hers


@pytest.mark.parametrize("setting", SETTINGS)
def test_counters_on_screen_are_those_of_what_one_may_see(
    setting: str, ask: Callable[[User | None, str], Any]
) -> None:
    scene = build(setting)
    for viewer in VIEWERS:
        path = "posts/counts?ids={s},{r},{h}".format(**scene.ids)
        told = ask(scene.people.get(viewer), path).json().get("posts", ())
        found = {one["id"] for one in told}
        for name in "sr":
            allowed = viewer != "nobody" and may_see(setting, viewer, f"posts/{{{name}}}")
            assert (str(scene.ids[name]) in found) == allowed, (viewer, name)


def test_those_who_may_see_it_do(
    ask: Callable[[User | None, str], Any], run_tasks: Callable[[], int]
) -> None:
    """Else the matrix would be as content with an empty answer everywhere."""
    scene = build("public")
    run_tasks()
    for surface in (*DIRECT, *THREADS, "feeds/public", "feeds/tags/secrettag", "posts/{q}",
                    "posts/{h}/quotes", "profiles/author/posts"):  # fmt: skip
        if surface.endswith(("likes", "reposts", "quotes")) and "{s}" in surface:
            continue
        answer = ask(scene.people["stranger"], surface.format(**scene.ids))
        assert SECRET in answer.content.decode(), surface
    for surface in (*WEB_DIRECT[:6], "/@author", "/@host/{h}", "/tags/secrettag",
                    "users/author.rss", "tags/secrettag.rss"):  # fmt: skip
        answer = ask(None, surface.format(**scene.ids))
        assert SECRET in answer.content.decode(), surface
    for surface in ("feeds/home", "feeds/lists/{l}", "me/bookmarks", "me/likes",
                    "me/bookmarks?q=secret+author"):  # fmt: skip
        answer = ask(scene.people["follower"], scene.path(surface, "follower"))
        assert SECRET in answer.content.decode(), surface


@pytest.mark.parametrize("setting", ["public", "followers"])
def test_events_go_only_to_those_who_may_see(
    setting: str, monkeypatch: pytest.MonkeyPatch, run_tasks: Callable[[], int]
) -> None:
    told: list[tuple[set[uuid.UUID], str, dict[str, str]]] = []
    monkeypatch.setattr(
        "apps.timelines.services.publish",
        lambda to, kind, data: told.append((set(to), kind, data)),
    )
    scene = build(setting)
    run_tasks()
    names = {person.pk: name for name, person in scene.people.items()}
    mine = {str(scene.ids["s"]), str(scene.ids["r"])}
    recipients = {names[one] for to, _, data in told if data["post_id"] in mine for one in to}
    assert "follower" in recipients
    assert recipients <= {"author", "follower", "muting", "wordmuting", "suspended"}
    assert all(SECRET not in str(data) for _, _, data in told)


def routes(patterns: list[Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += routes(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            found.append((path, pattern.callback))
    return found


def test_every_route_is_in_the_matrix_or_carries_no_crud() -> None:
    def shape(path: str) -> str:
        names = r"secrettag|(?<=profiles/)\w+|(?<=users/)\w+|(?<=@)\w+|(?<=people-)\w+"
        return re.sub(rf"<[^>]+>|\{{\w+\}}|{names}", "{}", path)

    known = {shape(surface.partition("?")[0]) for surface in (*SURFACES, *WEB)} | NO_CRUDS
    unknown = [
        path
        for path, view in routes(get_resolver().url_patterns)
        if not path.startswith(("admin/", "api/schema/", "api/docs/"))
        and hasattr(getattr(view, "view_class", view.__dict__.get("cls")), "get")
        and shape(_as_asked(path)) not in known
    ]
    assert not unknown


def _as_asked(route: str) -> str:
    return route.removeprefix("api/v1/") if route.startswith("api/v1/") else f"/{route}"
