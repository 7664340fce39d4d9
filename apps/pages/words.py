"""What people wrote, as HTML and as one line."""

from collections.abc import Iterator
from urllib.parse import quote

import regex
from django.utils.html import format_html
from django.utils.safestring import SafeString

# The same words as in the app (frontend/src/features/posts/tokens.ts) and in posts.entities.
_TOKEN = regex.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'’”])"  # noqa: RUF001
    r"|(?<![\w@/.#])@(?P<handle>[A-Za-z0-9_]{3,20})(?![\w@])"
    r"|(?<![\w/#&])#(?P<tag>[\p{L}\p{M}\p{N}_]{1,100})(?![\w#])"
    r"|(?P<line_end>\n)",
    regex.IGNORECASE,
)
_GRAPHEME = regex.compile(r"\X")
_LINK_LENGTH = 42
_BREAK = SafeString("<br>")
# Marks and isolates would reorder the rest of a line that is not theirs alone.
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))
# What XML 1.0 cannot say, escaped or not.
_NOT_IN_XML = regex.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def person_path(handle: str) -> str:
    return f"/@{handle}"


def crud_path(handle: str, post_id: int | str) -> str:
    return f"/@{handle}/{post_id}"


def tag_path(tag: str) -> str:
    return f"/tags/{quote(tag.lower(), safe='')}"


def linked(text: str, *, site: str = "") -> SafeString:
    """`text` as HTML, with its addresses, mentions and hashtags as links.

    Links to our own pages begin with `site`, for where the reader is not on it.
    """
    return SafeString("".join(_parts(text, site)))


def _parts(text: str, site: str) -> Iterator[str]:
    at = 0
    for found in _TOKEN.finditer(text):
        yield format_html("{}", text[at : found.start()])
        yield _token(found, site)
        at = found.end()
    yield format_html("{}", text[at:])


def _token(found: regex.Match[str], site: str) -> SafeString:
    if url := found["url"]:
        return format_html(
            '<a href="{}" rel="nofollow ugc noopener noreferrer">{}</a>', url, _short(url)
        )
    if handle := found["handle"]:
        path = person_path(handle.lower())
        return format_html('<a href="{}{}">@{}</a>', site, path, handle)
    tag = found["tag"]
    if tag is None:
        return _BREAK
    if tag.isdigit():
        return format_html("#{}", tag)
    return format_html('<a href="{}{}">#{}</a>', site, tag_path(tag), tag)


def _short(url: str) -> str:
    bare = url.partition("://")[2].removeprefix("www.").removesuffix("/")
    return bare if len(bare) <= _LINK_LENGTH else bare[: _LINK_LENGTH - 1] + "…"


def one_line(text: str, most: int = 200) -> str:
    """`text` in one line of at most `most` characters as a reader counts, cut between words."""
    line = " ".join(text.translate(_DIRECTIONS).split())
    characters = _GRAPHEME.findall(line)
    if len(characters) <= most:
        return line
    cut = "".join(characters[: most - 1])
    words = cut.rpartition(" ")[0].rstrip(" ,.;:")
    return (words if len(words) > len(cut) // 2 else cut) + "…"


def for_xml(text: str) -> str:
    """`text` without the few characters that no XML can hold."""
    return _NOT_IN_XML.sub("\ufffd", text)
