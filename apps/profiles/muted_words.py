"""Words that a person does not want to read. How feeds ask: selectors.says_muted_word."""

from collections.abc import Sequence
from datetime import datetime

import regex
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from apps.core.changes import UNCHANGED, Unchanged
from apps.core.errors import Conflict, Invalid, NotFound
from apps.core.pagination import Page, cut_page, decode_id_cursor
from apps.core.text import clean_text
from apps.profiles.models import Mute, MutedWord, Place, User
from apps.profiles.services import check_until, lock_people

PHRASE_LENGTH = 100
MOST_WORDS = 200

# Scripts that put no space between words, so that nothing tells where one begins.
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_WORD = regex.compile(r"[\p{L}\p{N}_]")


@transaction.atomic
def mute_word(
    *,
    owner: User,
    phrase: str,
    whole_word: bool = True,
    places: Sequence[str] = tuple(Place.values),
    until: datetime | None = None,
) -> MutedWord:
    """Raises Invalid (the text's codes, `places_invalid`, `until_invalid`, `too_many_words`)
    and Conflict `word_muted`.
    """
    lock_people(owner.pk)
    if MutedWord.objects.filter(owner=owner).count() >= MOST_WORDS:
        raise Invalid(f"There is room for {MOST_WORDS} muted words.", code="too_many_words")
    word = MutedWord(owner=owner)
    return _write(word, phrase=phrase, whole_word=whole_word, places=places, until=until)


@transaction.atomic
def change_word(
    *,
    owner: User,
    word_id: int,
    phrase: str | Unchanged = UNCHANGED,
    whole_word: bool | Unchanged = UNCHANGED,
    places: Sequence[str] | Unchanged = UNCHANGED,
    until: datetime | Unchanged | None = UNCHANGED,
) -> MutedWord:
    """Change what is given. Raises NotFound, and what `mute_word` raises."""
    word = _own(owner, word_id)
    return _write(
        word,
        phrase=word.phrase if isinstance(phrase, Unchanged) else phrase,
        whole_word=word.whole_word if isinstance(whole_word, Unchanged) else whole_word,
        places=word.places if isinstance(places, Unchanged) else places,
        until=word.until if isinstance(until, Unchanged) else until,
    )


def _write(
    word: MutedWord, *, phrase: str, whole_word: bool, places: Sequence[str], until: datetime | None
) -> MutedWord:
    phrase = clean_text(phrase, max_length=PHRASE_LENGTH, field="phrase", multiline=False)
    if not places or not set(places) <= set(Place.values):
        raise Invalid.field("places", "places_invalid", "Choose where it is to be left out.")
    if until != word.until:
        check_until(until)
    word.phrase, word.whole_word, word.until = phrase.lower(), whole_word, until
    word.places = [place for place in Place.values if place in places]
    word.pattern = pattern(phrase, whole_word=whole_word)
    try:
        with transaction.atomic():
            word.save()
    except IntegrityError as error:
        raise Conflict.field("phrase", "word_muted", "You mute this already.") from error
    return word


def pattern(phrase: str, *, whole_word: bool) -> str:
    """A PostgreSQL regular expression that matches `phrase` and nothing else."""
    text = regex.sub(r"([^\p{L}\p{M}\p{N}_\s])", r"\\\1", phrase)
    text = regex.sub(r"\s+", r"\\s+", text)
    if not whole_word or _UNSPACED.search(phrase):
        return text
    begins = r"\m" if _WORD.match(phrase[0]) else ""
    ends = r"\M" if _WORD.match(phrase[-1]) else ""
    return begins + text + ends


def unmute_word(*, owner: User, word_id: int) -> None:
    """Raises NotFound."""
    deleted, _ = MutedWord.objects.filter(owner=owner, pk=word_id).delete()
    if not deleted:
        raise _no_word()


def words(*, owner: User, cursor: str | None, limit: int) -> Page[MutedWord]:
    """The words that are muted now, last first. One query."""
    still = Q(until__isnull=True) | Q(until__gt=timezone.now())
    words = MutedWord.objects.filter(still, owner=owner)
    after = decode_id_cursor(cursor)
    if after is not None:
        words = words.filter(pk__lt=after)
    rows = list(words.order_by("-pk")[: limit + 1])
    return cut_page(rows, limit=limit, position=lambda word: word.pk)


def forget_over() -> None:
    """Remove mutes, of words and of people, that are over."""
    MutedWord.objects.filter(until__lte=timezone.now()).delete()
    over = Mute.objects.filter(until__lte=timezone.now())
    over._raw_delete(over.db)


def _own(owner: User, word_id: int) -> MutedWord:
    word = MutedWord.objects.select_for_update().filter(owner=owner, pk=word_id).first()
    if word is None:
        raise _no_word()
    return word


def _no_word() -> NotFound:
    return NotFound("This word is not muted any more.", code="word_not_found")
