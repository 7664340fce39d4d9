"""What one can react with."""

import regex

from apps.core.errors import Invalid

# The longest that Unicode recommends have ten.
_MOST_CODE_POINTS = 16

# A picture that is drawn as one, with a colour of skin where it has that.
_PICTURE = (
    r"(?![\p{Regional_Indicator}\p{Emoji_Modifier}])"
    r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}"
    r"|\p{Emoji_Presentation}\uFE0F?"
    r"|\p{Extended_Pictographic}\uFE0F)"
)
# Pictures joined into one; within them some programs leave out the mark that makes a picture.
_JOINED = rf"{_PICTURE}(?:\u200D(?:{_PICTURE}|\p{{Extended_Pictographic}}))*"
_FLAG = r"\p{Regional_Indicator}{2}|\U0001F3F4[\U000E0030-\U000E007A]{2,6}\U000E007F"
_KEY = r"[0-9#*]\uFE0F\u20E3"
_EMOJI = regex.compile(rf"{_FLAG}|{_KEY}|{_JOINED}")


def check_emoji(text: str) -> None:
    """Raises Invalid `reaction_invalid` for what is not one emoji."""
    if len(text) > _MOST_CODE_POINTS or not _EMOJI.fullmatch(text):
        raise Invalid.field("emoji", "reaction_invalid", "Choose one emoji.")
