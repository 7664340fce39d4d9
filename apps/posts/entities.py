"""Whom and what a text names: mentions and hashtags."""

from itertools import islice

import regex

from apps.posts.models import Mention, Post, Tag
from apps.profiles.selectors import people_by_handles

# Not inside a word, an address or a link: `a@b` and `x#y` name nobody and nothing.
_MENTION = regex.compile(r"(?<![\w@/.#])@([A-Za-z0-9_]{3,20})(?![\w@])")
_TAG = regex.compile(r"(?<![\w/#&])#([\p{L}\p{M}\p{N}_]{1,100})(?![\w#])")
MOST_MENTIONS = 25
MOST_TAGS = 25
TAG_LENGTH = 100


def mentioned_handles(text: str) -> list[str]:
    """The handles that `text` mentions, in lower case, each once, in order."""
    return list(dict.fromkeys(h.lower() for h in _MENTION.findall(text)))[:MOST_MENTIONS]


def tags(text: str) -> list[str]:
    """The hashtags in `text`, without the #, in lower case. Numbers alone are none."""
    found = dict.fromkeys(tag.lower() for tag in _TAG.findall(text))
    # In lower case some are longer.
    named = (tag for tag in found if not tag.isdigit() and len(tag) <= TAG_LENGTH)
    return list(islice(named, MOST_TAGS))


def is_tag(name: str) -> bool:
    """Whether `name`, in lower case and without the #, can be a hashtag."""
    return tags(f"#{name}") == [name]


def index_entities(post: Post) -> None:
    """Write whom and what `post` names, in place of what it named before."""
    Mention.objects.filter(post=post).delete()
    Tag.objects.filter(post=post).delete()
    people = people_by_handles(mentioned_handles(post.text)).values()
    Mention.objects.bulk_create([Mention(post=post, person=person) for person in people])
    Tag.objects.bulk_create([Tag(post=post, name=name) for name in tags(post.text)])
