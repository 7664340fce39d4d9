"""Reading posts. Every read goes through `visible_posts`: it is the one rule of who sees what.

Pages of posts as they are shown: lists.py, from the querysets here.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Now

from apps.core.audience import ReplyPolicy, Visibility
from apps.core.errors import NotFound
from apps.core.probes import Probe
from apps.posts.models import (
    Bookmark,
    Like,
    Mention,
    Post,
    Repost,
    Tag,
    TagFollow,
    ThreadMute,
)
from apps.profiles.selectors import (
    blocked_by,
    blocks,
    follows,
    mutes,
    says_muted_word,
)

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    from apps.posts.shown import ShownPost
    from apps.profiles.models import User

# Where a list is shown, as far as muted words go; and the lists of a profile.
Place: TypeAlias = Literal["home", "public", "replies"]
Tab: TypeAlias = Literal["cruds", "replies", "media"]


def visible_posts(*, viewer: "User | None") -> QuerySet[Post]:
    """The posts that `viewer` (None: signed out) may see now, each with its author.

    Not over, by an active person with a handle who is not leaving, no block either way, and
    public (by an author who is not private) unless the viewer is the author, follows the author,
    or is mentioned.
    """
    posts = Post.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=Now()),
        author__is_active=True,
        author__handle__isnull=False,
        author__leaves_at__isnull=True,
    ).select_related("author")
    public = Q(visibility=Visibility.PUBLIC, author__is_private=False)
    if viewer is None:
        return posts.filter(public)
    return posts.filter(
        public | Q(author=viewer) | Q(follows(viewer, "author")) | Q(_mentions(viewer)),
        ~blocks(viewer, "author"),
        ~blocked_by(viewer, "author"),
    )


def _mentions(viewer: "User") -> Exists:
    return Probe(Mention.objects.filter(post=OuterRef("pk"), person=viewer))


def posts_for_feeds(*, viewer: "User | None", place: Place) -> QuerySet[Post]:
    """The visible posts but for what the viewer mutes, with the viewer's own marks.

    Left out are people; words, as they are muted in this `place`; and, but for `replies`, threads.
    """
    posts = with_viewer_state(visible_posts(viewer=viewer), viewer=viewer)
    if viewer is None:
        return posts
    # What one says oneself is never muted.
    muted_words = says_muted_word(viewer, [place], "text", "warning") & ~Q(author=viewer)
    posts = posts.filter(~mutes(viewer, "author"), ~muted_words)
    return posts if place == "replies" else posts.filter(~_mutes_thread(viewer))


def posts_for_quotes(*, viewer: "User | None") -> QuerySet[Post]:
    """What others' quotes may bring in: nothing that the viewer mutes in any feed."""
    posts = with_viewer_state(visible_posts(viewer=viewer), viewer=viewer)
    if viewer is None:
        return posts
    said = says_muted_word(viewer, ["home", "public"], "text", "warning")
    return posts.filter(~mutes(viewer, "author"), ~(said & ~Q(author=viewer)))


def _mutes_thread(viewer: "User") -> Exists:
    root = Coalesce(OuterRef("thread"), OuterRef("pk"))
    return Exists(ThreadMute.objects.filter(person=viewer, thread=root))


def with_viewer_state(posts: QuerySet[Post], *, viewer: "User | None") -> QuerySet[Post]:
    """`posts` with what `cards.card` tells the viewer about their own relation to each."""
    states: dict[str, Combinable]
    if viewer is None:
        no = Value(False, output_field=BooleanField())
        names = (
            "liked", "reposted", "bookmarked", "viewer_follows", "viewer_mentioned", "thread_muted"
        )  # fmt: skip
        states = dict.fromkeys(names, no)
    else:
        states = {
            "liked": _marked(Like, viewer),
            "reposted": _marked(Repost, viewer),
            "bookmarked": _marked(Bookmark, viewer),
            # Asked only where it decides who may reply: else PostgreSQL would read all whom the
            # viewer follows, for every page.
            "viewer_follows": _where(ReplyPolicy.FOLLOWERS, follows(viewer, "author")),
            "viewer_mentioned": _where(ReplyPolicy.MENTIONED, _mentions(viewer)),
            "thread_muted": _mutes_thread(viewer),
        }
    return posts.annotate(**states)


def _where(policy: ReplyPolicy, condition: Exists) -> Case:
    return Case(When(reply_policy=policy, then=condition), default=Value(False))


def _marked(kind: type[Like | Repost | Bookmark], viewer: "User") -> Exists:
    return Probe(kind.objects.filter(post=OuterRef("pk"), person=viewer))


def post_by_id(*, viewer: "User | None", post_id: int) -> Post:
    """One post. Raises NotFound, also from the second in which it expires. One query."""
    posts = with_viewer_state(visible_posts(viewer=viewer), viewer=viewer)
    post = posts.filter(pk=post_id).first()
    if post is None:
        raise post_not_found()
    return post


def post_not_found() -> NotFound:
    return NotFound("This crud is not here, or not any more.", code="post_not_found")


def posts_by(author: Any, *, viewer: "User | None", tab: Tab) -> QuerySet[Post]:
    """What a person (or the expression of an id) has posted, with the viewer's marks.

    `cruds` without replies to others, `replies` with them, `media` what has pictures.
    """
    posts = with_viewer_state(visible_posts(viewer=viewer), viewer=viewer).filter(author=author)
    if tab == "media":
        posts = posts.filter(media_count__gt=0)
    if tab == "cruds":
        posts = posts.filter(in_feeds=True)
    return posts


def posts_tagged(tag: str, *, viewer: "User | None") -> QuerySet[Post]:
    """The posts that name a hashtag."""
    tagged = Tag.objects.filter(name=tag).values("post")
    return posts_for_feeds(viewer=viewer, place="public").filter(pk__in=tagged)


def posts_quoting(post_id: int, *, viewer: "User | None") -> QuerySet[Post]:
    return posts_for_feeds(viewer=viewer, place="public").filter(quote_of=post_id)


def replies_to(post_id: int, *, viewer: "User | None") -> QuerySet[Post]:
    """The direct replies to a post. Hidden ones are for their author and for who hid them."""
    replies = posts_for_feeds(viewer=viewer, place="replies").filter(reply_to=post_id)
    shown = Q(hidden=False)
    if viewer is not None:
        above = Post.objects.filter(pk=OuterRef("reply_to"), author=viewer)
        shown |= Q(author=viewer) | Q(Exists(above))
    return replies.filter(shown)


def visible_by_id(*, viewer: "User | None", post_ids: Sequence[int]) -> dict[int, Post]:
    """Those of `post_ids` that the viewer may see, with the viewer's marks. One query."""
    posts = with_viewer_state(visible_posts(viewer=viewer), viewer=viewer)
    return {post.pk: post for post in posts.filter(pk__in=post_ids)}


def follows_tag(*, person: "User | None", name: str) -> bool:
    return person is not None and TagFollow.objects.filter(person=person, name=name).exists()


def may_reply(post: "Post | ShownPost", *, is_author: bool) -> bool:
    """Whether the reader for whom `post` was read may answer it."""
    match post.reply_policy:
        case _ if is_author:
            return True
        case ReplyPolicy.EVERYONE:
            return True
        case ReplyPolicy.FOLLOWERS:
            return bool(getattr(post, "viewer_follows", False))
        case ReplyPolicy.MENTIONED:
            return bool(getattr(post, "viewer_mentioned", False))
    return False
