"""The page of a person, and what everybody gets where there is none for everybody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.posts.services import NewPost, publish_post
from apps.profiles.models import FormerHandle, User
from tests.pages.conftest import POLICY, Visit
from tests.pages.parsing import parse

pytestmark = pytest.mark.django_db


def test_it_says_who_they_are_and_what_they_said_last(visit: Visit, alice: User, bob: User) -> None:
    User.objects.filter(pk=alice.pk).update(
        bio="Bakes before dawn.\nSee https://bread.example",
        links=[{"label": "Shop", "url": "https://shop.example/"}],
    )
    publish_post(author=alice, new=NewPost("Rye today"))
    other = publish_post(author=bob, new=NewPost("Any left?"))
    publish_post(author=alice, new=NewPost("One", reply_to=other.pk))
    answer = visit("/@alice")
    page = parse(answer.content.decode())
    assert answer.status_code == 200
    assert page.title == "Alice (@alice) · Cruddur"
    assert page.meta("description") == "Bakes before dawn. See https://bread.example"
    assert page.meta("og:type") == "profile"
    assert page.meta("profile:username") == "alice"
    assert page.link("canonical") == "http://testserver/@alice"
    assert page.texts["h1"] == ["Alice"]
    assert [a["href"] for a in page.elements["a"] if "nofollow" in a.get("rel", "")] == [
        "https://bread.example",
        "https://shop.example/",
    ]
    assert "Rye today" in page.texts["main"][0]
    assert "One" not in page.texts["main"][0]


@pytest.mark.parametrize("below", ["replies", "media", "followers", "following"])
def test_the_lists_of_a_profile_are_the_same_page(visit: Visit, alice: User, below: str) -> None:
    page = parse(visit(f"/@Alice/{below}").content.decode())
    assert page.link("canonical") == "http://testserver/@alice"


def test_it_is_the_apps_page(visit: Visit, alice: User) -> None:
    answer = visit("/@alice")
    html = answer.content.decode()
    assert '<script type="module" crossorigin src="/assets/index-1.js">' in html
    assert html.index('<div id="root"><div class="page">') < html.index("Alice</bdi></h1>")
    assert "needs JavaScript" not in html
    assert "What the app says of itself." not in html
    assert answer["content-security-policy"] == POLICY
    assert answer["x-frame-options"] == "DENY"
    assert "server" not in answer.headers
    assert "vary" not in answer.headers
    assert not answer.cookies


def test_who_has_it_already_gets_it_not_again(visit: Visit, alice: User) -> None:
    first = visit("/@alice")
    second = visit("/@alice", **{"if-none-match": first["etag"]})
    assert (second.status_code, second.content) == (304, b"")
    assert second["content-security-policy"] == POLICY
    assert second["cache-control"] == first["cache-control"] == "public, max-age=0, s-maxage=30"
    publish_post(author=alice, new=NewPost("News"))
    assert visit("/@alice", **{"if-none-match": first["etag"]}).status_code == 200


def test_who_does_not_want_to_be_found_is_not_listed(visit: Visit, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(indexable=False)
    answer = visit("/@alice")
    assert parse(answer.content.decode()).meta("robots") == "noindex"
    assert answer["x-robots-tag"] == "noindex"


def test_a_former_handle_leads_to_the_one_of_now(visit: Visit, alice: User) -> None:
    soon = timezone.now() + timedelta(days=1)
    FormerHandle.objects.create(handle="alicia", person=alice, until=soon)
    assert visit("/@alicia")["location"] == "http://testserver/@alice"
    answer = visit("/@Alicia/replies")
    assert (answer.status_code, answer["location"]) == (301, "http://testserver/@alice/replies")
    FormerHandle.objects.update(until=timezone.now())
    assert visit("/@alicia").status_code == 404


def private(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_private=True)


def suspended(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def leaving(person: User) -> None:
    User.objects.filter(pk=person.pk).update(leaves_at=timezone.now() + timedelta(days=7))


def private_and_renamed(person: User) -> None:
    private(person)
    soon = timezone.now() + timedelta(days=1)
    FormerHandle.objects.create(handle="alicia", person=person, until=soon)


@pytest.mark.parametrize("hide", [private, suspended, leaving, private_and_renamed])
def test_what_is_not_for_everybody_is_as_if_it_were_not_there(
    visit: Visit, alice: User, hide: Callable[[User], None]
) -> None:
    post = publish_post(author=alice, new=NewPost("Mine #alone"))
    hide(alice)
    nothing = visit("/@nobody")
    assert nothing.status_code == 404
    assert nothing["x-robots-tag"] == "noindex"
    assert parse(nothing.content.decode()).meta("robots") == "noindex"
    for path in ("/@alice", "/@alicia", "/@alice/media", f"/@alice/{post.pk}", "/tags/alone"):
        answer = visit(path)
        assert answer.status_code == 404
        assert answer.content == nothing.content
        assert dict(answer.headers) | {"X-Request-Id": ""} == dict(nothing.headers) | {
            "X-Request-Id": ""
        }


@pytest.mark.parametrize(
    "path",
    ["/@", "/@alice!", "/@alice/", "/@alice/about", "/@alice/1/2", "/@" + "a" * 21, "/tags/",
     "/tags/a/b", f"/@alice/{'9' * 19}", "/@alice/%00"],
)  # fmt: skip
def test_other_addresses_are_the_apps_own(visit: Visit, alice: User, path: str) -> None:
    answer = visit(path)
    assert answer.status_code == 404
    assert '<div id="root"><noscript>' in answer.content.decode()


def test_pages_are_only_read(shell: None, visit: Visit, alice: User) -> None:
    from django.test import Client

    assert Client().head("/@alice").status_code == 200
    assert Client().post("/@alice").status_code == 405


def test_a_tag_shows_those_who_want_to_be_found(visit: Visit, alice: User, bob: User) -> None:
    publish_post(author=alice, new=NewPost("Fresh #Bread"))
    publish_post(author=bob, new=NewPost("Stale #bread"))
    User.objects.filter(pk=bob.pk).update(indexable=False)
    page = parse(visit("/tags/Bread").content.decode())
    assert page.link("canonical") == "http://testserver/tags/bread"
    assert page.title == "#bread · Cruddur"
    assert "Fresh" in page.texts["main"][0]
    assert "Stale" not in page.texts["main"][0]
    assert visit("/tags/nothing").status_code == 404


def test_a_tag_in_any_script(visit: Visit, alice: User) -> None:
    publish_post(author=alice, new=NewPost("今日 #パン"))
    page = parse(visit("/tags/%E3%83%91%E3%83%B3").content.decode())
    assert page.link("canonical") == "http://testserver/tags/%E3%83%91%E3%83%B3"
    assert page.texts["h1"] == ["#パン"]


@pytest.mark.parametrize(
    ("path", "queries"),
    [("/@alice", 2), ("/@alice/{post}", 3), ("/tags/bread", 1), ("/embed/{post}", 1),
     ("/api/v1/users/alice.rss", 2), ("/api/v1/tags/bread.rss", 1),
     ("/api/v1/oembed?url=http://testserver/@alice/{post}", 1)],
)  # fmt: skip
def test_the_number_of_queries_is_fixed(
    visit: Visit,
    alice: User,
    path: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Where something quotes or answers; one more of each kind where there are pictures."""
    first = publish_post(author=alice, new=NewPost("first")).pk
    post = publish_post(author=alice, new=NewPost("second #bread", quote_of=first)).pk
    for size in (2, 9):
        for _ in range(size):
            publish_post(author=alice, new=NewPost("more #bread", reply_to=post, quote_of=first))
        with django_assert_num_queries(queries):
            assert visit(path.format(post=post)).status_code == 200
