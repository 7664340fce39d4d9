from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from apps.core.errors import Invalid
from apps.media.models import Media
from apps.media.selectors import cards_for_posts
from apps.media.services import attach, detach_and_delete
from apps.profiles.models import User
from tests.conftest import Client
from tests.media.conftest import made

pytestmark = pytest.mark.django_db
Ready = Callable[[User], Media]


def refusal(owner: User, media_ids: list[int]) -> str:
    """With which code attaching is refused; asserts that nothing was attached."""
    with pytest.raises(Invalid) as refused, transaction.atomic():
        attach(owner=owner, media_ids=media_ids, post_id=8)
    assert not Media.objects.filter(post_id=8).exists()
    assert [error.field for error in refused.value.errors] == ["media_ids"]
    return refused.value.code


def test_a_post_shows_its_pictures_in_the_order_chosen(alice: User) -> None:
    first, second, third = made(alice, 3)
    attach(owner=alice, media_ids=[third, first], post_id=7)
    attach(owner=alice, media_ids=[second], post_id=8)
    cards = cards_for_posts([7, 9])
    assert {post: [card["id"] for card in cards] for post, cards in cards.items()} == {
        7: [str(third), str(first)]
    }


def test_a_card_has_what_a_reader_needs_and_no_more(alice: User, ready: Ready) -> None:
    media = ready(alice)
    attach(owner=alice, media_ids=[media.pk], post_id=7)
    (card,) = cards_for_posts([7])[7]
    assert set(card) == {"id", "alt", "width", "height", "blur", "animated", "sources"}
    assert set(card["sources"][0]) == {"url", "width", "type"}


def test_what_cannot_be_attached(alice: User, bob: User) -> None:
    (one,) = made(alice)
    assert refusal(alice, [one, one]) == "media_taken"
    assert refusal(alice, [one, *made(bob)]) == "media_not_found"
    assert refusal(alice, [one, 1]) == "media_not_found"
    assert refusal(alice, made(alice, state=Media.State.PROCESSING)) == "media_not_ready"
    assert refusal(alice, made(alice, state=Media.State.REFUSED)) == "media_not_ready"
    assert refusal(alice, made(alice, purpose="avatar")) == "media_purpose"
    assert refusal(alice, made(alice, purpose="banner", worn=True)) == "media_purpose"
    assert refusal(alice, made(alice, 5)) == "too_many_media"
    attach(owner=alice, media_ids=[one], post_id=7)
    assert refusal(alice, [one]) == "media_taken"


def test_a_picture_on_a_crud_is_not_deleted_alone(api: Client, alice: User) -> None:
    (one,) = made(alice)
    attach(owner=alice, media_ids=[one], post_id=7)
    response = api(alice).delete(f"/api/v1/media/{one}")
    assert (response.status_code, response.json()["code"]) == (409, "media_taken")
    assert Media.objects.filter(pk=one).exists()


def test_the_pictures_of_posts_that_go_go_with_them(alice: User) -> None:
    one, other = made(alice, 2)
    attach(owner=alice, media_ids=[one], post_id=7)
    attach(owner=alice, media_ids=[other], post_id=8)
    detach_and_delete(post_ids=[7, 9])
    assert cards_for_posts([7]) == {}
    assert list(Media.objects.values_list("pk", flat=True)) == [other]


@pytest.mark.parametrize("posts", [2, 20])
def test_cards_cost_one_query(
    alice: User, posts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for post_id in range(posts):
        attach(owner=alice, media_ids=made(alice, 2), post_id=post_id)
    with django_assert_num_queries(1):
        assert len(cards_for_posts(range(posts))) == posts
