"""What people write: made uniform, counted as a reader counts, refused in words."""

import unicodedata

import regex

from apps.core.errors import Invalid

# Embeddings and overrides reorder the text around them; isolates and marks do not.
_BIDI_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e"
_ALLOWED_CONTROLS = "\n\t"
_GRAPHEME = regex.compile(r"\X")
# No honest character of a reader's count needs more code points than this on average.
_MAX_CODE_POINTS_PER_CHARACTER = 12


def count_characters(text: str) -> int:
    """How many characters a reader sees (extended grapheme clusters)."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def clean_text(
    text: str,
    *,
    max_length: int,
    field: str = "text",
    required: bool = True,
    multiline: bool = True,
) -> str:
    """`text` in NFC with plain line ends and no outer white space.

    Raises Invalid: `text_empty`, `text_too_long` (more than `max_length` characters as a
    reader counts) or `text_forbidden_character` (controls, bidirectional overrides, halves
    of surrogate pairs).
    """
    if len(text) > max_length * _MAX_CODE_POINTS_PER_CHARACTER:
        raise _too_long(field, max_length)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_forbidden(text, field, multiline)
    text = unicodedata.normalize("NFC", text).strip()
    if required and not _has_visible(text):
        raise Invalid.field(field, "text_empty", "Write something first.")
    if count_characters(text) > max_length:
        raise _too_long(field, max_length)
    return text


def _too_long(field: str, max_length: int) -> Invalid:
    return Invalid.field(
        field, "text_too_long", f"That is too long. There is room for {max_length:,} characters."
    )


def _refuse_forbidden(text: str, field: str, multiline: bool) -> None:
    allowed = _ALLOWED_CONTROLS if multiline else ""
    for character in text:
        category = unicodedata.category(character)
        if category == "Cs" or character in _BIDI_OVERRIDES:
            break
        if category == "Cc" and character not in allowed:
            break
    else:
        return
    raise Invalid.field(
        field,
        "text_forbidden_character",
        "The text holds a character that cannot be shown safely. Please take it out.",
    )


def _has_visible(text: str) -> bool:
    """Whether anything in `text` leaves a mark: not just spaces and zero-width characters."""
    invisible = {"Cf", "Zs", "Zl", "Zp", "Cc", "Mn"}
    blank_letters = "\u115f\u1160\u2800\u3164\uffa0"
    return any(unicodedata.category(c) not in invisible and c not in blank_letters for c in text)
