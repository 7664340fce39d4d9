"""A feed has the rows that the rule says, whatever people do and in whatever order."""

import random
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core.management import call_command

from apps.core.errors import CruddurError
from apps.posts import follows, marks
from apps.posts.editing import Changes, edit_post
from apps.posts.models import Post, Repost
from apps.posts.services import NewPost, delete_post, publish_post
from apps.profiles import services as people
from apps.profiles.models import User
from apps.profiles.requests import set_reposts_hidden
from apps.profiles.services import follow, unfollow
from apps.timelines import services, upkeep
from apps.timelines.models import Entry, Feed
from tests.factories import PostFactory, UserFactory

pytestmark = pytest.mark.django_db

RunTasks = Callable[[], int]
WORDS = ("plain", "#tea", "#milk", "#tea and #milk")


def positions(owner: User) -> list[int]:
    rows = Entry.objects.filter(owner=owner).order_by("-position")
    return list(rows.values_list("position", flat=True))


class Crowd:
    """Five people who do something at random, as far as they may."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.people = UserFactory.create_batch(5)

    def anyone(self) -> User:
        return self.chance.choice(self.people)

    def any_post(self) -> int:
        return self.chance.choice([0, *Post.objects.values_list("pk", flat=True)])

    def acts(self) -> None:
        act = self.chance.choice(
            [self.says, self.says, self.answers, self.edits, self.deletes, self.follows,
             self.follows, self.unfollows, self.blocks, self.reposts, self.reposts,
             self.takes_back, self.follows_a_tag, self.leaves_a_tag, self.hides_reposts]
        )  # fmt: skip
        with suppress(CruddurError):
            act(self.anyone())

    def says(self, one: User) -> None:
        publish_post(author=one, new=NewPost(self.chance.choice(WORDS)))

    def answers(self, one: User) -> None:
        publish_post(author=one, new=NewPost(self.chance.choice(WORDS), reply_to=self.any_post()))

    def edits(self, one: User) -> None:
        edit_post(
            user=one, post_id=self.any_post(), changes=Changes(text=self.chance.choice(WORDS))
        )

    def deletes(self, one: User) -> None:
        delete_post(user=one, post_id=self.any_post())

    def follows(self, one: User) -> None:
        follow(follower=one, followee=self.anyone())

    def unfollows(self, one: User) -> None:
        unfollow(follower=one, followee=self.anyone())

    def blocks(self, one: User) -> None:
        other = self.anyone()
        people.block(blocker=one, blocked=other)
        people.unblock(blocker=one, blocked=other)

    def reposts(self, one: User) -> None:
        marks.mark(Repost, user=one, post_id=self.any_post())

    def takes_back(self, one: User) -> None:
        marks.unmark(Repost, user=one, post_id=self.any_post())

    def follows_a_tag(self, one: User) -> None:
        follows.follow_tag(person=one, name=self.chance.choice(["tea", "milk"]))

    def leaves_a_tag(self, one: User) -> None:
        follows.unfollow_tag(person=one, name=self.chance.choice(["tea", "milk"]))

    def hides_reposts(self, one: User) -> None:
        hidden = self.chance.random() < 0.5
        set_reposts_hidden(follower=one, followee=self.anyone(), hidden=hidden)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_people_do_the_difference_is_zero(seed: int, run_tasks: RunTasks) -> None:
    crowd = Crowd(seed)
    for _ in range(120):
        crowd.acts()
        if crowd.chance.random() < 0.3:
            run_tasks()
    run_tasks()
    assert Entry.objects.exists()
    for one in crowd.people:
        found = upkeep.check(owner_id=one.pk)
        assert (found.missing, found.extra) == ([], [])


def test_rebuilding_mends_what_is_missing_and_takes_what_has_no_reason(
    alice: User, bob: User, charlie: User, run_tasks: RunTasks, capsys: pytest.CaptureFixture[str]
) -> None:
    follow(follower=alice, followee=bob)
    due = publish_post(author=bob, new=NewPost("due"))
    run_tasks()
    Entry.objects.all().delete()
    services.add_entries(owner_ids=[alice.pk], post_ids=[PostFactory.create(author=charlie).pk])
    Feed.objects.all().delete()
    with pytest.raises(SystemExit):
        call_command("feeds_rebuild", check=True)
    # Alice lacks one and has another; Bob and Charlie lack their own.
    assert "3 feeds, 3 rows missing, 1 without reason" in capsys.readouterr().out
    call_command("feeds_rebuild")
    assert positions(alice) == [due.pk]
    call_command("feeds_rebuild", check=True)
    call_command("feeds_rebuild", check=True, person="@Alice")


class TestLength:
    @pytest.fixture(autouse=True)
    def short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(upkeep, "KEPT", 5)
        monkeypatch.setattr(upkeep, "MOST", 7)

    def test_a_feed_is_cut_to_its_newest_rows_once_it_is_too_long(
        self, alice: User, bob: User
    ) -> None:
        for _ in range(7):
            publish_post(author=alice, new=NewPost("x"))
        publish_post(author=bob, new=NewPost("mine"))
        assert upkeep.trim_all() == 0
        newest = publish_post(author=alice, new=NewPost("x")).pk
        before = positions(alice)
        assert upkeep.trim_all() == 3
        assert positions(alice) == before[:5]
        assert positions(alice)[0] == newest
        assert len(positions(bob)) == 1
        assert not upkeep.check(owner_id=alice.pk)

    def test_what_is_older_than_the_cut_does_not_come_back_by_a_follow(
        self, alice: User, bob: User, run_tasks: RunTasks
    ) -> None:
        old = publish_post(author=bob, new=NewPost("old")).pk
        for _ in range(8):
            publish_post(author=alice, new=NewPost("x"))
        upkeep.trim_all()
        follow(follower=alice, followee=bob)
        run_tasks()
        assert old not in positions(alice)
        assert not upkeep.check(owner_id=alice.pk)

    def test_an_unfollow_makes_room_for_what_is_older(
        self, alice: User, bob: User, run_tasks: RunTasks
    ) -> None:
        mine = publish_post(author=alice, new=NewPost("mine")).pk
        follow(follower=alice, followee=bob)
        for _ in range(8):
            publish_post(author=bob, new=NewPost("x"))
        run_tasks()
        upkeep.trim_all()
        assert mine not in positions(alice)
        unfollow(follower=alice, followee=bob)
        run_tasks()
        assert positions(alice) == [mine]
        assert not upkeep.check(owner_id=alice.pk)


def test_a_feed_of_who_is_gone_is_left_alone(alice: User) -> None:
    gone = alice.pk
    alice.delete()
    assert not upkeep.refresh(owner_id=gone)
    assert not Feed.objects.exists()


def test_what_was_removed_before_its_task_ran_is_in_no_feed(
    alice: User, bob: User, run_tasks: RunTasks
) -> None:
    follow(follower=bob, followee=alice)
    post = publish_post(author=alice, new=NewPost("x"))
    delete_post(user=alice, post_id=post.pk)
    services.fan_out(post_id=post.pk, author_id=alice.pk)
    assert not Entry.objects.filter(owner=bob).exists()
